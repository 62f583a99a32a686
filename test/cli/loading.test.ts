import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadedBy, timesNothing } from './loading.js';

const built = (file: string) => {
  const path = fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));
  if (!existsSync(path)) throw new Error(`there is no ${path}: npm run build`);
  return path;
};
const main = built('cli/main.js');
const importing = (file: string) => ['--input-type=module', '--eval', `await import(${JSON.stringify(built(file))})`];

test('help is there without the library, and without what takes time to load', async () => {
  const { code, out, files, sources, packages } = await loadedBy(main, '--help');
  expect(code).toBe(0);
  expect(out).toMatch(/^Usage: arraysim /);
  expect(sources).toContain('src/cli/program.ts');
  expect(sources.filter((source) => !/^src\/(cli|report\/text|vocabulary\/input)\//.test(source))).toEqual([]);
  expect(packages).toEqual(['commander']);
  expect(files.length).toBeLessThan(10);
});

test('the library is a few files, and has no part of the program, of the suite and of scenarios', async () => {
  const { code, files, sources, packages } = await loadedBy(...importing('index.js'));
  expect(code).toBe(0);
  expect(sources).toContain('src/engine/array.ts');
  expect(sources.filter((source) => /^src\/(cli|conformance|report|scenario|server|subjects)\//.test(source))).toEqual(
    [],
  );
  expect(packages).toEqual(expect.arrayContaining(['xstate', 'zod']));
  expect(packages.filter((name) => ['commander', 'fast-check', 'yaml'].includes(name))).toEqual([]);
  expect(files.length).toBeLessThan(50);
});

test('explain reads what the build wrote down: it needs neither the engine nor scenarios, nor the tables of methods', async () => {
  const { code, out, files, sources } = await loadedBy(main, 'explain', '40002');
  expect(code).toBe(0);
  expect(out).toContain('clone-that-does-not-fit');
  expect(sources).toContain('src/report/facts/explanation.ts');
  const besides = /^src\/(cli|vocabulary|report\/(facts|files|text))\//;
  expect(sources.filter((source) => !besides.test(source))).toEqual([]);
  expect(files.length).toBeLessThan(30);
});

test('a process that explains takes no more than five times what Node takes to start', async () => {
  expect(await timesNothing(main, 'explain', '40002')).toBeLessThan(5);
});

test('a process that loads the library takes no more than eight times what Node takes to start', async () => {
  expect(await timesNothing(...importing('index.js'))).toBeLessThan(8);
});
