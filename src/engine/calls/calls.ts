import { type ApplicableRows, ApplicableRowsCache } from '../../operations/applicableRows.js';
import { type CallFacts, type CallInFlight, lookAtCall } from '../../operations/facts/call.js';
import { type CompiledCheck, firstThatHolds, firstUnderFault, rowOfCode } from '../../operations/operation.js';
import { type CallFault, setCallFault } from '../../store/faultState.js';
import { type CallRow, callPhase } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import type { CallReply, CallRequest, CreateCloneReply, Decision } from '../../vocabulary/methods/call.js';
import { codeOf } from '../../vocabulary/methods/returnCodes.js';
import { answeredSteps, isAfterEffect, type Step, steps } from '../../vocabulary/steps.js';
import type { CallHandle, PoolHandle, VolumeHandle } from '../../vocabulary/units/ids.js';
import { none } from '../../vocabulary/units/ids.js';
import { compensate, execute, leavePart, rename } from '../commit/cloning.js';
import { type Engine, operationOf } from '../components.js';
import { visitCall } from '../faults/callPoints.js';
import { CallContext } from '../faults/contexts.js';
import { extendedStatus } from './extendedStatus.js';

const success = codeOf('success');
const jobStarted = codeOf('jobStarted');
/** Numbers of the steps whose tables have a row for an answer that takes too long. */
const timedOut: ReadonlySet<number> = new Set(answeredSteps.map((step) => steps.indexOf(step)));

/** A call in flight. Its cells are its own until it is parked in the world; most calls end before that. */
export interface Call extends CallInFlight {
  readonly parked: boolean;
  /** Set once it has replied. */
  reply: CallReply | undefined;
}

/** A fresh call; nothing of it has been done yet. */
export function newCall(
  world: World,
  request: CallRequest,
  references: { readonly source: VolumeHandle | -1; readonly pool: PoolHandle | -1 },
): Call {
  const row = {
    phase: callPhase.ready,
    step: 0,
    paid: 0,
    verdict: none,
    source: references.source,
    pool: references.pool,
    account: none,
    connected: 0,
    operating: 0,
    beganAt: world.revision,
    target: none,
    job: none,
  } satisfies CallRow;
  return { handle: world.calls.reserve(), row, request, parked: false, reply: undefined };
}

/** Puts a call into the world, where it stays while others run, and is forked and saved like everything else. */
export function parkCall(world: World, { handle, row, request }: Call): void {
  world.calls.place(handle, { request });
  Object.assign(world.calls.edit(handle), row);
}

/** A parked call, good until the world is forked. */
export function parkedCall(world: World, handle: CallHandle): Call {
  const { request, reply } = world.calls.payload(handle);
  return { handle, row: world.calls.edit(handle), request, parked: true, reply };
}

/** Does the call's next step, if it is ready: its latency, its checks in order, its effect. */
export function stepCall(engine: Engine, world: World, call: Call): void {
  if (world.faults !== undefined) return goUnderFaults(engine, world, call, 'one step');
  if (call.row.phase !== callPhase.ready || waitsForLatency(world, call, 0)) return;
  const facts = lookAtCall(world, call, engine.charging);
  takeStep(engine, world, call, facts, applicableRowsFor(engine, world, facts));
}

/** Does steps until the call has to wait or has replied. */
export function runCall(engine: Engine, world: World, call: Call): void {
  if (world.faults !== undefined) return goUnderFaults(engine, world, call, 'to the end');
  // Nothing comes in between, so that one look serves all of it: only its own effect changes what it has seen of source
  // and pool, and the rows after that don't see them any more (AfterEffectFacts).
  const facts = lookAtCall(world, call, engine.charging);
  const applicable = applicableRowsFor(engine, world, facts);
  // A step without a row that can apply and without an effect shows only where it is traced or takes time.
  const skips = isUntraced(world);
  const { row } = call;
  while (row.phase === callPhase.ready && (skips || !waitsForLatency(world, call, 0))) {
    if (skips) skipTo(row, applicable.next[row.step] ?? row.step);
    takeStep(engine, world, call, facts, applicable);
  }
}

