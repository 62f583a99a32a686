import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { writeSkeleton } from '../../../src/cli/conform/init.js';
import { type LazyModules, lazyModules } from '../../../src/cli/conform/lazyModules.js';
import type { ConformOptions } from '../../../src/conformance/options.js';
import type { ConformanceReport } from '../../../src/conformance/report.js';
import type { ReplayByHand } from '../../../src/conformance/run/replayByHand.js';
import { driverTemplate } from '../../../src/conformance/subject/driverTemplate.js';
import { SubjectError } from '../../../src/conformance/subject/subjectError.js';
import { badInput } from '../../../src/vocabulary/input/badInput.js';
import { failure } from '../../conformance/failures.js';
import { subject } from '../../conformance/subject.js';
import { entries, goodReport, matrix, reportWith } from '../../report/conformanceReports.js';
import { arraysim } from '../inProcess.js';

/** The parts that the command is made of, with what they were asked for, and what they are to answer. */
const stub = {
  asked: [] as unknown[],
  report: undefined as unknown,
  steps: [] as unknown[],
  expectation: (_name: string): void => {},
};

const modules: LazyModules = {
  subjectNamed: async (text, options) => {
    if (text !== 'sim' && text !== 'full-copy') badInput({ field: 'subject', value: text, expected: 'a profile' });
    stub.asked.push(text, options);
    return subject({ name: `sim:${text}` });
  },
  remote: async (address, options) => {
    stub.asked.push(address, options);
    return subject({ name: 'a provider' });
  },
  suite: async () => entries,
  conform: async (driver, options) => {
    stub.asked.push(driver.name, options);
    options.onProgress?.({ level: 'core', done: 0.5, calls: 10, broken: [] });
    if (stub.report instanceof Error) throw stub.report;
    // Each test puts one there.
    return stub.report as ConformanceReport;
  },
  matrix: async (options) => {
    stub.asked.push(options);
    // As above.
    return stub.report as ReturnType<typeof matrix>;
  },
  replayByHand: async (driver, tier) => {
    stub.asked.push(driver.name, tier);
    const perform: ReplayByHand['perform'] = async ({ do: name, ...rest }) => {
      stub.steps.push([name, ...Object.values(rest)]);
      return name === 'call' ? '4096, clone1 and job1' : '';
    };
    const replay: ReplayByHand = {
      perform,
      call: (call) => perform({ do: 'call', ...call }),
      overlap: (calls, order) => perform({ do: 'overlap', calls, order }),
      act: (action) => perform({ do: 'act', action }),
      advance: (ms) => perform({ do: 'advance', ms }),
      settle: () => perform({ do: 'settle' }),
      arm: (plan) => perform({ do: 'arm', plan }),
      heal: () => perform({ do: 'heal' }),
      look: () => perform({ do: 'look' }),
      probe: (property, calls, number) => perform({ do: 'probe', property, calls, number }),
      inside: () => [],
      expect: (name) => stub.expectation(name),
      judged: () => 1,
    };
    return replay;
  },
};

const example = fileURLToPath(new URL('../../examples/conform/driver.mjs', import.meta.url));
let folder = '';

/** The data of a page. */
async function dataIn(file: string) {
  const [, json = ''] = /id="data">(.*)<\/script>/s.exec(await readFile(join(folder, file), 'utf8')) ?? [];
  return JSON.parse(json);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arraysim-'));
  await writeFile(join(folder, 'driver.mjs'), `export { default } from ${JSON.stringify(example)};`);
});
beforeEach(() => {
  vi.spyOn(lazyModules, 'subjectNamed').mockImplementation(modules.subjectNamed);
  vi.spyOn(lazyModules, 'suite').mockImplementation(modules.suite);
  vi.spyOn(lazyModules, 'conform').mockImplementation(modules.conform);
  vi.spyOn(lazyModules, 'replayByHand').mockImplementation(modules.replayByHand);
  vi.spyOn(lazyModules, 'matrix').mockImplementation(modules.matrix);
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  stub.asked = [];
  stub.steps = [];
  stub.report = reportWith();
  stub.expectation = () => {};
});

