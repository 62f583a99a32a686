/** What of an exploration is told; `explore` has more of it. */
export interface Explored {
  readonly kind: 'complete' | 'cutOff' | 'broken';
  readonly bound: string | null;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** States that were met first after so many moves, from none on. */
  readonly byDepth: readonly number[];
  readonly ends: number;
  readonly open: number;
  readonly orders: bigint | null;
  readonly collisionOdds: number;
  readonly bytes: number;
  readonly claims: readonly {
    readonly claim: string;
    readonly kind: string;
    readonly verdict: 'holds' | 'broken' | 'open';
  }[];
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
