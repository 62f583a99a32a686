import type { ApplicableRows } from '../../operations/applicableRows.js';
import { type CompiledRow, firstUnderFault, numberOf, rowAskedFor } from '../../operations/compile.js';
import { type CallFacts, lookAtCall } from '../../operations/facts/call.js';
import { type CallRow, callPhase } from '../../store/callRow.js';
import type { CallFault } from '../../store/faultState.js';
import { noteCallReady } from '../../store/note.js';
import type { World } from '../../store/world.js';
import { answeredSteps, steps } from '../../vocabulary/steps.js';
import { type CallHandle, none } from '../../vocabulary/units/ids.js';
import { leavePart } from '../commit/leavePart.js';
import type { Engine } from '../components.js';
import { visitCall } from '../faults/callPoints.js';
import { CallContext } from '../faults/contexts.js';
import { type Call, parkedCall } from './call.js';
import { fail, loseRequest, stepOf, traceCall } from './conclude.js';
import { effectAt } from './effects.js';
import { applicableRows, decides, nextStep, verdictOf } from './look.js';

/** Numbers of the steps whose tables have a row for an answer that takes too long. */
const timedOut: ReadonlySet<number> = new Set(answeredSteps.map((step) => steps.indexOf(step)));

/** Does a call's next step, if it is ready: what faults do to it, its latency, its rows in order, its effect. Or all steps, until
 * the call has to wait or has replied.
 *
 * Without a fault plan nothing comes in between, so that one look serves all of a run: only its own effect changes what it has
 * seen of volume and pool, and the rows after that don't see them any more (AfterEffectFacts).
 */
export function proceed(engine: Engine, world: World, call: Call, far: 'one step' | 'to the end'): void {
  const { row } = call;
  let facts = lookAtCall(world, call, engine.charging);
  let applicable = applicableRows(engine, world, call, facts);
  let plan = world.faults?.planState;
  const context = world.faults === undefined ? undefined : contextOf(engine, world, call);
  // A step without a row that can apply and without an effect shows only where it is traced or takes time.
  const skips = far === 'to the end' && world.trace === undefined && !world.configuration.hasLatency;
  while (row.phase === callPhase.ready) {
    if (skips) {
      const step = nextStep(world, row.step, applicable);
      // Where it stays, it may have waited there already.
      if (step !== row.step) skipTo(row, step);
    }
    if (context === undefined) {
      if (!skips && waitsForLatency(world, call, 0)) return;
      takeStep(engine, world, call, facts, applicable);
    } else {
      const fault = visitCall(engine, world, call, context);
      if (fault?.heldBy != null) return hold(world, call, fault.heldBy);
      if (waitsForLatency(world, call, fault?.delayMs ?? 0)) return;
      if (fault !== undefined) takeStepUnderFault(engine, world, call, fault);
      else if (plan === world.faults?.planState) takeStep(engine, world, call, facts, applicable);
      else takeStepAnew(engine, world, call);
      // What has fired may have changed anything: a job may have started.
      if (plan !== world.faults?.planState) {
        facts = lookAtCall(world, call, engine.charging);
        applicable = applicableRows(engine, world, call, facts);
        plan = world.faults?.planState;
      }
    }
    if (far === 'one step') return;
  }
}

/** A wait is over: the call answers what it has decided, or is ready to go on. */
export function onCallWakes(engine: Engine, world: World, handle: CallHandle): void {
  const call = parkedCall(engine, world, handle);
  const { row } = call;
  if (row.verdict === none) {
    row.phase = callPhase.ready;
    row.paid++;
    if (world.happened !== undefined) noteCallReady(world, handle);
    return;
  }
  const { operation } = call;
  const check = operation.rows[row.step]?.[row.verdict];
  if (check === undefined) throw new Error(`call ${handle} waits for a verdict that its table does not have`);
  // A fault that returns what the row answers has led here; one that delays has led to the row's own cause.
  const fault = world.faults?.calls.get(handle);
  const by = fault?.step === row.step && fault.returns !== null && numberOf(operation, fault.returns) === check.code;
  fail(engine, world, call, lookAtCall(world, call, engine.charging), check, by ? fault : null);
}

/** On its own, because a function that makes another pays for it whenever it is called. */
function contextOf(engine: Engine, world: World, call: Call): CallContext {
  return new CallContext(world, call, (code) => decides(engine, world, call, code), call.operation, engine.charging);
}

function hold(world: World, { handle, row }: Call, tag: string): void {
  row.phase = callPhase.held;
  if (world.trace !== undefined) traceCall(world, handle, stepOf(row), { held: tag });
}

