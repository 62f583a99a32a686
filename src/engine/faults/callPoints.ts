import { draw } from '../../determinism/random.js';
import { isQuiet } from '../../faults/evaluatePlan.js';
import type { CallInFlight } from '../../operations/facts/call.js';
import { setCallFault } from '../../store/faultEdits.js';
import { type CallFault, noCallFault } from '../../store/faultState.js';
import type { World } from '../../store/world.js';
import { answeredSteps, steps } from '../../vocabulary/steps.js';
import type { Engine } from '../components.js';
import { lengthOf } from './about.js';
import type { CallContext } from './contexts.js';
import { inject } from './inject.js';
import type { CallInjection } from './injection.js';

/** Most visits come to nothing: they need no record of their own. */
const untouched = steps.map((_, step) => noCallFault(step));

const overTheLine: ReadonlySet<number> = new Set(answeredSteps.map((step) => steps.indexOf(step)));

/** Asks the fault plan about the step that a call is to do next, once.
 * @returns what was done to it; undefined when nothing was
 */
export function visitCall(
  engine: Engine,
  world: World,
  call: CallInFlight,
  context: CallContext,
): CallFault | undefined {
  const { handle, row } = call;
  const { faults } = world;
  if (faults === undefined) return undefined;
  // Nothing is listening, nothing has happened to any call, nothing is in force: most steps under most plans.
  if (!faults.planState.listens[row.step] && faults.calls.size === 0 && faults.changes.length === 0) return undefined;
  const before = faults.calls.get(handle);
  if (before?.step === row.step) return before;
  if (row.paid === 1) return undefined;
  if (before === undefined && faults.changes.length === 0 && isQuiet(faults.planState, context)) return undefined;
  const injection: CallInjection = {
    handle,
    injected:
      before === undefined ? (untouched[row.step] ?? noCallFault(row.step)) : noCallFault(row.step, before.deliveries),
  };
  const fired = inject(engine, world, context, { call: injection, job: null, read: null });
  const slower = world.faults?.changes.length === 0 ? 0 : lineDelay(world, call);
  if (!fired && slower === 0) return undefined;
  const delayMs = injection.injected.delayMs + slower;
  const tookMs = delayMs + (world.configuration.latencyMs[row.step] ?? 0);
  const injected = { ...injection.injected, delayMs, tookMs };
  setCallFault(world, handle, injected);
  return injected;
}

/** What slow lines add to a step that asks the provider something. */
function lineDelay(world: World, { handle, row }: CallInFlight): number {
  if (!overTheLine.has(row.step)) return 0;
  let ms = 0;
  for (const change of world.faults?.changes ?? []) {
    if (change.what !== 'slowLink') continue;
    // One draw for each step of each call.
    const chance = () => draw(world.configuration.seed, `slowLink ${change.fault}`, handle * 16 + row.step) / 2 ** 32;
    ms += lengthOf(change.span, chance);
  }
  return ms;
}
