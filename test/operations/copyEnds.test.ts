import { describe, expect, test } from 'vitest';
import { createArray, type Job, type StorageArray } from '../../src/index.js';

// What is special about the ends of copies; ends.test.ts walks those of all methods.

/** Makes a clone named copy of db whose job runs, and has copied half of it. */
function copying(profile: { leavesResidue?: boolean } = {}): { array: StorageArray; job: () => Job; before: string } {
  const array = createArray({
    seed: 9,
    // 10 blocks a millisecond.
    profile: { base: 'full-copy', jobs: { copyRatePerSecond: '5000 KiB', startsWithin: 0, ...profile } },
    pools: [
      { name: 'gold', size: '1 GiB' },
      { name: 'silver', size: '1 GiB' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '10 MiB' }],
  });
  const before = array.digest('observable');
  const { Job } = array.createClone('db', { ElementName: 'copy', TargetPool: 'silver' });
  array.advance(1_024);
  return { array, job: () => array.job(Job), before };
}

/** What ends a job: by itself, or because a fault says so. */
const lost: Readonly<Record<string, (array: StorageArray) => void>> = {
  poolLost: (array) => array.set({ pool: 'silver', state: 'offline' }),
  sourceLost: (array) => array.set({ volume: 'db', state: 'offline' }),
  targetLost: (array) => array.set({ volume: 'copy', state: 'failed' }),
};
const forced: Readonly<Record<string, (array: StorageArray) => void>> = {
  copyFailed: (array) => array.provider.failAt('jobEnd', 4),
  copyFailedUnknown: (array) => array.provider.failAt('jobEnd', 2),
  ranOut: (array) => array.provider.failAt('jobEnd', 40002),
  providerFailed: (array) => array.provider.failAt('jobEnd', 43001),
};

describe.each(Object.entries({ ...lost, ...forced }))('a copy that ends with %s', (because, end) => {
  test('ends at once when something is lost, else when it would have been done', () => {
    const copy = copying();
    end(copy.array);
    copy.array.settle();
    const { changedMs, percentComplete, errorDescription } = copy.job();
    expect([changedMs, percentComplete]).toEqual(because in lost ? [1_024, 50] : [2_048, 99]);
    if (because in lost) expect(errorDescription).toMatch(/'(silver|db|copy)'/);
  });

  test('takes its target back, with exactly the room that was promised', () => {
    const copy = copying();
    end(copy.array);
    copy.array.settle();
    expect(copy.array.pool('silver')).toMatchObject({ used: 0n, reserved: 0n, free: 1024n ** 3n, volumes: 0 });
    expect(copy.array.findVolume('copy')).toBeUndefined();
    expect(copy.array.volume('db').replicas).toBe(0);
    expect(copy.array.violations()).toEqual([]);
    if (because in forced) expect(copy.array.digest('observable')).toBe(copy.before);
  });

  test('leaves a failed target with all its room, where the profile says so', () => {
    const copy = copying({ leavesResidue: true });
    end(copy.array);
    copy.array.settle();
    expect(copy.array.volume('copy')).toMatchObject({ state: 'failed', synchronization: { state: 'broken' } });
    expect(copy.array.pool('silver')).toMatchObject({ used: 10n * 1024n ** 2n, reserved: 0n });
    expect(copy.array.violations()).toEqual([]);
  });
});

test('a forced end is used up by the job that it hits, and not by one that fails by itself', () => {
  const { array, job } = copying();
  array.provider.failAt('jobEnd', 2);
  array.set({ volume: 'db', state: 'offline' });
  expect(job().errorCode).toBe(4);
  array.set({ volume: 'db', state: 'online' });
  const ends = [1, 2].map(() => {
    const { Job } = array.createClone('db');
    array.settle();
    return array.job(Job).errorCode;
  });
  expect(ends).toEqual([2, 0]);
});

test('a source that is offline matters to nobody where the profile takes offline sources', () => {
  const array = createArray({
    seed: 9,
    profile: { base: 'full-copy', clones: { requireOnlineSource: false } },
    pools: [{ name: 'gold', size: '1 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 MiB' }],
  });
  const { Job } = array.createClone('db');
  array.set({ volume: 'db', state: 'offline' });
  array.settle();
  expect(array.job(Job).state).toBe('completed');
});

describe("a clone's clone, whose source fails with the job that was to fill it", () => {
  const chain = (leavesResidue: boolean, startsWithin: number) => {
    const array = createArray({
      seed: 9,
      profile: { base: 'full-copy', clones: { targetUsable: 'atAcceptance' }, jobs: { leavesResidue, startsWithin } },
      pools: [{ name: 'gold', size: '1 TiB' }],
      volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
    });
    const first = array.createClone('db', { ElementName: 'first' }).Job ?? '';
    const second = array.createClone('first', { ElementName: 'second' }).Job ?? '';
    array.jobs.kill(first);
    return { array, second };
  };

  test.each([
    [false, 0],
    [false, 200],
    [true, 0],
    [true, 200],
  ])('is lost at the latest when its copy is done (residue %s, starts within %i ms)', (leavesResidue, startsWithin) => {
    const { array, second } = chain(leavesResidue, startsWithin);
    array.settle();
    expect(array.job(second)).toMatchObject({ state: 'exception', errorCode: 4 });
    // Hosts could use both of them.
    expect([array.volume('first').state, array.volume('second').state]).toEqual(['failed', 'failed']);
    expect(array.violations()).toEqual([]);
  });

  test('is lost at once, before anybody can suspend it', () => {
    const { array, second } = chain(false, 0);
    expect(array.job(second)).toMatchObject({ state: 'exception', errorDescription: "the source 'first' is failed" });
    expect(() => array.jobs.suspend(second)).toThrow('it is exception');
  });
});

test("a clone's clone names the pool before the source", () => {
  const reasons = [{ pool: 'gold', state: 'offline' } as const, { volume: 'first', state: 'failed' } as const].map(
    (change) => {
      const array = createArray({
        profile: { base: 'full-copy', clones: { targetUsable: 'atAcceptance' } },
        pools: [{ name: 'gold', size: '1 TiB' }],
        volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
      });
      array.createClone('db', { ElementName: 'first' });
      const second = array.createClone('first', { ElementName: 'second' }).Job ?? '';
      array.set(change);
      return array.job(second).errorDescription;
    },
  );
  expect(reasons).toEqual(["pool 'gold' of the target is offline", "the source 'first' is failed"]);
});
