import { Visited } from '../visited.js';
import { ClientsFingerprint } from './fingerprint.js';
import type { ClientMoves } from './moves.js';
import type { ClientsState } from './state.js';

/** A state that was met and not gone on from yet. */
interface Open {
  readonly number: number;
  readonly state: ClientsState;
}

/** What a search tells of what it meets. */
interface SearchWatch {
  /** A state is met for the first time. */
  readonly meet: (state: ClientsState, number: number) => Promise<void>;
  /** Nothing can happen any more in a state. */
  readonly end: (state: ClientsState, number: number) => Promise<void>;
  /** Whether the search is to stop here; asked before each state that is gone on from. */
  readonly isEnough: () => boolean;
}

/** Meets all states that there are, breadth first: those that fewer moves lead to come before those that more do. A move is kept as its
 * place among those that may happen in its state.
 */
export class ClientsSearch {
  readonly visited = new Visited();
  transitions = 0;
  ends = 0;
  /** How many moves lead to the states that are gone on from now. */
  depth = 0;
  private readonly fingerprint = new ClientsFingerprint();
  private edge: (Open | undefined)[] = [];
  private next: Open[] = [];
  private place = 0;

  constructor(
    private readonly moves: ClientMoves,
    private readonly watch: SearchWatch,
  ) {}

  /** Meets the first state. */
  async begin(): Promise<void> {
    await this.meet(await this.moves.first(), 0, 0);
    this.edge = this.next;
    this.next = [];
    this.transitions = 0;
  }

  /** How many moves lead to the farthest state that was met. */
  get farthest(): number {
    return this.depth + (this.next.length > 0 ? 1 : 0);
  }

  /** States that were met and not gone on from. */
  get open(): number {
    return this.edge.length - this.place + this.next.length;
  }

  /** Goes one move further from all states of this depth.
   * @returns false when it was told to stop before it had done so
   */
  async deeper(): Promise<boolean> {
    for (; this.place < this.edge.length; this.place++) {
      if (this.watch.isEnough()) return false;
      // Gone on from, a state is kept no longer.
      const open = this.edge[this.place];
      this.edge[this.place] = undefined;
      if (open !== undefined) await this.goOn(open);
    }
    this.edge = this.next;
    this.next = [];
    this.place = 0;
    if (this.edge.length > 0) this.depth++;
    return true;
  }

  private async goOn({ number, state }: Open): Promise<void> {
    const moves = this.moves.enabled(state);
    if (moves.length === 0) {
      this.ends++;
      await this.watch.end(state, number);
      return;
    }
    for (const [at, move] of moves.entries()) {
      const made = await this.moves.make(state.fork(), move);
      if (made !== undefined) await this.meet(made.state, number, at);
    }
  }

  private async meet(state: ClientsState, from: number, move: number): Promise<void> {
    this.transitions++;
    this.fingerprint.take(state);
    const met = this.visited.size;
    const number = this.visited.add(this.fingerprint.high, this.fingerprint.low, from, move);
    if (number !== met) return;
    this.next.push({ number, state });
    await this.watch.meet(state, number);
  }
}
