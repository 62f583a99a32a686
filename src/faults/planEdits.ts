import { type Hash, hashOf } from '../determinism/hash.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { chance } from './chance.js';
import { Counters } from './counters.js';
import type { Effect } from './effect.js';
import type { FaultRecord } from './faultRecord.js';
import type { Fault, Plan } from './plan.js';
import { PlannedFaults } from './plannedFaults.js';
import type { Ended, InForce, PlanState } from './planState.js';
import { points } from './points.js';

/** Begins a plan: each fault is armed or not, by a draw of its own.
 * @param seed that of the array, for a plan without one
 */
export function startPlan({ faults, ...terms }: Plan, seed: number): PlanState {
  const drawn = terms.seed ?? seed;
  return listening({
    terms,
    seed: drawn,
    faults: withFresh(PlannedFaults.empty, faults, drawn),
    machine: 'start',
    fires: 0,
    inForce: [],
    nextSerial: 1,
  });
}

/** The plan's state with what follows from the rest of it: where it listens. A look at what is in force. */
export function listening(planState: Omit<PlanState, 'listens' | 'watches'>): PlanState {
  const { faults, inForce } = planState;
  const { armed, watched } = faults.counts;
  const awaitsEnd = inForce.some(({ fault }) => faults.named(fault)?.asks.until != null);
  return {
    ...planState,
    // What ends by a match has to see every moment but the reads, which are nobody's doing.
    listens: awaitsEnd ? points.map((point) => point !== 'read') : armed.map((count) => count > 0),
    watches: watched.map((count) => count > 0),
  };
}

/** The plan's state with the seed and the budget of a plan that is added to it.
 * @throws BadInputError when either would change what is there: something of it is left to chance, or has a budget
 */
export function withChance(planState: PlanState, { seed, budget }: Plan): PlanState {
  if (seed === null && budget === null) return planState;
  const { terms, faults } = planState;
  if (terms.seed !== null || terms.budget !== null || [...faults].some(({ fault }) => isDrawn(fault))) {
    const expected = 'nothing: a plan runs already, and has its own';
    if (seed !== null) badInput({ field: 'plan.seed', value: seed, expected });
    badInput({ field: 'plan.budget', value: budget, expected });
  }
  return { ...planState, terms: { ...terms, seed, budget }, seed: seed ?? planState.seed, fires: 0 };
}

/** Whether chance decides about a fault: about what was forced it does not. */
function isDrawn({ armP, fire, effects }: Fault): boolean {
  const draws = ({ kind, ...rest }: Effect) => kind === 'callback' || ('span' in rest && rest.span.kind !== 'fixed');
  return armP < 1 || fire.p < 1 || effects.some(draws);
}

/** @throws BadInputError when there is a fault with one of those ids */
export function addFaults(planState: PlanState, faults: readonly Fault[]): PlanState {
  const taken = faults.find(({ id }) => planState.faults.named(id) !== undefined)?.id;
  if (taken !== undefined)
    badInput({ field: 'fault.id', value: taken, expected: 'an id that no other fault of the plan has' });
  return listening({ ...planState, faults: withFresh(planState.faults, faults, planState.seed) });
}

function withFresh(planned: PlannedFaults, faults: readonly Fault[], seed: number): PlannedFaults {
  return faults.reduce((others, fault) => others.with(fault, freshRecord(fault, seed)), planned);
}

/** @throws BadInputError when there is no fault with that id */
export function removeFault(planState: PlanState, id: string): Ended {
  const one = planState.faults.named(id) ?? unknownFault(planState, id, 'fault.id');
  const ended = planState.inForce.filter(({ fault }) => fault === id);
  const inForce = planState.inForce.filter(({ fault }) => fault !== id);
  return { planState: listening({ ...planState, faults: planState.faults.without(one), inForce }), ended };
}

/** @throws BadInputError with the ids that there are */
export function unknownFault(planState: PlanState | undefined, id: string, field: string): never {
  const among = [...(planState?.faults ?? [])].map(({ fault }) => fault.id);
  return badInput({ field, value: id, expected: 'the id of a fault of the plan', among });
}

/** Ends the faults that are chosen, or all: none of them fires any more. */
export function heal(planState: PlanState, chosen?: ReadonlySet<string>): Ended {
  const { faults, inForce } = planState;
  const those = chosen === undefined ? [...faults] : [...chosen].flatMap((id) => faults.named(id) ?? []);
  const over = those.map((one) => ({ ...one, record: { ...one.record, over: true } }));
  const isOver = ({ fault }: InForce) => chosen?.has(fault) ?? true;
  const left = inForce.filter((one) => !isOver(one));
  return {
    planState: listening({ ...planState, faults: faults.come(over), inForce: left }),
    ended: inForce.filter(isOver),
  };
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

/** All that decides about what the plan will do. */
export function planStateDigest(planState: PlanState): Hash {
  const planned = [...planState.faults];
  const records = planned.map(({ record: { armed, over, matched, fired, keys } }) => [
    armed,
    over,
    matched,
    fired,
    keys.digest,
  ]);
  const faults = planned.map(({ fault }) => faultDigest(fault));
  const { seed, machine, fires, inForce, nextSerial, terms } = planState;
  return hashOf([faults, terms.budget, terms.healAtMs, seed, machine, fires, inForce, nextSerial, records]);
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

function end(planState: PlanState, isOver: (one: InForce) => boolean): Ended {
  const ended = planState.inForce.filter(isOver);
  if (ended.length === 0) return { planState, ended };
  return { planState: listening({ ...planState, inForce: planState.inForce.filter((one) => !isOver(one)) }), ended };
}
