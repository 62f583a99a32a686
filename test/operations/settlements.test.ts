import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/createArray.js';
import { BadInputError, createArray, type Job, type StorageArray } from '../../src/index.js';
import { settlements } from '../../src/operations/createClone/settlements.js';
import { createClone } from '../../src/operations/createClone.js';
import { createCloneCodes } from '../../src/vocabulary/methods/returnCodes.js';

/** Makes a clone named copy of db whose job runs, and has copied half of it. */
function copying(
  profile: { leavesResidue?: boolean } = {},
  maker = createEngine(),
): { array: StorageArray; job: () => Job; before: string } {
  const array = maker.createArray({
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

/** What ends a job by itself, by the settlement that tells so. */
const causes: Readonly<Record<string, (array: StorageArray) => void>> = {
  poolLost: (array) => array.set({ pool: 'silver', state: 'offline' }),
  sourceLost: (array) => array.set({ volume: 'db', state: 'offline' }),
  targetLost: (array) => array.set({ volume: 'copy', state: 'failed' }),
};

// What only a fault plan leads to is seen in test/engine/faults.
const reached = settlements.filter(({ byFault }) => byFault === undefined);

describe.each(reached.map((row) => ({ ...row, code: createCloneCodes[row.fail].code })))(
  'a job that ends with $because',
  ({ because, code, when, cause }) => {
    const natural = causes[because];

    function run({ array }: { array: StorageArray }): void {
      if (natural === undefined) array.provider.failAt('jobEnd', code);
      natural?.(array);
      array.settle();
    }

    test('is in Exception with its ErrorCode and ErrorDescription', () => {
      const copy = copying();
      run(copy);
      expect(natural === undefined).toBe(when === undefined);
      expect(copy.job()).toMatchObject({
        state: 'exception',
        jobState: 10,
        errorCode: code,
        // At once when something is lost, else when the copy would have been done.
        changedMs: natural === undefined ? 2_048 : 1_024,
        percentComplete: natural === undefined ? 99 : 50,
      });
      if (when === undefined) expect(copy.job().errorDescription).toBe(`${cause} (forced)`);
      else expect(copy.job().errorDescription).toMatch(/'(silver|db|copy)'/);
    });

    test('takes its target back, with exactly the room that was promised', () => {
      const copy = copying();
      run(copy);
      expect(copy.array.pool('silver')).toMatchObject({ used: 0n, reserved: 0n, free: 1024n ** 3n, volumes: 0 });
      expect(copy.array.findVolume('copy')).toBeUndefined();
      expect(copy.array.volume('db').replicas).toBe(0);
      expect(copy.array.violations()).toEqual([]);
      if (natural === undefined) expect(copy.array.digest('observable')).toBe(copy.before);
    });

    test('leaves a failed target with all its room, where the profile says so', () => {
      const copy = copying({ leavesResidue: true });
      run(copy);
      expect(copy.array.volume('copy')).toMatchObject({ state: 'failed', synchronization: { state: 'broken' } });
      expect(copy.array.pool('silver')).toMatchObject({ used: 10n * 1024n ** 2n, reserved: 0n });
      expect(copy.array.violations()).toEqual([]);
    });
  },
);

test('no settlement can be left out: without it, what it is about ends no job, or ends it otherwise', () => {
  const superfluous = settlements.filter((row) => {
    const settle = settlements.filter((other) => other !== row);
    const { array, job } = copying({}, createEngine({ createClone: { ...createClone, settle } }));
    const cause = causes[row.because];
    if (cause !== undefined) {
      cause(array);
      array.settle();
      return job().state === 'exception';
    }
    try {
      array.provider.failAt('jobEnd', createCloneCodes[row.fail].code);
    } catch (error) {
      if (error instanceof BadInputError) return false;
      throw error;
    }
    array.settle();
    return job().errorDescription === `${row.cause} (forced)`;
  });
  expect(superfluous.map(({ because }) => because)).toEqual([]);
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

describe("a clone's clone, whose source is taken back with the job that was to fill it", () => {
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
    expect(array.findVolume('second')?.state).toBe(leavesResidue ? 'failed' : undefined);
    expect(array.violations()).toEqual([]);
  });

  test('can still be suspended and resumed', () => {
    const { array, second } = chain(false, 0);
    array.jobs.suspend(second);
    array.jobs.resume(second);
    expect(array.job(second).state).toBe('running');
  });

  test('names the pool before the source, and the source before the target', () => {
    const reasons = [{ pool: 'gold', state: 'offline' } as const, { volume: 'second', state: 'failed' } as const].map(
      (change) => {
        const { array, second } = chain(false, 0);
        array.set(change);
        return array.job(second).errorDescription;
      },
    );
    expect(reasons).toEqual(["pool 'gold' of the target is offline", 'the source is gone']);
  });
});