const conform = (...args: string[]) => arraysim(['conform', ...args], { folder, columns: 100 });
/** What conform was asked for last. */
const optionsAsked = () => stub.asked.at(-1) as ConformOptions;

describe('arraysim conform', () => {
  test.each([
    ['conforms', 0],
    ['does not conform', 1],
    ['inconclusive', 3],
  ] as const)('of a subject that %s ends with %i', async (verdict, code) => {
    stub.report = verdict === 'conforms' ? goodReport() : reportWith({ verdict });
    const ran = await conform('./driver.mjs');
    expect([ran.code, ran.err]).toEqual([code, '']);
    expect(ran.out).toMatch(/^Conformance of small array\n/);
  });

  test('judges the simulator when nothing is named, all of it', async () => {
    await conform();
    const [name, release, driver, options] = stub.asked;
    expect([name, release, driver]).toEqual(['sim', {}, 'sim:sim']);
    expect(options).toEqual({ command: 'arraysim conform sim', onProgress: expect.any(Function) });
  });

  test('takes a profile with a release', async () => {
    await conform('full-copy', '--version', '2012');
    expect(stub.asked.slice(0, 2)).toEqual(['full-copy', { version: '2012' }]);
    expect(optionsAsked().command).toBe('arraysim conform full-copy --version 2012');
  });

  test('hands its options on', async () => {
    await conform(
      './driver.mjs',
      ...['--level', 'capacity, core', '--seed', '-7', '--runs', '20', '--time', '2 min', '--deep'],
      ...['--only', 'SHORTAGE-TIGHT,CODE-DOMAIN', '--except', 'CODE-DOMAIN, JOB-100', '--no-shrink'],
    );
    expect(optionsAsked()).toEqual({
      levels: ['core', 'capacity'],
      seed: -7,
      runs: 20,
      timeMs: 120_000,
      deep: true,
      only: ['SHORTAGE-TIGHT', 'CODE-DOMAIN'],
      except: ['CODE-DOMAIN', 'JOB-100'],
      shrink: false,
      command: 'arraysim conform ./driver.mjs',
      onProgress: expect.any(Function),
    });
  });

  test('asks for all orders', async () => {
    await conform('./driver.mjs', '--exhaustive', '3', '--no-shrink');
    expect(optionsAsked()).toMatchObject({ exhaustive: 3, shrink: false });
  });

  test('prints one JSON document, and writes a JUnit report', async () => {
    const { code, out } = await conform('./driver.mjs', '--json', '--junit', 'report.xml', '--out', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ...reportWith(), summary: { fail: 1 } });
    expect(await readFile(join(folder, 'report.xml'), 'utf8')).toContain('failures="1"');
  });

  test('writes a page, for which pictures of failures are asked for', async () => {
    const options = ['--level', 'core', '--no-shrink', '--html', 'pages.html'];
    expect((await conform('./driver.mjs', ...options)).code).toBe(1);
    expect(optionsAsked()).toMatchObject({ pictures: true });
    const { kind, command, properties } = await dataIn('pages.html');
    expect([kind, command]).toEqual(['conform', 'arraysim conform ./driver.mjs --level core --no-shrink']);
    const [broken] = properties.filter(({ verdict }: { verdict: string }) => verdict === 'fail');
    expect(broken.failure.test.join('\n')).toContain("from './driver.mjs';");
    await conform('./driver.mjs', '--exhaustive', '2', '--html', 'orders.html');
    expect((await dataIn('orders.html')).command).toBe('arraysim conform ./driver.mjs --exhaustive 2');
    stub.report = matrix();
    await conform('--mutants', '--html', 'mutants.html');
    expect((await dataIn('mutants.html')).kind).toBe('mutants');
  });

  test('prints its report also when a file cannot be written', async () => {
    const { code, out } = await conform('./driver.mjs', '--json', '--junit', 'nowhere/report.xml');
    expect([code, JSON.parse(out).verdict]).toEqual([2, 'does not conform']);
  });

  test('is inconclusive, in a line, when the driver cannot go on', async () => {
    const message = "the driver of 'x': observe threw Error: two\nlines";
    stub.report = new SubjectError({ member: 'observe', kind: 'threw', message });
    const { code, out, err } = await conform();
    expect([code, out]).toEqual([3, '']);
    expect(err).toBe("arraysim: inconclusive: the driver of 'x': observe threw Error: two lines\n");
  });

  test.each([
    [
      'a module that is not there',
      ['./drivr.mjs'],
      /^arraysim: subject: got '\.\/drivr\.mjs', expected a driver's module/,
    ],
    ['a level that is none', ['--level', 'core,capacty'], /--level: got 'capacty', .*\(did you mean 'capacity'\?\)$/],
    [
      'a property that is none',
      ['--only', 'CODE-DOMAN'],
      /--only: got 'CODE-DOMAN', .*\(did you mean 'CODE-DOMAIN'\?\)$/,
    ],
    [
      'a property of another level',
      ['--only', 'JOB-100', '--level', 'core'],
      /expected a property of core: it is of jobs$/,
    ],
    [
      'a property to leave out that is none',
      ['--except', 'JOB-10'],
      /--except: got 'JOB-10', expected a property .* \(did you mean 'JOB-100'\?\)$/,
    ],
    [
      'nothing that is left to judge',
      ['--only', 'JOB-100', '--except', 'JOB-100'],
      /--except: got 'JOB-100', expected properties that leave others to be judged$/,
    ],
    [
      'runs that are not shortened, for the list',
      ['--list', '--no-shrink'],
      /options: got '--no-shrink', expected no other options than --level, --only, --except, --json with --list$/,
    ],
    [
      'no runs',
      ['--runs', '0'],
      /--runs: got 0, expected a whole number of at least 1$|--runs: got '0', expected a whole/,
    ],
    ['one call at once', ['--exhaustive', '1'], /--exhaustive: got '1', expected how many calls .*, from 2 to 4$/],
    [
      'runs beside all orders',
      ['--exhaustive', '2', '--level', 'core', '--seed', '5'],
      /options: got '--level --seed', expected none that draws runs with --exhaustive$/,
    ],
    ['a seed that is none', ['--seed', 'x'], /--seed: got 'x', expected a whole number$/],
    ['less than no time', ['--time', '-5'], /--time: got '-5', expected more than no time$/],
    ['less than a millisecond', ['--time', '0.5 ms'], /--time: got '0\.5 ms', expected whole milliseconds$/],
    ['no time', ['--time', '0 s'], /--time: got '0 s', expected more than no time$/],
    ['a release that is none', ['--version', '2019'], /--version: got '2019', expected one of 2012, 2012R2, 2016/],
    ['a release of a driver', ['./driver.mjs', '--version', '2012'], /--version: .* says itself which it is of$/],
    ['two things at once', ['--list', '--mutants'], /options: got '--list --mutants', expected one of them alone$/],
    [
      'a time for the mutants',
      ['--mutants', '--time', '1 s'],
      /options: got '--time', expected no other options than --level, --only, --except, --seed, --runs, --json, --html with --mutants$/,
    ],
    [
      'what a replay does not heed',
      ['--replay', 'x.json', '--out', 'o', '--level', 'core', '--runs', '5'],
      /options: got '--out --level --runs', expected no other options than --version, --json, --insecure, --may-delete, --jobs-within with --replay$/,
    ],
    [
      'what a template does not heed',
      ['--init', 'x.mjs', '--json'],
      /options: got '--json', expected no other option with --init$/,
    ],
    ['a seed for the list', ['--list', '--seed', '5'], /options: got '--seed', expected no other options than /],
    ['a subject for the list', ['sim', '--list'], /subject: got 'sim', expected none with --list$/],
    [
      'a folder that cannot be made',
      ['--out', 'driver.mjs'],
      /--out: got 'driver\.mjs', expected a folder that can be made/,
    ],
  ])('exits 2 about %s', async (_, args, message) => {
    const { code, err } = await conform(...args);
    expect([code, err.trimEnd()]).toEqual([2, expect.stringMatching(message)]);
    expect(err.trimEnd()).not.toContain('\n');
  });

  test('helps with examples', async () => {
    const { code, out } = await arraysim(['conform', '--help'], { columns: 100 });
    expect(code).toBe(0);
    expect(out).toMatch(/\n {2}\$ arraysim conform --init driver\.mjs\n/);
    expect(out).toMatch(/\n {2}3 {3}inconclusive: /);
  });
});

