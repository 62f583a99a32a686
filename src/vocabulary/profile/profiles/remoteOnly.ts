import type { Profile } from '../profile.js';
import { fullCopy } from './fullCopy.js';

/** A disaster-recovery array that clones to its peer, over a link that is slower than its disks. */
export const remoteOnly: Profile = {
  ...fullCopy,
  name: 'remote-only',
  description:
    'A disaster-recovery array that clones to a peer system only. A client names a pool of the peer in every call: ' +
    'without a TargetPool it is refused with 43004 (feature 43), with a pool of the same system with 40500. It plans ' +
    'for hours, because the link is slow and carries two copies at a time; while ' +
    'it is partitioned they stand still, and after ten minutes they fail.',
  capabilities: {
    ...fullCopy.capabilities,
    cloneLocal: false,
    cloneRemote: true,
    maximumReplicasPerSource: 4,
    maximumSnapshotsPerSource: 0,
    // Asynchronous Clone Remote.
    replicationTypes: [13],
    // Provider can create remote elements; which requires a TargetPool; client can supply target ElementName.
    features: [42, 43, 51],
  },
  jobs: {
    ...fullCopy.jobs,
    copyRatePerSecond: '64 MiB',
    speedOverDegradedLink: 0.25,
    failsWithoutLinkAfter: '10 min',
    startsWithin: '2 s',
    stopsWithin: '5 s',
  },
  limits: { ...fullCopy.limits, runningJobs: 2, queuedJobs: 8 },
};
