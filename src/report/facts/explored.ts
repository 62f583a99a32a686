/** What of an exploration is told. */
export interface Explored {
  /** `complete`: all that may happen was tried; `cutOff`: something was left, by `bound`; `broken`: a claim was, and no more was looked
   * at than to find a shortest way there.
   */
  readonly kind: 'complete' | 'cutOff' | 'broken';
  /** What cut it off; null for nothing. */
  readonly bound: 'depth' | 'states' | 'progress' | null;
  /** Different states that were met. */
  readonly states: number;
  /** Moves from one to another. */
  readonly transitions: number;
  /** How many moves lead to the farthest of them. */
  readonly depth: number;
  /** How many states were met first after so many moves, from none on. */
  readonly byDepth: readonly number[];
  /** Those in which nothing can happen any more. */
  readonly ends: number;
  /** States that were not gone on from. */
  readonly open: number;
  /** In how many orders all of it can happen, from the beginning to an end; null where some states are met at several depths, and when
   * it is not complete.
   */
  readonly orders: bigint | null;
  /** The odds that two states were taken for one, because their fingerprints of 64 bits are the same. */
  readonly collisionOdds: number;
  /** Bytes for all states that were met. */
  readonly bytes: number;
  /** What was claimed, and what came of it. */
  readonly claims: readonly {
    /** The name of a property, or what it says in words. */
    readonly claim: string;
    /** Its kind. */
    readonly kind: string;
    /** Whether it holds; `open`, because not all was tried. */
    readonly verdict: 'holds' | 'broken' | 'open';
  }[];
  /** A shortest way to each claim that is broken. */
  readonly broken: readonly BrokenClaim[];
}

/** A claim that does not hold, and a shortest way to where it does not. */
interface BrokenClaim {
  readonly claim: string;
  readonly kind: string;
  readonly because: string;
  readonly steps: readonly string[];
  readonly scenario: string | null;
  readonly test: string | null;
}

/** How much was tried, in sentences. */
export function extentOf({
  kind,
  bound,
  states,
  transitions,
  depth,
  ends,
  open,
  orders,
  collisionOdds,
  bytes,
}: Omit<Explored, 'claims' | 'broken' | 'byDepth'>): string[] {
  const extent = `${number(states)} states, ${number(transitions)} transitions, ${number(depth)} moves deep, ${number(ends)} ends`;
  const whole = orders === null ? '' : `, in ${number(orders)} orders`;
  const said = {
    complete: `All was tried: ${extent}${whole}.`,
    cutOff: `Cut off by ${bound}: ${extent}; ${number(open)} states are open.`,
    broken: `${extent}${whole}: no more was looked at than to find a shortest way.`,
  };
  const odds = `That two states were taken for one: ${collisionOdds === 0 ? '0' : collisionOdds.toExponential(1)}. Kept of states: ${number(Math.ceil(bytes / 1024))} KiB.`;
  return [said[kind], odds];
}

function number(value: number | bigint): string {
  return value.toLocaleString('en-US');
}
