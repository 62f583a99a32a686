import { inOrder, type Timer, type TimerKind } from '../../determinism/timer.js';
import { callPhase } from '../../store/callRow.js';
import { makeEvents } from '../../store/storageEvents.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { parseDuration } from '../../vocabulary/units/durations.js';
import type { CallHandle, JobHandle, SessionHandle, SynchronizationHandle } from '../../vocabulary/units/ids.js';
import { onCallWakes } from '../calls/proceed.js';
import type { Engine } from '../components.js';
import { onPlanTimer } from '../faults/plan.js';
import { onJobWakes } from '../jobs/control.js';
import { onDetach } from '../jobs/detach.js';
import { onCopyDone, onJobStop, onRemoval } from '../jobs/end.js';
import { onJobStart } from '../jobs/start.js';
import { onSessionEnds } from '../sessions/session.js';
import { onIndication } from './indications.js';
import { onLinkLost } from './link.js';

/** More timers than any sensible run lets come due in one `advance` or `settle`: a loop that feeds itself stops here. */
const timerLimit = 10_000_000;

/** @throws BadInputError for what is no span of time, and beyond the end of virtual time */
export function readSpan({ nowMs }: World, span: string | number): number {
  const ms = parseDuration(span, 'advance');
  const left = Number.MAX_SAFE_INTEGER - nowMs;
  if (ms > left) badInput({ field: 'advance', value: span, expected: `at most ${left} ms, where virtual time ends` });
  return ms;
}

/** Lets virtual time pass: every timer that comes due acts at its own time, in order.
 * @throws when more than {@link timerLimit} timers come due
 */
export function advance(engine: Engine, world: World, ms: number): void {
  const untilMs = world.nowMs + ms;
  for (let fired = 0; ; fired++) {
    const timer = nextTimer(world);
    if (timer === undefined || timer.dueMs > untilMs) break;
    checkLimit(fired, 'advance');
    fire(engine, world, timer);
  }
  passTo(world, untilMs);
}

/** Lets time pass until no work is under way: no timer is left but those that remove finished jobs, end sessions or tell of changes.
 * @throws when more than {@link timerLimit} timers come due
 */
export function settle(engine: Engine, world: World): void {
  for (let fired = 0; ; fired++) {
    const work = nextWork(world);
    if (work === undefined) return;
    checkLimit(fired, 'settle');
    // What else comes due before the work does comes first.
    fire(engine, world, nextTimer(world));
  }
}

/** Lets time pass until a waiting call is ready again or has replied. */
export function awaitCall(engine: Engine, world: World, call: CallHandle): void {
  for (let fired = 0; ; fired++) {
    const { phase } = world.calls.read(call);
    if (phase !== callPhase.waiting && phase !== callPhase.held) return;
    const timer = nextTimer(world);
    if (timer === undefined && phase === callPhase.held) refuseToWait(world, call);
    checkLimit(fired, 'finish');
    fire(engine, world, timer);
  }
}

/** @throws BadInputError: nothing that is to come lets the call go on */
function refuseToWait(world: World, call: CallHandle): never {
  const { heldBy } = world.faults?.calls.get(call) ?? { heldBy: '' };
  const id = world.codecs.call.encode(call);
  return badInput({
    field: 'finish',
    value: id,
    expected: `a call that can go on: a fault holds it by the tag '${heldBy}'; begin() it, faults.release('${heldBy}'), then finish() it`,
  });
}

/** What happened until then is told as it was then. */
function passTo(world: World, ms: number): void {
  if (world.events !== undefined) makeEvents(world.events);
  world.nowMs = ms;
}

function fire(engine: Engine, world: World, timer: Timer | undefined): void {
  if (timer === undefined) throw new Error('something waits for a timer, and there is none');
  if (timer.dueMs > Number.MAX_SAFE_INTEGER)
    badInput({
      field: 'time',
      value: timer.kind,
      expected: `what is due before the end of virtual time, ${Number.MAX_SAFE_INTEGER} ms`,
    });
  passTo(world, timer.dueMs);
  world.revision++;
  if (world.trace !== undefined) world.trace.add({ atMs: world.nowMs, kind: 'timer', timer: timer.kind });
  // A timer's subject is what the kind says: the code that set it wrote a handle of that table.
  switch (timer.kind) {
    case 'jobStart':
      return onJobStart(engine, world);
    case 'jobStop':
      world.agenda.cancel(timer);
      return onJobStop(engine, world, timer.subject as JobHandle);
    case 'copyDone':
      return onCopyDone(engine, world);
    case 'removal':
      return onRemoval(world);
    case 'callWakes':
      world.agenda.cancel(timer);
      return onCallWakes(engine, world, timer.subject as CallHandle);
    case 'jobWakes':
      world.agenda.cancel(timer);
      return onJobWakes(engine, world, timer.subject as JobHandle);
    case 'detach':
      world.agenda.cancel(timer);
      return onDetach(engine, world, timer.subject as SynchronizationHandle);
    case 'sessionEnds':
      world.agenda.cancel(timer);
      return onSessionEnds(world, timer.subject as SessionHandle);
    case 'volumeIndicated':
    case 'poolIndicated':
    case 'capabilitiesIndicated':
      world.agenda.cancel(timer);
      return onIndication(world, timer.kind, timer.subject);
    case 'linkLost':
      world.agenda.cancel(timer);
      return onLinkLost(engine, world);
    case 'faultTime':
    case 'faultEnds':
    case 'heal':
    case 'providerUp':
      return onPlanTimer(engine, world, timer);
  }
}

/** The next timer of all: of the agenda, of those that have places of their own, and of the fault plan. */
export function nextTimer(world: World): Timer | undefined {
  return earlier(earlier(world.agenda.next(), ownTimer(world)), nextBesideWork(world));
}

/** The next removal of a finished job, or what the fault plan has in mind. */
function nextBesideWork({ removalTimer, faults }: World): Timer | undefined {
  return faults === undefined ? removalTimer : earlier(removalTimer, faults.timers.next());
}

/** The next timer that is work: something starts, copies, stops or waits. */
function nextWork(world: World): Timer | undefined {
  return earlier(world.agenda.first(isWork), ownTimer(world));
}

function ownTimer({ startTimer, copyTimer }: World): Timer | undefined {
  return earlier(startTimer, copyTimer);
}

function isWork({ kind }: Timer): boolean {
  return !besideWork.has(kind);
}

const besideWork: ReadonlySet<TimerKind> = new Set([
  'sessionEnds',
  'volumeIndicated',
  'poolIndicated',
  'capabilitiesIndicated',
]);

function earlier(left: Timer | undefined, right: Timer | undefined): Timer | undefined {
  if (left === undefined) return right;
  return right === undefined || inOrder(left, right) < 0 ? left : right;
}

function checkLimit(fired: number, what: string): void {
  if (fired >= timerLimit) throw new Error(`${what}: more than ${timerLimit} timers (timerLimit) came due`);
}
