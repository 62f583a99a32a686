import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wantsColour } from '../../src/cli/output.js';
import { shippedScenarios } from '../../src/cli/shipped.js';
import { codesOf } from '../../src/vocabulary/methods/codes.js';
import { factsOf, methodNames } from '../../src/vocabulary/methods/index.js';
import { isWithin } from '../../src/vocabulary/versions.js';
import { arraysim, scenarioYaml } from './inProcess.js';

let folder = '';
/** All shipped scenarios, which take their time: run in full and in short for people, and once for programs, into a trace. */
let shipped: { readonly out: string; readonly overview: string; readonly json: Report };

interface Report {
  readonly scenarios: readonly unknown[];
  readonly matrix: readonly {
    readonly method: string;
    readonly codes: readonly unknown[];
    readonly versions: Readonly<Record<string, { readonly missing: readonly number[] }>>;
  }[];
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arraysim-'));
  await writeFile(join(folder, 'good.yaml'), scenarioYaml(40002));
  await writeFile(join(folder, 'bad.yaml'), scenarioYaml(0));
  await symlink(shippedScenarios, join(folder, 'linked'));
  const { out } = await arraysim(['run', 'linked', '--verbose'], { folder, columns: 80 });
  const overview = (await arraysim(['run'], { folder, columns: 80 })).out;
  const json = (await arraysim(['run', '--json', '--trace', 'all.trace'], { folder })).out;
  shipped = { out, overview, json: JSON.parse(json) };
}, 600_000);

afterAll(() => rm(folder, { recursive: true }));

const golden = (file: string) => readFile(new URL(`../golden/${file}`, import.meta.url), 'utf8');

