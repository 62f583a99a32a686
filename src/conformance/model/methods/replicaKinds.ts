import type { Call } from '../../subject/call.js';
import type { ModelVolume } from '../state.js';

/** Values of SyncType. */
export const mirror = 6;
export const snapshot = 7;
export const clone = 8;
export const tokenizedClone = 9;

export function asksForMirror({ with: { SyncType } }: Pick<Call, 'with'>): boolean {
  return SyncType === mirror;
}

/** Whether a call asks for a snapshot, by whichever method. */
export function asksForSnapshot({ method, with: { SyncType } }: Pick<Call, 'method' | 'with'>): boolean {
  return method === 'CreateSnapshot' || SyncType === snapshot;
}

/** Whether it is a snapshot that a call has made, by whichever method. */
export function isSnapshotMade({ isSnapshot, madeBy }: Pick<ModelVolume, 'isSnapshot' | 'madeBy'>): boolean {
  return isSnapshot && madeBy !== null;
}
