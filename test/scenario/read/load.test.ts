import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runScenario } from '../../../src/scenario/perform/run.js';
import {
  findScenarioFiles,
  loadScenarios,
  readScenarioFile,
  scenarioSizeLimit,
} from '../../../src/scenario/read/load.js';
import { loadScenario, refusal, scenarioOf } from '../scenarios.js';

const load = (...steps: readonly string[]) => refusal(() => loadScenario(scenarioOf(...steps)));
const call = '{ call: CreateClone, on: db, as: first }';

describe('a step', () => {
  test.each([
    ['cal: CreateClone', 'steps[0]', "did you mean 'call'?"],
    ['{ on: db, expext: {} }', 'steps[0]', "did you mean 'expect'?"],
    ['jump: 3', 'steps[0]', 'call, begin, step, finish, write, advance'],
    ['nothing', 'steps[0]', "got 'nothing'"],
    ['', 'steps[0]', 'got null'],
    ['{ advance: 1 s, settle: true }', 'steps[0].settle', "only 'advance' here"],
    ['{ call: CreateClon, on: db }', 'steps[0].call', "did you mean 'CreateClone'?"],
    ['{ call: CreateClone, onn: db }', 'steps[0].onn', "did you mean 'on'?"],
    ['{ call: CreateClone }', 'steps[0].on', 'got nothing, expected a string'],
    [
      '{ call: CreateClone, on: db, with: { ElementNam: x } }',
      'steps[0].with.ElementNam',
      "did you mean 'ElementName'?",
    ],
    ['{ call: CreateClone, on: db, expect: { cod: 4 } }', 'steps[0].expect.cod', "did you mean 'code'?"],
    ['{ call: CreateClone, on: db, expect: { code: 4097 } }', 'steps[0].expect.code', "did you mean '4096'?"],
    [
      '{ call: CreateClone, on: db, expect: { code: notEnoughResource } }',
      'steps[0].expect.code',
      "did you mean 'notEnoughResources'?",
    ],
    ['{ call: CreateClone, on: db, expect: { step: aray } }', 'steps[0].expect.step', "did you mean 'array'?"],
    ['{ call: CreateClone, on: db, expect: { because: fre } }', 'steps[0].expect.because', "did you mean 'free'?"],
    [
      '{ call: CreateClone, on: db, expect: { because: free, step: tls } }',
      'steps[0].expect.because',
      'a cause of step tls',
    ],
    ['{ call: Delete, on: db, with: { ElementName: x } }', 'steps[0].with.ElementName', 'a parameter of Delete'],
    ['{ call: Delete, on: db, with: { pasword: x } }', 'steps[0].with.pasword', "did you mean 'password'?"],
    [
      '{ call: GetSizesInfo, on: gold, expect: { out: { SupportedSizs: null } } }',
      'steps[0].expect.out.SupportedSizs',
      "did you mean 'SupportedSizes'?",
    ],
    [
      '{ call: GetSizesInfo, on: gold, expect: { out: { SupportedSizes: [1 MiB, 2 MB] } } }',
      'steps[0].expect.out.SupportedSizes',
      "did you mean '2 MiB'?",
    ],
    ['expect: { pool: gold, fre: 1 GiB }', 'steps[0].expect.fre', "did you mean 'free'?"],
    ['expect: { pool: gold, used: 100 }', 'steps[0].expect.used', 'whole blocks'],
    ['expect: { pool: gold, free: 1 GB }', 'steps[0].expect.free', "did you mean '1 GiB'?"],
    ['expect: { pool: gold, free: much }', 'steps[0].expect.free', "a size such as '100 GiB'"],
    ['expect: { pool: golt }', 'steps[0].expect.pool', "did you mean 'gold'?"],
    ['expect: { volume: db, pool: golt }', 'steps[0].expect.pool', "did you mean 'gold'?"],
    ['expect: { volume: db, state: onlin }', 'steps[0].expect.state', "did you mean 'online'?"],
    ['expect: { volume: db, size: -1 }', 'steps[0].expect.size', 'a size of 0 or more'],
    ['expect: { code: 4096 }', 'steps[0].expect', 'what a call answers is expected in its own step'],
    ['expect: { volum: db }', 'steps[0].expect', "did you mean 'volume'?"],
    ['advance: -1 s', 'steps[0].advance', 'virtual time only moves forward'],
    ['advance: -5', 'steps[0].advance', 'virtual time only moves forward'],
    ['advance: soon', 'steps[0].advance', "a duration such as '5 min'"],
    ['settle: false', 'steps[0].settle', 'true'],
    ['set: { volum: db }', 'steps[0].set', "did you mean 'volume'?"],
    ['set: { volume: db, stat: offline }', 'steps[0].set.stat', "did you mean 'state'?"],
    ['set: { pool: golt, state: offline }', 'steps[0].set.pool', "did you mean 'gold'?"],
    ['set: { pool: gold, size: big }', 'steps[0].set.size', 'a size such as'],
    ['set: { certificate: valid, expiresIn: soon }', 'steps[0].set.expiresIn', 'a duration such as'],
    ['set: { account: { name: service, expiresIn: soon } }', 'steps[0].set.account.expiresIn', 'a duration such as'],
    ['outOfBand: { remove: db }', 'steps[0].outOfBand', 'delete, create, volume, pool, drive, capabilities'],
    [
      'outOfBand: { create: { name: x, pool: gold, size: 1 GB } }',
      'steps[0].outOfBand.create.size',
      "did you mean '1 GiB'?",
    ],
    ['fail: { at: nowhere, code: 4 }', 'steps[0].fail.at', 'service'],
    // No method answers 8 there.
    ['fail: { at: tls, code: 8 }', 'steps[0].fail.code', 'an outcome of tls: 51010'],
    ['fail: { at: tls, code: 51010, times: 0 }', 'steps[0].fail.times', 'at least 1'],
    ['job: { of: first, do: kill }', 'steps[0].job.of', 'the label of an earlier call that has replied'],
    ['begin: { call: CreateClone, on: db }', 'steps[0].begin.as', 'a string'],
    ['finish: slow', 'steps[0].finish', 'the label of a call that an earlier step began'],
  ])('%s is refused at %s', (step, field, words) => {
    const complaint = load(step);
    expect(complaint.field).toBe(field);
    expect(complaint.message).toContain(words);
  });

  test('may not use a label before its call has replied, nor twice', () => {
    const begin = 'begin: { call: CreateClone, on: db, as: slow }';
    expect(load(call, 'expect: { job: fist }').message).toContain("did you mean 'first'?");
    expect(load('expect: { job: first }', call).field).toBe('steps[0].expect.job');
    expect(load(begin, 'expect: { job: slow }').field).toBe('steps[1].expect.job');
    expect(load(begin, 'finish: slow', 'finish: slow').field).toBe('steps[2].finish');
    expect(load(begin, 'finish: slow', 'step: { call: slow }').field).toBe('steps[2].step.call');
    expect(load(call, call).field).toBe('steps[1].as');
    expect(load('{ call: CreateClone, on: db, as: db }').message).toContain('no call, volume or pool');
  });

  test('may not expect a code that its version does not have', () => {
    const old = scenarioOf('{ call: CreateClone, on: db, expect: { code: 40002 } }').replace(
      'name:',
      "version: '2012'\nname:",
    );
    const { field, message } = refusal(() => loadScenario(old));
    expect(field).toBe('steps[0].expect.code');
    expect(message).toContain('a return code that CreateClone has in 2012');
  });
});

