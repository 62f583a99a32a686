import { badInput } from '../vocabulary/input/badInput.js';
import { Diamonds, manner } from './diamonds.js';
import { Fingerprint } from './fingerprint.js';
import type { Moves } from './moves.js';
import type { SavedSearch } from './saved.js';
import type { State } from './state.js';
import { Visited } from './visited.js';

/** A state that was met and not gone on from yet. */
interface Open {
  readonly number: number;
  /** Undefined where there are so many at the edge that it is come to again when it is gone on from. */
  readonly state: State | undefined;
  /** In how many orders of moves it is come to. */
  ways: bigint;
}

/** What a search tells of what it meets. */
interface SearchWatch {
  /** A state is met for the first time. */
  readonly meet: (state: State, number: number) => void;
  /** Nothing can happen any more in a state. */
  readonly end: (state: State, number: number) => void;
  /** Whether the search is to stop here; asked before each state that is gone on from. */
  readonly isEnough: () => boolean;
}

/** Breadth first through all that may happen: whatever is met, is met on a shortest way. Arrays are kept of the states at the edge alone. */
export class Search {
  readonly visited = new Visited();
  transitions = 0;
  /** How many moves lead to the states that are gone on from now. */
  depth = 0;
  /** States in which nothing can happen any more. */
  ends = 0;
  /** The orders in which all can happen, from the beginning to one of the ends; null where some states are met at several depths. */
  orders: bigint | null = 0n;
  private readonly fingerprint: Fingerprint;
  private readonly diamonds: Diamonds;
  /** What is to be gone on from, and what is met while it is. */
  private edge: (Open | undefined)[] = [];
  private place = 0;
  private next: Open[] = [];

  /** The way that was gone again last, with the states on it. */
  private readonly last: { way: readonly number[]; readonly states: State[] } = { way: [], states: [] };

  /** @param mostKept how many states of a depth are kept with their arrays: some 8 KiB each; others are come to again */
  constructor(
    private readonly moves: Moves,
    private readonly watch: SearchWatch,
    private readonly mostKept = 100_000,
  ) {
    this.fingerprint = new Fingerprint(moves.program, moves.lengths);
    const isTold = moves.program.actors.every(({ kind }, place) => kind === place);
    this.diamonds = new Diamonds(this.visited, moves.count, (move) => moves.whoActs(move), isTold);
  }

  /** Meets the first state. */
  begin(): void {
    const state = this.moves.first();
    this.fingerprint.take(state);
    this.visited.add(this.fingerprint.high, this.fingerprint.low, 0, 0);
    this.edge = [{ number: 0, state, ways: 1n }];
    this.diamonds.deeper(0, 1);
    this.watch.meet(state, 0);
  }

  /** What it takes to go on from here. */
  save(): Omit<SavedSearch, 'seen'> {
    const { depth, transitions, ends } = this;
    const edge = this.edge.slice(this.place).flatMap((open) => open?.number ?? []);
    const next = this.next.map(({ number }) => number);
    return { columns: this.visited.columns(), edge, next, depth, transitions, ends };
  }

  /** Goes on from where another search was: states are come to again on the ways on which they were met. In how many orders, it can't tell.
   * @throws BadInputError where they are other states then
   */
  resume({ columns, edge, next, depth, transitions, ends }: SavedSearch): void {
    const [high = [], low = [], parents = [], moves = []] = columns;
    for (let at = 0; at < high.length; at++)
      this.visited.add(high[at] ?? 0, low[at] ?? 0, parents[at] ?? 0, moves[at] ?? 0);
    if (this.visited.size < high.length)
      badInput({ field: 'explore.resume', value: `${high.length} states`, expected: 'each of them once' });
    let left = this.mostKept;
    // Each is looked at, so that nothing is gone on from that was changed.
    const again = (number: number): Open => {
      const state = this.stateAgain(number);
      return { number, state: left-- > 0 ? state : undefined, ways: 0n };
    };
    this.edge = edge.map(again);
    this.next = next.map(again);
    Object.assign(this, { depth, transitions, ends, orders: null });
  }

