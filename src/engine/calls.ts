import { planClone } from '../operations/createClone/planClone.js';
import { accountOf, type CallFacts, lookAtCall, renamesAfterwards } from '../operations/look.js';
import { type CompiledCheck, firstThatHolds, type StandingChecks } from '../operations/operation.js';
import { type CallRow, callPhase, jobList } from '../store/rows.js';
import type { World } from '../store/world.js';
import type { CallRequest, CreateCloneReply, Decision } from '../vocabulary/call.js';
import type { AccountHandle, CallHandle, PoolHandle, VolumeHandle } from '../vocabulary/ids.js';
import { none } from '../vocabulary/ids.js';
import { codeOf } from '../vocabulary/returnCodes.js';
import { isAfterEffect, type Step, steps } from '../vocabulary/steps.js';
import { addClone, removeVolume, renameVolume } from './elements.js';
import { extendedStatus } from './extendedStatus.js';
import { rowOfCode, takeForced } from './forced.js';
import { acceptJob, withdrawJob } from './jobs.js';
import { type Engine, operationOf, standingOf } from './parts.js';

const stepNumber = Object.fromEntries(steps.map((step, index) => [step, index])) as Readonly<Record<Step, number>>;

/** Puts a call in flight; nothing of it has been done yet. */
export function beginCall(
  world: World,
  request: CallRequest,
  references: { readonly source: VolumeHandle | -1; readonly pool: PoolHandle | -1 },
): CallHandle {
  const call = world.calls.append({ request });
  const row = world.calls.edit(call);
  row.verdict = none;
  row.source = references.source;
  row.pool = references.pool;
  row.account = none;
  row.beganMs = world.nowMs;
  row.beganAt = world.revision;
  row.target = none;
  row.job = none;
  return call;
}

/** Does the call's next step, if it is ready: its latency, its checks in order, its effect. */
export function stepCall(engine: Engine, world: World, call: CallHandle): void {
  const row = world.calls.edit(call);
  if (row.phase !== callPhase.ready || waitsForLatency(world, call, row)) return;
  const facts = lookAtCall(world, call, engine.charging);
  takeStep(engine, world, row, facts, standingOf(engine, world, facts));
}

/** Does steps until the call has to wait or has replied. */
export function runCall(engine: Engine, world: World, call: CallHandle): void {
  // Nobody forks the world within a run, so that one window serves all of it.
  const row = world.calls.edit(call);
  let facts = lookAtCall(world, call, engine.charging);
  let standing = standingOf(engine, world, facts);
  let { revision } = world;
  while (row.phase === callPhase.ready && !waitsForLatency(world, call, row)) {
    takeStep(engine, world, row, facts, standing);
    if (world.revision === revision || row.phase !== callPhase.ready) continue;
    revision = world.revision;
    facts = lookAtCall(world, call, engine.charging);
    standing = standingOf(engine, world, facts);
  }
}

/** A wait is over: the call answers what it has decided, or is ready to go on. */
export function onCallWakes(engine: Engine, world: World, call: CallHandle): void {
  const row = world.calls.edit(call);
  if (row.verdict === none) {
    row.phase = callPhase.ready;
    row.paid = 1;
    return;
  }
  const check = operationOf(engine, world).checks[row.step]?.[row.verdict];
  if (check === undefined) throw new Error(`call ${call} waits for a verdict that its table does not have`);
  fail(engine, world, lookAtCall(world, call, engine.charging), check, false);
}

function waitsForLatency(world: World, call: CallHandle, row: CallRow): boolean {
  const { latencyMs, hasLatency, operationTimeoutMs } = world.configuration;
  if (!hasLatency) return false;
  const ms = latencyMs[row.step] ?? 0;
  // What is slower than the service waits for is a timeout, and that row of the table waits by itself.
  const timesOut = ms > operationTimeoutMs && (row.step === stepNumber.connect || row.step === stepNumber.invokeReply);
  if (ms === 0 || row.paid === 1 || timesOut) return false;
  row.phase = callPhase.waiting;
  world.agenda.add(world.nowMs + ms, 'callWakes', call);
  return true;
}