describe('arraysim run', () => {
  test('runs what is named, and exits 0 when all is as expected', async () => {
    const { code, out, err } = await arraysim(['run', 'good.yaml'], { folder });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^One clone\ngood\.yaml · seed 0/);
    expect(out).toMatch(/\n1 scenario, 1 as expected, 0 not\n$/);
  });

  test('exits 1 when an expectation is not met, and says which below its step', async () => {
    const { code, out } = await arraysim(['run', 'bad.yaml'], { folder });
    expect(code).toBe(1);
    expect(out).toMatch(/✗ 1 {2}CreateClone db .*\n +✗ At .* expected code 0 Success, got 40002/);
  });

  test('prints failures and the summary only with --quiet', async () => {
    const { out } = await arraysim(['run', '-q', 'good.yaml', 'bad.yaml'], { folder });
    expect(out).toMatch(/^One clone\nbad\.yaml/);
    expect(out).toMatch(/2 scenarios, 1 as expected, 1 not\n$/);
    expect((await arraysim(['run', '-q', 'good.yaml'], { folder })).out).toBe('1 scenario, 1 as expected, 0 not\n');
  });

  test('tells with --coverage what was answered how often, and which reasons never came up', async () => {
    const { code, out } = await arraysim(['run', '-q', 'good.yaml', '--coverage'], { folder });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^CreateClone in 2016, one call: 1 of 47 codes, 1 of \d+ rows\n +code +by cause +label\n40002 +1 +There/,
    );
    expect(out).toMatch(/\nnever answered: 0-5, 8, 4096, 40001, 40003, [^.]*43001-43029, 51000, 51005, 51010\n/);
    expect(out).toMatch(
      /\nnever reached at service: role \(40001\), malformed \(5\), [^.]*\nnever reached at connect: /,
    );
    expect(out).toMatch(
      /\n2\.1 % of the documented codes of the methods that were called\nNever called: StorageVolume\.Delete, /,
    );
    const { coverage } = JSON.parse((await arraysim(['run', 'good.yaml', '--json', '--coverage'], { folder })).out);
    expect(coverage[0]).toMatchObject({ method: 'CreateClone', version: '2016', calls: 1 });
    expect(coverage).toHaveLength(methodNames.filter((name) => isWithin('2016', factsOf(name))).length);
  });

  test('exits 1 where less is covered than --coverage-min asks for', async () => {
    for (const [least, expected] of [
      ['2', 0],
      ['2.2', 1],
    ] as const)
      expect((await arraysim(['run', '-q', 'good.yaml', '--coverage-min', least], { folder })).code).toBe(expected);
    const { code, err } = await arraysim(['run', 'good.yaml', '--coverage-min', 'all'], { folder });
    expect([code, err]).toEqual([
      2,
      "arraysim: --coverage-min: got 'all', expected a percentage from 0 to 100, such as 80\n",
    ]);
  });

  test('tells on a screen what came of folders: how many there are, which codes, and where to look', () => {
    const { overview } = shipped;
    const lines = overview.split('\n');
    // A line a method and a folder, and some ten.
    expect(lines.length).toBeLessThan(45 + methodNames.length);
    expect(overview).toMatch(/\nCreateClone {2,}43 of 43 {2,}43 of 43 {2,}47 of 47 {2,}\d+\n/);
    expect(overview).toMatch(/ arraysim run \S+\/stories\/\S+\.yaml\n/);
    expect(overview).toMatch(/\n\d+ scenarios in \d+ runs, \d+ as expected, 0 not\n$/);
    const inFolders = lines.flatMap((line) => (/scenarios\/\S+ +(\d+) +\d+ +0$/.exec(line) ?? []).slice(1));
    expect(inFolders.length).toBeGreaterThan(5);
  });

  test('tells in full of what is named by itself, and of what is not as expected', async () => {
    await mkdir(join(folder, 'both'));
    await writeFile(join(folder, 'both/a.yaml'), scenarioYaml(40002));
    await writeFile(join(folder, 'both/b.yaml'), scenarioYaml(0));
    const { code, out } = await arraysim(['run', 'both'], { folder });
    expect(code).toBe(1);
    expect(out).toMatch(/^One clone\nboth\/b\.yaml · .*\n {2}✗ At /);
    expect(out).not.toContain('both/a.yaml');
    expect(out).toMatch(/\nboth {2,}2 {2,}2 {2,}1\n/);
    const verbose = await arraysim(['run', 'both', '-v'], { folder });
    expect(verbose.out).toBe((await arraysim(['run', 'both/a.yaml', 'both/b.yaml'], { folder })).out);
  });

  test('tells of the others when one cannot be done, and exits 2', async () => {
    const call = '  - call: CreateClone\n    on: db\n    as: early\n';
    const early = 'array: { pools: [{ name: gold, size: 1 TiB }], volumes: [{ name: db, pool: gold, size: 1 GiB }] }';
    const suspend = `name: Too early\n${early}\nsteps:\n${call}  - job: { of: early, do: resume }\n`;
    await writeFile(join(folder, 'early.yaml'), suspend);
    const { code, out, err } = await arraysim(['run', 'good.yaml', 'early.yaml', 'bad.yaml'], { folder });
    expect(code).toBe(2);
    expect(out).toMatch(/2 scenarios, 1 as expected, 1 not\n$/);
    expect(err).toMatch(/^arraysim: early\.yaml:7:23: steps\[1\]\.job\.do: /);
  });

  test('reports what cannot be done, as JSON and as JUnit', async () => {
    const { code, out } = await arraysim(['run', '--json', '--junit', 'early.xml', 'early.yaml'], { folder });
    expect(code).toBe(2);
    const message = expect.stringMatching(/^early\.yaml:7:23: steps\[1\]\.job/);
    expect(JSON.parse(out)).toMatchObject({
      scenarios: [],
      notRun: [{ name: 'Too early', file: 'early.yaml', version: '2016', message }],
    });
    const xml = await readFile(join(folder, 'early.xml'), 'utf8');
    expect(xml).toContain(' errors="1"');
    expect(xml).toMatch(
      /<testcase classname="Too early" name="can be run"[^>]*>\s*<error message="[^"]*steps\[1\]\.job/,
    );
  });

  test.each([
    [
      'last-room-of-a-pool.yaml',
      'late-failure',
      /step 11, out of band delete web-1, could not be done under the faults/,
    ],
    ['faults/lost-reply.yaml', 'lost-reply', /reply-lost 2|lost 2/],
  ])('a story that a plan leads astray has failed: %s under %s', async (file, plan, message) => {
    const { code, out, err } = await arraysim(['run', join(shippedScenarios, file), '--faults', plan], { folder });
    expect([code, err]).toEqual([1, '']);
    expect(out.replace(/\s+/g, ' ')).toMatch(message);
  });

  test('prints one JSON document with --json', async () => {
    const { out } = await arraysim(['run', '--json', 'good.yaml'], { folder });
    expect(JSON.parse(out).summary).toEqual({ scenarios: 1, runs: 1, asExpected: 1, notAsExpected: 0 });
  });

  test('takes another seed', async () => {
    const { out } = await arraysim(['run', '--json', '--seed', '-3', 'good.yaml'], { folder });
    expect(JSON.parse(out).scenarios[0].seed).toBe(-3);
    const refused = await arraysim(['run', '--seed', '1.5', 'good.yaml'], { folder });
    expect([refused.code, refused.err]).toEqual([2, "arraysim: --seed: got '1.5', expected a whole number\n"]);
  });

  test('writes a JUnit report, also of failures', async () => {
    expect((await arraysim(['run', '--junit', 'report.xml', 'bad.yaml'], { folder })).code).toBe(1);
    expect(await readFile(join(folder, 'report.xml'), 'utf8')).toContain('failures="1"');
  });

  test('ends with all codes when all shipped scenarios ran, also from below a symbolic link', () => {
    const { out, json } = shipped;
    expect(out).toMatch(/\nWhat CreateClone answered: 47 documented return codes\n/);
    expect(out).toMatch(
      /\n2012 {4}43 of 43 .*\n2012R2 {2}43 of 43 .*\n2016 {4}47 of 47 .*\n\nWhat StorageVolume\.Delete answered: 46 /,
    );
    expect(out).toMatch(/\nWhat Pool\.Delete answered: 14 documented return codes\n/);
    expect(out).toMatch(
      /\nWhat GetSizesInfo .*\n(?:.*\n)*?2012 {4}37 of 37 .*\n2012R2 {2}37 of 37 .*\n2016 {4}37 of 37 .*\n\n/,
    );
    expect(out).toMatch(/\n2016 {4}(?<all>\d+) of \k<all> .*\n\n\d+ scenarios in \d+ runs, /);
    expect(out).not.toContain(' 0 of ');
    expect(out).not.toContain('GAP');
    const codes = json.matrix.map((one) => [one.method, one.codes.length]);
    expect(codes).toEqual(methodNames.map((method) => [method, codesOf(method).length]));
    for (const { versions } of json.matrix) expect(versions['2016']?.missing).toEqual([]);
  });

  test('prints only what was reached when others ran', async () => {
    const { out } = await arraysim(['run', 'good.yaml'], { folder });
    expect(out).toContain('Codes reached: 1 of the 47 of CreateClone\n');
    expect(out).not.toContain('documented codes');
    expect(JSON.parse((await arraysim(['run', '--json', 'good.yaml'], { folder })).out).matrix).toBeUndefined();
  });

  test('runs the shipped scenarios, or those of its own folder', async () => {
    expect(shipped.json.scenarios.length).toBeGreaterThan(0);
    await mkdir(join(folder, 'elsewhere/scenarios'), { recursive: true });
    await writeFile(join(folder, 'elsewhere/scenarios/one.yaml'), scenarioYaml(40002));
    const { out } = await arraysim(['run', '-q'], { folder: join(folder, 'elsewhere') });
    expect(out).toBe('1 scenario, 1 as expected, 0 not\n');
  });

  test('stays within the columns that there are', async () => {
    const widest = (out: string) => Math.max(...out.split('\n').map((line) => line.length));
    expect(widest(shipped.out)).toBeLessThanOrEqual(80);
    const { out } = await arraysim(['run', 'codes/conversation', '--verbose'], {
      columns: 120,
      folder: shippedScenarios,
    });
    expect(widest(out)).toBeLessThanOrEqual(120);
  });

  test.each([
    ['a file that is not there', ['run', 'nowhere.yaml'], /nowhere\.yaml.*, expected a file or a folder that exists/],
    [
      'an option that is not there',
      ['run', '--sed', '3'],
      /^arraysim: unknown option '--sed' \(Did you mean --seed\?\)\n$/,
    ],
  ])('exits 2 in one line about %s', async (_, args, message) => {
    const { code, out, err } = await arraysim(args, { folder });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.trimEnd()).not.toContain('\n');
  });

  test('exits 2 with file, line, column and field about what is written in a scenario', async () => {
    await writeFile(join(folder, 'typo.yaml'), scenarioYaml(40002).replace('expect:', 'expct:'));
    const typo = await arraysim(['run', 'typo.yaml'], { folder });
    expect([typo.code, typo.err]).toEqual([2, expect.stringMatching(/^arraysim: typo\.yaml:9:5: steps\[0\]\.expct: /)]);
    await writeFile(join(folder, 'syntax.yaml'), 'name: [');
    const syntax = await arraysim(['run', 'syntax.yaml'], { folder });
    expect([syntax.code, syntax.err]).toEqual([2, expect.stringMatching(/^arraysim: syntax\.yaml:1:\d+: /)]);
  });
});