describe('an array', () => {
  const gold = '{ name: gold, size: 1 TiB }';
  test.each([
    ['{ profile: ful-copy }', 'array.profile', "did you mean 'full-copy'?"],
    ['{ profile: { base: full-copy, limit: {} } }', 'array.profile.limit', "did you mean 'limits'?"],
    ['{ pool: [] }', 'array.pool', "did you mean 'pools'?"],
    [
      `{ pools: [${gold}], volumes: [{ name: db, pool: gould, size: 1 GiB }] }`,
      'array.volumes[0].pool',
      "did you mean 'gold'?",
    ],
    [
      `{ pools: [${gold}], volumes: [{ name: db, pool: gold, size: 2 TiB }] }`,
      'array.volumes[0].size',
      'at most 1 TiB',
    ],
    [
      `{ pools: [${gold}], volumes: [{ name: db, pool: gold, size: 0 }] }`,
      'array.volumes[0].size',
      'at least one block',
    ],
    [`{ pools: [${gold}, ${gold}] }`, 'array.pools[1].name', 'a name other than that of pools[0]'],
    ['{ pools: [{ name: gold, size: 1 TB }] }', 'array.pools[0].size', "did you mean '1 TiB'?"],
    ['{ pools: [{ name: gold, sise: 1 TiB }] }', 'array.pools[0].sise', "did you mean 'size'?"],
    ['{ accounts: [{ name: a, password: b, expiresIn: -1 s }] }', 'array.accounts[0].expiresIn', 'moves forward'],
    ['{ trace: false }', 'array.trace', 'only'],
    ['{ seed: 1 }', 'array.seed', 'seed is given beside array'],
  ])('%s is refused at %s', (array, field, words) => {
    const text = `name: A test\nseed: 3\narray: ${array}\nsteps: [{ settle: true }]\n`;
    const complaint = refusal(() => loadScenario(text));
    expect(complaint.field).toBe(field);
    expect(complaint.message).toContain(words);
  });

  test('and its file may name a schema for editors, and so may its plan', () => {
    const text = '$schema: x\nname: A test\narray: { faults: { $schema: y, faults: [] } }\nsteps: [{ settle: true }]\n';
    expect(loadScenario(text).name).toBe('A test');
  });

  test('may hold version and seed itself', () => {
    const text = "name: A test\narray: { version: '2012', seed: 5 }\nsteps: [{ settle: true }]\n";
    expect(loadScenario(text)).toMatchObject({ version: '2012', seed: 5, about: '', file: '' });
  });
});

