import type { Level } from './report.js';
import {
  action,
  answeringAtOnce,
  apart,
  cloning,
  copyingByJob,
  deleting,
  knownRoom,
  knownUse,
  limited,
  member,
  mirroring,
  type Need,
} from './subject/needs.js';

/** A property as it is written down. */
type Row = readonly [name: string, level: Level, statement: string, source: string, more?: RowMore];

interface RowMore {
  readonly needs?: readonly Need[];
  /** Whether other runs show it, too, so that what its own probe needs is not needed. */
  readonly inPassing?: true;
  /** The member of `capabilities` that makes a promise of it: else it stands on the documents, or on arithmetic. */
  readonly declaredBy?: string;
}

const method = 'the methods\' pages, "Return value"';
const out = 'the methods\' pages, "Parameters"';
const capabilities = 'MSFT_SMReplicationCapabilities, MSFT_SMSystemCapabilities';
const job = 'MSFT_SMJob, JobState and PercentComplete';
const pool = 'MSFT_SMPool, TotalManagedSpace and RemainingManagedSpace';
const silent = 'the documents are silent';
/** What no documents need to say. */
const identity = 'arithmetic and identity: a thing is itself, and is there once';
const meaning = 'an answer means something: a success is done, a refusal is not';
const told = 'what the driver tells of the subject';

const promised = 'declares.properties';

const inPassing: RowMore = { inPassing: true };
const byJob: RowMore = { needs: [copyingByJob] };
const readable: RowMore = { needs: [cloning, action('write')] };