describe('arraysim conform --out', () => {
  test('writes a test and a record for each broken property, and names them', async () => {
    const { out } = await conform('./driver.mjs', '--out', 'found/today');
    const files = ['job-100.json', 'job-100.test.mjs', 'shortage-tight.json', 'shortage-tight.test.mjs'];
    expect((await readdir(join(folder, 'found/today'))).toSorted()).toEqual(files);
    expect(out).toMatch(/\nWritten: found\/today\/shortage-tight\.test\.mjs, found\/today\/shortage-tight\.json, /);
    const text = await readFile(join(folder, 'found/today/shortage-tight.test.mjs'), 'utf8');
    expect(text).toContain("import makeDriver from '../../driver.mjs';\n");
  });

  test('writes tests that take a simulator from the package', async () => {
    await conform('full-copy', '--version', '2012R2', '--out', 'sim');
    const text = await readFile(join(folder, 'sim/shortage-tight.test.mjs'), 'utf8');
    expect(text).toContain("const driver = simulator('full-copy', { version: '2012R2' });\n");
  });

  test('writes nothing when nothing is broken', async () => {
    stub.report = goodReport();
    expect((await conform('--out', 'none')).out).not.toContain('Written');
    expect(await readdir(join(folder, 'none'))).toEqual([]);
  });
});

