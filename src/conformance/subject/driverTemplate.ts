/** The language that a driver is written in, by what its file is called; undefined for another one. */
export function driverLanguage(file: string): Language | undefined {
  if (/\.m?ts$/.test(file)) return 'TypeScript';
  return /\.m?js$/.test(file) ? 'JavaScript' : undefined;
}

type Language = 'TypeScript' | 'JavaScript';

/** A driver to fill in, as the text of a module: what `arraysim conform --init` writes.
 * @param shown what its own first lines call the file
 */
export function driverTemplate(language: Language, shown = './driver.mjs'): string {
  const { types, driver, observe, look, volumes, pools, jobs } = parts[language];
  return `// A driver for arraysim: what the conformance suite needs in order to judge your array.
//
//   1. Fill in the functions below, from the top down: each says what it is for.
//   2. arraysim conform ${shown} --level core
//   3. What is skipped says what it would need: one of the members at the end, or something that is advertised.
//
// A driver never judges. It passes on what the array says, and throws only when it can't go on itself.

${types}

${driver} {
  name: 'my array',

  // What the array promises, and what can be done to it through this driver. What is null, false or left out of a list is not
  // promised, and not judged. It is read before the first reset, to learn the tiers, after each, and with each look: until the
  // next reset it must stay the same.
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
      // Whether it clones within the system, and to a pool of a peer.
      local: true,
      remote: false,
      // 'byJob' answers 4096 and copies in the background, 'withinCall' answers 0; 'bySize' does either.
      copies: 'byJob',
      // With 'bySize': the largest source, in bytes, that is copied within the call.
      synchronousUpTo: 0,
      // When hosts may use the clone: 'atCompletion' of its job, or 'atAcceptance'.
      targetUsable: 'atCompletion',
      // Whether a snapshot can be cloned; null where that is not said.
      ofSnapshots: false,
      // Whether a source has to be 'online', 'offline', or 'any'.
      source: 'online',
      // Whether the clone's association with its source ends with the copy.
      detaches: false,
    },
    targetPool: {
      // Whether TargetPool may be given: 'optional', 'required', 'requiredForRemote' clones, 'forbidden'.
      given: 'optional',
      // Whether it has to be the pool of the source.
      ofSourceOnly: false,
    },
    names: {
      // The longest that a clone may have, in characters; null where that is not said.
      longest: 64,
      // Whether two volumes can't have one name.
      unique: false,
      // Whether the array takes a client's name with the request, or the clone is renamed afterwards: 'byRename'.
      given: 'byClient',
    },
    allocation: {
      // 'full' takes all of a clone's size at once; 'thin' and 'instant' what is written.
      kind: 'full',
      // The piece in which room is given out, in bytes.
      extent: 1024 * 1024,
      // Up to how much of its size a pool may be promised, in percent; null for any amount.
      overcommitLimit: null,
    },
    // How many there may be. With null any clone may be refused with 40002; a large number where there is no limit.
    limits: {
      // Clones of one source.
      replicasPerSource: null,
      // Volumes in all.
      volumes: null,
      // Associations of clones with their sources.
      synchronizations: null,
      // Jobs that run at once, and those that wait for their turn.
      runningJobs: null,
      queuedJobs: null,
    },
    time: {
      // Whether time passes in advance only.
      virtual: false,
      // With virtual time: whether calls take some of it.
      callsPass: false,
      // No job takes longer.
      jobsEndWithinMs: 60_000,
      // How long a finished job stays in the list; null where that is not said.
      finishedJobsStayMs: null,
    },
    deniedIdentities: {
      // A caller whose role may not manage storage, as call gets it.
      caller: null,
      // { username, password } of an account that the array knows and denies.
      account: null,
    },
    // What act can do: 'delete', 'write', 'control', 'leaveFree', 'setState', 'load',
    // 'setLink', 'disturb'.
    // With 'disturb', the troubles that it can bring about: troubles: ['linkDown', 'certificateExpired'].
    actions: [],
    // What act can tell jobs: 'suspend', 'resume', 'terminate', 'kill', 'enterService', 'leaveService', 'query', 'answer'.
    jobControls: [],
    // Classes of faults that arm takes: 'refuse', 'ambiguous', 'degrade', 'schedule'.
    faults: [],
    // Whether a request that arrives twice makes one clone.
    deduplicates: false,
    leaves: {
      // Whether a call that failed may leave a target behind, and whether a job that failed may.
      afterFailedCall: false,
      afterFailedJob: false,
    },
    // Whether jobs are forgotten when the provider restarts.
    forgetsJobs: false,
    // What the documents leave open, and you promise: see the page. Where the provider answers from a cache, how old that may be
    // belongs here: { staleForMs: 2_000 }.
    declares: {},
  }),

  // Puts the array into a known state, with nothing left of before that observe would list. What can't be removed, such as
  // finished jobs, is hidden: note which there are, and leave them out from then on. In real time a few runs share a reset.
  // - 'roomy': a pool with room for ten clones of each of its volumes, at least three volumes of different sizes, none of them
  //   a clone.
  // - 'tight': the same, with room for exactly two clones of the smallest volume.
  // - 'limits': the same as 'roomy', with limits that a few clones reach.
  // - 'doubled': the same as 'tight', with everything twice as large.
  async reset(tier) {
    throw new Error(\`reset('\${tier}') is still to be written\`);
  },

  // Calls a method of the element whose id is on, with the documents' parameters by name, and waits for the reply;
  // { noReply: 'timeout' } when none came by the deadline.
  // - TargetPool is a pool's id, or on purpose something else: a volume's id, '', an id that nobody has.
  // - An error of CIM is answered with the storage service's code for it: 6 (not found) with 8, before 2016 with 43006; another
  //   n of 1 to 29 with 43000 + n. Throw when the driver itself can't go on.
  async call(method, on, { ElementName, TargetPool }, { deadlineMs }) {
    throw new Error(\`\${method} of \${on}, \${ElementName}, \${TargetPool} within \${deadlineMs} ms is still to be written\`);
    // return { ReturnValue: 4096, TargetStorageVolume: 'the new volume', Job: 'its job', ExtendedStatus: null };
  },

  // Looks at the array, without changing it.
${observe}

  // More properties are judged with more members. In the order of what they open:
  // act: (action) => false,          lets hosts write, suspends jobs, deletes volumes where no method does ...
  // drives: () => [],                lists the disk drives that pools are made of
  // overlap: (calls, order, deadlineMs) => [],   has several calls in flight at once
  // waitFor: (job, deadlineMs) => true,           waits until a job is over: whether it is
  // advance: (ms) => {},             moves a clock of your own; in real time, waits
  // arm: (plan) => {}, fired: () => ({}), add: (plan) => {}, heal: (faults) => {},   takes fault plans
  // twin, fingerprint, charts, close: see the types
};

${look} {
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

${volumes} {
  return [
    // { id: 'v1', name: 'db', pool: 'p1', size: 2 ** 30, usable: true, isSnapshot: false, source: null },
  ];
}

${pools} {
  return [
    // { id: 'p1', name: 'gold', total: 2 ** 40, free: 2 ** 39, isPrimordial: false, isRemote: false },
  ];
}

// jobState as in MSFT_SMJob: 4 Running, 7 Completed, 10 Exception.
${jobs} {
  return [
    // { id: 'j1', jobState: 4, percentComplete: 30, target: 'v2' },
  ];
}

export default driver;
`;
}

