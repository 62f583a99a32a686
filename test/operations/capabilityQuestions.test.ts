import { describe, expect, test } from 'vitest';
import { type ArrayOptions, createArray, type StorageArray } from '../../src/index.js';

const on = 'MSFT_SMReplicationCapabilities';
const fullCopy = (...changes: Readonly<Record<string, unknown>>[]) =>
  Object.assign({ base: 'full-copy' }, ...changes) as NonNullable<ArrayOptions['profile']>;

function arrayOf(profile: NonNullable<ArrayOptions['profile']>): StorageArray {
  return createArray({
    profile,
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB', written: '10 GiB' }],
  });
}

/** What may become of a clone and its copy, each on a fresh array. */
const lives: readonly ((array: StorageArray, job: string | null, look: () => void) => void)[] = [
  (array, job, look) => {
    if (job !== null) {
      array.advance('1 s');
      look();
      array.jobs.suspend(job);
      look();
      array.jobs.resume(job);
    }
    array.settle();
    look();
    array.host.write('copy', { offset: 0, length: '1 MiB', tag: 'new' });
  },
  (array, job) => {
    if (job !== null) array.jobs.kill(job);
  },
  (array, job) => {
    if (job !== null) array.jobs.terminate(job);
    array.settle();
  },
  (array, _, look) => {
    array.advance('1 s');
    look();
    array.set({ volume: 'db', state: 'failed' });
  },
  (array) => {
    array.settle();
    array.set({ volume: 'copy', state: 'failed' });
  },
];

/** All values of CopyState that clones have shown. */
function shownOf(profile: NonNullable<ArrayOptions['profile']>): number[] {
  const shown = new Set<number>();
  for (const live of lives) {
    const array = arrayOf(profile);
    const look = () => {
      for (const { synchronization } of array.volumes()) if (synchronization) shown.add(synchronization.copyState);
    };
    const { Job } = array.createClone('db', { ElementName: 'copy' });
    look();
    live(array, Job, look);
    look();
  }
  return [...shown].toSorted((one, other) => one - other);
}

const stays = { service: { detaches: 'never' } };
const residue = { jobs: { killLeavesResidue: true, leavesResidue: true } };
const usable = { clones: { targetUsable: 'atAcceptance' } };
const detaching = { capabilities: { features: [8, 18, 51] } };
const within = { capabilities: { synchronousActions: [2], asynchronousActions: [] } };

describe('GetSupportedCopyStates tells what CopyState of a clone shows, and nothing else', () => {
  test.each([
    ['copies in the background', fullCopy(stays), [2, 3, 4, 5, 9, 13]],
    ['what jobs leave that are killed', fullCopy(stays, residue), [2, 3, 4, 5, 9, 12, 13]],
    ['targets that hosts use at once', fullCopy(stays, usable), [4, 5, 12, 13]],
    ['clones that the array detaches', fullCopy(detaching, residue), [2, 3, 5, 9, 12]],
    ['copies within the call', fullCopy(stays, within), [4, 5, 13]],
    [
      'copies within the call that the array detaches',
      fullCopy({ capabilities: { ...detaching.capabilities, ...within.capabilities } }),
      [],
    ],
  ] as const)('%s', (_, profile, expected) => {
    const { ReturnValue, SupportedCopyStates } = arrayOf(profile).invoke(on, 'GetSupportedCopyStates', {
      ReplicationType: 11,
    });
    expect([ReturnValue, SupportedCopyStates]).toEqual([0, expected]);
    expect(shownOf(profile)).toEqual(expected);
  });

  test('none where no replica can be made', () => {
    const array = arrayOf(fullCopy());
    array.set({ capabilities: { asynchronousActions: [] } });
    expect(array.invoke(on, 'GetSupportedCopyStates', { ReplicationType: 11 }).SupportedCopyStates).toEqual([]);
  });
});

describe('GetSupportedOperations', () => {
  test.each<[string, object, readonly number[]]>([
    ['tells of Abort, Detach and Dissolve', {}, [2, 8, 9]],
    ['of Abort alone where targets must remain associated', { capabilities: { features: [8, 16, 51] } }, [2]],
  ])('%s', (_, changes, expected) => {
    const array = arrayOf(fullCopy({ ...changes }));
    const { SupportedOperations } = array.invoke(on, 'GetSupportedOperations', { ReplicationType: 11 });
    expect(SupportedOperations).toEqual(expected);
    // So the clone is still associated, or detached, when its copy is complete.
    array.createClone('db', { ElementName: 'copy' });
    array.settle();
    expect(array.volume('copy').synchronization === null).toBe(expected.includes(8));
  });
});

test('questions are answered by what the provider reports, even where that is not true', () => {
  const array = arrayOf(fullCopy());
  array.faults.add({
    id: 'says-too-much',
    at: 'invoke',
    when: { method: 'GetSupportedGroupFeatures' },
    do: { reportCapability: { name: 'features', as: [2, 8, 51] } },
  });
  expect(array.invoke(on, 'GetSupportedGroupFeatures', { ReplicationType: 11 }).GroupFeatures).toEqual([]);
});

describe('GetRecoveryPointData', () => {
  test('tells discrete recovery points', () => {
    const array = arrayOf(fullCopy({ provider: { recoveryPoints: { usual: 60, values: [10, 60], are: 'discrete' } } }));
    expect(array.invoke(on, 'GetRecoveryPointData', { ReplicationType: 11 })).toMatchObject({
      ReturnValue: 0,
      DefaultRecoveryPoint: 60,
      RecoveryPointValues: [10, 60],
      RecoveryPointIndicator: 1,
    });
  });
});
