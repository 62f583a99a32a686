import { type Hash, hashOf } from '../determinism/hash.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { chance } from './chance.js';
import { pointsOf } from './compiled.js';
import { Counters } from './counters.js';
import type { Effect } from './effect.js';
import { beginning } from './matching.js';
import { isWatched } from './missed.js';
import type { Fault, Match, Plan } from './plan.js';
import type { Ended, FaultRecord, InForce, PlanState } from './planState.js';
import { pointIndex, points } from './points.js';

/** Begins a plan: each fault is armed or not, by a draw of its own.
 * @param seed that of the array, for a plan without one
 */
export function startPlan(plan: Plan, seed: number): PlanState {
  const drawn = plan.seed ?? seed;
  return listening({
    plan,
    seed: drawn,
    records: plan.faults.map((fault) => freshRecord(fault, drawn)),
    machine: 'start',
    fires: 0,
    listens: [],
    watches: [],
    watched: [],
    percents: [],
    interrupts: false,
    inForce: [],
    nextSerial: 1,
  });
}

/** The plan's state with what follows from the rest of it: where it listens. A look at all of its faults. */
export function listening(planState: PlanState): PlanState {
  const { records, plan, inForce } = planState;
  const armed: Fault[] = [];
  const watched = points.map(() => 0);
  const percents = new Set<number>();
  for (const [index, fault] of plan.faults.entries()) {
    // What never fires asks nothing, so that it leaves no trace.
    if (fault.fire.p <= 0 || !isLive(records[index])) continue;
    armed.push(fault);
    if (isWatched(fault, records[index])) count(watched, fault, 1);
    if (fault.at.includes('jobPercent')) for (const percent of percentsOf(fault.when)) percents.add(percent);
  }
  const lasting = inForce.length === 0 ? undefined : new Set(inForce.map(({ fault }) => fault));
  const awaitsEnd = lasting !== undefined && armed.some(({ id, lasts }) => lasts?.until != null && lasting.has(id));
  return {
    ...planState,
    // What ends by a match has to see every moment but the reads, which are nobody's doing.
    listens: awaitsEnd ? points.map((point) => point !== 'read') : pointsOf(armed),
    watches: watched.map((faults) => faults > 0),
    watched,
    percents: [...percents].sort((left, right) => left - right),
    interrupts: armed.some(({ effects }) => effects.some(({ kind }) => kind === 'callback')),
  };
}

/** The plan's state once it need not be known any more how near some faults come. */
export function unwatching(planState: PlanState, faults: readonly Fault[]): PlanState {
  const watched = [...planState.watched];
  for (const fault of faults) if (fault.fire.p > 0) count(watched, fault, -1);
  return { ...planState, watched, watches: watched.map((those) => those > 0) };
}

function count(byPoint: number[], { at }: Fault, by: 1 | -1): void {
  for (const point of at) byPoint[pointIndex[point]] = (byPoint[pointIndex[point]] ?? 0) + by;
}

/** Whether a fault that begins to last, or ends, makes the plan listen elsewhere. */
export function endsByMatch({ lasts }: Fault): boolean {
  return lasts?.until != null;
}

/** The plan's state with the seed and the budget of a plan that is added to it.
 * @throws BadInputError when either would change what is there: something of it is left to chance, or has a budget
 */
export function withChance(planState: PlanState, { seed, budget }: Plan): PlanState {
  if (seed === null && budget === null) return planState;
  if (planState.plan.seed !== null || planState.plan.budget !== null || planState.plan.faults.some(isDrawn)) {
    const expected = 'nothing: a plan runs already, and has its own';
    if (seed !== null) badInput({ field: 'plan.seed', value: seed, expected });
    badInput({ field: 'plan.budget', value: budget, expected });
  }
  return { ...planState, plan: { ...planState.plan, seed, budget }, seed: seed ?? planState.seed, fires: 0 };
}

/** Whether chance decides about a fault: about what was forced it does not. */
function isDrawn({ armP, fire, effects }: Fault): boolean {
  const draws = ({ kind, ...rest }: Effect) => kind === 'callback' || ('span' in rest && rest.span.kind !== 'fixed');
  return armP < 1 || fire.p < 1 || effects.some(draws);
}

/** @throws BadInputError when there is a fault with one of those ids */
export function addFaults(planState: PlanState, faults: readonly Fault[]): PlanState {
  const added = new Set(faults.map(({ id }) => id));
  const taken = planState.plan.faults.find(({ id }) => added.has(id))?.id;
  if (taken !== undefined)
    badInput({ field: 'fault.id', value: taken, expected: 'an id that no other fault of the plan has' });
  const plan = { ...planState.plan, faults: [...planState.plan.faults, ...faults] };
  const fresh = faults.map((fault) => freshRecord(fault, planState.seed));
  return listening({ ...planState, plan, records: [...planState.records, ...fresh] });
}

