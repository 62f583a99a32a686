import type { Timer } from '../determinism/agenda.js';
import { callPhase } from '../store/rows.js';
import type { World } from '../store/world.js';
import type { CallHandle, JobHandle } from '../vocabulary/ids.js';
import { onCallWakes } from './calls.js';
import { onCopyDone, onJobStart, onJobStop, onRemoval } from './jobs.js';
import type { Engine } from './parts.js';

/** More timers than any sensible run lets come due in one `advance` or `settle`: a loop that feeds itself stops here. */
export const timerLimit = 10_000_000;

/** Lets virtual time pass: every timer that comes due acts at its own time, in order.
 * @throws when more than {@link timerLimit} timers come due
 */
export function advance(engine: Engine, world: World, ms: number): void {
  const untilMs = world.nowMs + ms;
  for (let fired = 0; ; fired++) {
    const timer = world.agenda.next();
    if (timer === undefined || timer.dueMs > untilMs) break;
    checkLimit(fired, 'advance');
    fire(engine, world, timer);
  }
  world.nowMs = untilMs;
}

/** Lets time pass until no work is under way: no timer is left but those that remove finished jobs.
 * @throws when more than {@link timerLimit} timers come due
 */
export function settle(engine: Engine, world: World): void {
  for (let fired = 0; ; fired++) {
    const timer = nextWork(world);
    if (timer === undefined) return;
    checkLimit(fired, 'settle');
    fire(engine, world, timer);
  }
}

/** Lets time pass until a waiting call is ready again or has replied. */
export function awaitCall(engine: Engine, world: World, call: CallHandle): void {
  for (let fired = 0; world.calls.read(call).phase === callPhase.waiting; fired++) {
    const timer = world.agenda.next();
    if (timer === undefined) throw new Error(`call ${call} waits for a timer that is not on the agenda`);
    checkLimit(fired, 'finish');
    fire(engine, world, timer);
  }
}

function fire(engine: Engine, world: World, timer: Timer): void {
  world.agenda.cancel(timer);
  world.nowMs = timer.dueMs;
  world.revision++;
  world.trace?.add({ atMs: world.nowMs, kind: 'timer', timer: timer.kind });
  // A timer's subject is what the kind says: whoever set it wrote a handle of that table.
  switch (timer.kind) {
    case 'jobStart':
      return onJobStart(engine, world, timer.subject as JobHandle);
    case 'jobStop':
      return onJobStop(engine, world, timer.subject as JobHandle);
    case 'copyDone':
      return onCopyDone(engine, world);
    case 'removal':
      return onRemoval(world);
    case 'callWakes':
      return onCallWakes(engine, world, timer.subject as CallHandle);
  }
}

/** The next timer that is work. While there is any, removals in between come first, in their order. */
function nextWork(world: World): Timer | undefined {
  const next = world.agenda.next();
  if (next === undefined || next !== world.removalTimer) return next;
  // There is one removal timer at most, so anything else on the agenda is work.
  return world.agenda.length > 1 ? next : undefined;
}

function checkLimit(fired: number, what: string): void {
  if (fired >= timerLimit) throw new Error(`${what}: more than ${timerLimit} timers (timerLimit) came due`);
}