describe('arraysim replay', () => {
  test('repeats what run --trace wrote: all shipped scenarios', async () => {
    const { code, out } = await arraysim(['replay', 'all.trace'], { folder });
    expect(code).toBe(0);
    expect(out.match(/^replayed \d+ events of '.*', same hash [0-9a-f]{16}$/gm)).toHaveLength(
      shipped.json.scenarios.length,
    );
  });

  test('exits 1 with both events where a trace goes another way', async () => {
    await arraysim(['run', '--trace', 'good.trace', 'good.yaml'], { folder });
    const text = await readFile(join(folder, 'good.trace'), 'utf8');
    await writeFile(join(folder, 'changed.trace'), text.replace('"because":"free"', '"because":"queue"'));
    const { code, out } = await arraysim(['replay', 'changed.trace'], { folder });
    expect(code).toBe(1);
    expect(out).toMatch(
      /^the replay of 'One clone' goes another way at entry \d+\n {2}recorded {2}.*"queue".*\n {2}replayed {2}.*"free"/,
    );
  });

  test('exits 2 about a trace that cannot be replayed', async () => {
    const text = await readFile(join(folder, 'good.trace'), 'utf8');
    await writeFile(
      join(folder, 'loaded.trace'),
      text.replace(/"options":\{.*?\]\S*?,"dropped"/, '"options":null,"dropped"'),
    );
    const { code, err } = await arraysim(['replay', 'loaded.trace'], { folder });
    expect(code).toBe(2);
    expect(err).toMatch(/^arraysim: loaded\.trace: 'One clone': trace\.options: got null/);
    expect((await arraysim(['replay', 'good.yaml'], { folder })).err).toMatch(
      /^arraysim: good\.yaml:2: .*a line of JSON/,
    );
    expect((await arraysim(['replay', 'none'], { folder })).code).toBe(2);
  });
});

