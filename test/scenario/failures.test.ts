import { describe, expect, test, vi } from 'vitest';
import { StorageArray } from '../../src/engine/array.js';
import { failures, run } from './scenarios.js';

const clone = '{ call: CreateClone, on: db, with: { ElementName: copy }, as: first }';

describe('an answer that is not as expected', () => {
  test('of another code: says both codes, and what decided', () => {
    const { failures: found, rows } = run(
      'advance: 10 min',
      '{ call: CreateClone, on: db, with: { TargetPool: silver }, expect: { code: 4096 } }',
    );
    expect(found).toEqual([
      {
        number: 2,
        atMs: 600_000,
        field: 'steps[1].expect.code',
        expected: '4096 Method Parameters Checked - Job Started',
        actual: '8 Object Not Found',
        place: { line: 8, column: 74 },
        message:
          "At 00:10:00.000 in step 2, CreateClone db: expected code 4096 Method Parameters Checked - Job Started, got 8 Object Not Found (decided at service because poolUnknown: the service's cache has no pool 'silver').",
      },
    ]);
    expect(rows.map(({ ok }) => ok)).toEqual([true, false]);
  });

  test.each([
    ['step: array', 'expected step array, got service'],
    ['because: free', 'expected because free, got sourceUnknown'],
    ['message: room', "expected message with 'room' in it, got 'the service's cache has no volume 'nothing''"],
    ['details: left', "expected details with 'left' in it, got nothing"],
    ['code: noReply', 'expected code noReply, got 8 Object Not Found'],
  ])('%s', (expected, words) => {
    const found = failures(`{ call: CreateClone, on: nothing, expect: { ${expected} } }`);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
  });

  test.each([
    ['MaximumVolumeSize: 1 TiB', 'expected out.MaximumVolumeSize 1 TiB, got 924 GiB'],
    ['MaximumVolumeSize: null', 'expected out.MaximumVolumeSize null, got 924 GiB'],
    ['SupportedSizes: [1 MiB, 2 MiB]', 'expected out.SupportedSizes [1 MiB, 2 MiB], got null'],
  ])('what a method tells: %s', (out, words) => {
    const [found, ...others] = failures(
      `{ call: GetSizesInfo, on: gold, with: { PoolSettingObjectId: '' }, expect: { out: { ${out} } } }`,
    );
    expect(others).toEqual([]);
    expect(found).toContain(words);
  });

  test('a code that the method called does not have', () => {
    expect(failures('{ call: Delete, on: db, expect: { code: poolHasVolumes } }')[0]).toContain(
      'expected code poolHasVolumes, which StorageVolume.Delete does not have, got 0 Success',
    );
  });

  test('each property that differs is a failure of its own', () => {
    expect(failures('{ call: CreateClone, on: db, expect: { code: 8, step: service } }')).toHaveLength(2);
  });

  test('a lost reply that nobody expects', () => {
    const lost = 'fail: { at: serviceReply, code: lost, times: 2 }';
    expect(
      failures(lost, '{ call: CreateClone, on: db }', '{ call: CreateClone, on: db, expect: { code: 4096 } }'),
    ).toEqual([
      'At 00:00:00.000 in step 2, CreateClone db: expected code of any value, got no reply (decided at serviceReply because replyLost).',
      'At 00:00:00.000 in step 3, CreateClone db: expected code 4096 Method Parameters Checked - Job Started, got no reply (decided at serviceReply because replyLost).',
    ]);
  });

  test('a refusal without an expectation is only recorded', () => {
    const { failures: none, codes } = run('{ call: CreateClone, on: nothing }');
    expect(none).toEqual([]);
    expect(codes).toMatchObject([{ code: 8 }]);
  });
});