/** @throws BadInputError when there is no fault with that id */
export function removeFault(planState: PlanState, id: string): Ended {
  const index = planState.plan.faults.findIndex((fault) => fault.id === id);
  const among = planState.plan.faults.map((fault) => fault.id);
  if (index === -1) badInput({ field: 'fault.id', value: id, expected: 'the id of a fault of the plan', among });
  const plan = { ...planState.plan, faults: planState.plan.faults.toSpliced(index, 1) };
  const ended = planState.inForce.filter(({ fault }) => fault === id);
  const inForce = planState.inForce.filter(({ fault }) => fault !== id);
  return {
    planState: listening({ ...planState, plan, records: planState.records.toSpliced(index, 1), inForce }),
    ended,
  };
}

/** Ends the faults that are chosen, or all: none of them fires any more. */
export function heal(planState: PlanState, isChosen: (fault: string) => boolean = () => true): Ended {
  const records = planState.records.map((record, index) =>
    isChosen(planState.plan.faults[index]?.id ?? '') ? { ...record, over: true } : record,
  );
  const ended = planState.inForce.filter(({ fault }) => isChosen(fault));
  const inForce = planState.inForce.filter(({ fault }) => !isChosen(fault));
  return { planState: listening({ ...planState, records, inForce }), ended };
}

/** Ends what is in force by that number, if it still is. */
export function endInForce(planState: PlanState, serial: number): Ended {
  return end(planState, (one) => one.serial === serial);
}

/** A further call has begun: what lasts for a number of calls may end. */
export function callBegan(planState: PlanState): Ended {
  if (!planState.inForce.some(({ callsLeft }) => callsLeft !== null)) return { planState, ended: [] };
  const over = ({ callsLeft }: InForce) => callsLeft !== null && callsLeft <= 0;
  const ended = planState.inForce.filter(over);
  const inForce = planState.inForce
    .filter((one) => !over(one))
    .map((one) => (one.callsLeft === null ? one : { ...one, callsLeft: one.callsLeft - 1 }));
  return { planState: ended.length === 0 ? { ...planState, inForce } : listening({ ...planState, inForce }), ended };
}

/** The moments of virtual time that a plan names, for faults at point `time`, and the places of these in the plan. */
export function times(plan: Plan): { readonly place: number; readonly atMs: number }[] {
  return plan.faults.flatMap(({ at, when }, place) =>
    at.includes('time') ? [{ place, atMs: beginning(when) ?? 0 }] : [],
  );
}

/** All that decides about what the plan will do. */
export function planStateDigest(planState: PlanState): Hash {
  const records = planState.records.map(({ armed, over, matched, fired, keys }) => [
    armed,
    over,
    matched,
    fired,
    keys.digest,
  ]);
  const faults = planState.plan.faults.map(faultDigest);
  const { seed, machine, fires, inForce, nextSerial, plan } = planState;
  return hashOf([faults, plan.budget, plan.healAtMs, seed, machine, fires, inForce, nextSerial, records]);
}

/** Digests of faults as they were written, computed once a fault: it never changes. */
const digests = new WeakMap<Fault, Hash>();

/** The same whatever order the keys have, and for a fault that was saved: a bigint is text there. */
function faultDigest(fault: Fault): Hash {
  const known = digests.get(fault);
  if (known !== undefined) return known;
  const text = JSON.stringify(fault.written, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}` : part));
  const computed = hashOf(JSON.parse(text));
  digests.set(fault, computed);
  return computed;
}

function freshRecord({ id, armP }: Fault, seed: number): FaultRecord {
  const armed = armP >= 1 || chance(seed, id, 'arm', 0) < armP;
  return {
    armed,
    over: false,
    matched: 0,
    fired: 0,
    keys: Counters.empty,
    firings: [],
    dropped: 0,
    visits: 0,
    nearest: null,
  };
}

/** Whether a fault may still fire. */
export function isLive(record: FaultRecord | undefined): record is FaultRecord {
  return record?.armed === true && !record.over;
}

function end(planState: PlanState, isOver: (one: InForce) => boolean): Ended {
  const ended = planState.inForce.filter(isOver);
  if (ended.length === 0) return { planState, ended };
  return { planState: listening({ ...planState, inForce: planState.inForce.filter((one) => !isOver(one)) }), ended };
}

/** Where the matches begin that ask for a percent. */
function percentsOf(match: Match | null): number[] {
  if (match === null) return [];
  if (match.kind === 'jobPercent') return [match.from];
  if (match.kind === 'all' || match.kind === 'any') return match.of.flatMap(percentsOf);
  return match.kind === 'not' ? percentsOf(match.of) : [];
}
