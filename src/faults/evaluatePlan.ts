import { chance } from './chance.js';
import type { CompiledFault } from './compiled.js';
import type { Counts } from './counters.js';
import type { Effect } from './effect.js';
import { effectText } from './effectText.js';
import type { FaultContext } from './faultContext.js';
import { type FaultRecord, isLive } from './faultRecord.js';
import { isWatched } from './missed.js';
import { whyNotFault } from './nearMiss.js';
import type { Fault } from './plan.js';
import { listening } from './planEdits.js';
import type { PlannedFault } from './plannedFaults.js';
import type { EvaluatePlan, Fired, InForce, PlanEvaluation, PlanState } from './planState.js';
import { pointIndex } from './points.js';
import { readEffects } from './readPlan.js';

/** How many firings of a fault the ledger keeps. */
const keptFirings = 100;

const nothing: readonly never[] = [];

/** Asks a plan about a moment. The order of what is asked of a fault never changes: the state of the plan's machine, the
 * match, its ordinal, `after`, `nth` and `every`, the chance `p`, `max` and the budget; then come the effects, and the
 * machine's next state. The faults are asked in the plan's order.
 *
 * A moment that matches nothing costs nothing: the same state comes back.
 */
export const evaluatePlan: EvaluatePlan = (planState, context) => {
  const asked = askedAt(planState, context);
  if (asked.length === 0 && planState.inForce.length === 0) return { planState, fired: nothing, ended: nothing };
  const { ended, planState: now } = endedHere(planState, context);
  const evaluation = new Evaluation(now, context);
  for (const fault of asked) {
    if (evaluation.ask(fault.place) && fault.fault.mode === 'first') break;
  }
  return evaluation.result(ended);
};

/** Whether nothing of a plan asks about a moment: the plan need not be evaluated. */
export function isQuiet(planState: PlanState, context: FaultContext): boolean {
  return planState.inForce.length === 0 && askedAt(planState, context).length === 0;
}

function askedAt({ faults, watches }: PlanState, context: FaultContext): readonly CompiledFault[] {
  const point = pointIndex[context.point];
  return faults.index.at(point, context, watches[point] === true);
}

/** What is asked at one moment; the plan's state is copied when something in it changes. */
class Evaluation {
  private planState: PlanState;
  private fired: Fired[] | undefined;
  /** What faults have come to at this moment; each is asked once. */
  private changed: PlannedFault[] | undefined;

  constructor(
    private readonly before: PlanState,
    private readonly context: FaultContext,
  ) {
    this.planState = before;
  }

  result(ended: readonly InForce[]): PlanEvaluation {
    const { planState, changed, fired = nothing } = this;
    if (changed === undefined) return { planState, fired, ended };
    const now = { ...planState, faults: planState.faults.come(changed) };
    const listensAsBefore = now.faults.counts === planState.faults.counts && now.inForce === this.before.inForce;
    return { planState: listensAsBefore ? now : listening(now), fired, ended };
  }

  /** @returns whether the fault fires */
  ask(place: number): boolean {
    const { planState, context } = this;
    const one = planState.faults.at(place);
    if (one === undefined || !isLive(one.record)) return false;
    const { fault, record, asks } = one;
    if (context.point === 'time' && (asks.beginsMs !== context.atMs || hasComeToIt(record, context))) return false;
    const firesAgain = planState.inForce.length > 0 && planState.inForce.some((one) => one.fault === fault.id);
    const inState = firesAgain || fault.in === null || planState.machine === fault.in;
    if (!inState || !asks.matches(context)) {
      if (isWatched(fault, record)) this.noteMiss(one, inState);
      return false;
    }
    const ordinal = record.matched + 1;
    const key = keyOf(fault, context);
    const counts = key === null ? record : record.keys.get(key);
    const fires = firesAgain || this.isDue(fault, ordinal, counts);
    const counted = { matched: counts.matched + 1, fired: counts.fired + (fires && !firesAgain ? 1 : 0) };
    const effects = fires ? effectsOf(fault, context, ordinal) : [];
    this.write(one, {
      ...record,
      matched: ordinal,
      fired: record.fired + (fires && !firesAgain ? 1 : 0),
      keys: key === null ? record.keys : record.keys.with(key, counted),
      visits: record.visits + 1,
      ...(fires ? keep(record, context, ordinal, effects) : {}),
    });
    if (fires) this.fire(fault, ordinal, effects, firesAgain);
    return fires;
  }

