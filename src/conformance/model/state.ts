import type { MethodName } from '../../vocabulary/methods/index.js';
import type { LinkStateName, TroubleName } from '../subject/action.js';
import type { Advertised } from '../subject/advertised.js';
import type { DriveSeen, JobSeen, PoolSeen, VolumeSeen } from '../subject/observations.js';
import { drivesFrom, type Growth, type ModelDrive } from './driveState.js';

/** What the model takes the subject to be: plain records by symbol. Nothing writes to one: a step makes the
 * next, spread out where every call comes by, else drafted with immer. It knows what a client can know,
 * nothing of how an array is built; sizes are bytes.
 */
export interface ModelState {
  readonly pools: Readonly<Record<string, ModelPool>>;
  readonly volumes: Readonly<Record<string, ModelVolume>>;
  readonly jobs: Readonly<Record<string, ModelJob>>;
  /** Volumes that calls without a clear answer have made, if this state is the true one: the next look has to show them. */
  readonly unobserved: readonly ModelVolume[];
  /** Disk drives; none where the driver shows none. */
  readonly drives: Readonly<Record<string, ModelDrive>>;
  /** Pools that jobs make. */
  readonly making: Readonly<Record<string, ModelPool>>;
  /** Pools that calls without a clear answer have made, if this state is the true one: the next look has to show them. */
  readonly unseenPools: readonly MadePool[];
  /** What stands between the storage service and its provider. */
  readonly trouble: TroubleName | null;
  /** The replication link to the peer system. */
  readonly link: LinkStateName;
  /** Pools that hosts keep busy. */
  readonly loaded: readonly string[];
}

export interface ModelPool {
  readonly name: string;
  readonly total: number;
  /** Null when a step has changed it in a way that the model does not compute: the next look tells. */
  readonly free: number | null;
  readonly stolen: number;
  readonly isPrimordial: boolean;
  readonly isRemote: boolean;
  /** MSFT_SMPool.Usage; 2 is unrestricted. */
  readonly usage: number;
  readonly state: string;
  /** What changed its room last: what is to blame when it is not what it should be. */
  readonly lastChange: 'nothing' | 'accepted' | 'refused' | 'refund' | 'jobFailure' | 'action';
  readonly deletion: Deletion | null;
  /** That a job adds drives to it. */
  readonly growth: Growth | null;
  /** The primordial pool that it is made of; null for none, and where that is not told. */
  readonly madeOf: string | null;
}

/** A pool that a call has made of drives. */
export interface MadePool {
  readonly pool: ModelPool;
  readonly drives: readonly string[];
}

/** That a job is to remove an element. */
interface Deletion {
  /** Null where no reply has named it, and no look has shown it yet. */
  readonly job: string | null;
}

/** What a volume was before its deletion began, and is again when that fails. */
interface VolumeDeletion extends Deletion {
  readonly usable: boolean | null;
  readonly state: string | null;
  /** Whether it can be used while the job goes on: one that could be is locked. */
  readonly usableMeanwhile: boolean | null;
}

/** What a mirror does: it follows its source, or is set apart from it; `unknown` while a copy is under way, and after troubles. */
export type MirrorState = 'inSync' | 'fractured' | 'split' | 'unknown';

/** What a volume was before it began to be resized, and is again afterwards, but for its size. */
interface Resizing {
  /** Null where no reply has named it, and no look has shown it yet. */
  readonly job: string | null;
  readonly to: number;
  /** What it grows by of its pool; null where only a look tells. */
  readonly room: number | null;
  readonly usable: boolean | null;
  readonly state: string | null;
}

export interface ModelVolume {
  /** Null where the subject chose it and nobody has looked yet. */
  readonly name: string | null;
  /** {@link unknownPool} where the subject picked it and nobody has looked yet. */
  readonly pool: string;
  /** 0 where only a look tells, and nobody has looked yet. */
  readonly size: number;
  readonly isSnapshot: boolean;
  /** Null when it is not known now: its job may have ended. */
  readonly usable: boolean | null;
  readonly state: string | null;
  readonly healthStatus: number | null;
  readonly usage: number;
  /** Its source, while it is associated; `undefined` is never used: null for none. */
  readonly source: string | null;
  /** Of a mirror, what its relation to its source is known to be; `undefined` is never used: null for other volumes. */
  readonly mirror: MirrorState | null;
  /** The source that it was made of in this run, also after the association went; null for what was there before. */
  readonly madeOf: string | null;
  /** How many clones one upon the other share extents with their sources, up to it: 0 where it shares none; null where that is not
   * known.
   */
  readonly depth: number | null;
  /** The volume at the beginning of those, which may be gone; null where that is itself, {@link unknownFamily} where it is not known. */
  readonly family: string | null;
  /** The volume that a snapshot shows where it has kept nothing of its own; null for other volumes, for those that share extents, and where
   * that is over.
   */
  readonly basedOn: string | null;
  /** What a snapshot has kept, or hosts have written to it, by the numbers of extents; null where that is not known. */
  readonly kept: [from: number, to: number][] | null;
  /** The method that made it in this run. */
  readonly madeBy: MethodName | null;
  /** The job that makes it. */
  readonly job: string | null;
  readonly deletion: VolumeDeletion | null;
  /** That it is to get another size. */
  readonly resizing: Resizing | null;
  readonly isExposed: boolean | null;
  /** Whether hosts may only read it; null where that is not told. */
  readonly isReadOnly: boolean | null;
  /** What it took from its pool; null where only a look tells. */
  readonly took: number | null;
  /** Whether a look has shown it. */
  readonly shown: boolean;
}