/** The same where a fault plan is asked at every step. */
function goUnderFaults(engine: Engine, world: World, call: Call, far: 'one step' | 'to the end'): void {
  const { row } = call;
  let planState = world.faults?.planState;
  let facts = lookAtCall(world, call, engine.charging);
  let applicable = applicableRowsFor(engine, world, facts);
  const context = new CallContext(world, call, (code) => {
    const checks = operationOf(engine, world).checks[row.step] ?? [];
    const verdict = verdictOf(row, facts, applicable);
    return rowOfCode(checks, code, verdict === -1 ? checks.length : verdict) !== undefined;
  });
  // What has fired may have changed anything.
  const lookAgain = () => {
    if (planState === world.faults?.planState) return;
    facts = lookAtCall(world, call, engine.charging);
    applicable = applicableRowsFor(engine, world, facts);
    planState = world.faults?.planState;
  };
  while (row.phase === callPhase.ready) {
    // The step before may have let faults fire: a job may have started.
    lookAgain();
    const step = far === 'to the end' && isUntraced(world) ? nextStep(world, row.step, applicable) : row.step;
    // Where it stays, it may have waited there already.
    if (step !== row.step) skipTo(row, step);
    const injected = visitCall(engine, world, call, context);
    if (injected?.heldBy != null) return hold(world, call, injected.heldBy);
    if (waitsForLatency(world, call, injected?.delayMs ?? 0)) return;
    lookAgain();
    if (injected === undefined) takeStep(engine, world, call, facts, applicable);
    else takeFaultedStep(engine, world, call, facts, injected);
    if (far === 'one step') return;
  }
}

/** Whether a step without a row that can apply and without an effect leaves nothing behind. */
function isUntraced({ trace, configuration }: World): boolean {
  return trace === undefined && !configuration.hasLatency;
}

/** The next step at which anything may happen to a call. */
function nextStep({ faults }: World, from: number, { next }: ApplicableRows<CallFacts>): number {
  // What is in force may be felt at any step: slow lines are, and the wait for an end.
  if (faults === undefined || faults.changes.length > 0) return from;
  const { listens } = faults.planState;
  const last = next[from] ?? from;
  let step = from;
  while (step < last && !listens[step]) step++;
  return step;
}

function hold(world: World, { handle, row }: Call, tag: string): void {
  row.phase = callPhase.held;
  if (world.trace !== undefined) trace(world, handle, stepOf(row), { held: tag });
}

/** A wait is over: the call answers what it has decided, or is ready to go on. */
export function onCallWakes(engine: Engine, world: World, handle: CallHandle): void {
  const call = parkedCall(world, handle);
  const { row } = call;
  if (row.verdict === none) {
    row.phase = callPhase.ready;
    row.paid = 1;
    return;
  }
  const check = operationOf(engine, world).checks[row.step]?.[row.verdict];
  if (check === undefined) throw new Error(`call ${handle} waits for a verdict that its table does not have`);
  // A fault that returns what the row answers has led here; one that delays has led to the row's own cause.
  const injected = world.faults?.calls.get(handle);
  const by = injected?.step === row.step && injected.returns?.code === check.code ? injected : null;
  fail(engine, world, call, lookAtCall(world, call, engine.charging), check, by);
}

function waitsForLatency(world: World, { handle, row }: Call, delayMs: number): boolean {
  const { latencyMs, hasLatency, operationTimeoutMs } = world.configuration;
  if (!hasLatency && delayMs === 0) return false;
  const ms = (latencyMs[row.step] ?? 0) + delayMs;
  // What is slower than the service waits for is a timeout, and that row of the table waits by itself.
  const timesOut = ms > operationTimeoutMs && timedOut.has(row.step);
  if (ms === 0 || row.paid === 1 || timesOut) return false;
  row.phase = callPhase.waiting;
  world.agenda.add(world.nowMs + ms, 'callWakes', handle);
  return true;
}

