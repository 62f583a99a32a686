import { planClone } from '../operations/createClone/planClone.js';
import { type CallFacts, type CallInFlight, lookAtCall, renamesAfterwards } from '../operations/look.js';
import { type CompiledCheck, firstThatHolds } from '../operations/operation.js';
import { Standing, type StandingRows } from '../operations/standing.js';
import { isLowOnSpace } from '../store/capacity.js';
import { type CallRow, callPhase, jobList } from '../store/rows.js';
import type { World } from '../store/world.js';
import type { CallReply, CallRequest, CreateCloneReply, Decision } from '../vocabulary/call.js';
import type { CallHandle, PoolHandle, VolumeHandle } from '../vocabulary/ids.js';
import { none } from '../vocabulary/ids.js';
import { codeOf } from '../vocabulary/returnCodes.js';
import { answeredSteps, isAfterEffect, type Step, steps } from '../vocabulary/steps.js';
import { addClone, removeVolume, renameVolume } from './elements.js';
import { extendedStatus } from './extendedStatus.js';
import { rowOfCode, takeForced } from './forced.js';
import { warnOfLowSpace } from './host.js';
import { acceptJob, withdrawJob } from './jobs.js';
import { type Engine, operationOf } from './parts.js';

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
    beganMs: world.nowMs,
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
  if (call.row.phase !== callPhase.ready || waitsForLatency(world, call)) return;
  const facts = lookAtCall(world, call, engine.charging);
  takeStep(engine, world, call, facts, standingFor(engine, world, facts));
}

/** Does steps until the call has to wait or has replied. */
export function runCall(engine: Engine, world: World, call: Call): void {
  // Nothing comes in between, so that one look serves all of it: only its own effect changes what it has seen of source
  // and pool, and the rows after that don't see them any more (AfterEffectFacts).
  const facts = lookAtCall(world, call, engine.charging);
  const standing = standingFor(engine, world, facts);
  // A step without a row that can apply and without an effect shows only where it is traced, takes time or is forced.
  const skips = world.trace === undefined && !world.configuration.hasLatency && world.settings.forced.length === 0;
  const { row } = call;
  while (row.phase === callPhase.ready && (skips || !waitsForLatency(world, call))) {
    if (skips) skipTo(row, standing.next[row.step] ?? row.step);
    takeStep(engine, world, call, facts, standing);
  }
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
  fail(engine, world, call, lookAtCall(world, call, engine.charging), check, false);
}

function waitsForLatency(world: World, { handle, row }: Call): boolean {
  const { latencyMs, hasLatency, operationTimeoutMs } = world.configuration;
  if (!hasLatency) return false;
  const ms = latencyMs[row.step] ?? 0;
  // What is slower than the service waits for is a timeout, and that row of the table waits by itself.
  const timesOut = ms > operationTimeoutMs && timedOut.has(row.step);
  if (ms === 0 || row.paid === 1 || timesOut) return false;
  row.phase = callPhase.waiting;
  world.agenda.add(world.nowMs + ms, 'callWakes', handle);
  return true;
}

function takeStep(engine: Engine, world: World, call: Call, facts: CallFacts, standing: StandingRows<CallFacts>): void {
  const { row } = call;
  const rows = standing.steps[row.step];
  let verdict = rows === undefined ? -1 : firstThatHolds(rows, facts);
  const isForced = world.settings.forced.length > 0;
  if (verdict === -1 && !isForced) return pass(engine, world, call, facts);
  const checks = operationOf(engine, world).checks[row.step] ?? [];
  const step = stepOf(row);
  let forced = false;
  if (isForced) {
    const before = verdict === -1 ? checks.length : verdict;
    const found = takeForced(world, step, (code) => rowOfCode(checks, code, before));
    if (found !== undefined) {
      verdict = checks.indexOf(found);
      forced = true;
    }
  }
  const check = verdict === -1 ? undefined : checks[verdict];
  if (check === undefined) return pass(engine, world, call, facts);
  if (!check.waits) return fail(engine, world, call, facts, check, forced);
  row.phase = callPhase.waiting;
  row.verdict = verdict;
  if (world.trace !== undefined) trace(world, facts.handle, step, { waits: check.because });
  world.agenda.add(world.nowMs + world.configuration.operationTimeoutMs, 'callWakes', facts.handle);
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
    row.connected = 1;
    world.connected++;
  },
  authenticate: (_engine, _world, { row }, { accountHandle }) => {
    row.account = accountHandle;
  },
  invoke: (_engine, world, { row }) => {
    row.operating = 1;
    world.operating++;
  },
  array: (engine, world, { row }, facts) => execute(engine, world, row, facts),
  rename: (_engine, world, { row }, facts) => rename(world, row, facts),
  serviceReply: (_engine, world, call) => reply(world, call),
};

const effectAt = steps.map((step) => effects[step]);

