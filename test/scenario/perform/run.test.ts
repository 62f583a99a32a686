import { describe, expect, test } from 'vitest';
import { runScenario } from '../../../src/scenario/perform/run.js';
import { failures, loadScenario, refusal, run, scenarioOf } from '../scenarios.js';

const clone = '{ call: CreateClone, on: db, with: { ElementName: copy }, as: first }';

describe('each kind of step', () => {
  test('call: takes the reply, and its label names the job and the target', () => {
    const { rows, codes, jobs } = run(
      '{ call: CreateClone, on: db, with: { ElementName: copy }, caller: alice, as: first, expect: { code: 4096 } }',
      'expect: { job: first, state: starting }',
      'expect: { volume: first, name: copy }',
    );
    expect(rows[0]).toEqual({
      atMs: 0,
      number: 1,
      what: 'CreateClone db',
      method: 'CreateClone',
      code: 4096,
      label: 'Method Parameters Checked - Job Started',
      step: 'serviceReply',
      because: 'jobStarted',
      ok: true,
      events: 18,
    });
    expect(rows.map(({ what }) => what)).toEqual(['CreateClone db', 'expect job first', 'expect volume first']);
    expect(rows[1]).toMatchObject({ code: undefined, label: '', step: '', because: '' });
    expect(codes).toMatchObject([{ method: 'CreateClone', code: 4096, forced: false, atMs: 0 }]);
    expect(jobs).toHaveLength(1);
  });

  test('advance and settle: let virtual time pass', () => {
    const { rows, endMs } = run(clone, 'advance: 51400 ms', 'settle: true');
    expect(rows.map(({ atMs }) => atMs)).toEqual([0, 51_400, 102_600]);
    expect(rows[1]?.what).toBe('advance 51 s 400 ms');
    expect(endMs).toBe(102_600);
  });

  test('set and outOfBand: take elements by their labels, too', () => {
    const steps = [
      clone,
      'settle: true',
      'set: { volume: first, state: offline }',
      'expect: { volume: copy, state: offline, usable: false }',
      'outOfBand: { volume: first, state: online }',
      '{ call: CreateClone, on: first, expect: { code: 40003 } }',
      'discover: true',
      'outOfBand: { delete: first }',
      'expect: { volume: first, exists: false }',
      'outOfBand: { create: { name: new, pool: gold, size: 1 GiB } }',
      'expect: { volumes: 2 }',
    ];
    expect(failures(...steps)).toEqual([]);
    expect(run(...steps).rows.map(({ what }) => what)).toMatchObject({
      2: 'set volume first offline',
      7: 'out of band delete first',
      9: 'out of band create name new, pool gold, size 1 GiB',
    });
  });

  test('a row never shows a password', () => {
    const steps = [
      'set: { account: { name: ops, password: hunter2 } }',
      '{ call: CreateClone, on: db, with: { username: ops, password: hunter2 } }',
    ];
    const result = run(...steps);
    expect(JSON.stringify(result, (_, value) => (typeof value === 'bigint' ? `${value}` : value))).not.toContain(
      'hunter2',
    );
  });

  test('fail: forces an outcome, as often as it says', () => {
    const call = '{ call: CreateClone, on: db }';
    const { codes } = run('fail: { at: findService, code: 43003, times: 2 }', call, call, call);
    expect(codes.map(({ code, forced }) => [code, forced])).toEqual([
      [43003, true],
      [43003, true],
      [4096, false],
    ]);
  });

  test('fail: takes an outcome by its name, and the end of a job', () => {
    const steps = [
      'fail: { at: jobEnd, code: failed }',
      clone,
      'settle: true',
      'expect: { job: first, state: exception, error: failed, percent: 99 }',
    ];
    expect(failures(...steps)).toEqual([]);
  });

  test('a lost reply is a row without a code', () => {
    const {
      rows,
      codes,
      failures: none,
    } = run(
      'fail: { at: serviceReply, code: lost }',
      '{ call: CreateClone, on: db, with: { ElementName: copy }, as: copy, expect: { code: noReply, because: replyLost } }',
      'expect: { volume: copy, exists: true }',
      'expect: { job: copy, exists: false }',
    );
    expect(none).toEqual([]);
    expect(rows[1]).toMatchObject({ code: null, label: '', because: 'replyLost', ok: true });
    expect(codes).toMatchObject([{ code: null, label: '', forced: true }]);
  });

  test.each([
    ['suspend', 'suspended'],
    ['terminate', 'shuttingDown'],
    ['kill', 'killed'],
    ['enterService', 'service'],
    ['query', 'queryPending'],
  ])('job: %s leads to %s', (control, state) => {
    expect(
      failures(clone, 'advance: 1 s', `job: { of: first, do: ${control} }`, `expect: { job: first, state: ${state} }`),
    ).toEqual([]);
  });

  test('begin, step and finish: calls overlap', () => {
    const { rows, failures: none } = run(
      'begin: { call: CreateClone, on: db, with: { ElementName: one }, as: slow, to: array }',
      'begin: { call: CreateClone, on: db, with: { ElementName: two }, as: slower }',
      'expect: { volumes: 1 }',
      'step: { call: slow }',
      'expect: { volume: one, state: starting }',
      'step: { call: slower, to: rename }',
      'expect: { volumes: 3 }',
      '{ finish: slower, expect: { code: 4096 } }',
      '{ finish: slow, expect: { code: jobStarted } }',
      'expect: { job: slow, state: starting }',
      'expect: { volume: slower, name: two }',
    );
    expect(none).toEqual([]);
    expect(rows[0]).toMatchObject({ what: 'begin CreateClone db', code: undefined });
    expect(rows[7]).toMatchObject({ what: 'finish slower', code: 4096 });
  });
});

