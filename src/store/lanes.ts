import { SortedTree } from '../determinism/sortedTree.js';
import { type JobHandle, none } from '../vocabulary/units/ids.js';
import { isCopying, type JobRow } from './jobRow.js';
import type { Table } from './table.js';

/** A job in a lane, where it stands: by the total at which it is looked at again. */
interface Stop {
  readonly at: number;
  readonly job: JobHandle;
}

/** Stops in their order: what a lane asks of a sorted tree. Types that users see lead here, and not to that package. */
interface Stops {
  readonly isEmpty: boolean;
  clone(): Stops;
  set(stop: Stop, nothing: undefined): boolean;
  delete(stop: Stop): boolean;
  clear(): void;
  minKey(): Stop | undefined;
  keys(): Iterable<Stop>;
  keysArray(): Stop[];
}

/** Jobs that run equally fast: they do the same in the same time, so what each has done is the lane's total less what that was
 * when the job began.
 */
interface Lane {
  /** Whether its jobs copy, or just take their time. */
  readonly copies: boolean;
  /** How fast they are, as a factor of their share: more than 0. */
  readonly speed: number;
  /** Blocks a millisecond. */
  rate: number;
  /** Blocks that a job has done which has been in it all along. */
  total: number;
  readonly stops: Stops;
}

/** The running jobs that nothing stops, by how fast they are. The oldest that copies is in no lane: it has what is over of the bandwidth. */
export class Lanes {
  /** The oldest job that copies; -1 where none does. */
  leader: JobHandle | -1 = none;
  /** Whether speeds or stops may be others than the jobs were put into lanes for. */
  stale = false;

  /** How many others copy. */
  followers = 0;

  private constructor(private readonly lanes: Lane[]) {}

  static empty(): Lanes {
    return new Lanes([]);
  }

  fork(): Lanes {
    const fork = new Lanes(this.lanes.map((lane) => ({ ...lane, stops: lane.stops.clone() })));
    fork.leader = this.leader;
    fork.followers = this.followers;
    fork.stale = this.stale;
    return fork;
  }

  /** Whether no job is in a lane. */
  get isEmpty(): boolean {
    return this.lanes.length === 0;
  }

  /** How many share the bandwidth. */
  get copying(): number {
    return this.followers + (this.leader === none ? 0 : 1);
  }

  /** Those that there are: as many as there are speeds. */
  all(): readonly Lane[] {
    return this.lanes;
  }

  /** The lane that a job is in. */
  of(row: Readonly<JobRow>): Lane {
    const lane = this.find(row);
    if (lane === undefined) throw new Error(`there is no lane of speed ${row.speed}`);
    return lane;
  }

  /** Puts a job into the lane of those that are as fast; there it goes on from what it has copied. */
  add(job: JobHandle, row: JobRow, jobs: Pick<Table<JobRow, JobHandle, string>, 'edit'>): void {
    const lane = this.find(row) ?? this.open(row);
    // Sums of blocks stay whole.
    if (lane.total + row.goal - row.copied > Number.MAX_SAFE_INTEGER) countAnew(lane, jobs);
    row.inLane = 1;
    row.began = lane.total - row.copied;
    lane.stops.set(stopOf(job, row), undefined);
    if (lane.copies) this.followers++;
  }

  /** Takes a job out; a lane that is left empty goes. */
  remove(job: JobHandle, row: JobRow): void {
    const lane = this.of(row);
    if (!lane.stops.delete(stopOf(job, row))) throw new Error(`job ${job} is not where it stands in its lane`);
    if (lane.copies) this.followers--;
    if (lane.stops.isEmpty) this.lanes.splice(this.lanes.indexOf(lane), 1);
    row.inLane = 0;
  }

  private find(row: Readonly<JobRow>): Lane | undefined {
    const copies = isCopying(row);
    for (const lane of this.lanes) if (lane.speed === row.speed && lane.copies === copies) return lane;
    return undefined;
  }

  private open(row: Readonly<JobRow>): Lane {
    const stops = new SortedTree<Stop, undefined>(undefined, inOrder);
    const lane: Lane = { copies: isCopying(row), speed: row.speed, rate: 0, total: 0, stops };
    this.lanes.push(lane);
    return lane;
  }
}

/** Lets a lane's total begin at 0 again. */
function countAnew(lane: Lane, jobs: Pick<Table<JobRow, JobHandle, string>, 'edit'>): void {
  const stops = lane.stops.keysArray();
  lane.stops.clear();
  for (const { at, job } of stops) {
    jobs.edit(job).began -= lane.total;
    lane.stops.set({ at: at - lane.total, job }, undefined);
  }
  lane.total = 0;
}

function stopOf(job: JobHandle, { began, goal }: Readonly<JobRow>): Stop {
  return { at: began + goal, job };
}

/** Blocks that the first of a lane's jobs has to do until it is looked at. */
export function leftOf({ stops, total }: Lane): number {
  return Math.max(0, (stops.minKey()?.at ?? Number.POSITIVE_INFINITY) - total);
}

/** The jobs of a lane that are to be looked at now. */
export function* dueIn({ stops, total }: Lane): Generator<JobHandle> {
  for (const { at, job } of stops.keys()) {
    if (at > total) return;
    yield job;
  }
}

function inOrder(one: Stop, other: Stop): number {
  return one.at - other.at || one.job - other.job;
}
