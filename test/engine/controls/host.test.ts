import { describe, expect, test } from 'vitest';
import { replay } from '../../../src/engine/history/replay.js';
import { type ArrayOptions, createArray, type ProfileChoice } from '../../../src/index.js';

const gib = 2n ** 30n;

function profileOf(kind: 'full' | 'thin' | 'instant'): ProfileChoice {
  return {
    base: 'full-copy',
    allocation: {
      kind,
      overcommitLimit: kind === 'full' ? null : 400,
      lowSpaceWarningThreshold: kind === 'full' ? 0 : 25,
    },
    clones: { targetUsable: 'atAcceptance' },
    jobs: { copyRatePerSecond: '1000 MiB' },
  };
}

function arrayOf(kind: 'full' | 'thin' | 'instant', options: ArrayOptions = {}) {
  return createArray({
    profile: profileOf(kind),
    pools: [
      { name: 'gold', size: '100 GiB' },
      { name: 'silver', size: '100 GiB' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '40 GiB', written: '20 GiB' }],
    ...options,
  });
}

describe("a host's write", () => {
  test.each([
    [
      'volumeNotUsable',
      'thin',
      (array) => array.set({ volume: 'db', state: 'offline' }),
      "volume 'db' is offline, and hosts cannot use it",
    ],
    ['poolOffline', 'thin', (array) => array.set({ pool: 'gold', state: 'offline' }), "pool 'gold' is offline"],
    [
      'poolReadOnly',
      'thin',
      (array) => array.set({ pool: 'gold', state: 'readOnly' }),
      "pool 'gold' is read-only, and allocates nothing",
    ],
    [
      'noRoom',
      'thin',
      (array) => array.set({ pool: 'gold', size: '25 GiB' }),
      "needs 10 GiB, pool 'gold' has 5 GiB free of 25 GiB",
    ],
  ] satisfies [string, 'thin', (array: ReturnType<typeof arrayOf>) => void, string][])(
    'is refused with %s and changes nothing',
    (because, kind, cause, message) => {
      const array = arrayOf(kind);
      cause(array);
      const before = array.digest('observable');
      const reply = array.host.write('db', { offset: '20 GiB', length: '10 GiB', tag: 'late' });
      expect(reply).toEqual({ written: false, because, message });
      expect(array.digest('observable')).toBe(before);
      if (because === 'poolOffline') array.set({ pool: 'gold', state: 'online' });
      expect(array.host.read('db')).toEqual([{ offset: 0n, length: 20n * gib, tag: 'db' }]);
    },
  );

  test('over what is there needs no room, even in a read-only pool', () => {
    const array = arrayOf('thin');
    array.set({ pool: 'gold', state: 'readOnly' });
    expect(array.host.write('db', { offset: 0, length: '20 GiB', tag: 'new' })).toEqual({ written: true, took: 0n });
  });

  test('takes no room of a fully allocated volume, which has it already', () => {
    const array = arrayOf('full');
    expect(array.host.write('db', { offset: '20 GiB', length: '20 GiB', tag: 'new' })).toEqual({
      written: true,
      took: 0n,
    });
    expect(array.pool('gold').used).toBe(40n * gib);
  });

  test.each([
    [
      { offset: '40 GiB', length: 512, tag: 'x' },
      "write.offset: got '40 GiB', expected less than 40 GiB, the size of volume 'db'",
    ],
    [
      { offset: '30 GiB', length: '11 GiB', tag: 'x' },
      "write.length: got '11 GiB', expected more than 0 and at most 10 GiB, to the end of volume 'db'",
    ],
    [
      { offset: 0, length: 0, tag: 'x' },
      "write.length: got 0, expected more than 0 and at most 40 GiB, to the end of volume 'db'",
    ],
    [
      { offset: 0, length: 100, tag: 'x' },
      'write.length: got 100, expected a multiple of 512 bytes: storage is counted in whole blocks',
    ],
    [{ offset: 0, length: 512, tag: '' }, "write.tag: got '', expected"],
    [{ offset: 0, length: 512, tga: 'x' }, 'write.tga'],
  ])('of %j is bad input and changes nothing, the trace neither', (write, message) => {
    const array = arrayOf('thin');
    const before = array.trace().hash;
    expect(() => array.host.write('db', write as never)).toThrow(message);
    expect(array.trace().hash).toBe(before);
  });
});

