import type { Profile } from '../profile.js';
import { fullCopy } from './fullCopy.js';

/** An array that keeps copies of volumes in step with them. */
export const localMirrors: Profile = {
  ...fullCopy,
  name: 'local-mirrors',
  description:
    'An array that mirrors, clones and snapshots volumes. A mirror follows its source until it is fractured or split; ' +
    'then hosts may write to it, and a resync copies what differs. A client that wants to keep what a mirror holds splits it first.',
  capabilities: {
    ...fullCopy.capabilities,
    // Synchronous Mirror Local, Asynchronous Mirror Local, Asynchronous Snapshot Local, Asynchronous Clone Local.
    replicationTypes: [2, 3, 7, 11],
    // CreateElementReplica, ModifyReplicaSynchronization.
    asynchronousActions: [2, 5],
  },
};