describe('arraysim conform --replay', () => {
  const record = async () => {
    await conform('./driver.mjs', '--out', 'record');
    stub.asked = [];
    return 'record/shortage-tight.json';
  };

  test('does the recorded run again, and exits 0 when the property holds now', async () => {
    const { code, out } = await conform('./driver.mjs', '--replay', await record());
    expect(code).toBe(0);
    expect(stub.asked).toEqual(['small array', 'tight']);
    expect(stub.steps.map((step) => (step as unknown[])[0])).toEqual(failure.run.steps.map((step) => step.do));
    expect(stub.steps[0]).toEqual(['call', 'CreateClone', 'db', { ElementName: 'copy' }]);
    expect(out).toMatch(/^SHORTAGE-TIGHT on small array, tier tight\n/);
    expect(out).toMatch(/\n {4,5}1 {2}CreateClone of db with ElementName 'copy' +→ 4096, clone1 and job1\n/);
    expect(out).toMatch(/\nIt holds in this run\.\n$/);
  });

  test('exits 1 with the message when it is still broken', async () => {
    const file = await record();
    stub.expectation = (name) => {
      throw new Error(`${name} is broken again`);
    };
    const { code, out } = await conform('./driver.mjs', '--replay', file);
    expect([code, out]).toEqual([1, expect.stringMatching(/\nIt is broken: SHORTAGE-TIGHT is broken again\n$/)]);
    expect(JSON.parse((await conform('./driver.mjs', '--json', '--replay', file)).out)).toMatchObject({
      subject: 'small array',
      property: 'SHORTAGE-TIGHT',
      holds: false,
      message: 'SHORTAGE-TIGHT is broken again',
    });
  });

  test('exits 2 about a file that is not there, is no record, or is of a property that is none', async () => {
    expect((await conform('--replay', 'nowhere.json')).err).toMatch(
      /^arraysim: --replay: got 'nowhere\.json', .*ENOENT/,
    );
    await writeFile(join(folder, 'x.json'), '{}');
    expect((await conform('--replay', 'x.json')).err).toMatch(
      /^arraysim: x\.json\.format: got nothing, expected 'arraysim-/,
    );
    const text = await readFile(join(folder, await record()), 'utf8');
    await writeFile(join(folder, 'y.json'), text.replace('"SHORTAGE-TIGHT"', '"SHORTAGE-TIGTH"'));
    const { code, err } = await conform('--replay', 'y.json');
    expect([code, err]).toEqual([2, expect.stringMatching(/^arraysim: y\.json\.property: .*'SHORTAGE-TIGHT'\?\)\n$/)]);
  });
});

