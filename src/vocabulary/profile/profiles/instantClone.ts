import type { Profile } from '../profile.js';
import { fullCopy } from './fullCopy.js';

/** A flash array that clones by reference: source and clone share extents until one of them is written. */
export const instantClone: Profile = {
  ...fullCopy,
  name: 'instant-clone',
  description:
    'A flash array: clones share extents until one is written. A clone can be used as soon as it is accepted, while ' +
    'its job goes on in the background. A client does not wait for the job, and knows that a clone that took no room ' +
    'takes it later, with every write to it or to its source.',
  capabilities: { ...fullCopy.capabilities, maximumReplicasPerSource: 1024, maximumSnapshotsPerSource: 1024 },
  extentSize: '64 KiB',
  allocation: { kind: 'instant', overcommitLimit: null, lowSpaceWarningThreshold: 10 },
  clones: { ...fullCopy.clones, targetUsable: 'atAcceptance' },
  snapshots: { ...fullCopy.snapshots, takes: '20 ms', ofSnapshots: true, sources: 'deletable' },
  // There is next to nothing to copy.
  jobs: { ...fullCopy.jobs, copyRatePerSecond: '1 TiB', startsWithin: '20 ms', stopsWithin: '20 ms' },
  limits: { ...fullCopy.limits, runningJobs: 16 },
};
