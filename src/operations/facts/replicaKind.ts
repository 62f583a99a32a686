import type { CallRequest } from '../../vocabulary/methods/request.js';
import { syncType } from '../../vocabulary/replication.js';

/** Whether a call asks for a snapshot, by whichever method. */
export function wantsSnapshot({ method, given }: CallRequest): boolean {
  return method === 'CreateSnapshot' || given.SyncType === syncType.snapshot;
}

/** Whether a call asks for a mirror. */
export function wantsMirror({ given }: CallRequest): boolean {
  return given.SyncType === syncType.mirror;
}
