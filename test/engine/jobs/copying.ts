import {
  type ArrayOptions,
  createArray,
  type Profile,
  type ProfileChoice,
  type StorageArray,
} from '../../../src/index.js';

export const MiB = 1024n ** 2n;

/** Copies 10 blocks a millisecond in extents of 1 MiB, so that db, 10 MiB or 20480 blocks, takes 2048 ms alone. */
export function arrayWith(
  jobs: Partial<Profile['jobs']> = {},
  more: Exclude<ProfileChoice, string> = {},
  options: ArrayOptions = {},
): StorageArray {
  return createArray({
    seed: 11,
    profile: {
      base: 'full-copy',
      ...more,
      jobs: { copyRatePerSecond: '5000 KiB', startsWithin: 0, stopsWithin: '500 ms', ...jobs },
    },
    pools: [
      { name: 'gold', size: '1 GiB' },
      { name: 'silver', size: '1 GiB' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '10 MiB' }],
    ...options,
  });
}

/** Starts a clone of db in silver. @returns its job's id */
export function clone(array: StorageArray, name: string, on = 'db'): string {
  const { Job, ExtendedStatus } = array.createClone(on, { ElementName: name, TargetPool: 'silver' });
  if (Job === null) throw new Error(ExtendedStatus?.SMMessage ?? 'done within the call');
  return Job;
}

/** The states of all jobs, oldest first. */
export const states = (array: StorageArray) => array.jobs().map(({ state }) => state);
/** When the jobs last changed, oldest first. */
export const ends = (array: StorageArray) => array.jobs().map(({ changedMs }) => changedMs);