describe('an element that is not as expected', () => {
  test.each([
    ['{ pool: gold, free: 1 TiB }', 'pool gold: expected free 1 TiB, got 824 GiB'],
    ['{ pool: gold, used: 512 }', 'pool gold: expected used 512 B, got 100 GiB'],
    ['{ pool: gold, reserved: 0 B }', 'pool gold: expected reserved 0 B, got 100 GiB'],
    ['{ pool: gold, total: 1.5 TiB }', 'pool gold: expected total 1.5 TiB, got 1 TiB'],
    ['{ pool: gold, state: offline }', 'pool gold: expected state offline, got online'],
    ['{ pool: gold, volumes: 1 }', 'pool gold: expected volumes 1, got 2'],
    ['{ volume: copy, exists: false }', 'volume copy: expected exists false, got true'],
    ['{ volume: web }', 'volume web: expected exists true, got false'],
    ['{ volume: copy, state: online }', 'volume copy: expected state online, got starting'],
    ['{ volume: copy, usable: true }', 'volume copy: expected usable true, got false'],
    ['{ volume: copy, size: 80 GiB }', 'volume copy: expected size 80 GiB, got 100 GiB'],
    ['{ volume: first, name: copie }', 'volume first: expected name copie, got copy'],
    ['{ volume: db, replicas: 0 }', 'volume db: expected replicas 0, got 1'],
    ['{ volume: copy, synchronization: none }', 'volume copy: expected synchronization none, got initialized'],
    ['{ job: first, state: completed }', 'job first: expected state completed, got starting'],
    ['{ job: first, percent: 100 }', 'job first: expected percent 100, got 0'],
    ['{ job: first, error: 4 }', 'job first: expected error 4 Failed, got 0 (no error)'],
    ['{ job: first, exists: false }', 'job first: expected exists false, got true'],
    ['{ volumes: 1 }', 'volumes: expected volumes 1, got 2'],
  ])('%s', (expectation, words) => {
    const found = failures(clone, `expect: ${expectation}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`At 00:00:00.000 in step 2, ${words}`);
    expect(found[0]).toMatch(/\.$/);
  });

  test('a look that fails, and one that is to and does not', () => {
    expect(
      failures(
        "faults: 'fails = read 2*: failRead connectionReset'",
        'expect: { volume: db, usable: true }',
        'expect: { pool: gold, readFails: timedOut }',
        'expect: { volume: db, readFails: timedOut }',
      ),
    ).toEqual([
      'At 00:00:00.000 in step 2, volume db: expected readFails nothing, got connectionReset.',
      'At 00:00:00.000 in step 3, pool gold: expected readFails timedOut, got connectionReset.',
      'At 00:00:00.000 in step 4, volume db: expected readFails timedOut, got nothing.',
    ]);
  });

  test('a failure does not stop the run', () => {
    const { rows, failures: found } = run('expect: { volumes: 2 }', 'expect: { volumes: 1 }', 'expect: { volumes: 3 }');
    expect(rows.map(({ ok }) => ok)).toEqual([false, true, false]);
    expect(found.map(({ number, field }) => [number, field])).toEqual([
      [1, 'steps[0].expect.volumes'],
      [3, 'steps[2].expect.volumes'],
    ]);
  });
});

test('a call that replies or waits before the step it should get to', () => {
  expect(
    failures(
      'begin: { call: CreateClone, on: nothing, as: refused, to: array }',
      'set: { provider: { link: hung } }',
      'begin: { call: CreateClone, on: db, as: hanging }',
      'step: { call: hanging, to: invoke }',
    ),
  ).toEqual([
    'At 00:00:00.000 in step 1, begin CreateClone nothing: expected the next step to be array, got a reply at service.',
    'At 00:00:00.000 in step 4, step hanging to invoke: expected the next step to be invoke, got a wait at connect.',
  ]);
});

test('an array that breaks its own invariants, which only a bug can do', () => {
  const broken = vi.spyOn(StorageArray.prototype, 'violations').mockReturnValueOnce(['pool gold counts 2 volumes']);
  const { failures: found, rows } = run('settle: true', 'discover: true');
  broken.mockRestore();
  expect(found).toMatchObject([{ number: 1, field: 'steps[0]', actual: 'pool gold counts 2 volumes' }]);
  expect(found[0]?.message).toContain('pool gold counts 2 volumes');
  expect(rows.map(({ ok }) => ok)).toEqual([false, true]);
});

describe('holds', () => {
  const held = [
    "faults: 'array: hold here'",
    'begin: { call: CreateClone, on: db, as: first }',
    'step: { call: first, to: array }',
  ];

  test('a call that is held has not replied', () => {
    expect(
      failures("faults: 'invoke: hold here'", 'begin: { call: CreateClone, on: db, as: first, to: array }'),
    ).toEqual([
      'At 00:00:00.000 in step 2, begin CreateClone db: expected the next step to be array, got a hold at invoke.',
    ]);
  });

  test('what cannot be done after a failure does not hide it', () => {
    const found = failures(...held, 'step: { call: first }', 'release: heer', 'finish: first', 'settle: true');
    expect(found).toHaveLength(2);
    expect(found[0]).toContain("hold something by 'heer'");
    expect(found[1]).toMatch(/step 6, finish first, could not be done after that: .*faults.release\('here'\)/);
  });

  test('a release that lets nothing go on says what is held', () => {
    expect(failures(...held, 'step: { call: first }', 'release: heer', 'release: here', 'release: here')).toEqual([
      "At 00:00:00.000 in step 5, release heer: expected a fault to hold something by 'heer', got none (held now: 'here').",
      "At 00:00:00.000 in step 7, release here: expected a fault to hold something by 'here', got none (held now: nothing).",
    ]);
  });
});

test.each([
  ['a message of its own', 'findService: return code=43005 message=x', [[43005, true]]],
  ['no message', 'findService: return 43005', [[43005, true]]],
  ['a lost reply', 'serviceReply: loseReply', [[null, true]]],
  ['a delay', 'findService: delay 1 s', [[4096, false]]],
])('whether a code was forced does not hang on its message: %s', (_, plan, codes) => {
  const { codes: found } = run(`faults: '${plan}'`, '{ call: CreateClone, on: db }');
  expect(found.map(({ code, forced }) => [code, forced])).toEqual(codes);
});
