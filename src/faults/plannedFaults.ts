import { SortedTree } from '../determinism/sortedTree.js';
import { type CompiledFault, compile } from './compiled.js';
import { FaultIndex } from './faultIndex.js';
import { ascending } from './faultList.js';
import { type FaultRecord, isLive } from './faultRecord.js';
import { isWatched } from './missed.js';
import type { Fault } from './plan.js';
import { pointIndex, points } from './points.js';
import { Tally } from './tally.js';

/** A fault of a plan that runs, and what it has come to. */
export interface PlannedFault extends CompiledFault {
  readonly record: FaultRecord;
}

/** What has to be known of all faults together, counted so that a change of one need not look at the others. */
interface Counts {
  /** By index in `points`: how many may still fire there, and of how many it is still asked how near they come. */
  readonly armed: readonly number[];
  readonly watched: readonly number[];
  /** At which percents those that may fire begin. */
  readonly percents: Tally<number>;
  /** How many of those that may fire have a callback. */
  readonly callbacks: number;
}

/** The faults of a plan that runs, in its order: a value that is never changed in place. Adding one, taking one out and a change of
 * what one has come to cost O(log n).
 */
export class PlannedFaults implements Iterable<PlannedFault> {
  private constructor(
    private readonly byPlace: SortedTree<number, PlannedFault>,
    private readonly byId: SortedTree<string, number>,
    /** The states of the plan's machine that faults lead to. */
    private readonly entered: Tally<string>,
    readonly index: FaultIndex,
    readonly counts: Counts,
    private readonly nextPlace: number,
    /** Whether there was ever one that may make something wait for very long: what waits goes on without the fault. */
    readonly hasLongSpan: boolean,
  ) {}

  static readonly empty = new PlannedFaults(
    new SortedTree<number, PlannedFault>(undefined, ascending),
    new SortedTree<string, number>(),
    Tally.empty(),
    FaultIndex.empty,
    { armed: points.map(() => 0), watched: points.map(() => 0), percents: Tally.empty(), callbacks: 0 },
    0,
    false,
  );

  get size(): number {
    return this.byPlace.size;
  }

  /** In the plan's order. */
  [Symbol.iterator](): IterableIterator<PlannedFault> {
    return this.byPlace.values();
  }

  named(id: string): PlannedFault | undefined {
    const place = this.byId.get(id);
    return place === undefined ? undefined : this.byPlace.get(place);
  }

  at(place: number): PlannedFault | undefined {
    return this.byPlace.get(place);
  }

  /** Whether a fault leads to a state of the plan's machine. */
  leadsTo(state: string): boolean {
    return this.entered.has(state);
  }

  /** With one more, the last of all: no other has its id. */
  with(fault: Fault, record: FaultRecord): PlannedFaults {
    const place = this.nextPlace;
    const one: PlannedFault = { fault, place, asks: compile(fault), record };
    return new PlannedFaults(
      this.byPlace.with(place, one),
      this.byId.with(fault.id, place),
      fault.to === null ? this.entered : this.entered.with(fault.to, 1),
      this.index.with(one),
      recounted(this.counts, undefined, one),
      place + 1,
      this.hasLongSpan || one.asks.isLong,
    );
  }

  without(one: PlannedFault): PlannedFaults {
    const { fault, place } = one;
    const [byPlace, byId] = [this.byPlace.clone(), this.byId.clone()];
    byPlace.delete(place);
    byId.delete(fault.id);
    const entered = fault.to === null ? this.entered : this.entered.with(fault.to, -1);
    const counts = recounted(this.counts, one, undefined);
    return new PlannedFaults(byPlace, byId, entered, this.index.without(one), counts, this.nextPlace, this.hasLongSpan);
  }

  /** With what some of them have come to since. */
  come(to: readonly PlannedFault[]): PlannedFaults {
    const byPlace = this.byPlace.clone();
    let { counts } = this;
    for (const one of to) {
      counts = recounted(counts, byPlace.get(one.place), one);
      byPlace.set(one.place, one);
    }
    return new PlannedFaults(byPlace, this.byId, this.entered, this.index, counts, this.nextPlace, this.hasLongSpan);
  }
}

/** @param before undefined for a fault that is new, as `after` is for one that is taken out */
function recounted(counts: Counts, before: PlannedFault | undefined, after: PlannedFault | undefined): Counts {
  const one = after ?? before;
  if (one === undefined) return counts;
  const fires = Number(mayFire(after)) - Number(mayFire(before));
  const watched = Number(isAsked(after)) - Number(isAsked(before));
  if (fires === 0 && watched === 0) return counts;
  const { fault, asks } = one;
  return {
    armed: fires === 0 ? counts.armed : countedAt(counts.armed, fault, fires),
    watched: watched === 0 ? counts.watched : countedAt(counts.watched, fault, watched),
    percents: fires === 0 ? counts.percents : asks.percents.reduce((sum, one) => sum.with(one, fires), counts.percents),
    callbacks: counts.callbacks + (asks.hasCallback ? fires : 0),
  };
}

function countedAt(counts: readonly number[], { at }: Fault, by: number): readonly number[] {
  const counted = [...counts];
  for (const point of at) counted[pointIndex[point]] = (counted[pointIndex[point]] ?? 0) + by;
  return counted;
}

/** What never fires asks nothing, so that it leaves no trace. */
function mayFire(one: PlannedFault | undefined): boolean {
  return one !== undefined && one.fault.fire.p > 0 && isLive(one.record);
}

function isAsked(one: PlannedFault | undefined): boolean {
  return one !== undefined && mayFire(one) && isWatched(one.fault, one.record);
}
