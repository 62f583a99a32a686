import type { Advertised } from '../../src/conformance/subject/advertised.js';
import type { Driver } from '../../src/conformance/subject/driver.js';
import type { Answer, Query } from '../../src/conformance/subject/observations.js';

/** What a small array may advertise. */
export const advertised: Advertised = {
  version: '2016',
  tiers: ['roomy', 'tight'],
  clones: {
    local: true,
    remote: false,
    copies: 'byJob',
    synchronousUpTo: 0,
    targetUsable: 'atCompletion',
    ofSnapshots: true,
    source: 'online',
    detaches: false,
  },
  targetPool: { given: 'optional', ofSourceOnly: false },
  names: { longest: 64, unique: false, given: 'byClient' },
  allocation: { kind: 'full', extent: 1024, overcommitLimit: null },
  limits: { replicasPerSource: null, volumes: null, synchronizations: null, runningJobs: null, queuedJobs: null },
  time: { virtual: true, callsPass: false, jobsEndWithinMs: 60_000, finishedJobsStayMs: null },
  deniedIdentities: { caller: null, account: null },
  actions: [],
  jobControls: [],
  faults: [],
  deduplicates: false,
  leaves: { afterFailedCall: false, afterFailedJob: false },
  forgetsJobs: false,
  declares: {},
};

const volume = { id: 'v1', name: 'db', pool: 'p1', size: 2048, usable: true, isSnapshot: false, source: null };
const pool = { id: 'p1', name: 'gold', total: 8192, free: 6144, isPrimordial: false, isRemote: false };
const job = { id: 'j1', jobState: 4, percentComplete: 20, target: null };

export const seen: { readonly [Kind in Query['kind']]: Answer<Query & { kind: Kind }> } = {
  volumes: [volume],
  pools: [pool],
  jobs: [job],
  now: 0,
  volume,
  job,
  contents: [{ offset: 0, length: 512, tag: 'monday' }],
};

/** A driver that gives canned answers, but for what a test changes. */
export function subject(changes: Partial<Driver> = {}): Driver {
  return {
    name: 'canned',
    capabilities: () => advertised,
    reset: () => {},
    call: () => ({ ReturnValue: 4096, TargetStorageVolume: 'v2', Job: 'j1', ExtendedStatus: null }),
    // Each kind of query has its answer there.
    observe: <Asked extends Query>({ kind }: Asked) => seen[kind] as Answer<Asked>,
    ...changes,
  };
}
