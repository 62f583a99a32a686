import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Consumer, consumer, root } from './consumer.js';

/** The README's ten lines, and what it says that they print. */
const [, tenLines = '', printed = ''] =
  /```js\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
const bin = (name: string, ...path: string[]) => join(root, 'node_modules', name, ...path);

let user: Consumer;
beforeAll(async () => {
  user = await consumer();
}, 240_000);
afterAll(() => user?.remove());

describe('the tarball holds', () => {
  test('what is listed, by folder', async () => {
    await expect(grouped(user.installed)).toMatchFileSnapshot('../golden/package.txt');
  });

  test('every source compiled, every scenario, and nothing that has no source', () => {
    const inPackage = (pattern: RegExp) => user.installed.filter((file) => pattern.test(file)).toSorted();
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `dist/${file.replaceAll('\\', '/').replace(/\.ts$/, '.js')}`);
    expect(inPackage(/^dist\/.*\.js$/)).toEqual(sources.toSorted());
    const scenarios = readdirSync(join(root, 'scenarios'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.\w+$/.test(file))
      .map((file) => `scenarios/${file.replaceAll('\\', '/')}`);
    expect(inPackage(/^scenarios\//)).toEqual(scenarios.toSorted());
  });
});

describe("the README's ten lines print what it says", () => {
  test('as JavaScript', async () => {
    user.write('ten.mjs', tenLines);
    expect(await user.run('node', 'ten.mjs')).toEqual({ code: 0, out: printed, err: '' });
  });

  test.each([
    { module: 'NodeNext', moduleResolution: 'NodeNext' },
    { module: 'ESNext', moduleResolution: 'bundler' },
  ])('as strict TypeScript, modules resolved as by $moduleResolution', async (modules) => {
    const name = `ten-${modules.moduleResolution}`;
    user.write(`${name}.ts`, tenLines);
    const compilerOptions = {
      ...modules,
      target: 'ES2022',
      outDir: 'out',
      strict: true,
      exactOptionalPropertyTypes: true,
      // The declarations of the package and of all that they lead to are checked, too, and they need no @types.
      skipLibCheck: false,
      types: [],
    };
    user.write(`${name}.json`, JSON.stringify({ compilerOptions, files: [`${name}.ts`] }));
    const compiled = await user.run('node', bin('typescript', 'bin', 'tsc'), '-p', `${name}.json`);
    expect(compiled).toEqual({ code: 0, out: '', err: '' });
    expect(await user.run('node', `out/${name}.js`)).toEqual({ code: 0, out: printed, err: '' });
  });

  test('as CommonJS, where Node loads ES modules with require', async () => {
    user.write('ten.cjs', tenLines.replace(/^import (.*) from (.*);$/m, 'const $1 = require($2);'));
    expect(await user.run('node', 'ten.cjs')).toEqual({ code: 0, out: printed, err: '' });
  });
});

describe('npx arraysim', () => {
  test('runs the scenarios that come with it', async () => {
    const { code, out } = await user.run('npx', '--no', 'arraysim', 'run');
    expect(out).toMatch(/^(\d+) scenarios in (\d+) runs, \2 as expected, 0 not$/m);
    expect(code).toBe(0);
  });

  test('runs them into one JSON document', async () => {
    const { code, out } = await user.run('npx', '--no', 'arraysim', 'run', '--json');
    const { scenarios, asExpected, notAsExpected } = JSON.parse(out).summary;
    expect(scenarios).toBeGreaterThan(80);
    expect(asExpected).toBeGreaterThanOrEqual(scenarios);
    expect(notAsExpected).toBe(0);
    expect(code).toBe(0);
  });

  test('runs one that the user wrote, and says what is not as expected', async () => {
    const pools = 'pools: [{ name: gold, size: 1 GiB }], volumes: [{ name: db, pool: gold, size: 1 GiB }]';
    const steps = '  - { call: CreateClone, on: db, expect: { code: 4096 } }';
    user.write('own.yaml', `name: full\narray: { ${pools} }\nsteps:\n${steps}\n`);
    const { code, out } = await user.run('npx', '--no', 'arraysim', 'run', 'own.yaml');
    expect(out).toMatch(/expected code 4096 .*\n\s+got 40002 /);
    expect(code).toBe(1);
  });

  test('answers --help in 200 ms', async () => {
    const program = join('node_modules', 'arraysim', 'dist', 'cli', 'main.js');
    let least = Number.POSITIVE_INFINITY;
    // The best of several: a machine that is busy with other things is no failure.
    for (let attempt = 0; attempt < 10 && least > 200; attempt++) {
      const from = performance.now();
      expect((await user.run('node', program, '--help')).code).toBe(0);
      least = Math.min(least, performance.now() - from);
    }
    expect(least).toBeLessThan(200);
  });
});

describe('who looks for mistakes in packages finds none:', () => {
  test('publint', async () => {
    const { code, out } = await user.run('node', bin('publint', 'src', 'cli.js'), 'run', '--strict', user.tarball);
    expect(out).toMatch(/Linting\.\.\.\nAll good!\n$/);
    expect(code).toBe(0);
  });

  test('Are the Types Wrong?', async () => {
    // The package has ES modules only, so two of the four ways to resolve it are none of its own: TypeScript's old `node10`
    // knows no `exports`, and before Node 20.19 `require` could not load it, which attw takes for an error in all of Node.
    const options = ['--profile', 'esm-only', '--format', 'ascii', '--no-emoji', '--no-color', '--no-summary'];
    const attw = bin('@arethetypeswrong', 'cli', 'dist', 'index.js');
    const { code, out } = await user.run('node', attw, user.tarball, ...options);
    expect(out).toContain(`"arraysim"

node16 (from ESM): OK (ESM)
bundler: OK 
node10: (ignored) Resolution failed
node16 (from CJS): (ignored) ESM (dynamic import only)
`);
    expect(code).toBe(0);
  });
});

/** One line a file, but the folders of dist and scenarios, which say what kinds of files they have. */
function grouped(files: readonly string[]): string {
  const kinds = new Map<string, Set<string>>();
  for (const file of files) {
    const [, group = file, kind = ''] = /^(scenarios|dist\/[^/]+)\/.*?(\.(?:d\.)?\w+)$/.exec(file) ?? [];
    kinds.set(group, (kinds.get(group) ?? new Set()).add(kind));
  }
  const lines = [...kinds].map(([group, found]) =>
    found.has('')
      ? group
      : `${group}/ ${[...found]
          .toSorted()
          .map((kind) => `*${kind}`)
          .join(' ')}`,
  );
  return `${lines.toSorted().join('\n')}\n`;
}