describe.each(['full', 'thin', 'instant'] as const)('with %s allocation', (kind) => {
  test('a clone holds what its source held when it was accepted, whatever is written while it is copied', () => {
    const array = arrayOf(kind);
    array.host.write('db', { offset: '5 GiB', length: '5 GiB', tag: 'before' });
    const taken = array.host.read('db');
    array.createClone('db', { ElementName: 'copy' });
    array.advance('3 s');
    array.host.write('db', { offset: 0, length: '30 GiB', tag: 'after' });
    expect(array.host.read('copy')).toEqual(taken);
    array.settle();
    expect(array.host.read('copy')).toEqual(taken);
    expect(array.violations()).toEqual([]);
  });

  test('what hosts write to a target while it is copied stays, also when the job fails', () => {
    const array = arrayOf(kind);
    array.createClone('db', { ElementName: 'copy' });
    array.advance('3 s');
    array.host.write('copy', { offset: '30 GiB', length: '5 GiB', tag: 'early' });
    const future = array.fork();
    future.settle();
    expect(future.host.read('copy').at(-1)?.tag).toBe('early');
    expect(future.violations()).toEqual([]);
    array.provider.failAt('jobEnd', 4);
    array.settle();
    expect(array.volume('copy')).toMatchObject({ state: 'failed', usable: false });
    expect(array.host.read('copy')).toEqual(future.host.read('copy'));
    expect(array.violations()).toEqual([]);
  });

  test('clones of clones hold the same, each in its own right', () => {
    const array = arrayOf(kind, { pools: [{ name: 'gold', size: '1 TiB' }] });
    for (const [from, to] of [
      ['db', 'one'],
      ['one', 'two'],
      ['two', 'three'],
    ] as const) {
      array.createClone(from, { ElementName: to });
      array.settle();
      array.host.write(from, { offset: 0, length: '1 GiB', tag: `${from} goes on` });
    }
    expect(array.host.read('three')).toEqual([{ offset: 0n, length: 20n * gib, tag: 'db' }]);
    for (const volume of ['db', 'two', 'one']) {
      array.outOfBand.delete(volume);
      array.discover();
      expect(array.violations()).toEqual([]);
      expect(array.host.read('three')).toEqual([{ offset: 0n, length: 20n * gib, tag: 'db' }]);
    }
  });

  test('a replay writes again what hosts wrote', () => {
    const array = arrayOf(kind);
    array.createClone('db', { ElementName: 'copy' });
    array.host.write('db', { offset: 0, length: '10 GiB', tag: 'monday' });
    array.settle();
    const { header, entries, hash } = array.trace();
    expect(replay(header, entries)).toMatchObject({ kind: 'same', hash });
  });
});

test('an instant clone in another pool gets copies: extents are shared within a pool only', () => {
  const array = arrayOf('instant');
  array.createClone('db', { ElementName: 'copy', TargetPool: 'silver' });
  array.settle();
  expect(array.volume('copy').charge).toBe(20n * gib);
  expect(array.pool('silver').used).toBe(20n * gib);
});

test('a pool that comes below its threshold says so once, in its health and in the trace', () => {
  const array = arrayOf('thin');
  const warnings = () => array.trace().entries.filter(({ event }) => event.kind === 'lowSpace').length;
  expect(array.pool('gold')).toMatchObject({ lowOnSpace: false, operationalStatus: [2], healthStatus: 0 });
  array.createClone('db', { ElementName: 'copy' });
  array.settle();
  array.createClone('db', { ElementName: 'copy 2' });
  expect(array.pool('gold').lowOnSpace).toBe(false);
  array.host.write('db', { offset: '20 GiB', length: '16 GiB', tag: 'more' });
  expect(array.pool('gold')).toMatchObject({ lowOnSpace: true, operationalStatus: [4], healthStatus: 1 });
  array.host.write('db', { offset: '36 GiB', length: '1 GiB', tag: 'more' });
  expect(warnings()).toBe(1);
});

test('a thin volume with nothing in it is cloned at once, by a job all the same', () => {
  const array = arrayOf('thin', { volumes: [{ name: 'db', pool: 'gold', size: '40 GiB' }] });
  const reply = array.createClone('db');
  expect(array.job(reply.Job).percentComplete).toBe(0);
  array.advance(200);
  expect(array.job(reply.Job)).toMatchObject({ state: 'completed', percentComplete: 100 });
});

test.each([
  [{ written: '41 GiB' }, "volumes[0].written: got '41 GiB', expected at most the volume's size, 40 GiB"],
  [
    { size: '401 GiB' },
    "expected at most 400 GiB, what pool 'gold' may still promise (allocation.overcommitLimit is 400 %)",
  ],
  [
    { size: '300 GiB', written: '101 GiB' },
    "volumes[0].written: got '101 GiB', expected at most 100 GiB, what pool 'gold' has free",
  ],
])('a volume with %j is refused', (sizes, message) => {
  expect(() => arrayOf('thin', { volumes: [{ name: 'db', pool: 'gold', size: '40 GiB', ...sizes }] })).toThrow(message);
});