function waitsForLatency(world: World, { handle, row }: Call, delayMs: number): boolean {
  const { latencyMs, hasLatency, operationTimeoutMs } = world.configuration;
  if (!hasLatency && delayMs === 0) return false;
  const ms = (latencyMs[row.step] ?? 0) + delayMs;
  // What is slower than the service waits for is a timeout, and that row of the table waits by itself.
  const timesOut = ms > operationTimeoutMs && timedOut.has(row.step);
  if (ms === 0 || row.paid > 0 || timesOut) return false;
  row.phase = callPhase.waiting;
  world.agenda.add(world.nowMs + ms, 'callWakes', handle);
  return true;
}

/** An effect that takes time within the call is there when that has passed, and the step's latency is part of it. The service waits for
 * no longer than its timeout, and then the effect is there; a row after it answers.
 */
function waitsForEffect(world: World, { handle, row, operation }: Call, facts: CallFacts): boolean {
  if (row.step !== arrayStep || operation.takes === undefined || row.paid === effectPaid) return false;
  const { latencyMs, operationTimeoutMs } = world.configuration;
  row.tookMs = operation.takes(facts);
  const ms = Math.min(row.tookMs, operationTimeoutMs) - (latencyMs[row.step] ?? 0);
  if (ms <= 0) return false;
  row.paid = effectPaid - 1;
  row.phase = callPhase.waiting;
  world.agenda.add(world.nowMs + ms, 'callWakes', handle);
  return true;
}

const arrayStep = steps.indexOf('array');
/** What `paid` of a call is when the time of its effect has passed, too. */
const effectPaid = 2;

function takeStep(engine: Engine, world: World, call: Call, facts: CallFacts, applicable: ApplicableRows): void {
  const verdict = verdictOf(call.row, facts, applicable);
  engine.judged?.(call, facts, null);
  const row = verdict === -1 ? undefined : call.operation.rows[call.row.step]?.[verdict];
  if (row === undefined) return waitsForEffect(world, call, facts) ? undefined : pass(engine, world, call, facts);
  if (row.waits) return awaitVerdict(world, call, row, verdict);
  fail(engine, world, call, facts, row, null);
}

/** A step that is taken when a fault has just ended, and what it had changed has been taken back. */
function takeStepAnew(engine: Engine, world: World, call: Call): void {
  const facts = lookAtCall(world, call, engine.charging);
  takeStep(engine, world, call, facts, applicableRows(engine, world, call, facts));
}

/** A step of a call into which faults have been injected: a code that is to be returned has its place among the rows. */
function takeStepUnderFault(engine: Engine, world: World, call: Call, fault: CallFault): void {
  const { operation } = call;
  // What has fired may have changed anything.
  const facts = lookAtCall(world, call, engine.charging);
  const rows = operation.rows[call.row.step] ?? [];
  engine.judged?.(call, facts, fault);
  const found = firstUnderFault(rows, fault, facts);
  const before = found === -1 ? rows.length : found;
  const returns = fault.returns ?? fault.partial;
  const returned =
    returns === null ? undefined : rowAskedFor(rows, numberOf(operation, returns), returns.outcome, before);
  const row = returned ?? rows[found];
  if (row === undefined) {
    const isLost = fault.requestLost && stepOf(call.row) === 'service';
    if (isLost) return loseRequest(world, call);
    return waitsForEffect(world, call, facts) ? undefined : pass(engine, world, call, facts);
  }
  if (row.waits) return awaitVerdict(world, call, row, rows.indexOf(row));
  // A row that stands before what was to be returned speaks for itself, unless the fault is why it applies.
  if (returned === undefined)
    return fail(engine, world, call, facts, row, row.whenFault?.(fault, facts) ? fault : null);
  // What the array would not have begun leaves nothing.
  const residue = fault.partial === null || found !== -1 ? '' : leavePart(engine, world, facts, fault.partial);
  fail(engine, world, call, facts, row, fault, residue);
}

/** The row's answer comes when the operation timeout has passed. */
function awaitVerdict(world: World, { handle, row }: Call, check: CompiledRow, verdict: number): void {
  row.phase = callPhase.waiting;
  row.verdict = verdict;
  if (world.trace !== undefined) traceCall(world, handle, check.step, { waits: check.because });
  world.agenda.add(world.nowMs + world.configuration.operationTimeoutMs, 'callWakes', handle);
}

/** No row of the step has applied: its effect, and on to the next step. */
function pass(engine: Engine, world: World, call: Call, facts: CallFacts): void {
  const { row } = call;
  effectAt[row.step]?.(engine, world, call, facts);
  if (row.phase === callPhase.replied) return;
  if (world.trace !== undefined) traceCall(world, call.handle, stepOf(row), {});
  skipTo(row, row.step + 1);
}

function skipTo(row: CallRow, step: number): void {
  row.step = step;
  row.paid = 0;
}
