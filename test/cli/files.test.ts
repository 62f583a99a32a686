import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from '../../src/cli/files.js';
import { harmless } from '../../src/cli/output.js';
import { arraysim, scenarioYaml } from './inProcess.js';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arraysim-'));
  await writeFile(join(folder, 'good.yaml'), scenarioYaml(40002));
  await writeFile(join(folder, 'typos.yaml'), scenarioYaml(40002).replace('on:', 'onn:').replace('code:', 'cod:'));
});

afterAll(() => rm(folder, { recursive: true }));

const run = (...args: readonly string[]) => arraysim(['run', ...args], { folder });

describe('of several files', () => {
  test('one that cannot be read keeps no other from running', async () => {
    const { code, out, err } = await run('nowhere.yaml', 'typos.yaml', 'good.yaml');
    expect(code).toBe(2);
    expect(out).toMatch(/\n1 scenario, 1 as expected, 0 not\n$/);
    expect(err.split('\n').map((line) => line.replace(/: got .*/, ''))).toEqual([
      'arraysim: path',
      'arraysim: typos.yaml:8:5: steps[0].onn',
      'arraysim: typos.yaml:9:15: steps[0].expect.cod',
      '',
    ]);
  });

  test('all are in the report, also those that could not be read', async () => {
    const { code, out } = await run('typos.yaml', 'good.yaml', '--json', '--junit', 'r.xml');
    expect(code).toBe(2);
    const { scenarios, notRun } = JSON.parse(out);
    expect(scenarios).toHaveLength(1);
    const message = expect.stringMatching(/^typos\.yaml:8:5: .*\ntypos\.yaml:9:15: /);
    expect(notRun).toEqual([{ name: 'typos.yaml', file: 'typos.yaml', version: null, message }]);
    expect(await readFile(join(folder, 'r.xml'), 'utf8')).toMatch(/tests="2" failures="0" errors="1"/);
  });

  test('the results are there although a report cannot be written', async () => {
    const { code, out, err } = await run('good.yaml', '--trace', 'no/t', '--junit', 'ok.xml');
    expect([code, err]).toEqual([2, "arraysim: --trace: got 'no/t', expected a file that can be written (ENOENT)\n"]);
    expect(out).toMatch(/1 scenario, 1 as expected, 0 not\n$/);
    expect(await readFile(join(folder, 'ok.xml'), 'utf8')).toContain('failures="0"');
  });
});

describe('a file', () => {
  // Root may read everything.
  test.skipIf(process.getuid?.() === 0)('that nobody may read is told of as such', async () => {
    await writeFile(join(folder, 'secret.yaml'), scenarioYaml(40002));
    await chmod(join(folder, 'secret.yaml'), 0);
    const { code, err } = await run('secret.yaml');
    expect([code, err]).toEqual([2, expect.stringMatching(/a file that can be read \(EACCES\)\n$/)]);
  });

  test.each([
    ['run', (file: string) => [file]],
    ['run', (file: string) => ['good.yaml', '--faults', file]],
    ['replay', (file: string) => [file]],
    ['conform', (file: string) => ['sim', '--replay', file]],
    ['serve', (file: string) => ['--tls-port', '0', '--cert', file, '--key', file]],
  ])('of bytes that are no text is refused: %s', async (command, args) => {
    await writeFile(join(folder, 'latin1.yaml'), Buffer.from('name: caf\u00e9\n', 'latin1'));
    const { code, err } = await arraysim([command, ...args('latin1.yaml')], { folder });
    expect([code, err]).toEqual([2, expect.stringMatching(/a file of text in UTF-8\n$/)]);
  });

  test.each([
    ['run', (file: string) => ['good.yaml', '--faults', file]],
    ['replay', (file: string) => [file]],
    ['conform', (file: string) => ['sim', '--replay', file]],
    ['serve', (file: string) => ['--tls-port', '0', '--cert', file, '--key', file]],
  ])('that is a pipe is refused, and not waited for: %s', async (command, args) => {
    const pipe = `${command}.pipe`;
    execFileSync('mkfifo', [join(folder, pipe)]);
    const { code, err } = await arraysim([command, ...args(pipe)], { folder });
    expect([code, err]).toEqual([2, expect.stringMatching(/the path of a file\n$/)]);
  });

  test.each([
    [
      'plan.yaml',
      'faults:\n  - id: lost\n    at: servicReply\n    do: loseReply\n',
      "3:5: faults[0].at: got 'servicReply'",
    ],
    // What shows once the line has been read, too.
    ['plan.txt', '# one\nlost = serviceReply: loseRepl\n', "2:1: got 'loseRepl'"],
    ['plan.txt', '# one\n  lost = array: loseReply\n', "2:3: do: got 'loseReply'"],
    ['plan.yaml', '|\n  # one\n  lost = array: loseReply\n', "3:3: do: got 'loseReply'"],
  ])('of a plan says line and column of what is wrong: %s', async (file, text, slip) => {
    await writeFile(join(folder, file), text);
    const { code, err } = await run('good.yaml', '--faults', file);
    expect([code, err.startsWith(`arraysim: ${file}:${slip}`)], err).toEqual([2, true]);
  });
});

