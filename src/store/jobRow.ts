import { longSpanMs } from '../vocabulary/units/durations.js';
import type { JobHandle, PoolHandle, SynchronizationHandle, VolumeHandle } from '../vocabulary/units/ids.js';
import type { Blocks } from '../vocabulary/units/sizes.js';
import type { Shape } from './columns.js';

/** The lists a job can be on; it is on exactly one. */
export const jobList = { waiting: 0, active: 1, finished: 2 } as const;

/** What a job does: copy blocks, or let its time pass and then do what `engine/jobs/works.ts` says for its kind. */
export const jobWork = {
  copy: 0,
  remove: 1,
  discover: 2,
  growPool: 3,
  sync: 4,
  snapshot: 5,
  create: 6,
  resize: 7,
} as const;

/** Whether it copies blocks, and so shares the bandwidth: all of a source, or what differs between two sides of a relation. */
export function isCopying({ work }: Readonly<Pick<JobRow, 'work'>>): boolean {
  return work === jobWork.copy || work === jobWork.sync;
}

/** Whether it makes its target: of one that is given up, that goes, or stays failed. */
export function makesTarget({ work }: Readonly<Pick<JobRow, 'work'>>): boolean {
  return work === jobWork.copy || work === jobWork.snapshot;
}

export interface JobRow {
  state: number;
  /** The place in `methodNames` of the method that started it. */
  method: number;
  /** One of {@link jobWork}. */
  work: number;
  /** What it copies; -1 for a job that copies nothing. */
  source: VolumeHandle | -1;
  /** The volume that it makes, copies to, deletes or changes; -1 for a job that works on none. */
  target: VolumeHandle | -1;
  /** Where the target is, or what it works on; -1 for neither. */
  pool: PoolHandle | -1;
  synchronization: SynchronizationHandle | -1;
  /** Blocks to copy; of a job that just takes its time, {@link workPerMs} for each of its milliseconds. */
  size: Blocks;
  /** Blocks copied when it last began, or went on, or stopped; of the oldest that copies, when the running set last changed. */
  copied: Blocks;
  /** Of the oldest that copies, blocks a millisecond since then; what its lane says of the others. */
  rate: number;
  /** How fast it runs, as a factor of its share; 0 while it stands still, or does not run. */
  speed: number;
  /** 1 while it is in the lane of those that are as fast; else it stands still, or is the oldest that copies. */
  inLane: number;
  /** The total of its lane at which it had copied nothing. */
  began: number;
  /** The blocks after which it is looked at again: all of them, or fewer where a fault waits for a percent. */
  goal: number;
  /** The size that its target is to get, of one that resizes; else 0. */
  resizesTo: Blocks;
  /** Blocks that were reserved when it was accepted. */
  room: Blocks;
  /** Blocks of them that have become used. Invariant: charged <= room. */
  charged: Blocks;
  /** One of {@link jobList}, and the neighbours on it. */
  list: number;
  previous: JobHandle | -1;
  next: JobHandle | -1;
  /** Neighbours among the jobs in Starting, in the order in which they got there. */
  nextStarting: JobHandle | -1;
  previousStarting: JobHandle | -1;
  /** Neighbours among the jobs of its target, or of its pool where it works on that itself; the older next. */
  nextOfTarget: JobHandle | -1;
  previousOfTarget: JobHandle | -1;
  /** Neighbours among the unfinished jobs of its source; the older next. */
  nextOfSource: JobHandle | -1;
  previousOfSource: JobHandle | -1;
  submittedMs: number;
  /** -1 before the job runs. */
  startedMs: number;
  changedMs: number;
  /** ErrorCode; 0 unless it failed. */
  errorCode: number;
  /** Whether the synchronization ends with the copy, as the capabilities said when the job was accepted. */
  detaches: number;
  /** The state of the target before the job locked it, to which it goes back when the job fails; -1 where none was locked. */
  lockedFrom: number;
  /** 1 once its provider has forgotten it: its work goes on, and nobody finds it any more. */
  forgotten: number;
  /** Of a job that discovers: what, as bits of `discoveryScope`; and the one pool or volume of the array that it is about, -1 for all. */
  scope: number;
  scopeOf: PoolHandle | VolumeHandle | -1;
}

/** Whether a job may take very long: the least that one does in a millisecond is a block. */
export function isLong({ size }: Readonly<Pick<JobRow, 'size'>>): boolean {
  return size > longSpanMs;
}

/** What a job that just takes its time does in a millisecond: so much that a slow one does a part of it. */
export const workPerMs = 1000;

export const jobShape: Shape<JobRow, string> = {
  name: 'job',
  columns: [
    'state',
    'method',
    'work',
    'source',
    'target',
    'pool',
    'synchronization',
    'size',
    'copied',
    'rate',
    'speed',
    'inLane',
    'began',
    'goal',
    'resizesTo',
    'room',
    'charged',
    'list',
    'previous',
    'next',
    'nextStarting',
    'previousStarting',
    'nextOfTarget',
    'previousOfTarget',
    'nextOfSource',
    'previousOfSource',
    'submittedMs',
    'startedMs',
    'changedMs',
    'errorCode',
    'detaches',
    'lockedFrom',
    'forgotten',
    'scope',
    'scopeOf',
  ],
  derived: [
    'speed',
    'inLane',
    'began',
    'goal',
    'nextStarting',
    'previousStarting',
    'nextOfTarget',
    'previousOfTarget',
    'nextOfSource',
    'previousOfSource',
  ],
  // Progress is added by digests.ts, as it is now; finished jobs are not part of what an array is.
  observable: ['state', 'method', 'source', 'target', 'pool', 'size', 'resizesTo', 'forgotten', 'scope', 'scopeOf'],
  counts: (job) => job.list !== jobList.finished,
};