  /** Comes to a state again on the way on which it was met. The ways of states that were met one after the other have most in common. */
  private stateAgain(number: number): State {
    const way = this.visited.wayTo(number);
    const { last } = this;
    let common = 0;
    while (common < way.length && common < last.way.length && way[common] === last.way[common]) common++;
    if (last.states.length === 0) last.states.push(this.moves.first());
    last.states.length = common + 1;
    last.way = way;
    let isMade = true;
    for (let at = common; isMade && at < way.length; at++) {
      const move = way[at] ?? 0;
      const state = (last.states[at] as State).fork();
      isMade = this.moves.enabled(state).includes(move) && this.moves.make(state, move);
      last.states.push(state);
    }
    const state = (last.states.at(-1) as State).fork();
    this.fingerprint.take(state);
    if (isMade && this.visited.is(number, this.fingerprint.high, this.fingerprint.low)) return state;
    const expected = 'what an exploration with the same version of arraysim has left, unchanged';
    return badInput({ field: 'explore.resume', value: `state ${number}`, expected });
  }

  /** How many moves lead to the farthest state that was met. */
  get farthest(): number {
    return this.depth + (this.next.length > 0 ? 1 : 0);
  }

  /** States that were met and not gone on from yet. */
  get open(): number {
    return this.edge.length - this.place + this.next.length;
  }

  /** Goes one move further from states of this depth, and when that is done with all of them, on to the next depth.
   * @param most how many of them at most
   * @returns false when it was told to stop before
   */
  deeper(most: number): boolean {
    const last = Math.min(this.edge.length, this.place + most);
    for (; this.place < last; this.place++) {
      if (this.watch.isEnough()) return false;
      // Gone on from, a state is kept no longer.
      const open = this.edge[this.place];
      this.edge[this.place] = undefined;
      if (open !== undefined) this.goOn(open);
    }
    if (last < this.edge.length) return true;
    this.edge = this.next;
    this.next = [];
    this.place = 0;
    this.diamonds.deeper(this.edge[0]?.number ?? 0, this.edge.length);
    if (this.edge.length > 0) this.depth++;
    return true;
  }

  private goOn({ number, state: kept, ways }: Open): void {
    const state = kept ?? this.stateAgain(number);
    const moves = this.moves.enabled(state).slice();
    if (moves.length === 0) {
      this.ends++;
      if (this.orders !== null) this.orders += ways;
      this.watch.end(state, number);
      return;
    }
    const { sharedHigh, sharedLow } = state;
    let isForked = false;
    for (let at = 0; at < moves.length; at++) {
      const move = moves[at] ?? 0;
      const isBlind = () => this.moves.isBlind(state, move);
      const known = this.diamonds.known(number, move, isBlind);
      if (known !== undefined) {
        this.transitions++;
        this.meetAgain(known.target, ways);
        this.diamonds.note(number, move, known);
        continue;
      }
      const seesNothing = isBlind();
      // The last move may have the state itself, once that was forked: what is written then is written to other nodes than the fingerprint
      // knows.
      const after = isForked && at === moves.length - 1 ? state : state.fork();
      isForked = true;
      if (!this.moves.make(after, move)) continue;
      const target = this.meet(after, { number, move, ways });
      const isQuiet = after.sharedHigh === sharedHigh && after.sharedLow === sharedLow;
      this.diamonds.note(number, move, {
        target,
        manner: seesNothing
          ? manner.blind
          : isQuiet && this.moves.faultIn(move) === undefined
            ? manner.quiet
            : manner.any,
      });
    }
  }

  /** @returns its number */
  private meet(state: State, from: { readonly number: number; readonly move: number; readonly ways: bigint }): number {
    this.transitions++;
    this.fingerprint.take(state);
    const met = this.visited.size;
    const number = this.visited.add(this.fingerprint.high, this.fingerprint.low, from.number, from.move);
    if (number === met) {
      this.next.push({ number, state: this.next.length < this.mostKept ? state : undefined, ways: from.ways });
      this.watch.meet(state, number);
    } else this.meetAgain(number, from.ways);
    return number;
  }

  private meetAgain(number: number, ways: bigint): void {
    // They have the last numbers, in a row.
    const again = this.next[number - (this.visited.size - this.next.length)];
    if (again !== undefined) again.ways += ways;
    // It was met at this depth or before: there are ways of several lengths.
    else this.orders = null;
  }
}
