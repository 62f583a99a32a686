import { chance } from './chance.js';
import { type CompiledFault, compiledOf } from './compiled.js';
import type { Counts } from './counters.js';
import type { Effect } from './effect.js';
import { effectText } from './effectText.js';
import type { FaultContext } from './faultContext.js';
import { isWatched } from './missed.js';
import { whyNotFault } from './nearMiss.js';
import type { Fault } from './plan.js';
import { endsByMatch, isLive, listening, unwatching } from './planEdits.js';
import type { EvaluatePlan, FaultRecord, Fired, InForce, PlanEvaluation, PlanState } from './planState.js';
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
    if (evaluation.ask(fault) && fault.fault.mode === 'first') break;
  }
  return evaluation.result(ended);
};

/** Whether nothing of a plan asks about a moment: the plan need not be evaluated. */
export function isQuiet(planState: PlanState, context: FaultContext): boolean {
  return planState.inForce.length === 0 && askedAt(planState, context).length === 0;
}

function askedAt({ plan, watches }: PlanState, context: FaultContext): readonly CompiledFault[] {
  const point = pointIndex[context.point];
  return compiledOf(plan).at(point, context, watches[point] === true);
}

/** What is asked at one moment; the plan's state is copied when something in it changes. */
class Evaluation {
  private planState: PlanState;
  private fired: Fired[] | undefined;
  /** Those of `planState`, once this moment has changed one. */
  private records: FaultRecord[] | undefined;
  /** Those that need not be watched any more. */
  private seenEnough: Fault[] | undefined;

  constructor(
    planState: PlanState,
    private readonly context: FaultContext,
  ) {
    this.planState = planState;
  }

  result(ended: readonly InForce[]): PlanEvaluation {
    if (this.seenEnough !== undefined) this.planState = unwatching(this.planState, this.seenEnough);
    return { planState: this.planState, fired: this.fired ?? nothing, ended };
  }

  /** @returns whether the fault fires */
  ask({ fault, index, matches, beginsMs }: CompiledFault): boolean {
    const { planState, context } = this;
    const record = planState.records[index];
    if (!isLive(record)) return false;
    if (context.point === 'time' && (beginsMs !== context.atMs || hasComeToIt(record, context))) return false;
    const firesAgain = planState.inForce.length > 0 && planState.inForce.some((one) => one.fault === fault.id);
    const inState = firesAgain || fault.in === null || planState.machine === fault.in;
    if (!inState || !matches(context)) {
      if (isWatched(fault, record)) this.noteMiss(fault, index, record, inState);
      return false;
    }
    const ordinal = record.matched + 1;
    const key = keyOf(fault, context);
    const counts = key === null ? record : record.keys.get(key);
    const fires = firesAgain || this.isDue(fault, ordinal, counts);
    const counted = { matched: counts.matched + 1, fired: counts.fired + (fires && !firesAgain ? 1 : 0) };
    const effects = fires ? effectsOf(fault, context, ordinal) : [];
    this.write(fault, index, record, {
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
    const { budget } = this.planState.plan;
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
    const now = {
      ...planState,
      fires: planState.fires + 1,
      machine: fault.to ?? planState.machine,
      ...(begun === undefined ? {} : { inForce: [...planState.inForce, begun], nextSerial: planState.nextSerial + 1 }),
    };
    this.planState = begun !== undefined && endsByMatch(fault) ? listening(now) : now;
  }

  private noteMiss(fault: Fault, index: number, record: FaultRecord, inState: boolean): void {
    const miss = inState
      ? whyNotFault(fault, this.context)
      : { held: 0, why: `the plan's state is '${this.planState.machine}', expected '${fault.in}'` };
    const nearest = miss !== undefined && miss.held >= (record.nearest?.held ?? 0) ? miss : record.nearest;
    this.write(fault, index, record, { ...record, visits: record.visits + 1, nearest });
  }

  private write(fault: Fault, index: number, before: FaultRecord, now: FaultRecord): void {
    if (this.records === undefined) {
      this.records = [...this.planState.records];
      this.planState = { ...this.planState, records: this.records };
    }
    this.records[index] = now;
    if (isWatched(fault, before) && !isWatched(fault, now)) this.seenEnough = [...(this.seenEnough ?? []), fault];
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
  const { until } = compiledOf(planState.plan);
  const ended = planState.inForce.filter(
    ({ fault, untilMs }) => (untilMs !== null && context.atMs >= untilMs) || until.get(fault)?.(context),
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