describe('arraysim explain', () => {
  test('finds the shipped scenarios that show a code', async () => {
    const { code, out } = await arraysim(['explain', '40002', '--json'], { folder });
    expect(code).toBe(0);
    expect(JSON.parse(out).rows[0].scenarios.length).toBeGreaterThan(0);
  });

  test('takes a release', async () => {
    expect((await arraysim(['explain', '4', '--version', '2012'], { folder })).out).toContain('(Windows Server 2012)');
    const refused = await arraysim(['explain', '4', '--version', '2012 R2'], { folder });
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("(did you mean '2012R2'?)")]);
  });

  test('tells of a method that is not simulated what the documents say', async () => {
    const { code, out } = await arraysim(['explain', 'CreateStorageHardwareID', '4096'], { folder });
    expect(code).toBe(0);
    expect(out).toMatch(/^4096 {2}ID already created\nMSFT_SMSystem\.CreateStorageHardwareID\n/);
    expect(out).toContain('arraysim does not simulate this method');
    const json = JSON.parse((await arraysim(['explain', 'filesystem.delete', '0', '--json'], { folder })).out);
    expect(json).toMatchObject({ code: 0, simulated: false, meanings: [{ method: 'MSFT_SMFileSystem.Delete' }] });
  });

  test('explains a code of each method of a name that arraysim answers, and then what the documents say of the others', async () => {
    const { out } = await arraysim(['explain', 'Delete', '4', '--version', '2016'], { folder });
    const heads = out.split('\n').filter((line) => /^MSFT_SM\w+\.\w+$/.test(line));
    expect(heads.slice(0, 2)).toEqual(['MSFT_SMStorageVolume.Delete', 'MSFT_SMPool.Delete']);
    expect(heads).toContain('MSFT_SMStorageGroup.Delete');
    // What the number means to methods of other names is told once, at the end.
    expect(out.match(/^The same number for other methods/gm)).toHaveLength(1);
    expect(out.split('The same number')[1]).not.toContain('Delete');
    const json = JSON.parse((await arraysim(['explain', 'Delete', 'inUse', '--json'], { folder })).out);
    expect(json.code).toBe(6);
    expect(json.explanations).toMatchObject([
      { answeredAs: 'StorageVolume.Delete' },
      { answeredAs: 'Pool.Delete', outcome: 'inUse' },
    ]);
  });

  test('of a code alone says whose it is', async () => {
    const { code, out } = await arraysim(['explain', '40313'], { folder });
    expect(code).toBe(0);
    expect(out).toMatch(/^MSFT_SMStorageVolume\.Delete\n40313 {2}StorageService: Element not present\n/);
  });

  test('takes CreateClone with its codes, too', async () => {
    const alone = await arraysim(['explain', '43019'], { folder });
    expect(await arraysim(['explain', 'createclone', '43019'], { folder })).toEqual(alone);
    expect(alone.out).toMatch(/\nSee it happen: arraysim run \S+\/indications-not-delivered\.yaml\n$/);
    expect((await arraysim(['explain', '40002', '--version', '2012'], { folder })).out).toContain(
      'What Windows Server 2012 answers instead',
    );
  });

  test.each([
    [['CreateSnapshott', '4'], /^arraysim: method: .*\(did you mean 'CreateSnapshot'\?\)\n$/],
    [['CreateSnapshot', '8'], /^arraysim: code: got 8, expected a return code of CreateSnapshot \(0-5, 4096, /],
    [['CreateSnapshot'], /^arraysim: code: got nothing, .*CreateSnapshot has 0-5, /],
    [['GrantAccess', '0'], /GrantAccess has none that is documented/],
    [['StorageVolume.Delete', '40811'], /Pool\.Delete has it: arraysim explain Pool\.Delete 40811\n$/],
    [['4242'], /expected a return code of a method; near it are 4096 \(/],
    [['elementNotPresnt'], /\(did you mean 'elementNotPresent'\?\)\n$/],
    [['FileSystem.Delete', '9'], /FileSystem\.Delete has 0, and any error code of WMI/],
    [
      ['StorageVolume.CreateReplica', '8', '--version', '2012'],
      /a method that 2012 has; StorageVolume\.CreateReplica came with 2016\n$/,
    ],
  ])('exits 2 about %j', async (args, message) => {
    const { code, err } = await arraysim(['explain', ...args], { folder });
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });

  const withRanges = methodNames.flatMap((method) => (factsOf(method).ranges ?? []).map((range) => [method, ...range]));

  test.each(withRanges)('says of %s %i that it is never answered', async (method, first, last, label) => {
    for (const number of [first, Math.min(Number(last), 100_000)]) {
      const { out } = await arraysim(['explain', `${method}`, `${number}`], { folder });
      expect(out).toContain(`${number}  ${label}`);
      expect(out).toContain('arraysim never answers it: that is what the documents say');
    }
  });

  test.each(methodNames.filter((method) => factsOf(method).since === '2016'))(
    'exits 2 about %s in 2012, which lacks it',
    async (method) => {
      const { code, err } = await arraysim(['explain', method, 'success', '--version', '2012'], { folder });
      expect([code, err]).toEqual([2, expect.stringContaining(`${method} came with 2016`)]);
    },
  );

  test('exits 2 about a code that is none', async () => {
    const { code, err } = await arraysim(['explain', '43030'], { folder });
    expect([code, err]).toEqual([2, expect.stringContaining('near it are 43027')]);
  });
});

