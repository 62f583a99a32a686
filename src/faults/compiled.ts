import { longSpanMs } from '../vocabulary/units/durations.js';
import { beginning, compileFault, compileMatch, type Matcher } from './matching.js';
import type { Fault, Match } from './plan.js';

/** What a fault asks, ready to be asked. */
interface CompiledParts {
  readonly matches: Matcher;
  /** What ends it once it is in force. */
  readonly until: Matcher | null;
  /** When a fault fires at point `time`: where its time begins, and at no other fault's time. */
  readonly beginsMs: number | null;
  /** The name of an element that it can't match without, or the caller; null where there is none. */
  readonly element: string | null;
  readonly caller: string | null;
  /** The percents at which its `jobPercent` begins. */
  readonly percents: readonly number[];
  readonly hasCallback: boolean;
  /** Whether it may make something wait for very long. */
  readonly isLong: boolean;
}

/** A fault with what it asks. */
export interface CompiledFault {
  readonly fault: Fault;
  /** Ascending in the plan's order; of faults that were removed the places stay empty. */
  readonly place: number;
  readonly asks: CompiledParts;
}

/** What each fault asks, compiled once a fault: it never changes, and many plans may have it. */
const compiled = new WeakMap<Fault, CompiledParts>();

export function compile(fault: Fault): CompiledParts {
  const known = compiled.get(fault);
  if (known !== undefined) return known;
  const { at, when, lasts, effects, expect } = fault;
  // One that must fire is asked at every visit, so that it can tell how near it came.
  const needed = expect === 'must' ? null : when;
  const made: CompiledParts = {
    matches: compileFault(fault),
    until: lasts?.until == null ? null : compileMatch(lasts.until),
    beginsMs: at.includes('time') ? (beginning(when) ?? null) : null,
    element: askedFor(needed, (match) => (match.kind === 'element' ? match.name : null)),
    caller: askedFor(needed, (match) => (match.kind === 'caller' ? only(match.names) : null)),
    percents: at.includes('jobPercent') ? percentsOf(when) : [],
    hasCallback: effects.some(({ kind }) => kind === 'callback'),
    isLong: hasLongSpan(effects) || (lasts?.ms ?? 0) > longSpanMs,
  };
  compiled.set(fault, made);
  return made;
}

/** Whether any number in it is as large as a very long span: there is none that large of anything else but room. */
function hasLongSpan(part: unknown): boolean {
  if (typeof part === 'number') return part > longSpanMs;
  return typeof part === 'object' && part !== null && Object.values(part).some(hasLongSpan);
}

/** What a match fails without. */
function askedFor(match: Match | null, ask: (match: Match) => string | null): string | null {
  if (match === null) return null;
  if (match.kind !== 'all') return ask(match);
  for (const part of match.of) {
    const found = askedFor(part, ask);
    if (found !== null) return found;
  }
  return null;
}

function only(names: readonly string[]): string | null {
  return names.length === 1 ? (names[0] ?? null) : null;
}

/** Where the matches begin that ask for a percent. */
function percentsOf(match: Match | null): number[] {
  if (match === null) return [];
  if (match.kind === 'jobPercent') return [match.from];
  if (match.kind === 'all' || match.kind === 'any') return match.of.flatMap(percentsOf);
  return match.kind === 'not' ? percentsOf(match.of) : [];
}