/** What the languages say in other words. */
const parts = {
  JavaScript: {
    types: `/** @typedef {import('arraysim/conformance').Driver} Driver */
/** @typedef {import('arraysim/conformance').VolumeSeen} VolumeSeen */
/** @typedef {import('arraysim/conformance').PoolSeen} PoolSeen */
/** @typedef {import('arraysim/conformance').JobSeen} JobSeen */`,
    driver: `/** @type {Driver} */
const driver =`,
    observe: `  async observe(query) {
    const answer = await look(query);
    // Each kind of query has its answer there, which the types can't follow.
    return /** @type {any} */ (answer);
  },`,
    look: `/** @param {import('arraysim/conformance').Query} query */
async function look(query)`,
    volumes: `/** @returns {Promise<VolumeSeen[]>} */
async function volumes()`,
    pools: `/** @returns {Promise<PoolSeen[]>} */
async function pools()`,
    jobs: `/** @returns {Promise<JobSeen[]>} */
async function jobs()`,
  },
  TypeScript: {
    types: `import type { Answer, Driver, JobSeen, PoolSeen, Query, VolumeSeen } from 'arraysim/conformance';`,
    driver: 'const driver: Driver =',
    observe: `  async observe<Asked extends Query>(query: Asked) {
    // Each kind of query has its answer there, which the types can't follow.
    return (await look(query)) as Answer<Asked>;
  },`,
    look: 'async function look(query: Query): Promise<Answer<Query>>',
    volumes: 'async function volumes(): Promise<VolumeSeen[]>',
    pools: 'async function pools(): Promise<PoolSeen[]>',
    jobs: 'async function jobs(): Promise<JobSeen[]>',
  },
} as const satisfies Record<Language, Record<string, string>>;
