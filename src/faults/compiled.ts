import type { FaultContext } from './faultContext.js';
import { beginning, compileFault, compileMatch, type Matcher } from './matching.js';
import type { Fault, Match, Plan } from './plan.js';
import { pointIndex, points } from './points.js';

/** A fault with what it asks, ready to be asked. */
export interface CompiledFault {
  readonly fault: Fault;
  /** Its place in the plan. */
  readonly index: number;
  readonly matches: Matcher;
  /** When a fault fires at point `time`: where its time begins, and at no other fault's time. */
  readonly beginsMs: number | null;
}

/** A plan's faults by where they fire: many that look for one element each are found by its name. */
class CompiledPlan {
  private readonly byPoint: readonly PointFaults[];
  /** Those at point `time`, by when they fire there: at no other time. */
  private readonly byTime = new Map<number, CompiledFault[]>();
  /** All that faults look for by name, at whatever point: a call that is about none of it is asked about names once. */
  private readonly names: ReadonlySet<string>;
  /** What ends a fault that is in force, by its id. */
  readonly until: ReadonlyMap<string, Matcher>;

  constructor(plan: Plan) {
    const faults = plan.faults.map((fault, index) => ({
      fault,
      index,
      matches: matcherOf(fault),
      beginsMs: fault.at.includes('time') ? (beginning(fault.when) ?? null) : null,
    }));
    for (const one of faults) if (one.beginsMs !== null) put(this.byTime, one.beginsMs, one);
    this.byPoint = points.map((point) => new PointFaults(faults.filter(({ fault }) => fault.at.includes(point))));
    this.names = new Set(this.byPoint.flatMap((of) => of.names));
    this.until = new Map(
      plan.faults.flatMap(({ id, lasts }) => (lasts?.until == null ? [] : [[id, compileMatch(lasts.until)] as const])),
    );
  }

  /** The faults that may fire, in the plan's order; all that are asked there while they are watched. */
  at(point: number, context: FaultContext, watched: boolean): readonly CompiledFault[] {
    if (point === pointIndex.time) return this.byTime.get(context.atMs) ?? none;
    const there = this.byPoint[point];
    return (watched ? there?.faults : there?.of(context, this.names)) ?? none;
  }
}

const none: readonly CompiledFault[] = [];

class PointFaults {
  private readonly all: CompiledFault[] = [];
  private readonly byName = new Map<string, CompiledFault[]>();
  private readonly byCaller = new Map<string, CompiledFault[]>();

  constructor(readonly faults: readonly CompiledFault[]) {
    for (const one of faults) {
      // One that must fire is asked at every visit, so that it can tell how near it came.
      const when = one.fault.expect === 'must' ? null : one.fault.when;
      const name = askedFor(when, (match) => (match.kind === 'element' ? match.name : null));
      const caller = askedFor(when, (match) => (match.kind === 'caller' ? only(match.names) : null));
      if (name !== null) put(this.byName, name, one);
      else if (caller !== null) put(this.byCaller, caller, one);
      else this.all.push(one);
    }
  }

  get names(): readonly string[] {
    return [...this.byName.keys()];
  }

  of(context: FaultContext, names: ReadonlySet<string>): readonly CompiledFault[] {
    let found: CompiledFault[] | undefined;
    if (this.byCaller.size > 0 && context.caller !== null) {
      const named = this.byCaller.get(context.caller);
      if (named !== undefined) found = [...this.all, ...named];
    }
    if (this.byName.size > 0 && context.concerns(names)) {
      for (const { name } of context.elements()) {
        const named = this.byName.get(name);
        if (named !== undefined) found = [...(found ?? this.all), ...named];
      }
    }
    if (found === undefined) return this.all;
    // Two elements of one name lead to a fault twice.
    return [...new Set(found)].sort((left, right) => left.index - right.index);
  }
}

function put<Key>(map: Map<Key, CompiledFault[]>, key: Key, one: CompiledFault): void {
  const others = map.get(key);
  if (others === undefined) map.set(key, [one]);
  else others.push(one);
}

/** What each fault asks, compiled once a fault: it never changes, and many plans may have it. */
const matchers = new WeakMap<Fault, Matcher>();

function matcherOf(fault: Fault): Matcher {
  const known = matchers.get(fault);
  if (known !== undefined) return known;
  const made = compileFault(fault);
  matchers.set(fault, made);
  return made;
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

/** Compiled once a plan: it never changes. */
const compiled = new WeakMap<Plan, CompiledPlan>();

export function compiledOf(plan: Plan): CompiledPlan {
  const known = compiled.get(plan);
  if (known !== undefined) return known;
  const made = new CompiledPlan(plan);
  compiled.set(plan, made);
  return made;
}

/** Indexes of the points at which faults may still fire. */
export function pointsOf(faults: readonly Fault[]): readonly boolean[] {
  const listens = points.map(() => false);
  for (const { at } of faults) for (const point of at) listens[pointIndex[point]] = true;
  return listens;
}
