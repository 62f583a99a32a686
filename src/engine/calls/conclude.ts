import type { CompiledRow } from '../../operations/compile.js';
import type { CallFacts } from '../../operations/facts/call.js';
import { type CallRow, callDone, callPhase } from '../../store/callRow.js';
import { setCallFault } from '../../store/faultEdits.js';
import type { CallFault } from '../../store/faultState.js';
import type { World } from '../../store/world.js';
import type { Decision, Reply } from '../../vocabulary/methods/call.js';
import { isAfterEffect, type Step, steps } from '../../vocabulary/steps.js';
import { type CallHandle, none } from '../../vocabulary/units/ids.js';
import { compensate } from '../commit/compensate.js';
import type { Engine } from '../components.js';
import { detachAfterCall } from '../jobs/detach.js';
import { letSessionBe } from '../sessions/session.js';
import { type Call, countSession, keepPayload } from './call.js';
import { extendedStatus } from './extendedStatus.js';

/** A row of the table has applied: the reply says so, after the effect together with what is left of it. */
export function fail(
  engine: Engine,
  world: World,
  call: Call,
  facts: CallFacts,
  row: CompiledRow,
  by: CallFault | null,
  residue = '',
): void {
  const { operation } = call;
  const message = by === null ? (row.message?.(facts) ?? row.cause) : messageOf(row, by);
  const details = isAfterEffect(row.step) ? compensate(engine, world, call) : residue;
  const decided = decision(world, call, row, by);
  const status = extendedStatus(world, call.request, operation, row, message, details);
  const out = row.out?.(facts) ?? null;
  const answer = { code: row.code, made: null, pool: null, job: null, out, status, decided };
  conclude(world, call, decided, operation.reply(answer));
}

/** No row has applied at any step: the success, unless its reply is lost. */
export function reply(engine: Engine, world: World, call: Call): void {
  const { made, other, pool, job, done } = call.row;
  const { operation } = call;
  const fault = world.faults?.calls.get(call.handle) ?? null;
  const lost = fault?.replyLost === true;
  const outcome = job === none ? 'success' : 'jobStarted';
  const because = lost ? 'replyLost' : outcome;
  // The service has had the provider's answer: that the caller gets none makes no difference.
  const target = done === callDone.related ? other : made;
  if (job === none && target !== none) detachAfterCall(engine, world, target);
  const decided = decision(world, call, { step: 'serviceReply', because }, lost ? fault : null);
  if (lost) return conclude(world, call, { ...decided, ...lostAs(fault) }, null);
  const answer = {
    code: operation[outcome],
    // A reference to what is not listed yet would lead nowhere.
    made: made === none || world.volumes.peek(made)?.hidden === 1 ? null : world.codecs.volume.encode(made),
    pool: pool === none ? null : world.codecs.pool.encode(pool),
    job: job === none ? null : world.codecs.job.encode(job),
    out: call.out ?? null,
    status: null,
    decided,
  };
  conclude(world, call, decided, operation.reply(answer));
}

/** The request never gets to the storage service, and nobody answers. */
export function loseRequest(world: World, call: Call): void {
  const fault = world.faults?.calls.get(call.handle) ?? null;
  const decided = decision(world, call, { step: 'service', because: 'requestLost' }, fault);
  conclude(world, call, { ...decided, ...lostAs(fault) }, null);
}

/** What the client meets; silence goes without saying. */
function lostAs(fault: CallFault | null): Pick<Decision, 'lostAs'> {
  return fault === null || fault.lostAs === 'silence' ? {} : { lostAs: fault.lostAs };
}

function conclude(world: World, call: Call, decided: Decision, answer: Reply | null): void {
  const { row } = call;
  if (call.parked) countSession(world, row, -1);
  // What a server that was stopped since had given, went with it.
  const { incarnation } = world.settings;
  if (row.connected === incarnation) {
    if (row.session === none) world.connected--;
    else letSessionBe(world, row, answer === null);
  }
  if (row.operating === incarnation) world.operating--;
  row.connected = 0;
  row.operating = 0;
  row.account = none;
  row.session = none;
  row.phase = callPhase.replied;
  if (world.faults !== undefined) setCallFault(world, call.handle, undefined);
  call.reply = { reply: answer, decided };
  keepPayload(world, call);
  const { method, on, caller } = call.request;
  const code = answer?.ReturnValue ?? null;
  if (world.happened !== undefined) {
    const id = world.codecs.call.encode(call.handle);
    const { step, because, atMs } = decided;
    world.happened.push({ kind: 'call', atMs, call: id, method, on, caller, code, step, because });
  }
  if (world.trace === undefined) return;
  traceCall(world, call.handle, decided.step, { method, because: decided.because, code });
}

function decision(
  world: World,
  { request: { method } }: Call,
  { step, because }: Pick<Decision, 'step' | 'because'>,
  by: CallFault | null,
): Decision {
  const decided = { method, step, because, atMs: world.nowMs };
  return by === null ? decided : { ...decided, fault: by.fault };
}

/** What a caller reads whose answer may come of a fault: what the fault says, or the row's cause, unless it has a natural one. */
function messageOf(row: CompiledRow, by: CallFault): string {
  if (by.returns?.message != null) return by.returns.message;
  return `${row.cause} (fault '${by.fault}')`;
}

export function stepOf(row: CallRow): Step {
  // A call's step is a number of the list.
  return steps[row.step] as Step;
}

/** Records a step of a call, or its reply. */
export function traceCall(
  world: World,
  call: CallHandle,
  step: Step,
  details: Readonly<Record<string, unknown>>,
): void {
  const { code } = details;
  world.trace?.add({
    atMs: world.nowMs,
    kind: code === undefined ? 'step' : 'reply',
    call: world.codecs.call.encode(call),
    step,
    ...details,
  });
}