describe('arraysim conform --list', () => {
  test('prints the suite, or the part that is asked for, also as JSON', async () => {
    const all = await conform('--list');
    expect([all.code, all.out]).toEqual([0, expect.stringMatching(/^core .*\n {3}1 {2}CODE-DOMAIN\n/)]);
    const part = await conform('--list', '--level', 'jobs', '--json');
    expect(JSON.parse(part.out)).toEqual(entries.filter(({ level }) => level === 'jobs'));
    const others = await conform('--list', '--except', 'JOB-100', '--json');
    expect(JSON.parse(others.out)).toEqual(entries.filter(({ name }) => name !== 'JOB-100'));
  });
});

describe('arraysim conform --mutants', () => {
  test('prints the matrix, and exits 1 while one lives that should not', async () => {
    stub.report = matrix();
    const alive = await conform('--mutants', '--runs', '5');
    expect([alive.code, alive.out]).toEqual([1, expect.stringMatching(/^Arrays that are wrong on purpose/)]);
    expect(optionsAsked()).toMatchObject({ runs: 5 });
    stub.report = { ...matrix(), mutants: matrix().mutants.filter(({ name }) => name !== 'forgets-the-third-job') };
    const killed = await conform('--mutants', '--json');
    expect([killed.code, JSON.parse(killed.out).summary.alive]).toEqual([0, []]);
  });
});

describe('arraysim conform --init', () => {
  test('writes the template of a driver, and never over another file', async () => {
    const { code, out } = await conform('--init', 'own.mjs');
    expect([code, out]).toEqual([0, 'Written: own.mjs, a driver to fill in. Then: arraysim conform ./own.mjs\n']);
    expect(await readFile(join(folder, 'own.mjs'), 'utf8')).toBe(driverTemplate('JavaScript', './own.mjs'));
    await writeFile(join(folder, 'own.mjs'), 'precious');
    const again = await conform('--init', 'own.mjs');
    expect([again.code, again.err]).toEqual([
      2,
      "arraysim: --init: got 'own.mjs', expected a file that does not exist yet\n",
    ]);
    expect(await readFile(join(folder, 'own.mjs'), 'utf8')).toBe('precious');
  });

  test('writes JavaScript or TypeScript by the name of the file, and nothing else', async () => {
    await conform('--init', 'own.ts');
    const text = await readFile(join(folder, 'own.ts'), 'utf8');
    expect(text).toContain('\nconst driver: Driver = {\n');
    expect(text).not.toContain('@type');
    const { code, err } = await conform('--init', 'own.cjs');
    expect([code, err]).toEqual([2, expect.stringMatching(/--init: got 'own\.cjs', expected a file of JavaScript/)]);
  });

  test.each([
    ['strip', 'Then: arraysim conform ./a.mts\n'],
    [false, '  npx -p typescript tsc --module preserve --target es2023 a.mts\n  arraysim conform ./a.mjs\n'],
    [undefined, '  npx -p typescript tsc --module preserve --target es2023 a.mts\n  arraysim conform ./a.mjs\n'],
  ])('says how TypeScript is judged by a Node whose feature it is: %s', async (typescript, words) => {
    let out = '';
    const own = await mkdtemp(join(folder, 'own-'));
    const write = (text: string) => {
      out += text;
    };
    const output = { out: write, err: write, colour: false, columns: 100, progress: undefined, folder: own };
    await writeSkeleton('a.mts', output, { typescript });
    expect(out).toContain(words);
  });
});