export interface ModelJob {
  /** Null where only a look has shown it, and nobody knows what started it. */
  readonly method: MethodName | null;
  /** The volume that it makes or removes; null where it works on a pool. */
  readonly target: string | null;
  /** The pool that it makes, grows or removes. */
  readonly pool: string | null;
  /** Whether its target was there before. */
  readonly overwrites?: true;
  /** As last seen; a job that was only just accepted may be in any live state. */
  readonly jobState: number;
  readonly percent: number;
  readonly errorCode: number;
  /** Whether it is now as it was last seen: no time has passed since. */
  readonly fresh: boolean;
  readonly gone: boolean;
}

/** What was there after `reset`, as a look showed it. */
export function initialState(
  pools: readonly PoolSeen[],
  volumes: readonly VolumeSeen[],
  drives: readonly DriveSeen[] = [],
): ModelState {
  return {
    pools: Object.fromEntries(pools.map((pool) => [pool.id, poolFrom(pool)])),
    volumes: Object.fromEntries(volumes.map((volume) => [volume.id, volumeFrom(volume)])),
    jobs: {},
    unobserved: [],
    drives: drivesFrom(drives),
    making: {},
    unseenPools: [],
    trouble: null,
    link: 'up',
    loaded: [],
  };
}

/** The table with one entry more, or another one in its place. */
export function withEntry<Entry>(
  table: Readonly<Record<string, Entry>>,
  name: string,
  entry: Entry,
): Record<string, Entry> {
  // In a literal, a name that is computed takes longer.
  const next = { ...table };
  next[name] = entry;
  return next;
}

function poolFrom({ name, total, free, stolen, isPrimordial, isRemote, usage, state, madeOf }: PoolSeen): ModelPool {
  return {
    name,
    total,
    free,
    stolen: stolen ?? 0,
    isPrimordial,
    isRemote,
    usage: usage ?? unrestricted,
    state: state ?? 'online',
    lastChange: 'nothing',
    deletion: null,
    growth: null,
    madeOf: madeOf ?? null,
  };
}

function volumeFrom(seen: VolumeSeen): ModelVolume {
  return {
    name: seen.name,
    pool: seen.pool,
    size: seen.size,
    isSnapshot: seen.isSnapshot,
    usable: seen.usable,
    state: seen.state ?? null,
    healthStatus: seen.healthStatus ?? null,
    usage: seen.usage ?? unrestricted,
    source: seen.source,
    mirror: seen.relation?.syncMaintained === true ? 'unknown' : null,
    madeOf: null,
    depth: seen.source === null ? 0 : null,
    family: seen.source === null ? null : unknownFamily,
    basedOn: null,
    kept: null,
    madeBy: null,
    job: null,
    deletion: null,
    resizing: null,
    isExposed: seen.isExposed ?? null,
    isReadOnly: seen.isReadOnly ?? null,
    took: seen.charge ?? null,
    shown: true,
  };
}

/** Stand for a family that nobody knows, and for a pool that only a look tells: no volume and no pool has this symbol. */
export const unknownFamily = '?';
export const unknownPool = '?';

/** MSFT_SMStorageVolume.Usage and MSFT_SMPool.Usage. */
export const unrestricted = 2;

/** Whether jobs of this state are over: Completed, Terminated, Killed, Exception. */
export function isOver(jobState: number): boolean {
  return jobState >= 7 && jobState <= 10;
}

export const jobNew = 2;
export const jobCompleted = 7;
export const jobTerminated = 8;
export const jobKilled = 9;
export const jobFailed = 10;

/** Whether it is not known to be over. */
export function isOpen({ jobState, gone }: ModelJob): boolean {
  return !gone && !isOver(jobState);
}

/** Whether a volume may not be listed yet, since the job that makes it is under way. */
export function isPending(
  { shown, madeOf, job }: ModelVolume,
  { jobs }: Pick<ModelState, 'jobs'>,
  { declares }: Pick<Advertised, 'declares'>,
): boolean {
  const making = jobs[job ?? ''];
  return !shown && madeOf !== null && making !== undefined && isOpen(making) && declares.targetListed !== 'atOnce';
}

/** Whether it may go on, and nobody finds it: its provider has forgotten it. */
export function goesOnUnseen({ jobState, gone }: ModelJob): boolean {
  return gone && !isOver(jobState);
}

/** Jobs that are not known to be over. */
export function openJobs({ jobs }: ModelState): [string, ModelJob][] {
  return Object.entries(jobs).filter(([, { jobState, gone }]) => !gone && !isOver(jobState));
}

/** The table without an entry. */
export function withoutEntry<Entry>(table: Readonly<Record<string, Entry>>, name: string): Record<string, Entry> {
  const { [name]: _, ...others } = table;
  return others;
}

/** A job that a look has shown. */
export function jobFrom(
  { jobState, percentComplete, errorCode }: JobSeen,
  works: Pick<ModelJob, 'method' | 'target' | 'pool'>,
): ModelJob {
  return { ...works, jobState, percent: percentComplete, errorCode: errorCode ?? 0, fresh: false, gone: false };
}

/** Whether a job may have gone on since it was last seen. */
export function hasUnknownJobs({ jobs }: ModelState): boolean {
  return Object.values(jobs).some(({ jobState, gone, fresh }) => !fresh && !gone && !isOver(jobState));
}
