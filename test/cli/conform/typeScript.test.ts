import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compiling, runsTypeScript } from '../../../src/cli/conform/typeScript.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const binary = join(root, 'dist/cli/main.js');
let folder = '';

beforeAll(async () => {
  // `npm test` has built it already.
  if (!existsSync(binary)) execFileSync('npm', ['run', 'build'], { cwd: root });
  folder = await mkdtemp(join(tmpdir(), 'arraysim-'));
  await mkdir(join(folder, 'node_modules'));
  await symlink(root, join(folder, 'node_modules/arraysim'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the program as a process of its own: what imports modules here knows TypeScript. */
function conform(
  ...args: string[]
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [binary, 'conform', ...args], { cwd: folder }, (_error, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

const unwritten = /my array is inconclusive \(the driver of 'my array': reset\('roomy'\) threw/;

test('a driver of TypeScript is judged, or told from one that can be in a line', async () => {
  await conform('--init', 'own.ts');
  const { code, out, err } = await conform('./own.ts', '--level', 'core');
  if (runsTypeScript()) expect([code, out]).toEqual([3, expect.stringMatching(unwritten)]);
  else {
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /^arraysim: subject: got '\.\/own\.ts', expected JavaScript, since Node [\d.]+ can't run .*\n$/,
    );
    expect(err).toContain(compiling('./own.ts').command);
  }
});

test('a driver of TypeScript is judged after the command that compiles it', async () => {
  await conform('--init', 'compiled.mts');
  const { command, result } = compiling('compiled.mts');
  const args = command.replace('npx -p typescript tsc ', '').split(' ');
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...args], { cwd: folder });
  const { code, out } = await conform(result, '--level', 'core');
  expect([code, out]).toEqual([3, expect.stringMatching(unwritten)]);
});