function takeStep(
  engine: Engine,
  world: World,
  row: CallRow,
  facts: CallFacts,
  standing: readonly StandingChecks<CallFacts>[],
): void {
  const at = row.step;
  const checks = operationOf(engine, world).checks[at] ?? [];
  // Found in the list of steps by this very number.
  const step = steps[at] as Step;
  let verdict = verdictOf(standing[at], facts);
  let forced = false;
  if (world.settings.forced.length > 0) {
    const before = verdict === -1 ? checks.length : verdict;
    const found = takeForced(world, step, (code) => rowOfCode(checks, code, before));
    if (found !== undefined) {
      verdict = checks.indexOf(found);
      forced = true;
    }
  }
  const check = verdict === -1 ? undefined : checks[verdict];
  if (check === undefined) return pass(engine, world, row, facts, step);
  if (!check.waits) return fail(engine, world, facts, check, forced);
  row.phase = callPhase.waiting;
  row.verdict = verdict;
  if (world.trace !== undefined) trace(world, facts.handle, step, { waits: check.because });
  world.agenda.add(world.nowMs + world.configuration.operationTimeoutMs, 'callWakes', facts.handle);
}

/** The place of the first row that applies; -1 when none does. */
function verdictOf(standing: StandingChecks<CallFacts> | undefined, facts: CallFacts): number {
  if (standing === undefined) return -1;
  const first = firstThatHolds(standing.conditions, facts);
  // Not `places[-1]`: that is a look-up by name, and as slow.
  return first === -1 ? -1 : (standing.places[first] ?? -1);
}

/** No row of the step has applied: its effect, and on to the next step. */
function pass(engine: Engine, world: World, row: CallRow, facts: CallFacts, step: Step): void {
  switch (step) {
    case 'connect':
      row.connected = 1;
      world.connected++;
      break;
    case 'authenticate': {
      const found = accountOf(facts);
      if (found === undefined) break;
      world.accounts.edit(found.handle).sessions++;
      row.account = found.handle;
      break;
    }
    case 'invoke':
      row.operating = 1;
      world.operating++;
      break;
    case 'array':
      execute(engine, world, row, facts);
      break;
    case 'rename':
      rename(world, row, facts);
      break;
    case 'serviceReply':
      return reply(world, facts.handle);
  }
  if (world.trace !== undefined) trace(world, facts.handle, step, {});
  row.step++;
  row.paid = 0;
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
}

/** A row of the table has applied: the reply says so, after the effect together with what is left of it. */
function fail(engine: Engine, world: World, facts: CallFacts, check: CompiledCheck<CallFacts>, forced: boolean): void {
  const message = forced || check.message === undefined ? `${check.cause} (forced)` : check.message(facts);
  const details = isAfterEffect(check.step) ? compensate(engine, world, facts.handle) : '';
  const decided = { step: check.step, because: check.because, atMs: world.nowMs };
  conclude(world, facts.handle, decided, {
    ReturnValue: check.code,
    TargetStorageVolume: null,
    Job: null,
    ExtendedStatus: extendedStatus(world, facts.request, check, message, details),
    decided,
  });
}

function reply(world: World, call: CallHandle): void {
  const { target, job } = world.calls.read(call);
  if (target === none) throw new Error(`call ${call} replies without a target`);
  const lost =
    world.settings.forced.length > 0 && takeForced(world, 'serviceReply', (code) => (code === null ? true : undefined));
  const outcome = job === none ? 'success' : 'jobStarted';
  const decided = { step: 'serviceReply', because: lost ? 'replyLost' : outcome, atMs: world.nowMs } as const;
  if (lost) return conclude(world, call, decided, null);
  conclude(world, call, decided, {
    ReturnValue: codeOf(outcome),
    TargetStorageVolume: world.codecs.volume.encode(target),
    Job: job === none ? null : world.codecs.job.encode(job),
    ExtendedStatus: null,
    decided,
  });
}

/** Undoes the effect of a call that fails after it, if the profile and the connection let the service do so.
 * @returns what is left, for SMDetails
 */
function compensate(engine: Engine, world: World, call: CallHandle): string {
  const { target, job } = world.calls.read(call);
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

function conclude(world: World, call: CallHandle, decided: Decision, reply: CreateCloneReply | null): void {
  const row = world.calls.edit(call);
  if (row.connected === 1) world.connected--;
  if (row.operating === 1) world.operating--;
  if (row.account !== none) world.accounts.edit(row.account as AccountHandle).sessions--;
  row.connected = 0;
  row.operating = 0;
  row.account = none;
  row.phase = callPhase.replied;
  world.calls.setPayload(call, { request: world.calls.payload(call).request, reply: { reply, decided } });
  if (world.trace !== undefined)
    trace(world, call, decided.step, { because: decided.because, code: reply?.ReturnValue ?? null });
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
