import { NoReplyError, type StorageArray } from '../../src/index.js';

/** A client that wants one clone called so, whatever goes wrong on the way. */
export type MakeClone = (array: StorageArray, volume: string, name: string) => void;

/** Retries blindly: a reply that is lost tells it that there is no clone. That is the bug. */
export const retriesBlindly: MakeClone = (array, volume, name) => {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const { ReturnValue } = array.createClone(volume, { ElementName: name });
      if (ReturnValue === 0 || ReturnValue === 4096) return;
    } catch (error) {
      if (!(error instanceof NoReplyError)) throw error;
    }
  }
};

/** Looks before it tries again: what an unanswered call has left, only the array can tell. */
export const looksFirst: MakeClone = (array, volume, name) => {
  for (let attempt = 0; attempt < 3; attempt++) {
    if (array.findVolume(name) !== undefined) return;
    try {
      const { ReturnValue } = array.createClone(volume, { ElementName: name });
      if (ReturnValue === 0 || ReturnValue === 4096) return;
    } catch (error) {
      if (!(error instanceof NoReplyError)) throw error;
    }
  }
};