describe('the result', () => {
  test('tells what ran, and how the array is at the end', () => {
    const result = runScenario(loadScenario(scenarioOf(clone), 'a.yaml'), { seed: 9 });
    expect(result).toMatchObject({ name: 'A test', file: 'a.yaml', seed: 9, version: '2016', profile: 'full-copy' });
    expect(result.pools).toMatchObject([{ name: 'gold', reserved: 100n * 1024n ** 3n }]);
    expect(result.trace.header.options).toMatchObject({ seed: 9, version: '2016' });
  });

  test('is the same for the same seed, and its trace differs for another', () => {
    const scenario = loadScenario(scenarioOf(clone, 'settle: true'));
    expect(runScenario(scenario)).toEqual(runScenario(scenario));
    expect(runScenario(scenario, { seed: 1 }).trace.hash).not.toBe(runScenario(scenario, { seed: 2 }).trace.hash);
  });
});

describe('a step that the array does not take', () => {
  test.each([
    [['set: { volume: dbs, state: offline }'], 'steps[0].set.volume', "did you mean 'db'?"],
    [['set: { volume: db, state: online }', 'outOfBand: { delete: web }'], 'steps[1].outOfBand.delete', 'a volume'],
    [['outOfBand: { create: { name: new, pool: gold, size: 2 TiB } }'], 'steps[0].outOfBand.create.size', '924 GiB'],
    [[clone, 'job: { of: first, do: resume }'], 'steps[1].job.do', 'accepts; it is starting: terminate, kill'],
    [
      ['{ call: CreateClone, on: db, as: bad, with: { TargetPool: x } }', 'job: { of: bad, do: kill }'],
      'steps[1].job.of',
      'the answer was 8',
    ],
    [
      [clone, '{ call: CreateClone, on: db, with: { ElementName: copy } }', '{ call: CreateClone, on: copy }'],
      'steps[2].on',
      'an id',
    ],
    [
      [clone, 'settle: true', '{ call: CreateClone, on: db, with: { ElementName: copy } }', 'expect: { volume: copy }'],
      'steps[3].expect.volume',
      'an id',
    ],
    [
      [
        clone,
        'begin: { call: CreateClone, on: db, with: { ElementName: copy }, as: x, to: serviceReply }',
        'begin: { call: CreateClone, on: copy, as: y }',
      ],
      'steps[2].begin.on',
      'an id',
    ],
  ])('%j is bad input at %s', (steps, field, words) => {
    const complaint = refusal(() => run(...steps));
    expect(complaint.field).toBe(field);
    expect(complaint.message).toContain(words);
  });
});

describe('under faults', () => {
  const faulty = (faults: string, ...steps: readonly string[]) =>
    runScenario(loadScenario(scenarioOf(`{ faults: { faults: [${faults}] } }`, ...steps)));

  test('what a fault answers is forced, whatever words it has for it', () => {
    const { codes } = faulty(
      '{ id: own, at: invoke, do: { return: { code: 43027, message: busy } } }',
      'call: CreateClone\n    on: db',
    );
    expect(codes).toEqual([expect.objectContaining({ code: 43027, step: 'invoke', forced: true })]);
  });
});

test('the trace of a long run is whole, so that it can be repeated', () => {
  const scenario = loadScenario(scenarioOf('advance: 1'));
  const steps = Array.from({ length: 100_001 }, () => scenario.steps).flat();
  const { trace } = runScenario({ ...scenario, steps });
  expect([trace.header.dropped, trace.entries.length]).toEqual([0, 100_001]);
});
