import type { CreateCloneReply, StorageArray } from '../../src/index.js';

/** A client that waits for a clone before it hands it to hosts: whether it may. */
export type AwaitClone = (array: StorageArray, reply: CreateCloneReply) => boolean;

const patience = 300;

/** Trusts PercentComplete. That is the bug: an array may round up, guess, or lie, and a job at 99 % may still fail. */
export const trustsPercent: AwaitClone = (array, { Job }) => {
  for (let waited = 0; waited < patience; waited++) {
    if (array.job(Job).percentComplete >= 99) return true;
    array.advance('1 s');
  }
  return false;
};

/** Waits for the job's end, and looks at the target then. */
export const waitsForTheEnd: AwaitClone = (array, { Job, TargetStorageVolume }) => {
  for (let waited = 0; waited < patience; waited++) {
    const { state } = array.job(Job);
    if (state === 'exception' || state === 'killed' || state === 'terminated') return false;
    if (state === 'completed') return array.findVolume(TargetStorageVolume ?? '')?.usable === true;
    array.advance('1 s');
  }
  return false;
};
