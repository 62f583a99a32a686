import type { CallReply, CallRequest } from '../vocabulary/methods/call.js';
import type {
  AccountHandle,
  JobHandle,
  LayerHandle,
  PoolHandle,
  SynchronizationHandle,
  VolumeHandle,
} from '../vocabulary/units/ids.js';
import type { Blocks } from '../vocabulary/units/sizes.js';
import { type Columns, columnsOf, type Shape } from './columns.js';
import type { NamedRow } from './nameIndex.js';
import type { Runs } from './runs.js';

// Cells are numbers. A state is its number in the compiled lifecycle; a handle is `none` (-1) where there is no row;
// flags are 0 or 1; times are virtual milliseconds.

export interface VolumeRow extends NamedRow {
  size: Blocks;
  pool: PoolHandle;
  state: number;
  /** What the volume was made for, as MSFT_SMStorageVolume.Usage numbers it; roles in replication are derived. */
  usage: number;
  snapshot: number;
  /** Blocks that the pool gives up for this volume alone, whole extents; reserved or used. What volumes share is charged
   * to their {@link LayerRow}.
   */
  charge: Blocks;
  /** Out-of-band changes since the service last discovered the volume. */
  unseenChanges: number;
  /** The revision in which it was deleted out of band; 0 while it exists. */
  goneAt: number;
  /** Clones ever made of it, for system-supplied names. */
  clonesMade: number;
  /** The synchronization whose target it is. */
  synchronization: SynchronizationHandle | -1;
  /** Synchronizations whose source it is, and the first of them. */
  replicas: number;
  firstReplica: SynchronizationHandle | -1;
}

const volumeShape: Shape<VolumeRow, string> = {
  name: 'volume',
  columns: [
    'size',
    'pool',
    'state',
    'usage',
    'snapshot',
    'charge',
    'unseenChanges',
    'goneAt',
    'clonesMade',
    'synchronization',
    'replicas',
    'firstReplica',
    'nextName',
  ],
  derived: ['replicas', 'firstReplica', 'nextName'],
  observable: ['size', 'pool', 'state', 'usage', 'snapshot', 'charge', 'synchronization'],
  counts: (volume) => volume.goneAt === 0,
};

/** What a volume holds, in the row of the volume's own handle; a volume that nothing was written to has none.
 *
 * The payload are the volume's own runs: tags by blocks. Where it has none, it shows what its parent layer shows. With
 * thin and instant allocation they cover whole extents, each charged to the volume; '' is what was never written there.
 */
export interface ContentsRow {
  parent: LayerHandle | -1;
  /** Blocks of the extents that are allocated, whether its own or shared. Invariant: charge <= mapped. */
  mapped: Blocks;
  /** A hash of all writes so far, those before it was cloned included: volumes of one history hold the same. */
  history: number;
}

const contentsShape: Shape<ContentsRow, Runs<string>> = {
  name: 'contents',
  columns: ['parent', 'mapped', 'history'],
  derived: [],
  observable: ['mapped', 'history'],
  digestedPayload: (runs) => runs.toJSON(),
};

/** Extents that several volumes share: what a volume held when it was cloned instantly.
 *
 * Its children are what was built upon it: volumes, or layers of volumes that were cloned again. Invariant: it has at
 * least two; a layer with one child left becomes part of it.
 */
export interface LayerRow {
  parent: LayerHandle | -1;
  pool: PoolHandle;
  /** Blocks of its runs: the room that it takes. */
  size: Blocks;
  children: number;
  /** The sum of the children's keys (see `keyOfVolume`, `keyOfLayer`): when one is left, this is its key. */
  childKeys: number;
}

export interface LayerPayload {
  readonly runs: Runs<string>;
  /** How many children show something of their own instead; where all do, the layer keeps nothing. */
  readonly covered: Runs<number>;
}

const layerShape: Shape<LayerRow, LayerPayload> = {
  name: 'layer',
  columns: ['parent', 'pool', 'size', 'children', 'childKeys'],
  derived: [],
  digestedPayload: ({ runs, covered }) => [runs.toJSON(), covered.toJSON()],
};

export interface PoolRow extends NamedRow {
  /** Invariant: total = free + used + reserved + stolen, free >= 0; free is derived. */
  total: Blocks;
  used: Blocks;
  /** The sizes of its volumes; with thin allocation it may be more than there is. */
  subscribed: Blocks;
  /** Promised to jobs that still copy; moves to `used` as they do. */
  reserved: Blocks;
  /** Taken by faults: as if somebody else used it. */
  stolen: Blocks;
  state: number;
  primordial: number;
  /** As MSFT_SMPool.Usage numbers it. */
  usage: number;
  /** 0 on this system, 1 on the peer. */
  remote: number;
  /** Volumes that live in it. */
  volumes: number;
  unseenChanges: number;
  goneAt: number;
}

const poolShape: Shape<PoolRow, string> = {
  name: 'pool',
  columns: [
    'total',
    'used',
    'subscribed',
    'reserved',
    'stolen',
    'state',
    'primordial',
    'usage',
    'remote',
    'volumes',
    'unseenChanges',
    'goneAt',
    'nextName',
  ],
  derived: ['nextName'],
  // used and reserved move as jobs copy, without a write: digests.ts adds them as they are now.
  observable: ['total', 'subscribed', 'stolen', 'state', 'primordial', 'usage', 'remote', 'volumes'],
  counts: (pool) => pool.goneAt === 0,
};

