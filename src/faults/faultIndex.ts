import { SortedTree } from '../determinism/sortedTree.js';
import type { CompiledFault } from './compiled.js';
import type { FaultContext } from './faultContext.js';
import { ascending, FaultList } from './faultList.js';
import { pointIndex, points } from './points.js';

/** A plan's faults by where they fire, so that many that look for one element each are found by its name: a value that is never
 * changed in place. Adding one and taking one out costs O(log n).
 */
export class FaultIndex {
  private constructor(
    /** By index in `points`: all faults there, and those among them that are found by nothing else. */
    private readonly everyone: readonly FaultList[],
    private readonly general: readonly FaultList[],
    /** Those at whatever point that look for one name, and for one caller. */
    private readonly byName: SortedTree<string, FaultList>,
    private readonly byCaller: SortedTree<string, FaultList>,
    /** Those at point `time`, by when they fire there: at no other time. */
    private readonly byTime: SortedTree<number, FaultList>,
  ) {}

  static readonly empty = new FaultIndex(
    points.map(() => FaultList.empty),
    points.map(() => FaultList.empty),
    new SortedTree<string, FaultList>(undefined, alphabetically),
    new SortedTree<string, FaultList>(undefined, alphabetically),
    new SortedTree<number, FaultList>(undefined, ascending),
  );

  with(one: CompiledFault): FaultIndex {
    return this.changed(one, (list) => list.with(one));
  }

  without(one: CompiledFault): FaultIndex {
    return this.changed(one, (list) => list.without(one));
  }

  private changed({ fault, asks }: CompiledFault, change: (list: FaultList) => FaultList): FaultIndex {
    const there = fault.at.map((point) => pointIndex[point]);
    const { element, caller, beginsMs } = asks;
    const isGeneral = element === null && caller === null;
    return new FaultIndex(
      changedAt(this.everyone, there, change),
      isGeneral ? changedAt(this.general, there, change) : this.general,
      element === null ? this.byName : changedUnder(this.byName, element, change),
      element !== null || caller === null ? this.byCaller : changedUnder(this.byCaller, caller, change),
      beginsMs === null ? this.byTime : changedUnder(this.byTime, beginsMs, change),
    );
  }

  /** The faults that may fire, in the plan's order; all that are asked there while they are watched. */
  at(point: number, context: FaultContext, watched: boolean): readonly CompiledFault[] {
    if (point === pointIndex.time) return this.byTime.get(context.atMs)?.all ?? none;
    if (watched) return this.everyone[point]?.all ?? none;
    const general = this.general[point]?.all ?? none;
    const named = this.named(context);
    if (named.length === 0) return general;
    // Two elements of one name lead to a fault twice.
    const found = new Set([...general, ...named.filter(({ fault }) => fault.at.includes(context.point))]);
    return [...found].sort((left, right) => left.place - right.place);
  }

  /** Those that look for the caller, or for one of the elements, at whatever point. */
  private named(context: FaultContext): readonly CompiledFault[] {
    const { byCaller, byName } = this;
    const own = context.caller === null || byCaller.size === 0 ? none : (byCaller.get(context.caller)?.all ?? none);
    // A call that is about nothing that is looked for is asked about its elements' names once.
    if (byName.size === 0 || !context.concerns(byName)) return own;
    return [...own, ...context.elements().flatMap(({ name }) => byName.get(name)?.all ?? none)];
  }
}

const none: readonly CompiledFault[] = [];

function changedAt(
  lists: readonly FaultList[],
  places: readonly number[],
  change: (list: FaultList) => FaultList,
): readonly FaultList[] {
  return lists.map((list, place) => (places.includes(place) ? change(list) : list));
}

function changedUnder<Key>(
  tree: SortedTree<Key, FaultList>,
  key: Key,
  change: (list: FaultList) => FaultList,
): SortedTree<Key, FaultList> {
  const changed = tree.clone();
  const list = change(changed.get(key) ?? FaultList.empty);
  if (list.isEmpty) changed.delete(key);
  else changed.set(key, list);
  return changed;
}

function alphabetically(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