function takeStep(
  engine: Engine,
  world: World,
  call: Call,
  facts: CallFacts,
  applicable: ApplicableRows<CallFacts>,
): void {
  const { row } = call;
  const verdict = verdictOf(row, facts, applicable);
  const check = verdict === -1 ? undefined : operationOf(engine, world).checks[row.step]?.[verdict];
  if (check === undefined) return pass(engine, world, call, facts);
  if (check.waits) return awaitVerdict(world, call, check, verdict);
  fail(engine, world, call, facts, check, null);
}

/** The place of the row that applies to the step by itself; -1 when none does. */
function verdictOf(row: CallRow, facts: CallFacts, applicable: ApplicableRows<CallFacts>): number {
  const rows = applicable.steps[row.step];
  return rows === undefined ? -1 : firstThatHolds(rows, facts);
}

/** A step of a call into which faults were injected: a code that is to be returned has its place among the rows. */
function takeFaultedStep(engine: Engine, world: World, call: Call, facts: CallFacts, injected: CallFault): void {
  const checks = operationOf(engine, world).checks[call.row.step] ?? [];
  const found = firstUnderFault(checks, injected, facts);
  const before = found === -1 ? checks.length : found;
  const returns = injected.returns ?? injected.partial;
  const returned = returns === null ? undefined : rowOfCode(checks, returns.code, before);
  const check = returned ?? checks[found];
  if (check === undefined) {
    const isLost = injected.requestLost && stepOf(call.row) === 'service';
    return isLost ? loseRequest(world, call) : pass(engine, world, call, facts);
  }
  if (check.waits) return awaitVerdict(world, call, check, checks.indexOf(check));
  // A row that stands before what was to be returned speaks for itself, unless the fault is why it applies.
  if (returned === undefined)
    return fail(engine, world, call, facts, check, check.whenFault?.(injected, facts) ? injected : null);
  // What the array would not have begun leaves nothing.
  const residue = injected.partial === null || found !== -1 ? '' : leavePart(engine, world, facts, injected.partial);
  fail(engine, world, call, facts, check, injected, residue);
}

/** The row's answer comes when the operation timeout has passed. */
function awaitVerdict(world: World, { handle, row }: Call, check: CompiledCheck<CallFacts>, verdict: number): void {
  row.phase = callPhase.waiting;
  row.verdict = verdict;
  if (world.trace !== undefined) trace(world, handle, check.step, { waits: check.because });
  world.agenda.add(world.nowMs + world.configuration.operationTimeoutMs, 'callWakes', handle);
}

/** The request never gets to the storage service, and nobody answers. */
function loseRequest(world: World, call: Call): void {
  const injected = world.faults?.calls.get(call.handle) ?? null;
  conclude(world, call, decision(world, { step: 'service', because: 'requestLost' }, injected), null);
}

/** No row of the step has applied: its effect, and on to the next step. */
function pass(engine: Engine, world: World, call: Call, facts: CallFacts): void {
  const { row } = call;
  effectAt[row.step]?.(engine, world, call, facts);
  if (row.phase === callPhase.replied) return;
  if (world.trace !== undefined) trace(world, facts.handle, stepOf(row), {});
  skipTo(row, row.step + 1);
}

function stepOf(row: CallRow): Step {
  // A call's step is a number of the list.
  return steps[row.step] as Step;
}

function skipTo(row: CallRow, step: number): void {
  row.step = step;
  row.paid = 0;
}

/** The steps that do something, and what. */
const effects: { readonly [At in Step]?: (engine: Engine, world: World, call: Call, facts: CallFacts) => void } = {
  connect: (_engine, world, { row }) => {
    row.connected = world.settings.incarnation;
    world.connected++;
  },
  authenticate: (_engine, _world, { row }, { accountHandle }) => {
    row.account = accountHandle;
  },
  invoke: (_engine, world, { row }) => {
    row.operating = world.settings.incarnation;
    world.operating++;
  },
  array: (engine, world, { row }, facts) => execute(engine, world, row, facts),
  rename: (_engine, world, { row }, facts) => rename(world, row, facts),
  serviceReply: (_engine, world, call) => reply(world, call),
};

