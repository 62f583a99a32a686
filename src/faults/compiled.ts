import type { Facts } from './facts.js';
import { compileMatch, type Matcher } from './matching.js';
import type { Fault, Match, Plan } from './plan.js';
import { pointIndex, points } from './points.js';

/** A fault with what it asks, ready to be asked. */
export interface CompiledFault {
  readonly fault: Fault;
  /** Its place in the plan. */
  readonly index: number;
  readonly matches: Matcher;
}

/** A plan's faults by where they strike: many that look for one element each are found by its name. */
export class CompiledPlan {
  private readonly byPoint: readonly PointFaults[];
  /** What ends a fault that is in force, by its id. */
  readonly until: ReadonlyMap<string, Matcher>;

  constructor(plan: Plan) {
    const faults = plan.faults.map((fault, index) => ({
      fault,
      index,
      matches: fault.when === null ? always : compileMatch(fault.when),
    }));
    this.byPoint = points.map((point) => new PointFaults(faults.filter(({ fault }) => fault.at.includes(point))));
    this.until = new Map(
      plan.faults.flatMap(({ id, lasts }) => (lasts?.until == null ? [] : [[id, compileMatch(lasts.until)] as const])),
    );
  }

  /** The faults that may strike, in the plan's order. */
  at(point: number, facts: Facts): readonly CompiledFault[] {
    return this.byPoint[point]?.of(facts) ?? none;
  }
}

const none: readonly CompiledFault[] = [];

class PointFaults {
  private readonly all: CompiledFault[] = [];
  private readonly byName = new Map<string, CompiledFault[]>();

  constructor(faults: readonly CompiledFault[]) {
    for (const one of faults) {
      // One that must fire is asked at every visit, so that it can tell how near it came.
      const name = one.fault.expect === 'must' ? null : nameAskedFor(one.fault.when);
      if (name === null) this.all.push(one);
      else this.byName.set(name, [...(this.byName.get(name) ?? []), one]);
    }
  }

  of(facts: Facts): readonly CompiledFault[] {
    if (this.byName.size === 0) return this.all;
    let found: Set<CompiledFault> | undefined;
    for (const { name } of facts.elements()) {
      const named = this.byName.get(name);
      if (named === undefined) continue;
      found ??= new Set(this.all);
      for (const one of named) found.add(one);
    }
    return found === undefined ? this.all : [...found].sort((left, right) => left.index - right.index);
  }
}

/** The name of an element without which a match fails. */
function nameAskedFor(match: Match | null): string | null {
  if (match?.kind === 'element') return match.name;
  if (match?.kind === 'all') {
    for (const part of match.of) {
      const name = nameAskedFor(part);
      if (name !== null) return name;
    }
  }
  return null;
}

function always(): boolean {
  return true;
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

/** Indexes of the points at which faults that may still fire strike. */
export function pointsOf(faults: readonly Fault[]): readonly boolean[] {
  const listens = points.map(() => false);
  for (const { at } of faults) for (const point of at) listens[pointIndex[point]] = true;
  return listens;
}
