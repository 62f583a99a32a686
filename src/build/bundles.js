import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the package's `exports` lead to. */
export const entries = [
  'index',
  'conformance',
  'client/index',
  'explore/index',
  'testing/index',
  'testing/arbitraries',
];

/** Modules of what is shipped: the packages of `devDependencies` go into them, as far as they are used, with no more than a tenth of
 * the files and of the room that they would take beside them; those of `dependencies` stay outside.
 */
export const modules = {
  external: Object.keys(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).dependencies),
  platform: 'node',
  tsconfig: 'tsconfig.json',
  // Of nanoid the variant that takes chance from the platform as it is: the other one loads all of node:crypto at once.
  resolve: { alias: { nanoid: fileURLToPath(new URL('../../node_modules/nanoid/index.browser.js', import.meta.url)) } },
};

/** The library and the program, as ES modules: a file an entry, and what several of them need in `common`. A command's own part is
 * loaded when the command runs.
 */
export default {
  ...modules,
  input: Object.fromEntries(
    [...entries, 'cli/main', 'cli/apart/main', 'cli/writeCodes'].map((name) => [name, `src/${name}.ts`]),
  ),
  plugins: [
    { name: 'licences', generateBundle: emitLicences },
    { name: 'types of a clone', generateBundle: emitTypes },
  ],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'common/[name].js',
    comments: { legal: true, annotation: false, jsdoc: false },
  },
};

/** What is in the package by other authors comes with their licences. */
function emitLicences(_, bundle) {
  const folders = new Set();
  for (const { moduleIds = [] } of Object.values(bundle)) {
    for (const id of moduleIds) {
      const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replaceAll('\\', '/'))?.[0];
      if (folder !== undefined) folders.add(folder);
    }
  }
  const texts = [...folders].map(licenceOf).toSorted();
  this.emitFile({ type: 'asset', fileName: 'LICENCES.txt', source: `${texts.join(`\n${'-'.repeat(80)}\n\n`)}\n` });
}

/** In a clone, what an entry has for types is what `tsc` wrote; a package has these of its own. */
function emitTypes() {
  for (const name of entries) {
    const up = '../'.repeat(name.split('/').length - 1) || './';
    this.emitFile({ type: 'asset', fileName: `${name}.d.ts`, source: `export * from '${up}types/${name}.js';\n` });
  }
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`;
  return `${name} ${version}: ${license}${text}\n`;
}
