import type { Profile } from '../profile.js';
import { fullCopy } from './fullCopy.js';

/** An array and a provider from before capabilities could be asked for in detail. */
export const legacy2012: Profile = {
  ...fullCopy,
  name: 'legacy-2012',
  description:
    'An array of 2012: plain http, its own names, small limits. A client gives no TargetPool (feature 40), or is ' +
    'refused with 43004. Its ElementName is given to the clone in a second step, after the effect: where another volume ' +
    'has it (43011), the clone is left under the name that the array chose. The client cleans up after that, and after ' +
    'a copy that failed.',
  capabilities: {
    ...fullCopy.capabilities,
    maximumReplicasPerSource: 4,
    maximumSnapshotsPerSource: 4,
    // TargetPool shall not be supplied; local targets allocated from the source's pool. Not 51: no ElementName.
    features: [40, 44],
    expandsPools: false,
  },
  extentSize: '16 MiB',
  clones: { ...fullCopy.clones, ofSnapshots: false, uniqueNames: true, maximumNameLength: 32 },
  snapshots: { ...fullCopy.snapshots, takes: '3 s', writable: false },
  jobs: {
    copyRatePerSecond: '50 MiB',
    speedWhileDegraded: 1,
    speedUnderHostLoad: 1,
    speedOverDegradedLink: 1,
    failsWithoutLinkAfter: null,
    startsWithin: '5 s',
    stopsWithin: '10 s',
    removedAfter: '1 min',
    leavesResidue: true,
    killLeavesResidue: true,
  },
  creation: { ...fullCopy.creation, by: 'job', takes: '10 s' },
  deletion: { by: 'job', takes: '3 s' },
  // A client says by which setting, and gets all that is left.
  poolCreation: { ...fullCopy.poolCreation, by: 'job', takes: '10 s', ofDrives: false },
  resizing: { by: 'job', takes: '5 s', whileCopying: 'refused', whileAssociated: 'refused' },
  limits: { volumes: 512, synchronizations: 64, sessions: 2, operations: 1, runningJobs: 1, queuedJobs: 2 },
  service: {
    ...fullCopy.service,
    operationTimeout: '30 s',
    afterFailure: 'leaves',
    discovery: { by: 'job', takes: '60 s' },
  },
  provider: {
    ...fullCopy.provider,
    name: 'legacy SMI-S proxy',
    transport: 'http',
    // It lists sizes instead of a range.
    methods: { GetSupportedSizes: 'available', GetSupportedSizeRange: 'unsupported' },
    // No longer than the service asks for: a longer operation timeout is refused with 43022. That it filters and
    // continues after errors is kind to it; without, every call ends there, with 43025 or 43026.
    enumeration: { ...fullCopy.provider.enumeration, longestTimeout: '30 s' },
  },
};