describe('arraysim charts', () => {
  test('prints all seven, or one as it is', async () => {
    const all = await arraysim(['charts']);
    const job = await golden('charts/job.mmd');
    expect((await arraysim(['charts', 'job'])).out).toBe(job);
    // A diagram is a text of its own; Markdown tells several apart.
    expect(all.out).toContain(`## job\n\n\`\`\`mermaid\n${job}\`\`\`\n`);
    expect(all.out.match(/^```mermaid\nstateDiagram-v2$/gm)).toHaveLength(7);
    expect(all.out.match(/^```/gm)).toHaveLength(14);
  });

  test("prints xstate's JSON", async () => {
    expect(JSON.parse((await arraysim(['charts', 'volume', '--json'])).out).id).toBe('volume');
    expect(Object.keys(JSON.parse((await arraysim(['charts', '--json'])).out))).toHaveLength(7);
  });

  test('exits 2 about a chart that is none', async () => {
    const { code, err } = await arraysim(['charts', 'jobs']);
    expect([code, err]).toEqual([2, expect.stringContaining("(did you mean 'job'?)")]);
  });
});

describe('arraysim profiles', () => {
  test('prints a table of all, or the data sheet of one', async () => {
    const all = await arraysim(['profiles']);
    expect([all.code, all.out]).toEqual([0, await golden('profiles/all.txt')]);
    const one = await arraysim(['profiles', 'legacy-2012']);
    expect([one.code, one.out]).toEqual([0, await golden('profiles/legacy-2012.txt')]);
  });

  test('prints one JSON document with --json', async () => {
    const all = JSON.parse((await arraysim(['profiles', '--json'])).out);
    expect(all.map(({ name, answers }: { name: string; answers: number[] }) => [name, answers])).toContainEqual([
      'sync-only',
      [0],
    ]);
    const { profile, createClone } = JSON.parse((await arraysim(['profiles', 'sync-only', '--json'])).out);
    expect(profile.capabilities.synchronousActions).toEqual([2]);
    expect(createClone[0].answers[0]).toMatchObject({ version: '2016', code: 0, label: 'Success', afterMs: 3000 });
  });

  test('exits 2 about a profile that is none', async () => {
    const { code, out, err } = await arraysim(['profiles', 'strict-name']);
    expect([code, out, err]).toEqual([2, '', expect.stringContaining("(did you mean 'strict-names'?)")]);
  });
});

