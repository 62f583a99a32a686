/** A driver to fill in, as the text of a module of JavaScript: what `arraysim conform --init` writes. */
export const driverTemplate = `// A driver for arraysim: what the conformance suite needs in order to judge your array.
//
//   1. Fill in the functions below, from the top down: each says what it is for.
//   2. arraysim conform ./driver.mjs --level core
//   3. What is skipped says what it would need: one of the members at the end, or something that is advertised.
//
// A driver never judges. It passes on what the array says, and throws only when it can't go on itself.

/** @typedef {import('arraysim/conformance').Driver} Driver */
/** @typedef {import('arraysim/conformance').VolumeSeen} VolumeSeen */
/** @typedef {import('arraysim/conformance').PoolSeen} PoolSeen */
/** @typedef {import('arraysim/conformance').JobSeen} JobSeen */

/** @type {Driver} */
const driver = {
  name: 'my array',

  // What the array promises. What is null, false or left out of a list is not promised, and not judged.
  capabilities: () => ({
    // The release whose return codes it answers: '2012', '2012R2' or '2016'.
    version: '2016',
    // The tiers that reset knows: see there.
    tiers: ['roomy'],
    // The methods that call takes. Others are 'StorageVolume.Delete' and 'Pool.Delete', with
    // deletes: { volumes: true, pools: true, by: 'call', associated: true, exposed: false }, 'GetSizesInfo', with
    // sizes: { listed: false, range: true }, and those of MSFT_SMReplicationCapabilities, with
    // replication: [{ type: 11, features: [8, 51] }].
    methods: ['CreateClone'],
    clones: {
      local: true,
      remote: false,
      // 'byJob' answers 4096 and copies in the background, 'withinCall' answers 0; 'bySize' does either.
      copies: 'byJob',
      synchronousUpTo: 0,
      // When hosts may use the clone: 'atCompletion' of its job, or 'atAcceptance'.
      targetUsable: 'atCompletion',
      ofSnapshots: false,
      // Whether a source has to be 'online', 'offline', or 'any'.
      source: 'online',
      // Whether the clone's association with its source ends with the copy.
      detaches: false,
    },
    targetPool: { given: 'optional', ofSourceOnly: false },
    names: { longest: 64, unique: false, given: 'byClient' },
    // 'full' takes all of a clone's size at once; 'thin' and 'instant' what is written. The extent is in bytes.
    allocation: { kind: 'full', extent: 1024 * 1024, overcommitLimit: null },
    // How many there may be. With null any clone may be refused with 40002; a large number where there is no limit.
    limits: { replicasPerSource: null, volumes: null, synchronizations: null, runningJobs: null, queuedJobs: null },
    // No job takes longer than jobsEndWithinMs. With a clock that only advance moves: virtual: true.
    time: { virtual: false, callsPass: false, jobsEndWithinMs: 60_000, finishedJobsStayMs: null },
    // A caller that may not clone, an account that is refused: to see the array refuse them.
    deniedIdentities: { caller: null, account: null },
    // What act can do: 'delete', 'write', 'control', 'leaveFree', 'setState'.
    actions: [],
    // What jobs can be told: 'suspend', 'resume', 'terminate', 'kill'.
    jobControls: [],
    // Classes of faults that arm takes: 'refuse', 'ambiguous', 'degrade', 'schedule'.
    faults: [],
    // Whether a request that arrives twice makes one clone.
    deduplicates: false,
    leaves: { afterFailedCall: false, afterFailedJob: false },
    forgetsJobs: false,
    // Properties that only advise, and that you promise: 'JOB-100', 'JOB-MONOTONE'.
    declares: {},
  }),

  // Puts the array into a known state, with nothing left of before:
  // - 'roomy': a pool with room for ten clones of each of its volumes, at least three volumes of different sizes, none of them
  //   a clone.
  // - 'tight': the same, with room for exactly two clones of the smallest volume.
  // - 'limits': the same as 'roomy', with limits that a few clones reach.
  async reset(tier) {
    throw new Error(\`reset('\${tier}') is still to be written\`);
  },

  // Calls a method of the element whose id is on, with the documents' parameters by name, and waits for the reply;
  // { noReply: 'timeout' } when none came by the deadline.
  async call(method, on, { ElementName, TargetPool }, { deadlineMs }) {
    throw new Error(\`\${method} of \${on}, \${ElementName}, \${TargetPool} within \${deadlineMs} ms is still to be written\`);
    // return { ReturnValue: 4096, TargetStorageVolume: 'the new volume', Job: 'its job', ExtendedStatus: null };
  },

  // Looks at the array, without changing it.
  async observe(query) {
    const answer = await look(query);
    // Each kind of query has its answer there, which the types can't follow.
    return /** @type {any} */ (answer);
  },

  // More properties are judged with more members. In the order of what they open:
  // act: (action) => true,           lets hosts write, suspends jobs, deletes volumes where no method does ...
  // overlap: (calls, order, deadlineMs) => [],   has several calls in flight at once
  // advance: (ms) => {},             for a clock of your own
  // arm: (plan) => {}, fired: () => ({}),         takes fault plans
  // twin, fingerprint, charts, close: see the types
};

/** @param {import('arraysim/conformance').Query} query */
async function look(query) {
  switch (query.kind) {
    case 'volumes':
      return volumes();
    case 'volume':
      return (await volumes()).find(({ id }) => id === query.id) ?? null;
    case 'jobs':
      return jobs();
    case 'job':
      return (await jobs()).find(({ id }) => id === query.id) ?? null;
    case 'pools':
      return pools();
    case 'now':
      // The array's clock in milliseconds, if it can be read.
      return null;
    case 'contents':
      // What hosts find on the volume: [{ offset, length, tag }], if that can be told.
      return null;
  }
}

// Ids tell volumes, pools and jobs apart, too: 'v1', 'p1', 'j1'. Sizes are in bytes. What the array does not tell is left
// out, and what would need it is skipped.

/** @returns {Promise<VolumeSeen[]>} */
async function volumes() {
  return [
    // { id: 'v1', name: 'db', pool: 'p1', size: 2 ** 30, usable: true, isSnapshot: false, source: null },
  ];
}

/** @returns {Promise<PoolSeen[]>} */
async function pools() {
  return [
    // { id: 'p1', name: 'gold', total: 2 ** 40, free: 2 ** 39, isPrimordial: false, isRemote: false },
  ];
}

/** @returns {Promise<JobSeen[]>} jobState as in MSFT_SMJob: 4 Running, 7 Completed, 10 Exception */
async function jobs() {
  return [
    // { id: 'j1', jobState: 4, percentComplete: 30, target: 'v2' },
  ];
}

export default driver;
`;
