import {
  type ArrayOptions,
  createArray,
  NoReplyError,
  type ProfileChoice,
  type Step,
  type StorageArray,
} from '../../../src/index.js';

export const GiB = 1024n ** 3n;
export const MiB = 1024n ** 2n;

/** An array with a volume db of 10 MiB in gold, whose deletions are jobs of ten seconds, and whose copies take 2048 ms. */
export function deletingByJob(more: Exclude<ProfileChoice, string> = {}, options: ArrayOptions = {}): StorageArray {
  return deletingAtOnce({ ...more, deletion: { by: 'job', takes: '10 s' } }, options);
}

/** The same array; it deletes within the call. The service detaches no clones: what deletions find is still associated. */
export function deletingAtOnce(more: Exclude<ProfileChoice, string> = {}, options: ArrayOptions = {}): StorageArray {
  return createArray({
    seed: 13,
    profile: {
      base: 'full-copy',
      service: { detaches: 'never' },
      ...more,
      jobs: { copyRatePerSecond: '5000 KiB', startsWithin: 0, stopsWithin: '500 ms', ...more.jobs },
    },
    pools: [
      { name: 'gold', size: '1 GiB' },
      { name: 'silver', size: '1 GiB' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '10 MiB' }],
    ...options,
  });
}

/** What came of a deletion: its code and the row that answered; 'no reply' where none came. */
export function deletion(array: StorageArray, on = 'db'): readonly [code: number | string, because: string] {
  try {
    const { ReturnValue, decided } = array.invoke(on, 'Delete');
    return [ReturnValue, decided.because];
  } catch (error) {
    if (error instanceof NoReplyError) return ['no reply', error.decided.because];
    throw error;
  }
}

/** Starts a job that deletes. @returns its id */
export function startDeletion(array: StorageArray, on = 'db'): string {
  const { Job, ExtendedStatus } = array.invoke(on, 'Delete');
  if (Job === null) throw new Error(ExtendedStatus?.SMMessage ?? 'done within the call');
  return Job;
}

/** Begins a deletion and does its steps up to one. */
export function upTo(array: StorageArray, step: Step, on = 'db') {
  const call = array.begin(on, 'Delete');
  while (array.progress(call).step !== step) array.step(call);
  return call;
}

/** Starts a copy of a volume in gold. */
export function copy(array: StorageArray, name: string, on = 'db'): void {
  const { Job, ExtendedStatus } = array.createClone(on, { ElementName: name });
  if (Job === null) throw new Error(ExtendedStatus?.SMMessage ?? 'done within the call');
}