test.each([
  ['nowhere', /a file or a folder that exists\n$/],
  ['good.yaml/below', /a file or a folder that exists\n$/],
  ['loop.yaml', /a file or a folder that exists\n$/],
  ['', /^arraysim: path: got '', expected a file or a folder that exists\n$/],
  ['x'.repeat(300), /a path that can be followed \(ENAMETOOLONG\)\n$/],
])('a path that leads to no file keeps no other from running: %s', async (path, words) => {
  await symlink('loop.yaml', join(folder, 'loop.yaml')).catch(() => undefined);
  const { code, out, err } = await run(path, 'good.yaml');
  expect([code, err]).toEqual([2, expect.stringMatching(words)]);
  expect(out).toMatch(/\n1 scenario, 1 as expected, 0 not\n$/);
});

test("what can't be looked at in a folder keeps nothing beside it from running", async () => {
  await mkdir(join(folder, 'partly'));
  await writeFile(join(folder, 'partly/one.yaml'), scenarioYaml(40002));
  // Root may read everything, but follow no link to so long a name.
  await symlink('y'.repeat(300), join(folder, 'partly/far.yaml'));
  const { code, out, err } = await run('partly', '--json');
  const message = expect.stringMatching(/far\.yaml', expected a path that can be followed \(ENAMETOOLONG\)$/);
  expect([code, JSON.parse(out).scenarios.length]).toEqual([2, 1]);
  expect(JSON.parse(out).notRun).toEqual([{ name: 'partly', file: 'partly', version: null, message }]);
  expect(err).toMatch(/^arraysim: path: got '.*far\.yaml'/);
});

test('a folder with a link to its parent has each scenario once', async () => {
  await mkdir(join(folder, 'round/and'), { recursive: true });
  await writeFile(join(folder, 'round/one.yaml'), scenarioYaml(40002));
  await symlink('..', join(folder, 'round/and/round'));
  await symlink('nowhere', join(folder, 'round/lost.yaml'));
  expect((await run('round', 'round/one.yaml')).out).toMatch(/\n1 scenario, 1 as expected, 0 not\n$/);
});

test.each([
  ['the name of a file', scenarioYaml(40002).replace('on:', 'onn:')],
  [
    'a name in what is expected',
    scenarioYaml(40002)
      .replaceAll('pool: gold', 'pool: "a"')
      .replace('name: gold', 'name: "\\e]0;t\\a\\x9b31m\\u202e"'),
  ],
])('escapes in %s never reach a terminal', async (_, text) => {
  const name = '\u001b]0;title\u0007\u009b.yaml';
  await writeFile(join(folder, name), text);
  const { code, out, err } = await run(name);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^arraysim: .*\n$/);
  expect(err.trimEnd()).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
});

test('a folder is made with those above it, and only where one can be', () => {
  makeFolder('made/with/those', folder, '--out');
  makeFolder('made/with', folder, '--out');
  expect(existsSync(join(folder, 'made/with/those'))).toBe(true);
  expect(() => makeFolder('good.yaml/x', folder, '--out')).toThrow(/a folder that can be made \(ENOTDIR\)$/);
  expect(() => makeFolder('good.yaml', folder, '--out')).toThrow(/a folder that can be made \(EEXIST\)$/);
});

test.skipIf(!existsSync('/proc/self'))(
  'a folder where the system makes none is refused, and not tried for ever',
  () => {
    expect(() => makeFolder('/proc/none/x', folder, '--out')).toThrow(/a folder that can be made \(ENOENT\)$/);
  },
);

describe('whatever a command prints', () => {
  const evil = 'a\u001b]0;t\u0007\u001b[31m\u0000\u007f\u009b31m\u202e\u2066z';
  const obeyed = /(?!\n)\p{Cc}|\p{Bidi_Control}/u;

  test.each([
    ['run', evil],
    ['run', 'good.yaml', '--junit', `${evil}/r.xml`],
    ['run', 'good.yaml', '--faults', `./${evil}`],
    ['run', 'good.yaml', `--${evil}`],
    ['explain', evil],
    ['profiles', evil],
    ['faults', evil],
    ['charts', evil],
    ['classes', evil],
    ['methods', evil],
    ['schema', evil],
    ['replay', evil],
    ['serve', evil],
    ['conform', evil],
    ['conform', `./${evil}.mjs`],
    ['conform', 'sim', '--replay', evil],
    [evil],
  ])('a terminal obeys nothing of its arguments: %s', async (...args) => {
    const { code, out, err } = await arraysim(args, { folder });
    expect([code, obeyed.test(out), obeyed.test(err), err !== '']).toEqual([2, false, false, true]);
  });

  test('JSON keeps such characters, as escapes', async () => {
    const name = 'a\u007f\u009b31m\u202e\u2066z';
    await writeFile(join(folder, 'json.yaml'), scenarioYaml(40002).replace('One clone', JSON.stringify(name)));
    const { out } = await run('json.yaml', '--json');
    expect([obeyed.test(out), JSON.parse(out).scenarios[0].name]).toEqual([false, name]);
  });

  test('colours are left where they are wanted, and nothing else', () => {
    let said = '';
    const to = (text: string) => {
      said += text;
    };
    const surroundings = { columns: undefined, progress: undefined, folder };
    harmless({ out: to, err: to, colour: true, ...surroundings }).out('\u001b[31mred\u001b[39m\t\u001b[2J\n');
    harmless({ out: to, err: to, colour: true, ...surroundings }).err('\u001b[31mred\n');
    harmless({ out: to, err: to, colour: false, ...surroundings }).out('\u001b[31mred\r\n');
    expect(said).toBe('\u001b[31mred\u001b[39m\t\ufffd[2J\n\ufffd[31mred\n\ufffd[31mred\ufffd\n');
  });
});