  private isDue(fault: Fault, ordinal: number, counts: Counts): boolean {
    const { after, nth, every, p, max } = fault.fire;
    const place = counts.matched + 1 - after;
    if (place < 1) return false;
    if (nth !== null && place !== nth) return false;
    if (every !== null && place % every !== 0) return false;
    // Drawn by the fault's own match, so that no other fault, call or field moves it.
    if (p < 1 && chance(this.planState.seed, fault.id, '', ordinal) >= p) return false;
    if (max !== null && counts.fired >= max) return false;
    const { budget } = this.planState.terms;
    return budget === null || this.planState.fires < budget;
  }

  private fire(fault: Fault, ordinal: number, effects: readonly Effect[], firesAgain: boolean): void {
    const { planState, context } = this;
    const lasts = firesAgain ? null : fault.lasts;
    const serial = lasts === null ? null : planState.nextSerial;
    this.fired ??= [];
    this.fired.push({
      fault,
      ordinal,
      effects,
      serial,
      draw: (name) => chance(planState.seed, fault.id, name, ordinal),
    });
    if (firesAgain) return;
    const begun: InForce | undefined =
      lasts === null || serial === null
        ? undefined
        : {
            serial,
            fault: fault.id,
            untilMs: lasts.ms === null ? null : context.atMs + lasts.ms,
            callsLeft: lasts.calls,
          };
    this.planState = {
      ...planState,
      fires: planState.fires + 1,
      machine: fault.to ?? planState.machine,
      ...(begun === undefined ? {} : { inForce: [...planState.inForce, begun], nextSerial: planState.nextSerial + 1 }),
    };
  }

  private noteMiss(one: PlannedFault, inState: boolean): void {
    const { fault, record } = one;
    const miss = inState
      ? whyNotFault(fault, this.context)
      : { held: 0, why: `the plan's state is '${this.planState.machine}', expected '${fault.in}'` };
    const nearest = miss !== undefined && miss.held >= (record.nearest?.held ?? 0) ? miss : record.nearest;
    // Member by member: to spread it costs as much as all the rest, and a plan of many faults does it for each of them.
    const { armed, over, matched, fired, keys, firings, dropped } = record;
    const visits = record.visits + 1;
    this.write(one, { armed, over, matched, fired, keys, firings, dropped, visits, nearest });
  }

  private write({ fault, place, asks }: PlannedFault, record: FaultRecord): void {
    this.changed ??= [];
    this.changed.push({ fault, place, asks, record });
  }
}

/** Whether a time has come before: it comes again for a fault that was added at that very time. */
function hasComeToIt({ firings }: FaultRecord, { atMs }: FaultContext): boolean {
  const last = firings.at(-1);
  return last?.point === 'time' && last.atMs === atMs;
}

/** What was in force until this moment. */
function endedHere(
  planState: PlanState,
  context: FaultContext,
): { readonly planState: PlanState; readonly ended: readonly InForce[] } {
  if (planState.inForce.length === 0) return { planState, ended: nothing };
  const ended = planState.inForce.filter(
    ({ fault, untilMs }) =>
      (untilMs !== null && context.atMs >= untilMs) || planState.faults.named(fault)?.asks.until?.(context),
  );
  if (ended.length === 0) return { planState, ended };
  return {
    planState: listening({ ...planState, inForce: planState.inForce.filter((one) => !ended.includes(one)) }),
    ended,
  };
}

function effectsOf(fault: Fault, context: FaultContext, ordinal: number): readonly Effect[] {
  if (!fault.effects.some(({ kind }) => kind === 'callback')) return fault.effects;
  const { point, atMs, method, caller, jobPercent } = context;
  const elements = context.elements().map(({ class: kind, id, name }) => ({ class: kind, id, name }));
  return fault.effects.flatMap((effect) => {
    if (effect.kind !== 'callback') return [effect];
    const answer = effect.callback({ point, atMs, ordinal, method, caller, elements, jobPercent });
    return answer === undefined ? [] : readEffects(answer, `callback of fault '${fault.id}'`, fault.at);
  });
}

function keep(record: FaultRecord, context: FaultContext, match: number, effects: readonly Effect[]) {
  const firing = {
    atMs: context.atMs,
    point: context.point,
    match,
    element: context.elements()[0]?.name ?? '',
    effects: effects.map(effectText),
  };
  const firings = [...record.firings, firing];
  const over = Math.max(0, firings.length - keptFirings);
  return { firings: over === 0 ? firings : firings.slice(over), dropped: record.dropped + over };
}

function keyOf(fault: Fault, context: FaultContext): string | null {
  switch (fault.fire.per) {
    case 'fault':
      return null;
    case 'element':
      return context.elements()[0]?.id ?? '';
    case 'caller':
      return context.caller ?? '';
  }
}
