import type { Visited } from './visited.js';

/** What a move was seen to leave alone. `quiet`: all that others see. `blind`: and it has looked at nothing either, and only gone on. */
export const manner = { any: 0, quiet: 1, blind: 3 } as const;
type Manner = (typeof manner)[keyof typeof manner];

/** A move that need not be made. */
interface Known {
  /** The state that it leads to. */
  readonly target: number;
  readonly manner: Manner;
}

/** Where moves lead that need not be made any more. Of two moves of different actors each leads to the same after the other as before it,
 * where both are quiet, or one is blind, before the other and after it: whoever has made one and then the other knows where the other and
 * then the one leads.
 *
 * What was made is kept for the states of two depths, those that are gone on from and those that they were met from: four bytes a move.
 */
export class Diamonds {
  private here: Level = nothing;
  private before: Level = nothing;

  /** @param width how many moves there are at all: each is a number below
   * @param whoActs the place of a move's actor
   * @param exact whether actors are told apart: else a state that was met on another way may have them in other places
   */
  constructor(
    private readonly visited: Visited,
    private readonly width: number,
    private readonly whoActs: (move: number) => number,
    private readonly exact: boolean,
  ) {}

  /** States of the next depth are gone on from, whose numbers are in a row. */
  deeper(first: number, length: number): void {
    this.before = this.here;
    this.here = { first, cells: new Int32Array(length * this.width).fill(unknown) };
  }

  /** What a move has come to. */
  note(number: number, move: number, { target, manner }: Known): void {
    const { first, cells } = this.here;
    const at = (number - first) * this.width + move;
    if (at >= 0 && at < cells.length) cells[at] = target * 4 + manner;
  }

  /** What a move comes to from a state, if that is known.
   * @param isBlind whether it looks at nothing there
   */
  known(number: number, move: number, isBlind: () => boolean): Known | undefined {
    const { visited, here } = this;
    const [from, last] = [visited.parentOf(number), visited.moveTo(number)];
    if (this.whoActs(move) === this.whoActs(last)) return undefined;
    const [alone, lastAlone] = [this.cell(this.before, from, move), this.cell(this.before, from, last)];
    if (alone < 0 || lastAlone < 0) return undefined;
    const other = alone >> 2;
    if (!this.exact && (visited.parentOf(other) !== from || visited.moveTo(other) !== move)) return undefined;
    const lastAfter = this.cell(here, other, last);
    if (lastAfter < 0) return undefined;
    const target = lastAfter >> 2;
    const own = mannerOf(alone);
    if ((own !== manner.any && mannerOf(lastAlone) !== manner.any) || areBlind(lastAlone, lastAfter))
      return { target, manner: own };
    return own === manner.blind && isBlind() ? { target, manner: manner.blind } : undefined;
  }

  private cell({ first, cells }: Level, number: number, move: number): number {
    return number < first ? unknown : (cells[(number - first) * this.width + move] ?? unknown);
  }
}

function mannerOf(cell: number): Manner {
  // What was noted has one of them.
  return (cell & 3) as Manner;
}

function areBlind(one: number, other: number): boolean {
  return mannerOf(one) === manner.blind && mannerOf(other) === manner.blind;
}

/** States of one depth, by their numbers, with what their moves come to: four times the target, and the manner. */
interface Level {
  readonly first: number;
  readonly cells: Int32Array;
}

const unknown = -1;
const nothing: Level = { first: 0, cells: new Int32Array() };
