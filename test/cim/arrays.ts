import { type ArrayOptions, type ClassName, createArray, type StorageArray } from '../../src/index.js';
import type { Version } from '../../src/vocabulary/versions.js';

/** The classes that arraysim has instances of, and the first release that has the class. */
export const instanced: Readonly<Partial<Record<ClassName, Version>>> = {
  MSFT_SMSystem: '2012',
  MSFT_SMSystemCapabilities: '2012',
  MSFT_SMReplicationCapabilities: '2016',
  MSFT_SMStorageDiscovery: '2012',
  MSFT_SMPool: '2012',
  MSFT_SMStorageVolume: '2012',
  MSFT_SMStorageSynchronized: '2012',
  MSFT_SMJob: '2012',
  MSFT_SMSystemToCapabilities: '2012',
  MSFT_SMSystemToReplicationCapabilities: '2016',
  MSFT_SMSystemToPool: '2012',
  MSFT_SMPoolToVolume: '2012',
  MSFT_SMJobToStorageVolume: '2012R2',
  MSFT_SMJobToPool: '2012R2',
  MSFT_SMProvider: '2012',
  MSFT_SMProviderToSystem: '2012',
  MSFT_SMReplicaPeer: '2016',
  MSFT_SMSystemToReplicaPeer: '2016',
  MSFT_SMDiskDrive: '2012',
  MSFT_SMDiskDriveToPool: '2012',
  MSFT_SMPoolSetting: '2012',
  MSFT_SMPoolToSetting: '2012',
  MSFT_SMPrimordialPoolToConcretePool: '2012',
};

/** db is being cloned, and is half way after a minute of virtual time. */
export function inMidCopy(version: Version): StorageArray {
  const array = createArray({
    seed: 7,
    version,
    profile: { base: 'full-copy', jobs: { copyRatePerSecond: '100000 KiB', startsWithin: 0 } },
    pools: [
      { name: 'gold', madeOf: 'disks' },
      { name: 'disks', primordial: true },
    ],
    drives: [
      { name: 'd1', size: '40 GiB', pool: 'gold' },
      { name: 'd2', size: '40 GiB', pool: 'disks', spare: true },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '12000000 KiB' }],
  });
  array.createClone('db', { ElementName: 'monday' });
  array.advance('1 min');
  return array;
}

/** Everything at once: jobs in many states and at many ends, a peer system, deletions that the service doesn't know of. */
export function eventful(version: Version, options: ArrayOptions = {}): StorageArray {
  const array = createArray({
    seed: 8,
    version,
    profile: {
      base: 'full-copy',
      capabilities: { cloneRemote: true, replicationTypes: [3, 6, 11, 13], features: [8, 42, 51] },
      jobs: { copyRatePerSecond: '100 MiB', removedAfter: '1 h', startsWithin: '1 s' },
      limits: { runningJobs: 2 },
      service: { detaches: 'never' },
      deletion: { by: 'job', takes: '1 h' },
    },
    pools: [
      { name: 'gold', size: '100 GiB' },
      { name: 'far', size: '100 GiB', system: 'peer' },
      { name: 'disks', size: '1 TiB', primordial: true },
      { name: 'flash', madeOf: 'disks' },
      { name: 'old', size: '1 GiB' },
      { name: 'unused', size: '1 GiB' },
    ],
    drives: [
      { name: 'd1', size: '1023 GiB', pool: 'disks' },
      { name: 'd2', size: '1 GiB', pool: 'flash' },
      { name: 'd3', size: '1 GiB', pool: 'disks', spare: true, state: 'predictiveFailure' },
    ],
    volumes: [
      { name: 'db', pool: 'gold', size: '1000 MiB' },
      { name: 'snap', pool: 'gold', size: '512 B', snapshot: true },
      { name: 'raw', pool: 'disks', size: '1 GiB' },
    ],
    ...options,
  });
  const clone = (name: string, pool = 'gold') =>
    array.createClone('db', { ElementName: name, TargetPool: pool }).Job ?? '';
  const done = clone('done');
  array.settle();
  clone('gone');
  array.settle();
  array.outOfBand.delete('gone');
  array.provider.failAt('jobEnd', 4);
  clone('failed');
  array.settle();
  array.jobs.terminate(clone('terminated'));
  array.settle();
  array.outOfBand.delete('old');
  const suspended = clone('suspended', 'far');
  array.advance('3 s');
  array.jobs.suspend(suspended);
  clone('running');
  clone('queued');
  clone('also queued');
  array.advance('2 s');
  array.set({ volume: 'snap', state: 'offline' });
  array.set({ pool: 'far', state: 'degraded' });
  array.invoke('unused', 'Pool.Delete');
  if (array.job(done).state !== 'completed') throw new Error('the first job is to be completed, and still listed');
  return array;
}
