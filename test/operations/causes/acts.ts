import type { StorageArray } from '../../../src/index.js';
import type { Cause, Draft } from '../standardArray.js';

// What causes are put together from.

export const set =
  (...[change]: Parameters<StorageArray['set']>) =>
  (array: StorageArray) =>
    array.set(change);

export const outOfBand =
  (...[change]: Parameters<StorageArray['outOfBand']['set']>) =>
  (array: StorageArray): void => {
    const reply = array.outOfBand.set(change);
    if (!reply.changed) throw new Error(`the change to prepare was refused: ${reply.message}`);
  };

/** A clone of db that is accepted, or the cause is none. */
export function clone(array: StorageArray): void {
  const { ReturnValue, ExtendedStatus } = array.createClone('db');
  if (ReturnValue !== 4096) throw new Error(`the clone to prepare was refused: ${ExtendedStatus?.SMMessage}`);
}

/** An array whose clones share the extents of their sources, with these rules for them. */
export const sharing =
  (rules: Partial<Draft['profile']['clones']>) =>
  ({ profile }: Draft): void => {
    profile.allocation = { kind: 'instant', overcommitLimit: null, lowSpaceWarningThreshold: 0 };
    Object.assign(profile.clones, rules);
  };

/** There is a clone of db, and it is complete. */
export function oldClone(array: StorageArray): void {
  if (array.volumes().some(({ name }) => name === 'db-clone-1')) return;
  clone(array);
  array.settle();
}

/** A snapshot of db that is accepted, or the cause is none. */
export function snapshot(array: StorageArray): void {
  const { ReturnValue, ExtendedStatus } = array.invoke('db', 'CreateSnapshot');
  if (ReturnValue !== 4096) throw new Error(`the snapshot to prepare was refused: ${ExtendedStatus?.SMMessage}`);
}

/** There is a snapshot of db, and it is complete. */
export function oldSnapshot(array: StorageArray): void {
  if (array.volumes().some(({ name }) => name === 'db-snapshot-1')) return;
  snapshot(array);
  array.settle();
}

/** There is a mirror of db, and it follows it. */
export function oldMirror(array: StorageArray): void {
  if (array.volumes().some(({ name }) => name === 'mirror')) return;
  const { ReturnValue, ExtendedStatus } = array.invoke('db', 'StorageVolume.CreateReplica', {
    SyncType: 6,
    ElementName: 'mirror',
  });
  if (ReturnValue !== 4096) throw new Error(`the mirror to prepare was refused: ${ExtendedStatus?.SMMessage}`);
  array.settle();
}

/** A clone of db that takes nothing of its pool, and is not complete. */
export function cloneElsewhere(array: StorageArray): void {
  const { ReturnValue, ExtendedStatus } = array.createClone('db', { TargetPool: 'spare' });
  if (ReturnValue !== 4096) throw new Error(`the clone to prepare was refused: ${ExtendedStatus?.SMMessage}`);
}

/** A copy of the source is under way; where only what is offline is copied, it was offline when that began. */
export function copyUnderWay(array: StorageArray): void {
  if (array.createClone('db').ReturnValue === 4096) return;
  array.set({ volume: 'db', state: 'offline' });
  clone(array);
  array.set({ volume: 'db', state: 'online' });
}

/** Hosts may only read these volumes any more. */
export const madeReadOnly =
  (...names: readonly string[]) =>
  (array: StorageArray): void => {
    for (const name of names) {
      const { ReturnValue } = array.invoke(name, 'SetReadonly');
      if (ReturnValue !== 0) throw new Error(`'${name}' stays writable: ${ReturnValue}`);
    }
  };

/** Another call that holds a session of the default account. */
export function anotherCall(array: StorageArray): void {
  const call = array.begin('db', 'CreateClone', {}, { caller: 'another' });
  while (array.progress(call).step !== 'findService') array.step(call);
}

export function killYoungestJob(array: StorageArray): void {
  const job = array.jobs().at(-1);
  if (job === undefined) throw new Error('there is no job to kill');
  array.jobs.kill(job);
}

/** Somebody else takes room of silver. */
export function stealFromSilver(array: StorageArray): void {
  array.faults.add({
    id: 'thief',
    at: 'time',
    when: { time: array.now + 1 },
    do: { stealCapacity: { pool: 'silver', size: '1 GiB' } },
  });
  array.advance(1);
}

/** Somebody else takes most of what raw has. */
export function stealFromRaw(array: StorageArray): void {
  array.faults.add({
    id: 'thief of raw',
    at: 'time',
    when: { time: array.now + 1 },
    do: { stealCapacity: { pool: 'raw', size: '600 GiB' } },
  });
  array.advance(1);
}

/** An array whose pools are made and grown by jobs that run for a minute. */
export const makesPoolsByJob: Cause = {
  shape: ({ profile }) => {
    profile.poolCreation.by = 'job';
    profile.poolCreation.takes = '1 min';
  },
};

export const withFeature =
  (feature: number) =>
  ({ profile }: Draft) => {
    // Targets of the source's pool, or of reserved ones, are not of any pool.
    const others = profile.capabilities.features.filter((one) => one !== 8 || (feature !== 44 && feature !== 55));
    profile.capabilities.features = [...others, feature];
  };

/** An array whose creations are jobs that run for a minute. */
export const createsByJob: Cause = {
  shape: ({ profile }) => {
    profile.creation.by = 'job';
    profile.creation.takes = '1 min';
  },
};

/** An array whose deletions and resizes are jobs that run for a minute. */
export const deletesByJob: Cause = {
  shape: ({ profile }) => {
    profile.deletion = { by: 'job', takes: '1 min' };
    profile.resizing = { ...profile.resizing, by: 'job', takes: '1 min' };
  },
};

export const resizesByJob = deletesByJob;