const effectAt = steps.map((step) => effects[step]);

/** The rows that can apply to a call; what is known of the settings is kept while they stay. */
function applicableRowsFor(engine: Engine, world: World, facts: CallFacts): ApplicableRows<CallFacts> {
  const { settings } = world;
  if (engine.latest?.settings === settings) return engine.latest.applicable.rowsFor(facts);
  let applicable = engine.applicableRows.get(settings);
  if (applicable === undefined) {
    applicable = new ApplicableRowsCache(operationOf(engine, world), facts, (step) => effects[step] !== undefined);
    engine.applicableRows.set(settings, applicable);
  }
  engine.latest = { settings, applicable };
  return applicable.rowsFor(facts);
}

/** A row of the table has applied: the reply says so, after the effect together with what is left of it. */
function fail(
  engine: Engine,
  world: World,
  call: Call,
  facts: CallFacts,
  check: CompiledCheck<CallFacts>,
  by: CallFault | null,
  residue = '',
): void {
  const message = by === null ? (check.message?.(facts) ?? check.cause) : messageOf(check, by);
  const details = isAfterEffect(check.step) ? compensate(engine, world, call.row) : residue;
  const decided = decision(world, check, by);
  conclude(world, call, decided, {
    ReturnValue: check.code,
    TargetStorageVolume: null,
    Job: null,
    ExtendedStatus: extendedStatus(world, call.request, check, message, details),
    decided,
  });
}

function decision(world: World, { step, because }: Omit<Decision, 'atMs'>, by: CallFault | null): Decision {
  const decided = { step, because, atMs: world.nowMs };
  return by === null ? decided : { ...decided, fault: by.fault };
}

/** What a caller reads whose answer may come of a fault: what the fault says, or the row's cause, unless it has a natural one. */
function messageOf(check: CompiledCheck<CallFacts>, by: CallFault): string {
  if (by.returns?.message != null) return by.returns.message;
  return `${check.cause} (fault '${by.fault}')`;
}

function reply(world: World, call: Call): void {
  const { target, job } = call.row;
  if (target === none) throw new Error(`call ${call.handle} replies without a target`);
  const injected = world.faults?.calls.get(call.handle) ?? null;
  const lost = injected?.replyLost === true;
  const outcome = job === none ? 'success' : 'jobStarted';
  const decided = decision(
    world,
    { step: 'serviceReply', because: lost ? 'replyLost' : outcome },
    lost ? injected : null,
  );
  if (lost) return conclude(world, call, decided, null);
  conclude(world, call, decided, {
    ReturnValue: job === none ? success : jobStarted,
    TargetStorageVolume: world.codecs.volume.encode(target),
    Job: job === none ? null : world.codecs.job.encode(job),
    ExtendedStatus: null,
    decided,
  });
}

function conclude(world: World, call: Call, decided: Decision, reply: CreateCloneReply | null): void {
  const { row, request } = call;
  // What a server that was stopped since had given, went with it.
  const { incarnation } = world.settings;
  if (row.connected === incarnation) world.connected--;
  if (row.operating === incarnation) world.operating--;
  row.connected = 0;
  row.operating = 0;
  row.account = none;
  row.phase = callPhase.replied;
  if (world.faults !== undefined) setCallFault(world, call.handle, undefined);
  call.reply = { reply, decided };
  if (call.parked) world.calls.setPayload(call.handle, { request, reply: call.reply });
  if (world.trace === undefined) return;
  trace(world, call.handle, decided.step, { because: decided.because, code: reply?.ReturnValue ?? null });
}

function trace(world: World, call: CallHandle, step: Step, details: Readonly<Record<string, unknown>>): void {
  const { code } = details;
  world.trace?.add({
    atMs: world.nowMs,
    kind: code === undefined ? 'step' : 'reply',
    call: world.codecs.call.encode(call),
    step,
    ...details,
  });
}