describe('arraysim', () => {
  test.each([
    ['--help'],
    ...['run', 'explain', 'charts', 'profiles', 'classes', 'methods', 'explore', 'replay'].map((name) => [
      name,
      '--help',
    ]),
  ])('helps with an example and the exit codes: %s %s', async (...args) => {
    const { code, out, err } = await arraysim(args);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/\nExamples?:\n {2}\$ arraysim /);
    expect(out).toMatch(/\nExit codes[\s\S]*\n {2}70 {2}a bug in arraysim\n$/);
  });

  test('without a command, or with an unknown one, exits 2', async () => {
    expect((await arraysim([])).code).toBe(2);
    const { code, err } = await arraysim(['rum']);
    expect([code, err]).toEqual([2, "arraysim: unknown command 'rum' (Did you mean run?)\n"]);
  });

  test('says the same of what explain takes in its help, in the list of commands, and when it gets nothing', async () => {
    const usage = 'explain [options] [method] <code>';
    expect((await arraysim(['explain', '--help'])).out).toContain(`Usage: arraysim ${usage}\n`);
    expect((await arraysim(['--help'])).out).toContain(`\n  ${usage}  say what`);
    const { code, err } = await arraysim(['explain']);
    expect([code, err]).toEqual([2, "arraysim: missing required argument 'code'\n"]);
  });

  test('helps with a command, with all, and names one that there is none of', async () => {
    const helped = await arraysim(['help', 'explain']);
    expect(helped).toEqual(await arraysim(['explain', '--help']));
    expect([helped.code, helped.out]).toEqual([0, expect.stringContaining('Usage: arraysim explain ')]);
    expect(await arraysim(['help'])).toEqual(await arraysim(['--help']));
    const near = { code: 2, out: '', err: "arraysim: unknown command 'explian' (Did you mean explain?)\n" };
    expect(await arraysim(['help', 'explian'])).toEqual(near);
    const far = { code: 2, out: '', err: "arraysim: unknown command 'foo' ('arraysim help' lists them)\n" };
    expect(await arraysim(['help', 'foo'])).toEqual(far);
    expect(await arraysim(['foo'])).toEqual(far);
  });

  test('exits 70 with a stack about a bug', async () => {
    const broken = () => {
      throw new TypeError('a bug');
    };
    const { code, err } = await arraysim(['charts'], { out: broken });
    expect(code).toBe(70);
    expect(err).toMatch(/^arraysim has a bug:\nTypeError: a bug\n {4}at /);
  });

  test.each([
    [{}, true, true],
    [{}, false, false],
    [{ TERM: 'dumb' }, true, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [{ CI: 'true' }, false, false],
  ])('with %o and a terminal %s takes colours %s', (env, isTerminal, wanted) => {
    expect(wantsColour(env, isTerminal)).toBe(wanted);
  });
});

