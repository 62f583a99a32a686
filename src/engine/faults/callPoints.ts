import { draw } from '../../determinism/random.js';
import { isQuiet } from '../../faults/evaluatePlan.js';
import { pointIndex } from '../../faults/points.js';
import type { ForcedCode } from '../../faults/readCode.js';
import type { CallInFlight } from '../../operations/facts/call.js';
import { setCallFault } from '../../store/faultEdits.js';
import { type CallFault, type FaultState, noCallFault } from '../../store/faultState.js';
import type { World } from '../../store/world.js';
import { answeredSteps, steps } from '../../vocabulary/steps.js';
import { none, type SynchronizationHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Engine } from '../components.js';
import { askToDetach } from '../jobs/detach.js';
import { lengthOf } from './about.js';
import type { CallContext } from './contexts.js';
import { DetachContext } from './detachContext.js';
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
  const detaches = mayDetach(faults, row.step, context);
  if (!faults.planState.listens[row.step] && faults.calls.size === 0 && faults.changes.length === 0 && !detaches)
    return undefined;
  const before = faults.calls.get(handle);
  if (before?.step === row.step) return before;
  if (row.paid > 0) return undefined;
  if (before === undefined && faults.changes.length === 0 && !detaches && isQuiet(faults.planState, context))
    return undefined;
  const injection: CallInjection = {
    handle,
    injected:
      before === undefined ? (untouched[row.step] ?? noCallFault(row.step)) : noCallFault(row.step, before.deliveries),
  };
  const struck = inject(engine, world, context, { call: injection, job: null, read: null });
  const fired = (detaches && detachFirst(engine, world, call, injection)) || struck;
  const slower = world.faults?.changes.length === 0 ? 0 : lineDelay(world, call);
  if (!fired && slower === 0) return undefined;
  const delayMs = injection.injected.delayMs + slower;
  const tookMs = delayMs + (world.configuration.latencyMs[row.step] ?? 0);
  const injected = { ...injection.injected, delayMs, tookMs };
  setCallFault(world, handle, injected);
  return injected;
}

/** Whether the service is about to detach a volume before the array deletes it: nothing else refuses that first. */
function mayDetach({ planState }: FaultState, step: number, context: CallContext): boolean {
  return planState.listens[pointIndex.detach] === true && step === arrayStep && context.decides(detachFailed);
}

const arrayStep = steps.indexOf('array');
const detachFailed: ForcedCode = { code: -1, outcome: 'detachFailed' };

/** Asks about each of the volume's associations, which are detached one by one.
 * @returns whether any of them is struck
 */
function detachFirst(engine: Engine, world: World, { row, request }: CallInFlight, call: CallInjection): boolean {
  let isStruck = false;
  for (const one of synchronizationsOf(world, row.volume)) {
    if (!world.synchronizations.has(one)) continue;
    const context = new DetachContext(world, one, row.method, request.caller);
    const { fault, failsBecause, delayMs } = askToDetach(engine, world, context);
    if (fault === '') continue;
    isStruck = true;
    const { injected } = call;
    call.injected = {
      ...injected,
      fault,
      delayMs: injected.delayMs + delayMs,
      detachFails: injected.detachFails ?? failsBecause,
    };
  }
  return isStruck;
}

/** Those to its source and to its replicas. */
function synchronizationsOf(world: World, handle: VolumeHandle | -1): SynchronizationHandle[] {
  const volume = world.volumes.peek(handle);
  if (volume === undefined) return [];
  const found = volume.synchronization === none ? [] : [volume.synchronization];
  for (let replica = volume.firstReplica; replica !== none; ) {
    found.push(replica);
    replica = world.synchronizations.read(replica).nextOfSource;
  }
  return found;
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
