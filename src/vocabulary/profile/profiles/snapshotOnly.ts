import type { Profile } from '../profile.js';
import { fullCopy } from './fullCopy.js';

/** An entry-level array without a license for clones. */
export const snapshotOnly: Profile = {
  ...fullCopy,
  name: 'snapshot-only',
  description:
    'An entry-level array with a license for snapshots only. Every CreateClone is answered 40308. A client ' +
    'reads that from the capabilities before it asks, and copies some other way.',
  capabilities: {
    cloneLocal: false,
    cloneRemote: false,
    maximumReplicasPerSource: 0,
    maximumSnapshotsPerSource: 8,
    // Asynchronous Snapshot Local.
    replicationTypes: [7],
    // Of the snapshots: targets allocated from any storage pool; client can supply target ElementName.
    features: [8, 51],
    // CreateElementReplica makes the snapshots.
    synchronousActions: [2],
    asynchronousActions: [],
    createsVolumes: true,
    deletesVolumes: true,
    modifiesVolumes: true,
    expandsVolumes: true,
    reducesVolumes: false,
    deletesPools: true,
    createsPools: true,
    expandsPools: true,
  },
};