describe('a scenario', () => {
  test.each([
    ['', 'input', 'an object'],
    ['- 1', 'input', 'an object'],
    ['name: x\narray: {}\nsteps: []', 'steps', 'at least 1 item'],
    ['name: x\narray: {}', 'steps', 'a list'],
    ['nam: x\narray: {}\nsteps: [{ settle: true }]', 'nam', "did you mean 'name'?"],
    ['name: x\nseed: 1.5\narray: {}\nsteps: [{ settle: true }]', 'seed', 'a whole number'],
    ['name: x\nversion: 2019\narray: {}\nsteps: [{ settle: true }]', 'version', "'2016'"],
    ['name: x\nversion: []\narray: {}\nsteps: [{ settle: true }]', 'version', 'at least 1 item'],
    ['name: x\nversion: [2012, 2012r2]\narray: {}\nsteps: [{ settle: true }]', 'version[1]', "did you mean '2012R2'?"],
    ['name: x\nversion: [2012, 2012]\narray: {}\nsteps: [{ settle: true }]', 'version', 'not 2012 twice'],
  ])('%j is refused at %s', (text, field, words) => {
    const complaint = refusal(() => loadScenario(text, 'a.yaml'));
    expect(complaint.field).toBe(field);
    expect(complaint.message).toContain(words);
  });
});

describe('a scenario of several versions', () => {
  const several = (expected: string, versions = '[2012, 2012R2, 2016]') => {
    const step = `{ call: CreateClone, on: db, with: { TargetPool: small }, expect: ${expected} }`;
    const small = 'pools: [{ name: small, size: 1 GiB }, ';
    return scenarioOf(step).replace('name:', `version: ${versions}\nname:`).replace('pools: [', small);
  };
  const failures = (text: string) => loadScenarios(text).map((scenario) => runScenario(scenario).failures.length);

  test('runs once in each, and each result has its own', () => {
    const results = loadScenarios(several('{ because: free }')).map((scenario) => runScenario(scenario));
    expect(results.map(({ version, codes }) => [version, codes[0]?.code])).toEqual([
      ['2012', 4],
      ['2012R2', 4],
      ['2016', 40002],
    ]);
    expect(results.map(({ trace }) => trace.header.options)).toMatchObject(results.map(({ version }) => ({ version })));
  });

  test('takes versions as numbers or as texts, and one alone', () => {
    expect(loadScenarios(several('{}', '[2016, "2012"]')).map(({ version }) => version)).toEqual(['2016', '2012']);
    expect(loadScenario(several('{}', '2012')).version).toBe('2012');
  });

  test('may expect something else of each: value by value, or all at once', () => {
    const old = '{ code: 4, step: array }';
    expect(failures(several('{ code: { 2012: 4, 2012R2: 4, 2016: 40002 }, because: free }'))).toEqual([0, 0, 0]);
    expect(failures(several('{ code: { 2012: 4, 2012R2: 5, 2016: 40002 } }'))).toEqual([0, 1, 0]);
    expect(failures(several(`{ 2012: ${old}, 2012R2: ${old}, 2016: { code: 40002 } }`))).toEqual([0, 0, 0]);
    const looked = several('{}').concat('  - expect: { volumes: { 2012: 1, 2012R2: 1, 2016: 2 } }\n');
    expect(failures(looked)).toEqual([0, 0, 1]);
  });

  test.each([
    ['{ code: { 2012: 4, 2016: 40002 } }', 'steps[0].expect.code', 'a value for 2012R2, too'],
    ['{ 2016: { code: 40002 }, 2012R2: {} }', 'steps[0].expect', 'a value for 2012, too'],
    ['{ code: { 2012: 4, 2012R2: 4, 2016: 40002, 2019: 4 } }', 'steps[0].expect.code.2019', 'versions that the'],
    ['{ code: { 2012: 40002, 2012R2: 4, 2016: 40002 } }', 'steps[0].expect.code', 'CreateClone has in 2012'],
    ['{ code: 40002 }', 'steps[0].expect.code', 'CreateClone has in 2012'],
    ['{ code: { 2012: 4, 2012R2: 4, 2016: [] } }', 'steps[0].expect.code', 'a number'],
  ])('is refused when it expects %s', (expected, field, words) => {
    const complaint = refusal(() => loadScenarios(several(expected)));
    expect(complaint.field).toBe(field);
    expect(complaint.message).toContain(words);
  });
});

