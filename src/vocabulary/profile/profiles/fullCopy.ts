import type { Profile } from '../profile.js';

/** A mid-range block array that clones by copying every block in the background; the other profiles say how they
 * differ from it.
 */
export const fullCopy: Profile = {
  name: 'full-copy',
  description:
    'A mid-range array that copies every block in the background. A clone takes its whole size from its pool when it is ' +
    'accepted. A client waits for the job, not for the answer, before it uses the clone.',
  capabilities: {
    cloneLocal: true,
    cloneRemote: false,
    maximumReplicasPerSource: 64,
    // Asynchronous Clone Local.
    replicationTypes: [11],
    // Targets allocated from any storage pool; client can supply target ElementName.
    features: [8, 51],
    synchronousActions: [],
    // CreateElementReplica.
    asynchronousActions: [2],
    deletesVolumes: true,
    deletesPools: true,
    createsPools: true,
    expandsPools: true,
  },
  extentSize: '1 MiB',
  allocation: { kind: 'full', overcommitLimit: null, lowSpaceWarningThreshold: 0 },
  clones: {
    targetUsable: 'atCompletion',
    targetListed: 'atAcceptance',
    poolNotGiven: 'sourcePool',
    copiesAtOnce: null,
    maximumDepth: null,
    maximumFamily: null,
    keepsParent: false,
    ofSnapshots: true,
    requireOnlineSource: true,
    uniqueNames: false,
    maximumNameLength: 255,
    longNames: 'refused',
    ignoresNames: false,
    synchronousUpTo: 0,
  },
  jobs: {
    copyRatePerSecond: '1 GiB',
    speedWhileDegraded: 1,
    speedUnderHostLoad: 1,
    speedOverDegradedLink: 1,
    failsWithoutLinkAfter: null,
    startsWithin: '200 ms',
    stopsWithin: '500 ms',
    removedAfter: '5 min',
    leavesResidue: false,
    killLeavesResidue: false,
  },
  deletion: { by: 'call', takes: 0 },
  poolCreation: {
    by: 'call',
    takes: 0,
    ofDrives: true,
    settings: [
      { name: 'unprotected', noSinglePointOfFailure: false, dataRedundancy: 1, packageRedundancy: 0 },
      { name: 'mirrored', noSinglePointOfFailure: true, dataRedundancy: 2, packageRedundancy: 1 },
    ],
  },
  limits: {
    volumes: 4_000_000,
    synchronizations: 4_000_000,
    sessions: 32,
    operations: 16,
    runningJobs: 4,
    queuedJobs: 64,
  },
  service: {
    operationTimeout: '60 s',
    afterFailure: 'removes',
    detaches: 'atCompletion',
    indications: 'none',
    indicationsTake: 0,
    discovery: { by: 'job', takes: '10 s' },
  },
  provider: {
    name: 'arraysim SMI-S provider',
    host: 'array.example',
    transport: 'https',
    authentication: 'required',
    // It tells a range of sizes instead of a list.
    methods: { GetSupportedSizes: 'unsupported' },
    forgets: ['calls', 'subscriptions'],
    sessions: { end: 'withTheCall', idleTimeout: null, tokenLifetime: null },
    deduplicates: false,
    mistypedParameters: [],
    requiresTargetPool: false,
    reportsCapabilities: true,
    diagnoses: 'causes',
    recoveryPoints: null,
    storageSettings: 'asMade',
    query: { language: true, parses: true, features: true },
    enumeration: {
      filters: true,
      continuesOnError: true,
      longestTimeout: '5 min',
      staysOpen: '5 min',
      abandonsPulls: true,
    },
    readsBack: 'asMade',
    rename: 'accepted',
    latency: {},
  },
};