describe('arraysim faults', () => {
  test('shows a plan with its lines, to be copied', async () => {
    const { code, out } = await arraysim(['faults', 'stuck-job']);
    expect(code).toBe(0);
    expect(out).toContain('\n  stuck = jobPercent@73: stallJob 1 h\n');
  });

  test('as JSON, too', async () => {
    const { out } = await arraysim(['faults', 'stuck-job', '--json']);
    expect(JSON.parse(out)).toMatchObject({ name: 'stuck-job', lines: ['stuck = jobPercent@73: stallJob 1 h'] });
    const { lines } = JSON.parse((await arraysim(['faults', 'brown-out', '--json'])).out);
    expect(lines).toEqual([
      'line = time@1 min for 5 min: slowLink 4 s',
      'overload = invoke from 1 min to 6 min 20%: return cimServerLimitsExceeded',
    ]);
  });

  test('shows an effect with its arguments', async () => {
    const { code, out } = await arraysim(['faults', 'stallJob']);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "stallJob
      The job stands still, and keeps its slot and its room.
      class degrade; at jobStart, jobPercent, jobEnd

      argument   is                            left out            means
      atPercent  a percent, 0 to 99            where it is         at what percent it stands still; at jobStart only
      for        a time in d, h, min, s or ms  until it is healed  for how long it stands still
      A mere value is 'for'.

        stallJob 5 min
      "
    `);
    expect(JSON.parse((await arraysim(['faults', 'hold', '--json'])).out)).toEqual({
      effect: 'hold',
      class: 'schedule',
      at: expect.arrayContaining(['invoke', 'jobEnd']),
      does: 'The call or the job waits there until its tag is released.',
      arguments: [{ name: 'tag', is: 'a text', means: 'what holds and releases go by' }],
      example: 'hold here',
    });
  });

  test('shows an effect that has none', async () => {
    expect((await arraysim(['faults', 'staleReads'])).out).toContain('It has no arguments.');
  });

  test('suggests plans and effects for what is neither', async () => {
    expect((await arraysim(['faults', 'stallJop'])).err).toContain("(did you mean 'stallJob'?)");
    expect((await arraysim(['faults', 'lost-repyl'])).err).toContain("(did you mean 'lost-reply'?)");
  });
});