describe('YAML that cannot be read', () => {
  test.each([
    ['name: x\nname: y\n', 'a.yaml:2:1', 'each key once'],
    ['name: x\nsteps:\n  - { call: CreateClone, call: y }\n', 'a.yaml:3:26', 'each key once'],
    ['name: [1, 2\nb: 3\n', 'a.yaml:2:1', 'Flow sequence'],
    ['name: "x\n', 'a.yaml:2:1', 'Missing closing'],
    ['name: !!js/function x\n', 'a.yaml:1:7', 'tag'],
    ['a: 1\n---\nb: 1\n', 'a.yaml:2:1', 'multiple documents'],
    ['a: *b\n', 'a.yaml', 'alias'],
    ['\tname: x\n', 'a.yaml:1:1', 'Tabs'],
  ])('%j is refused at %s', (text, field, words) => {
    const complaint = refusal(() => loadScenario(text, 'a.yaml'));
    expect(complaint.field).toBe(field);
    expect(complaint.message).toContain(words);
  });

  test.each([['['], ['{a: '], ['- '], ['? ']])('half a MiB of %j is refused, and quickly', (opening) => {
    const text = `name: x\n${opening.repeat(scenarioSizeLimit / 8)}`;
    const complaint = refusal(() => loadScenario(text, 'a.yaml'));
    expect(complaint.field).toBe('a.yaml:2:1');
    expect(complaint.message).toContain('nestingLimit');
  });

  test('a mapping with very many keys is judged quickly', () => {
    const text = `name: x\nsteps: [{ ${Array.from({ length: 60_000 }, (_, at) => `k${at}: 1`).join(', ')}, k7: 1 }]`;
    const before = performance.now();
    expect(refusal(() => loadScenario(text, 'a.yaml')).message).toContain('each key once');
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  test('aliases that grow without end are refused', () => {
    const lines = Array.from(
      { length: 12 },
      (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`,
    );
    const complaint = refusal(() => loadScenario(['a0: &a0 [1]', ...lines].join('\n'), 'a.yaml'));
    expect(complaint.message).toContain('alias');
  });
});

describe('files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'arraysim-scenarios-'));
  afterAll(() => rm(folder, { recursive: true }));
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const rejection = (promise: Promise<unknown>) =>
    promise.then(
      () => 'taken',
      (error: Error) => error.message,
    );

  test('a file is read by its path, which messages carry', async () => {
    const path = await file('a.yaml', scenarioOf(call));
    expect(await readScenarioFile(path)).toMatchObject([{ name: 'A test', file: path }]);
    const broken = await file('b.yaml', 'name: x\nname: y');
    expect(await rejection(readScenarioFile(broken))).toContain(`${broken}:2:1: got 'name: y'`);
  });

  test('a file of 50 MiB is refused before it is read', async () => {
    const path = await file('big.txt', '');
    await truncate(path, 50 * 1024 * 1024);
    const before = performance.now();
    const message = await rejection(readScenarioFile(path));
    expect(message).toContain('52428800 bytes');
    expect(message).toContain('at most 1048576 bytes');
    expect(performance.now() - before).toBeLessThan(1000);
  });

  test('a path that is no file is refused', async () => {
    expect(await rejection(readScenarioFile(folder))).toContain('the path of a file');
    expect(await rejection(readScenarioFile(join(folder, 'nowhere.yaml')))).toContain('nowhere.yaml');
  });

  test('a folder stands for the scenarios in and below it, sorted; a file for itself', async () => {
    const deep = join(folder, 'deep');
    await mkdir(join(deep, 'er'), { recursive: true });
    for (const name of ['deep/z.yaml', 'deep/b.yml', 'deep/er/c.yaml', 'deep/readme.md']) await file(name, '');
    const found = ['b.yml', 'er/c.yaml', 'z.yaml'].map((name) => join(deep, name));
    expect(await findScenarioFiles([deep])).toEqual(found);
    expect(await findScenarioFiles([join(deep, 'readme.md'), deep, join(deep, 'z.yaml')])).toEqual([
      join(deep, 'readme.md'),
      ...found,
    ]);
  });

  test('a path that leads nowhere, and a folder without scenarios, are refused', async () => {
    await mkdir(join(folder, 'empty'));
    expect(await rejection(findScenarioFiles([join(folder, 'nowhere')]))).toContain('a file or a folder that exists');
    expect(await rejection(findScenarioFiles([join(folder, 'empty')]))).toContain('a folder with scenarios');
  });
});