/** The rows that can apply to a call; what is known of the settings is kept while they stay. */
function standingFor(engine: Engine, world: World, facts: CallFacts): StandingRows<CallFacts> {
  const { settings } = world;
  if (engine.latest?.settings === settings) return engine.latest.standing.rowsFor(facts);
  let standing = engine.standing.get(settings);
  if (standing === undefined) {
    standing = new Standing(operationOf(engine, world), facts, (step) => effects[step] !== undefined);
    engine.standing.set(settings, standing);
  }
  engine.latest = { settings, standing };
  return standing.rowsFor(facts);
}

/** Where the provider takes no ElementName, the target gets it now. */
function rename(world: World, row: CallRow, facts: CallFacts): void {
  const { elementName } = facts.request;
  // A target that is deleted after the read-back keeps its name.
  if (elementName === null || !renamesAfterwards(facts) || world.volumes.peek(row.target) === undefined) return;
  // There is a row behind this handle.
  renameVolume(world, row.target as VolumeHandle, elementName);
  world.revision++;
}

/** The effect of the method: the clone, and its job unless the copy is done within the call. */
function execute(engine: Engine, world: World, row: CallRow, facts: CallFacts): void {
  const plan = planClone(facts);
  const wasLow = world.trace !== undefined && isLowOnSpace(world.pools.read(plan.pool), world.configuration);
  const target = addClone(engine, world, plan);
  row.target = target;
  if (plan.outcome === 'jobStarted') row.job = acceptJob(engine, world, target, plan.detaches);
  world.revision++;
  if (world.trace === undefined) return;
  world.trace.add({
    atMs: world.nowMs,
    kind: 'clone',
    call: world.codecs.call.encode(facts.handle),
    target: world.codecs.volume.encode(target),
    name: plan.name,
    pool: world.pools.payload(plan.pool),
    blocks: plan.charge,
    room: plan.outcome === 'success' ? 'used' : 'reserved',
  });
  if (!wasLow) warnOfLowSpace(world, plan.pool);
}

/** A row of the table has applied: the reply says so, after the effect together with what is left of it. */
function fail(
  engine: Engine,
  world: World,
  call: Call,
  facts: CallFacts,
  check: CompiledCheck<CallFacts>,
  forced: boolean,
): void {
  const message = forced || check.message === undefined ? `${check.cause} (forced)` : check.message(facts);
  const details = isAfterEffect(check.step) ? compensate(engine, world, call.row) : '';
  const decided = { step: check.step, because: check.because, atMs: world.nowMs };
  conclude(world, call, decided, {
    ReturnValue: check.code,
    TargetStorageVolume: null,
    Job: null,
    ExtendedStatus: extendedStatus(world, call.request, check, message, details),
    decided,
  });
}

function reply(world: World, call: Call): void {
  const { target, job } = call.row;
  if (target === none) throw new Error(`call ${call.handle} replies without a target`);
  const lost =
    world.settings.forced.length > 0 && takeForced(world, 'serviceReply', (code) => (code === null ? true : undefined));
  const outcome = job === none ? 'success' : 'jobStarted';
  const decided = { step: 'serviceReply', because: lost ? 'replyLost' : outcome, atMs: world.nowMs } as const;
  if (lost) return conclude(world, call, decided, null);
  conclude(world, call, decided, {
    ReturnValue: job === none ? success : jobStarted,
    TargetStorageVolume: world.codecs.volume.encode(target),
    Job: job === none ? null : world.codecs.job.encode(job),
    ExtendedStatus: null,
    decided,
  });
}

/** Undoes the effect of a call that fails after it, if the profile and the connection let the service do so.
 * @returns what is left, for SMDetails
 */
function compensate(engine: Engine, world: World, { target, job }: CallRow): string {
  if (target === none || !world.volumes.has(target) || world.volumes.read(target).goneAt !== 0)
    return 'nothing is left of the target';
  const { link, server } = engine.lifecycles.providerConnection.meta(world.settings.connection);
  const reachable = link === 'up' && server !== 'stopped';
  const unfinished = job !== none && world.jobs.has(job) && world.jobs.read(job).list !== jobList.finished;
  const name = `volume ${world.codecs.volume.encode(target)} '${world.volumes.payload(target)}'`;
  if (world.configuration.profile.service.afterFailure === 'leaves' || !reachable) {
    const why = reachable ? 'the service does not clean up' : 'the service can not reach the provider to clean up';
    const what = unfinished ? `${name} and its job ${world.codecs.job.encode(job)} are left` : `${name} is left`;
    return `${what}: ${why}`;
  }
  if (unfinished) withdrawJob(engine, world, job);
  else removeVolume(world, target);
  world.revision++;
  return unfinished
    ? `nothing is left: the job was terminated and ${name} removed`
    : `nothing is left: ${name} was removed`;
}

function conclude(world: World, call: Call, decided: Decision, reply: CreateCloneReply | null): void {
  const { row, request } = call;
  if (row.connected === 1) world.connected--;
  if (row.operating === 1) world.operating--;
  row.connected = 0;
  row.operating = 0;
  row.account = none;
  row.phase = callPhase.replied;
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