export interface SynchronizationRow {
  source: VolumeHandle;
  target: VolumeHandle;
  state: number;
  job: JobHandle | -1;
  /** WhenEstablished. */
  establishedMs: number;
  /** WhenSynchronized; -1 before. */
  synchronizedMs: number;
  /** Neighbours among the synchronizations of one source. */
  nextOfSource: SynchronizationHandle | -1;
  previousOfSource: SynchronizationHandle | -1;
}

const synchronizationShape: Shape<SynchronizationRow, undefined> = {
  name: 'synchronization',
  columns: ['source', 'target', 'state', 'job', 'establishedMs', 'synchronizedMs', 'nextOfSource', 'previousOfSource'],
  derived: ['nextOfSource', 'previousOfSource'],
  observable: ['source', 'target', 'state', 'establishedMs', 'synchronizedMs'],
};

/** The lists a job can be on; it is on exactly one. */
export const jobList = { waiting: 0, active: 1, finished: 2 } as const;

export interface JobRow {
  state: number;
  source: VolumeHandle;
  target: VolumeHandle;
  pool: PoolHandle;
  synchronization: SynchronizationHandle | -1;
  /** Blocks to copy. */
  size: Blocks;
  /** Blocks copied when the running set last changed. */
  copied: Blocks;
  /** Blocks a millisecond since then; 0 unless Running. */
  rate: number;
  /** Blocks that were reserved when it was accepted. */
  room: Blocks;
  /** Blocks of them that have become used. Invariant: charged <= room. */
  charged: Blocks;
  /** One of {@link jobList}, and the neighbours on it. */
  list: number;
  previous: JobHandle | -1;
  next: JobHandle | -1;
  submittedMs: number;
  /** -1 before the job runs. */
  startedMs: number;
  changedMs: number;
  /** ErrorCode; 0 unless it failed. */
  errorCode: number;
  /** Whether the synchronization ends with the copy, as the capabilities said when the job was accepted. */
  detaches: number;
}

const jobShape: Shape<JobRow, string> = {
  name: 'job',
  columns: [
    'state',
    'source',
    'target',
    'pool',
    'synchronization',
    'size',
    'copied',
    'rate',
    'room',
    'charged',
    'list',
    'previous',
    'next',
    'submittedMs',
    'startedMs',
    'changedMs',
    'errorCode',
    'detaches',
  ],
  derived: [],
  // Progress is added by digests.ts, as it is now; finished jobs are not part of what an array is.
  observable: ['state', 'source', 'target', 'pool', 'size'],
  counts: (job) => job.list !== jobList.finished,
};

/** How far a call is. `waiting`: for its wake-up; then it goes on with its step, or answers what it has decided. `held`: for
 * the release of a fault's tag.
 */
export const callPhase = { ready: 0, waiting: 1, replied: 2, held: 3 } as const;

export interface CallRow {
  phase: number;
  /** Index in `steps` of the step to do next. */
  step: number;
  /** 1 when the step's latency has passed. */
  paid: number;
  /** The refusal that it answers when it wakes: index among the checks of its step; -1 when it just goes on. */
  verdict: number;
  source: VolumeHandle | -1;
  pool: PoolHandle | -1;
  account: AccountHandle | -1;
  /** The incarnation of the provider's server that it holds a session of, and an operation; 0 for none. */
  connected: number;
  operating: number;
  /** The world's revision when it began: what is deleted later is deleted in flight. */
  beganAt: number;
  target: VolumeHandle | -1;
  job: JobHandle | -1;
}

/** What a call carries beside its cells. */
export interface CallPayload {
  readonly request: CallRequest;
  /** Present once it has replied and nobody has taken the reply yet. */
  readonly reply?: CallReply;
}

const callShape: Shape<CallRow, CallPayload> = {
  name: 'call',
  columns: [
    'phase',
    'step',
    'paid',
    'verdict',
    'source',
    'pool',
    'account',
    'connected',
    'operating',
    'beganAt',
    'target',
    'job',
  ],
  derived: [],
};

/** An account is found by its name; all else about it is in its payload. */
export type AccountRow = NamedRow;

/** An account of the provider. Passwords are kept as a digest only. */
export interface Account {
  readonly name: string;
  readonly passwordDigest: string;
  /** Virtual time from which on it is refused; null for never. */
  readonly expiresAtMs: number | null;
  readonly revoked: boolean;
  readonly deniedNamespace: boolean;
  /** Whether it may call methods that change the array. */
  readonly mayModify: boolean;
  readonly maximumSessions: number | null;
}

/** An account and where it is. */
export interface FoundAccount {
  readonly handle: AccountHandle;
  readonly account: Account;
}

const accountShape: Shape<AccountRow, Account> = {
  name: 'account',
  columns: ['nextName'],
  derived: ['nextName'],
};

/** The columns of all tables, by the name of their rows. */
export const columns = columnsOf<{
  volume: Columns<VolumeRow, string>;
  contents: Columns<ContentsRow, Runs<string>>;
  layer: Columns<LayerRow, LayerPayload>;
  pool: Columns<PoolRow, string>;
  synchronization: Columns<SynchronizationRow, undefined>;
  job: Columns<JobRow, string>;
  call: Columns<CallRow, CallPayload>;
  account: Columns<AccountRow, Account>;
}>({
  volume: volumeShape,
  contents: contentsShape,
  layer: layerShape,
  pool: poolShape,
  synchronization: synchronizationShape,
  job: jobShape,
  call: callShape,
  account: accountShape,
});