/** The documented properties in their order; number n is the n-th. */
export const rows: readonly Row[] = [
  [
    'CODE-DOMAIN',
    'core',
    'for all calls and failed jobs, the code is documented for the method in the release that the subject has',
    method,
  ],
  [
    'CODE-REACHED',
    'faults',
    'for all documented codes of each method, a fault that brings the code about leads to exactly that code',
    method,
  ],
  [
    'OUT-0',
    'core',
    'for all answers 0, what was made or told is there, it is what was asked for, and there is no job',
    out,
    { needs: [answeringAtOnce] },
  ],
  [
    'OUT-4096',
    'core',
    'for all answers 4096, there is a job, and what it makes; both are to be found at once',
    out,
    byJob,
  ],
  ['OUT-ERR', 'core', 'for all errors, there is neither a target nor a job', out],
  [
    'CAUSE-SOUND',
    'core',
    'for all errors, a cause of the code held during the call',
    silent,
    { declaredBy: 'declares.codes' },
  ],
  ['CAUSE-COMPLETE', 'core', 'for all calls with a reason to refuse them, the answer is an error', method, inPassing],
  [
    'PRECEDENCE',
    'core',
    'for all calls with several reasons to refuse them, the one that is met first answers',
    silent,
    { declaredBy: promised },
  ],
  [
    'STATUS-TELLS',
    'core',
    'for all errors, ExtendedStatus names the code, who reports it, and says something for people',
    'MSFT_SMExtendedStatus',
  ],
  ['ERR-ATOMIC', 'core', 'for all refusals, the array is what it was, and no element is new', meaning],
  [
    'JOBFAIL-ATOMIC',
    'faults',
    'for all failed jobs, the array is what it was, but for what the subject declares to leave',
    meaning,
    byJob,
  ],
  [
    'NO-HALF-CLONE',
    'core',
    'for all targets whose job is not over, hosts can use them only where that is declared',
    told,
    { needs: [copyingByJob, knownUse] },
  ],
  [
    'SOURCE-FROZEN',
    'core',
    'for all clones, the source keeps its size, contents, id and health, and what is told of their relation is so',
    method,
  ],
  ['NO-ORPHAN', 'core', 'for all pools, what they gave away belongs to their volumes', pool, { needs: [apart] }],
  [
    'POINT-IN-TIME',
    'capacity',
    "for all clones, the contents are the source's when the clone was taken",
    identity,
    readable,
  ],
  [
    'IN-SYNC',
    'capacity',
    'for all mirrors, the contents are those of the source until they are set apart, and stay as they are then',
    identity,
    { needs: [mirroring, action('write')] },
  ],
  [
    'LOST-REPLY',
    'faults',
    'for all calls whose reply is lost, there is exactly one clone, to be found by a look',
    meaning,
  ],
  ['LOST-REQUEST', 'faults', 'for all calls whose request is lost, there is no clone', meaning],
  ['AMBIGUITY-SETTLES', 'faults', 'for all calls without an answer, the first look decides for good', identity],
  [
    'DUPLICATE',
    'faults',
    'for all requests that are delivered several times, as many clones are made as is declared',
    told,
  ],
  ['READ-PURE', 'jobs', 'for all reads, the subject is what it was', identity],
  [
    'DELETE-TWICE',
    'capacity',
    'for all volumes that were deleted, deleting them again is refused and changes nothing',
    identity,
  ],
  ['ID-UNIQUE', 'core', 'for all elements, the id was never used before', 'MSFT_SMObject.ObjectId'],
  [
    'CAP-YES',
    'core',
    'for all calls that are advertised and that nothing stands against, the answer is a success',
    capabilities,
  ],
  ['CAP-NO', 'core', 'for all calls that are not advertised, the answer is an error', capabilities],
  [
    'CAP-MODE',
    'core',
    'for all calls, 0 or 4096 comes as is advertised: for clones, by SupportedSynchronousActions and SupportedAsynchronousActions',
    capabilities,
    { needs: [cloning] },
  ],
  [
    'CAP-LIMIT',
    'core',
    'for all limits, the call that reaches it succeeds and the next one is refused',
    capabilities,
    { ...inPassing, needs: [cloning, limited] },
  ],
  [
    'CAP-FLIP',
    'faults',
    'for all capabilities that are withdrawn, new calls obey and running jobs finish under the old ones',
    capabilities,
  ],
  [
    'CAP-STABLE',
    'core',
    'for all reads of the capabilities without a change between them, they are equal',
    capabilities,
  ],
  ['CONSERVE', 'core', 'for all pools at any time, total = free + used + reserved + stolen', pool, inPassing],
  ['BOUNDS', 'core', 'for all pools at any time, 0 <= free <= total', pool],
  [
    'CHARGE',
    'core',
    'for all clones, the pool gives what the kind of allocation takes, in whole extents',
    pool,
    { needs: [knownRoom] },
  ],
  [
    'RESERVE',
    'core',
    'for all accepted clones, their room is theirs: no look finds the pool with another amount',
    pool,
    { ...inPassing, ...byJob },
  ],
  [
    'REFUND',
    'capacity',
    'for all deletions, the pool gets back exactly what the volume took',
    pool,
    { needs: [deleting, knownRoom] },
  ],
  [
    'SHORTAGE-TIGHT',
    'core',
    'for all calls, the shortage code comes if and only if more is needed than free',
    method,
    { needs: [cloning] },
  ],
  ['NO-LEAK', 'capacity', 'for all new volumes that are deleted again, free room is what it was', pool],
  [
    'NO-DOUBLE-SPEND',
    'concurrency',
    'for all calls that race for room, no more succeed than there is room for',
    identity,
  ],
  [
    'JOB-MONOTONE',
    'jobs',
    'for all jobs, PercentComplete never falls, and rises before the end',
    job,
    { ...byJob, ...inPassing, declaredBy: promised },
  ],
  ['JOB-CHART', 'jobs', 'for all jobs, JobState only goes where its life leads', job, byJob],
  ['JOB-FINAL', 'jobs', 'for all jobs that are over, they stay as they are, for TimeBeforeRemoval', job, byJob],
  [
    'JOB-100',
    'jobs',
    'for all jobs, PercentComplete is 100 exactly when they are Completed',
    job,
    { ...byJob, declaredBy: promised },
  ],
  [
    'JOB-RESULT',
    'jobs',
    'for all jobs that are Completed, the target is there and sound, and is the one that the job names',
    job,
    { ...byJob, ...inPassing },
  ],
  ['JOB-LIVE', 'jobs', 'for all jobs after healing, they end within their bound', job],
  ['JOB-CONTROL', 'jobs', 'for all jobs, a terminate or kill that was acknowledged ends them and leaves nothing', job],
  ['RESTART', 'faults', 'for all jobs, a restart of the provider leaves them known, and they end', told],
  [
    'JOB-TIMES',
    'jobs',
    'for all jobs, submitted <= started <= changed <= now; in the order and at the rate that are declared',
    'MSFT_SMJob, its times',
    byJob,
  ],
  [
    'LINEARIZABLE',
    'concurrency',
    'for all calls in flight at once, some order of them explains the answers',
    identity,
    { needs: [cloning, member('overlap')] },
  ],
  ['READ-YOUR-WRITES', 'core', 'for all calls that were answered, the next look shows what they did', meaning],
  ['MONOTONE-READ', 'core', 'for all elements that a look has shown, the next one does not lack them', identity],
  [
    'DELETE-RACE',
    'concurrency',
    'for all sources that are deleted while a call is under way, an order of the two explains the answer',
    identity,
  ],
  ['COMMUTE', 'jobs', 'for all calls with nothing in common, their order does not matter', told],
  ['RENAME', 'jobs', 'for all names of targets, another name changes nothing but the name', told],
  ['SCALE', 'capacity', 'for all arrays, sizes times two keep the codes', identity],
  ['UNDO', 'capacity', 'for all new volumes, creating and deleting one leaves the array as it was', identity],
  ['READ-INSERT', 'jobs', 'for all reads, nothing that comes later depends on them', identity],
  [
    'CLONE-CHAIN',
    'capacity',
    'for all clones of clones, the contents are those of the first source',
    identity,
    readable,
  ],
  ['DETERMINISM', 'jobs', 'for all runs, the same steps from the same beginning lead to the same', told],
  ['REPLAY', 'jobs', 'for all runs that were written down, what was written repeats them', told],
  ['TRANSPARENT', 'faults', 'for all calls, a plan that does nothing is none', told],
  ['SHRINK-STABLE', 'faults', 'for all plans, a fault that never fires changes nothing', told],
  ['FIRED', 'faults', 'for all faults, the ledger says that they fired exactly when they took effect', told],
  ['DELAY-ONLY', 'faults', 'for all delays, they change times and never a code', told],
  ['SECURITY', 'faults', 'for all credentials that expired, every call is refused and running jobs go on', meaning],
  ['HEAL', 'faults', 'for all faults, after healing the next call that nothing stands against succeeds', told],
  ['FORK', 'jobs', 'for all subjects, a fork goes on alike, and apart', told],
  [
    'NON-INTERFERENCE',
    'faults',
    'for all faults on one pool, calls on another pool are answered as without them',
    told,
  ],
  ['RESTORE', 'jobs', 'for all subjects, one that was saved and restored goes on alike', told],
];
