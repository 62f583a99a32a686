import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { undocumented } from './docs.js';

const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** Files whose members are said elsewhere. */
const others: Readonly<Record<string, string>> = {
  'src/faults/planSchema.ts': 'the JSON Schema of a plan, and the page on faults',
  'src/subjects/simulator.ts': 'the Driver that it is',
  // What the documents say of each parameter is theirs: `arraysim classes`.
  'src/vocabulary/methods': 'the documents of the methods',
};

test('editors show something for every export of the package, and for every member of its types', async () => {
  const entries = [
    'src/index.ts',
    'src/client/index.ts',
    'src/explore/index.ts',
    'src/testing/index.ts',
    'src/testing/arbitraries.ts',
    'src/conformance.ts',
  ];
  const isOther = (path: string) => Object.keys(others).some((other) => path.startsWith(`${root}/${other}`));
  expect(await undocumented(root, entries, isOther)).toEqual([]);
});

describe('what is told', () => {
  const told = async (files: Readonly<Record<string, string>>): Promise<string[]> => {
    const folder = mkdtempSync(join(tmpdir(), 'arraysim-docs-'));
    try {
      const compilerOptions = { strict: true, module: 'esnext', target: 'es2022' };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      return await undocumented(folder, ['src/index.ts']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test.each<[string, string, string[]]>([
    ['an export', 'export const a = 1;', ['src/index.ts: a']],
    ['a member', '/** A. */ export interface A { b: number }', ['A.b']],
    [
      'a member of a member',
      '/** A. */\nexport interface A {\n  /** B. */\n  b: readonly { c: number }[];\n}',
      ['A.b.c'],
    ],
    ['what a function takes', '/** A. */ export function a(b: { c?: number }): void {}', ['a(b).c']],
    ['what it returns', '/** A. */ export const a = (): { b: number } | null => null;', ['a().b']],
    ['a method', '/** A. */\nexport class A {\n  b() {}\n  private c = 1;\n  /** D. */\n  d = this.c;\n}', ['A.b']],
    [
      'what a comment says of a value, which no declaration keeps',
      'const a = { /** B. */ b: 1 };\n/** A. */ export type A = typeof a;',
      ['A.b'],
    ],
  ])('%s', async (_, text, expected) => expect(await told({ 'src/index.ts': text })).toEqual(expected));

  test('what is declared in two places, where editors choose none', async () => {
    const text = 'const a = { b: 1 };\n/** A. */\nexport type A = typeof a & {\n  /** B. */\n  b: unknown;\n};';
    expect(await told({ 'src/index.ts': text })).toEqual(['A.b']);
  });

  test('nothing of what has words in one place, be it joined from two types', async () => {
    const text =
      'type Mapped<T> = { [K in keyof T as K]: T[K] };\nconst a = { b: 1 };\n/** A. */\nexport type A = Mapped<typeof a> & {\n  /** B. */\n  b?: unknown;\n};';
    expect(await told({ 'src/index.ts': text })).toEqual([]);
  });

  test('what another file hands on', async () => {
    const files = {
      'src/a.ts': 'export interface A { b: number }',
      'src/index.ts': "export type { A } from './a.js';",
    };
    expect(await told(files)).toEqual(['src/index.ts: A', 'A.b']);
  });
});
