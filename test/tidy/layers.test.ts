import { describe, expect, test } from 'vitest';
import { importCycles, pureLayers, wrongArrows } from './arrows.js';
import { deadExports } from './deadExports.js';
import { projectFiles, sourceFile } from './sources.js';
import { impurities, lockedAddresses, longestFile, longFiles, strangeWords, typeHoles } from './words.js';

const files = projectFiles();
const sources = files.filter(({ path }) => /^src\/.*\.tsx?$/.test(path)).map(sourceFile);
const tests = files.filter(({ path }) => /^test\/.*\.ts$/.test(path)).map(sourceFile);
const judged = sources;
const entries = [
  'src/index.ts',
  'src/conformance.ts',
  'src/client/index.ts',
  'src/explore/index.ts',
  'src/testing/index.ts',
  'src/testing/arbitraries.ts',
];
const at = (path: string, text: string) => sourceFile({ path, text });

describe('the project', () => {
  test('is read: sources, tests, scenarios, and nothing that is ignored', () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['src/index.ts', 'README.md', '.ci/run', 'package-lock.json']));
    expect(paths.filter((path) => /^(node_modules|dist|\.git)\//.test(path))).toEqual([]);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(sources.length);
  });

  test('layers import one way', () => expect(wrongArrows(sources)).toEqual([]));
  test('no file imports itself, on whatever way, and be it for types', () => expect(importCycles(judged)).toEqual([]));
  test('nothing is exported that no other file uses', () =>
    expect(deadExports(judged, [...sources, ...tests], entries)).toEqual([]));
  test('pure layers touch no clock, no chance, no process, no file', () => expect(impurities(sources)).toEqual([]));
  test('types have no holes, and no tool is silenced', () => expect(typeHoles(sources)).toEqual([]));
  test(`no source has more than ${longestFile} lines`, () => expect(longFiles(sources)).toEqual([]));
  test('no file is unfinished, or knows a machine', () => expect(strangeWords(files)).toEqual([]));
  test('the lockfile is tied to no registry', () => {
    const lockfiles = files.filter(({ path }) => path.endsWith('package-lock.json'));
    expect(lockfiles.length).toBeGreaterThan(0);
    expect(lockfiles.flatMap(lockedAddresses)).toEqual([]);
  });
});

describe('a wrong arrow is told', () => {
  test.each([
    ['src/vocabulary/a.ts', `import { x } from '../lifecycle/x.js';`],
    ['src/vocabulary/a.ts', `import type { X } from '../store/x.js';`],
    ['src/vocabulary/profiles/a.ts', `import { x } from '../../engine/x.js';`],
    ['src/vocabulary/a.ts', `import { createMachine } from 'xstate';`],
    ['src/determinism/a.ts', `import { x } from '../lifecycle/x.js';`],
    ['src/lifecycle/a.ts', `import { x } from '../faults/x.js';`],
    ['src/store/a.ts', `export { x } from '../operations/x.js';`],
    ['src/store/a.ts', `export type { X } from '../operations/x.js';`],
    ['src/store/a.ts', `export * from '../operations/x.js';`],
    ['src/store/a.ts', `import '../operations/x.js';`],
    ['src/operations/a.ts', `import {\n  type X,\n  x,\n} from '../engine/x.js';`],
    ['src/engine/a.ts', `const x = await import('../scenario/x.js');`],
    ['src/scenario/a.ts', `import { x } from '../report/x.js';`],
    ['src/cim/a.ts', `import { x } from '../report/x.js';`],
    ['src/scenario/a.ts', `import { x } from '../cim/x.js';`],
    ['src/client/a.ts', `import { x } from '../scenario/x.js';`],
    ['src/conformance/a.ts', `import type { X } from '../engine/x.js';`],
    ['src/server/a.ts', `import { x } from '../console/x.js';`],
    ['src/engine/a.ts', `import { x } from '../index.js';`],
    ['src/index.ts', `export { x } from './cli/x.js';`],
    ['src/conformance.ts', `export { x } from './cli/x.js';`],
    ['src/conformance/a.ts', `import type { X } from '../subjects/x.js';`],
    ['src/drawer/a.ts', `import { x } from './x.js';`],
  ])('%s: %s', (path, text) => expect(wrongArrows([at(path, text)])).toHaveLength(1));
});

describe('a right arrow is not', () => {
  test.each([
    ['src/vocabulary/a.ts', `import { z } from 'zod';`],
    ['src/vocabulary/profiles/a.ts', `import type { X } from '../profile.js';`],
    ['src/store/a.ts', `import { x } from '../lifecycle/x.js';`],
    ['src/report/a.ts', `import { x } from '../scenario/x.js';`],
    ['src/report/a.ts', `import { x } from '../cim/x.js';`],
    ['src/client/a.ts', `import { x } from '../cim/x.js';`],
    ['src/cim/sources/a.ts', `import { x } from '../../engine/x.js';`],
    ['src/subjects/a.ts', `import { x } from '../conformance/x.js';`],
    ['src/cli/a.ts', `import { x } from '../index.js';`],
    ['src/report/a.ts', `import { x } from '../conformance/x.js';`],
    ['src/index.ts', `export { x } from './engine/x.js';`],
    ['src/conformance.ts', `export { x } from './subjects/x.js';`],
    ['src/store/a.ts', `// import { x } from '../operations/x.js';`],
  ])('%s: %s', (path, text) => expect(wrongArrows([at(path, text)])).toEqual([]));
});

