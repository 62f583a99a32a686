import { describe, expect, test } from 'vitest';
import { replay } from '../../src/engine/history/replay.js';
import { createArray, loadArray, type StorageArray } from '../../src/index.js';

const MiB = 2n ** 20n;
const GiB = 2n ** 30n;

/** A pool of 10 GiB in which jobs of 10 s create volumes, and a smaller one. */
function arrayWithJobs(): StorageArray {
  return createArray({
    seed: 21,
    profile: { base: 'full-copy', creation: { by: 'job', takes: '10 s' }, limits: { runningJobs: 1 } },
    pools: [
      { name: 'gold', size: 10n * GiB },
      { name: 'silver', size: 2n * GiB },
    ],
  });
}

/** Three creations: one whose job runs, one whose job waits, and one that is on its way to the array. */
function inTheMiddle() {
  const array = arrayWithJobs();
  const first = array.invoke('gold', 'Pool.CreateStorageVolume', { ElementName: 'first', Size: GiB });
  const second = array.invoke('MSFT_SMSystem', 'System.CreateStorageVolume', { ElementName: 'second', Size: 2n * GiB });
  array.advance('4 s');
  const call = array.begin('silver', 'Pool.CreateStorageVolume', { ElementName: 'third', UseMaximumSize: true });
  for (let steps = 0; steps < 3; steps++) array.step(call);
  return { array, call, jobs: [first.Job ?? '', second.Job ?? ''] };
}

/** What comes of it all, moment by moment. */
function end(array: StorageArray, call: ReturnType<typeof inTheMiddle>['call']) {
  const seen: unknown[] = [array.finish(call)];
  for (let seconds = 0; seconds < 40; seconds += 5) {
    array.advance('5 s');
    seen.push(array.volumes(), array.pools(), array.jobs());
  }
  seen.push(array.invoke('gold', 'Pool.CreateStorageVolume', { Size: 11n * GiB }), array.digest('observable'));
  return seen;
}

describe('in the middle of the jobs that create volumes', () => {
  test('a fork goes on as the array does, and neither shows in the other', () => {
    const { array, call } = inTheMiddle();
    const before = array.digest('observable');
    const fork = array.fork();
    const ofFork = end(fork, call);
    expect(array.digest('observable')).toBe(before);
    expect(end(array, call)).toEqual(ofFork);
    expect(array.volumes().map(({ name, size, state }) => [name, size, state])).toEqual([
      ['first', GiB, 'online'],
      ['second', 2n * GiB, 'online'],
      ['third', 2n * GiB, 'online'],
    ]);
  });

  test('a saved array goes on as the one that was saved', () => {
    const { array, call } = inTheMiddle();
    const loaded = loadArray(array.save());
    expect(loaded.digest('observable')).toBe(array.digest('observable'));
    expect(end(loaded, call)).toEqual(end(array, call));
  });

  test.each(['terminate', 'kill'] as const)('%s takes the volume away, and its room is free', (control) => {
    const { array, call, jobs } = inTheMiddle();
    array.jobs[control](jobs[0] ?? '');
    array.finish(call);
    array.settle();
    expect(array.volumes().map(({ name }) => name)).toEqual(['second', 'third']);
    expect(array.pool('gold')).toMatchObject({ reserved: 0n, used: 2n * GiB, free: 8n * GiB });
  });

  test('a fork in which the pool goes offline loses the volume, the array does not', () => {
    const { array, call } = inTheMiddle();
    const fork = array.fork();
    fork.outOfBand.set({ pool: 'gold', state: 'offline' });
    for (const one of [fork, array]) {
      one.finish(call);
      one.settle();
    }
    expect(fork.volumes().map(({ name }) => name)).toEqual(['third']);
    expect(array.volumes().map(({ name }) => name)).toEqual(['first', 'second', 'third']);
  });
});

describe('a trace of creations', () => {
  test('is replayed with sizes as bigint, number and text', () => {
    const array = arrayWithJobs();
    for (const Size of [3n * MiB, Number(3n * MiB), '3 MiB', 3n * MiB + 1n, 11n * GiB])
      array.invoke('gold', 'Pool.CreateStorageVolume', { Size });
    array.invoke('MSFT_SMSystem', 'System.CreateStorageVolume', { Size: 2n ** 63n });
    array.invoke('silver', 'Pool.CreateStorageVolume', { UseMaximumSize: true });
    array.settle();
    expect(array.volumes().map(({ size }) => size)).toEqual([3n * MiB, 3n * MiB, 3n * MiB, 4n * MiB, 2n * GiB]);
    const trace = array.trace();
    const { header, entries } = JSON.parse(JSON.stringify(trace)) as typeof trace;
    expect(replay(header, entries)).toEqual({ kind: 'same', events: trace.entries.length, hash: trace.hash });
  });
});

test('4097 tells the size with which the next call goes through, and one of an extent more does not', () => {
  for (const profile of ['full-copy', 'thin-provisioned'] as const) {
    const array = createArray({
      profile: {
        base: profile,
        allocation: {
          kind: profile === 'full-copy' ? 'full' : 'thin',
          overcommitLimit: profile === 'full-copy' ? null : 150,
        },
      },
      pools: [{ name: 'gold', size: 10n * GiB + 512n * 1024n }],
      volumes: [{ name: 'db', pool: 'gold', size: 3n * GiB }],
    });
    const asked = (Size: bigint) => array.fork().invoke('gold', 'Pool.CreateStorageVolume', { Size });
    const { ReturnValue, Size } = asked(100n * GiB);
    expect(ReturnValue).toBe(4097);
    expect(asked(Size ?? 0n)).toMatchObject({ ReturnValue: 0, Size });
    expect(asked((Size ?? 0n) + MiB)).toMatchObject({ ReturnValue: 4097, Size });
    expect(array.invoke('gold', 'Pool.CreateStorageVolume', { UseMaximumSize: true })).toMatchObject({ Size });
  }
});
