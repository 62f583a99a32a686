import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const binary = join(root, 'dist/cli/main.js');
let folder = '';

beforeAll(async () => {
  // `npm test` has built it already.
  if (!existsSync(binary)) execFileSync('npm', ['run', 'build'], { cwd: root });
  folder = await mkdtemp(join(tmpdir(), 'arraysim-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Judged {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Judges a driver that does something of its own: at each call, when it is imported, when it is made. */
async function judged(
  { atCall = '', atImport = '', atMaking = '' }: { [when in 'atCall' | 'atImport' | 'atMaking']?: string },
  ...more: string[]
): Promise<Judged> {
  const library = pathToFileURL(join(root, 'dist/conformance.js')).href;
  await writeFile(
    join(folder, 'driver.mjs'),
    `import { simulator } from '${library}';
const sim = simulator('full-copy');
${atImport}
export default async () => {
${atMaking}
return {
  name: 'stray',
  capabilities: () => ({ ...sim.capabilities(), actions: [], faults: [] }),
  reset: (tier) => sim.reset(tier),
  observe: (query) => sim.observe(query),
  advance: (ms) => sim.advance(ms),
  call: (...call) => {
    ${atCall}
    return sim.call(...call);
  },
};
};
`,
  );
  const args = [binary, 'conform', './driver.mjs', '--level', 'core', '--only', 'CODE-DOMAIN', '--runs', '1', ...more];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: folder }, (_error, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

test('a driver that leaves nothing behind conforms', async () => {
  const { code, out } = await judged({});
  expect([code, out]).toEqual([0, expect.stringContaining('\nstray conforms')]);
});

test('a driver that leaves a rejection to nobody makes the verdict inconclusive, without a stack', async () => {
  const { code, out, err } = await judged({ atCall: "Promise.reject(new Error('lost'));" });
  expect([code, err]).toEqual([3, '']);
  expect(out.replace(/\s+/g, ' ')).toContain(
    'stray is inconclusive (the driver left a rejected promise to nobody: Error: lost)',
  );
});

test('a driver that ends the process does not end it as a success', async () => {
  const ended = { code: 3, out: '', err: 'arraysim: inconclusive: the process ended before there was a verdict\n' };
  expect(await judged({ atCall: 'process.exit(0);' })).toEqual(ended);
  const before = (what: string) => ({
    ...ended,
    err: `arraysim: inconclusive: the process ended before there was a verdict: ${what} had not ended\n`,
  });
  expect(await judged({ atImport: 'process.exit(0);' })).toEqual(before('the import of ./driver.mjs'));
  const maker = 'the function that makes the driver of ./driver.mjs';
  expect(await judged({ atMaking: 'process.exit(0);' })).toEqual(before(maker));
});

test('a driver that never comes to an end before anything is judged is named', async () => {
  const never = 'await new Promise(() => {});';
  const ended = (what: string) => ({
    code: 3,
    out: '',
    err: `arraysim: inconclusive: ${what} never ends: nothing is left that it could wait for\n`,
  });
  expect(await judged({ atImport: never })).toEqual(ended('the import of ./driver.mjs'));
  const maker = 'the function that makes the driver of ./driver.mjs';
  expect(await judged({ atMaking: never })).toEqual(ended(maker));
});

test('what a driver writes goes to stderr, so that nothing stands before the JSON', async () => {
  const says = "console.log('says'); process.stdout.write('more\\n');";
  const { code, out, err } = await judged({ atImport: says, atMaking: says, atCall: says }, '--json');
  expect([code, JSON.parse(out).verdict]).toEqual([0, 'conforms']);
  expect(err).toMatch(/^(says\nmore\n){4,}$/);
});

test.each([
  ['past the streams', "fs.writeSync(1, 'says\\n');"],
  ['by a process of its own', "childProcess.execFileSync('echo', ['says'], { stdio: 'inherit' });"],
])('what a driver writes %s goes to stderr, too', async (_, says) => {
  const atImport = `import fs from 'node:fs'; import childProcess from 'node:child_process';\n${says}`;
  const { code, out, err } = await judged({ atImport, atMaking: says }, '--json');
  expect([code, JSON.parse(out).verdict, err]).toEqual([0, 'conforms', 'says\nsays\n']);
});

test('a driver whose timer throws makes the verdict inconclusive, although every call was answered at once', async () => {
  const { code, out, err } = await judged({ atCall: "setTimeout(() => { throw new Error('late'); });" }, '--json');
  expect([code, err, JSON.parse(out).why]).toEqual([
    3,
    '',
    'the driver threw where nobody could catch it, as in a timer or an event: Error: late',
  ]);
});

test.skipIf(!existsSync('/dev/full'))(
  'a report that finds no room is told once, and one that nobody reads is no failure',
  async () => {
    await judged({});
    const inShell = (to: string) => {
      const command = `"${process.execPath}" "${binary}" conform ./driver.mjs --level core --only CODE-DOMAIN --runs 1 ${to}`;
      const { status, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command], {
        cwd: folder,
        encoding: 'utf8',
      });
      return [status, stderr];
    };
    expect(inShell('> /dev/full')).toEqual([2, "arraysim: the output can't be written (ENOSPC)\n"]);
    expect(inShell('| head -n 1')).toEqual([0, '']);
  },
);

test('a driver that is killed is inconclusive', async () => {
  const { code, out, err } = await judged({ atCall: "process.kill(process.pid, 'SIGKILL');" });
  const ended = 'arraysim: inconclusive: the process ended before there was a verdict (SIGKILL)\n';
  expect([code, out, err]).toEqual([3, '', ended]);
});

const nothing = 'Object.create(null)';
test.each([
  [{ atCall: `throw ${nothing};` }, "the driver of 'stray': call threw an object"],
  [{ atCall: 'throw { get message() { throw 1; }, toString() { throw 2; } };' }, 'call threw an object'],
  [
    { atCall: `return { get ReturnValue() { throw ${nothing}; } };` },
    "the driver of 'stray': call.ReturnValue: got nothing, expected what can be read",
  ],
  [{ atCall: `Promise.reject(${nothing});` }, 'a rejected promise to nobody: an object'],
])('what a driver throws at a call is its own, even what is no text: %j', async (when, words) => {
  const { code, out, err } = await judged(when, '--json');
  expect([code, err, JSON.parse(out).why]).toEqual([3, '', expect.stringContaining(words)]);
});

test.each([
  [{ atImport: `throw ${nothing};` }, 'a module that can be imported (an object)'],
  [{ atMaking: `throw ${nothing};` }, 'a driver from the function that it exports, which threw an object'],
  [
    { atMaking: `return { get name() { throw ${nothing}; } };` },
    'driver.mjs.name: got nothing, expected the name of the subject',
  ],
])('what a driver throws before that is told as its own, too: %j', async (when, words) => {
  const { code, out, err } = await judged(when);
  expect([code, out, err]).toEqual([2, '', expect.stringContaining(words)]);
  expect(err).toMatch(/^arraysim: .*\n$/);
});

test('a driver that leaves a timer and a server open does not keep the program', async () => {
  const atImport = `setInterval(() => {}, 1000);
const { createServer } = await import('node:net');
createServer().listen(0);`;
  const { code, out, err } = await judged({ atImport }, '--json');
  expect([code, JSON.parse(out).verdict, err]).toEqual([0, 'conforms', '']);
});