describe('a cycle is told', () => {
  const a = (text: string) => at('src/store/a.ts', text);
  const b = at('src/store/b.ts', `export { a } from './a.js';`);

  test('of two files', () => {
    expect(importCycles([a(`import { b } from './b.js';`), b])).toEqual([
      'src/store/a.ts -> src/store/b.ts -> src/store/a.ts',
    ]);
  });

  test('of three, and of one that is entered by another', () => {
    const c = at('src/store/c.ts', `import { b } from './b.js';`);
    const entered = [at('src/store/0.ts', `import './a.js';`), a(`import './c.js';`), b, c];
    expect(importCycles(entered)).toHaveLength(1);
  });

  test('also where it is one of types alone', () => {
    expect(importCycles([a(`import type { B } from './b.js';`), b])).toHaveLength(1);
    expect(importCycles([a(`export type { B } from './b.js';`), b])).toHaveLength(1);
  });

  test('but no way that comes to an end', () => {
    const c = at('src/store/c.ts', `import type { a } from './a.js';\nimport './b.js';`);
    expect(importCycles([at('src/store/b.ts', `import { a } from './a.js';`), a(''), c])).toEqual([]);
  });
});

describe('a dead export is told', () => {
  const told = (text: string, user = '') =>
    deadExports([at('src/store/a.ts', text)], [at('src/store/b.ts', user), at('src/store/a.ts', text)], []);

  test.each([
    'export function a() {}',
    'export async function a() {}',
    'export function* a() {}',
    'export const a = 1;',
    'export class a {}',
    'export interface a {}',
    'export type a = 1;',
    'const a = 1;\nexport { a };',
    'const b = 1;\nexport { b as a };',
  ])('%s', (text) => {
    expect(told(text)).toEqual(["src/store/a.ts: nothing else uses 'a'"]);
    expect(told(text, `import { x } from './a.js';\nimport { a } from './c.js';`)).toHaveLength(1);
  });

  test.each([
    `import { a } from './a.js';`,
    `import type { a } from './a.js';`,
    `import { type a as b, c } from './a.js';`,
    `import {\n  a,\n  b,\n} from './a.js';`,
    `import x, { a } from './a.js';`,
    `import * as all from './a.js';`,
    `export { a } from './a.js';`,
    `export * from './a.js';`,
    `const { a } = await import('./a.js');`,
    `const { a: b } = await import('./a.js');`,
    `type A = import('./a.js').a;`,
  ])('but not where another file says: %s', (user) => {
    expect(told('export const a = 1;', user)).toEqual([]);
  });

  test('but not in a public entry, nor what is handed on from another file', () => {
    const entry = at('src/index.ts', 'export const a = 1;');
    expect(deadExports([entry], [entry], ['src/index.ts'])).toEqual([]);
    expect(told(`export { a } from './c.js';`)).toEqual([]);
  });
});

describe('a touch of the world is told', () => {
  test.each([
    'Date.now()',
    'Math.random()',
    'new Date()',
    'performance.now()',
    'setTimeout(act, 5)',
    'process.env',
    `import { readFileSync } from 'node:fs';`,
  ])('%s', (text) => {
    for (const layer of pureLayers) expect(impurities([at(`src/${layer}/a.ts`, text)])).toHaveLength(1);
    expect(impurities([at('src/cli/a.ts', text), at('src/engine/a.ts', `// Not ${text}: a clock`)])).toEqual([]);
  });
});

describe('a hole in the types is told', () => {
  test.each(['x as any', 'let x: any;', 'new Map<any>()', '// @ts-ignore', '// @ts-expect-error', '// biome-ignore x'])(
    '%s',
    (text) => expect(typeHoles([at('src/cli/a.ts', text)])).toHaveLength(1),
  );

  test('but not the English word', () => expect(typeHoles([at('src/cli/a.ts', '// as any other: any')])).toEqual([]));
});

describe('what else no file may have is told', () => {
  test('too many lines', () => {
    const lines = (count: number) => [at('src/cli/a.ts', 'x;\n'.repeat(count))];
    expect(longFiles(lines(longestFile))).toEqual([]);
    expect(longFiles(lines(longestFile + 1))).toHaveLength(1);
  });

  test.each([
    ['TO', 'DO: later'],
    ['FIX', 'ME'],
    ['see /ho', 'me/someone/x'],
    ['/ro', 'ot/x'],
    ["'/wo", "rk/x'"],
    ['file:///wo', 'rk/x'],
    ['sha', 'red/notes.md'],
  ])('%s…', (...parts) => {
    expect(strangeWords([{ path: 'README.md', text: parts.join('') }])).toHaveLength(1);
  });

  test('an address in a lockfile', () => {
    expect(lockedAddresses({ path: 'package-lock.json', text: '      "resolved": "https://x.y/z.tgz",' })).toHaveLength(
      1,
    );
  });
});
