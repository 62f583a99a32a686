import { createHash } from 'node:crypto';
import { defineConfig, type Plugin } from 'vite';

/** One file a page: script and style stand in it, and its policy lets nothing else run or be asked for. */
function oneFile(): Plugin {
  return {
    name: 'one file a page',
    enforce: 'post',
    generateBundle(_, bundle) {
      const pages = Object.values(bundle).filter(({ fileName }) => fileName.endsWith('.html'));
      for (const page of pages) {
        if (page.type !== 'asset') continue;
        let script = '';
        let style = '';
        for (const [name, part] of Object.entries(bundle)) {
          if (part.type === 'chunk') script += part.code;
          else if (name.endsWith('.css')) style += String(part.source);
          else continue;
          delete bundle[name];
        }
        page.source = inlined(String(page.source), script, style);
        page.fileName = page.fileName.split('/').at(-1) ?? page.fileName;
      }
    },
  };
}

function inlined(page: string, script: string, style: string): string {
  // A script ends at the first text that looks like its end.
  const code = script.replaceAll('</script', '<\\/script').trim();
  const rules = style.trim();
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(code)}`,
    `style-src ${hashOf(rules)}`,
    // A page that a server gives out asks that server, and nobody else.
    ...(page.includes('<!-- token -->') ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const bare = page
    .replace(/\s*<script[^>]*src=[^>]*><\/script>/g, '')
    .replace(/\s*<link[^>]*(stylesheet|modulepreload)[^>]*>/g, '');
  return bare
    .replace(
      '<meta charset="utf-8" />',
      (meta) => `${meta}\n<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    )
    .replace('</head>', () => `<style>${rules}</style>\n</head>`)
    .replace('</body>', () => `<script type="module">${code}</script>\n</body>`);
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The mode is the page: each is built by itself, so that each has one script. */
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  base: './',
  plugins: [oneFile()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: { input: `${mode}.html`, output: { codeSplitting: false } },
  },
}));
