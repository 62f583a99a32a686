import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scenarioYaml } from './inProcess.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const binary = join(root, 'dist/cli/main.js');
let folder = '';

beforeAll(async () => {
  // `npm test` has built it already.
  if (!existsSync(binary)) execFileSync('npm', ['run', 'build'], { cwd: root });
  folder = await mkdtemp(join(tmpdir(), 'arraysim-'));
  await writeFile(join(folder, 'good.yaml'), scenarioYaml(40002));
  await writeFile(join(folder, 'bad.yaml'), scenarioYaml(0));
});

afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...rest } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [binary, ...args],
      { cwd: folder, env: { ...rest, ...env } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

test.each([
  [['run', 'good.yaml'], 0],
  [['run', 'bad.yaml'], 1],
  [['run', 'none.yaml'], 2],
  [['--version'], 0],
])('the program ends %j with %i', async (args, code) => {
  expect((await start(args)).code).toBe(code);
});

test('bad input is one line on stderr, without a stack', async () => {
  const { out, err } = await start(['explain', '43030']);
  expect(out).toBe('');
  expect(err).toMatch(/^arraysim: code: got 43030, .*\n$/);
});

test('no colours go into a pipe, but where FORCE_COLOR asks for them and NO_COLOR does not', async () => {
  const csi = '\u001b[';
  expect((await start(['run', 'good.yaml'])).out).not.toContain(csi);
  expect((await start(['run', 'good.yaml'], { CI: 'true' })).out).not.toContain(csi);
  expect((await start(['run', 'good.yaml'], { FORCE_COLOR: '1' })).out).toContain(csi);
  expect((await start(['run', 'good.yaml'], { FORCE_COLOR: '1', NO_COLOR: '1' })).out).not.toContain(csi);
});

/** What the shell says of a command in which `arraysim` stands for the program. */
function inShell(command: string): Promise<Ended> {
  const script = command.replace('arraysim', `"${process.execPath}" "${binary}"`);
  return new Promise((resolve) => {
    const child = execFile('bash', ['-c', script], { cwd: folder }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

test.skipIf(!existsSync('/dev/full'))('output that finds no room is bad input, in one line', async () => {
  const { code, err } = await inShell('arraysim run good.yaml > /dev/full');
  expect([code, err]).toEqual([2, "arraysim: the output can't be written (ENOSPC)\n"]);
});

test.skipIf(!existsSync('/dev/full'))('the exit code is right although nobody can hear why', async () => {
  expect((await inShell('arraysim run none.yaml 2> /dev/full')).code).toBe(2);
  expect((await inShell('arraysim run none.yaml 2> >(exec true)')).code).toBe(2);
});

test('a reader that has seen enough is no failure', async () => {
  expect((await inShell('set -o pipefail; arraysim classes | head -n 1')).code).toBe(0);
});
