import { tableNames } from '../store/allTables.js';
import type { World } from '../store/world.js';
import type { CallHandle } from '../vocabulary/units/ids.js';

/** What tables add to the sums of a fingerprint, as long as their roots are those: nobody has written to them since. */
export interface TableSums {
  readonly roots: readonly object[];
  readonly parts: readonly Uint32Array[];
  /** The parts together. */
  readonly sum: Uint32Array;
}

/** An array on its way, with those who act on it. */
export class State {
  /** What its fingerprint has of all that is not just how far one of those is; set with the fingerprint. */
  sharedHigh = 0;
  sharedLow = 0;

  constructor(
    readonly world: World,
    /** The item that each actor does next, or is doing. */
    readonly at: number[],
    /** The call that each has in flight; -1 for none. */
    readonly calls: (CallHandle | -1)[],
    /** What each was answered, the oldest first; null where no reply came. Replaced, and never changed. */
    public answers: readonly (readonly (number | null)[])[],
    /** Bits of the faults that may still fire. */
    public faults: number,
    /** Whose each row is that was made on the way, by table: see {@link labelOf}. Replaced, and never changed. */
    public made: readonly (readonly number[])[],
    /** What each table adds to the fingerprint; undefined before that was asked for. Replaced, and never changed. */
    public tables: TableSums | undefined,
  ) {}

  fork(): State {
    const { at, calls, answers, faults, made, tables } = this;
    return new State(this.world.fork(), at.slice(), calls.slice(), answers, faults, made, tables);
  }

  /** An actor's item is done. @param codes what it was answered, where it was a call */
  done(actor: number, codes: readonly (number | null)[] = []): void {
    this.at[actor] = (this.at[actor] ?? 0) + 1;
    if (codes.length > 0) this.answers = this.answers.map((own, place) => (place === actor ? [...own, ...codes] : own));
  }

  /** Notes whose the rows are that were made since this was last asked.
   * @param lengths of the tables at the beginning
   */
  claim(lengths: readonly number[], actor: number, item: number): void {
    for (let table = 0; table < tableNames.length; table++) {
      const known = this.made[table] ?? [];
      const first = (lengths[table] ?? 0) + known.length;
      // The table of that place.
      const length = this.world[tableNames[table] as (typeof tableNames)[number]].length;
      if (length <= first) continue;
      const own = known.filter((label) => actorOf(label) === actor).length;
      const labels = Array.from({ length: length - first }, (_, at) => labelOf(actor, item, own + at));
      this.made = this.made.map((all, place) => (place === table ? [...all, ...labels] : all));
    }
  }
}

/** Who made a row, with which of its items, and which of its rows of that table it is. */
function labelOf(actor: number, item: number, ordinal: number): number {
  return (actor * 256 + Math.min(item, 255)) * 65536 + ordinal;
}

export function actorOf(label: number): number {
  return Math.floor(label / 2 ** 24);
}

/** The part of a label that does not say who. */
export function withoutActor(label: number): number {
  return label % 2 ** 24;
}
