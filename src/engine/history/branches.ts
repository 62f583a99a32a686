import { TimerQueue } from '../../determinism/timerQueue.js';
import type { Fault } from '../../faults/plan.js';
import { startPlan } from '../../faults/planEdits.js';
import type { PlanState } from '../../faults/planState.js';
import { lookAtCall } from '../../operations/facts/call.js';
import { callPhase } from '../../store/callRow.js';
import { SharedMap } from '../../store/sharedMap.js';
import type { World } from '../../store/world.js';
import { NoReplyError } from '../../vocabulary/methods/call.js';
import type { AnyReply } from '../../vocabulary/methods/replies.js';
import type { CallReply } from '../../vocabulary/methods/request.js';
import type { CallHandle } from '../../vocabulary/units/ids.js';
import { StorageArray } from '../array.js';
import { parkCall, parkedCall, parkedCallToSee } from '../calls/call.js';
import { inBytes } from '../calls/inBytes.js';
import { applicableRows, nextStep } from '../calls/look.js';
import { proceed } from '../calls/proceed.js';
import { start } from '../calls/take.js';
import type { Engine } from '../components.js';
import { advance, nextTimer } from '../controls/clock.js';
import { changeFaults } from '../faults/faultsApi.js';
import { type Input, StandIns } from './inputs.js';
import { perform } from './perform.js';
import { Recorder } from './recorder.js';

type BeginInput = Extract<Input, { do: 'begin' }>;

/** What is done to forks of one array's world, by the thousand: a step at a time, without a trace and without listeners. Nothing here
 * judges whether it may be done: whoever explores asks first.
 */
export class Branches {
  readonly engine: Engine;

  constructor(private readonly array: StorageArray) {
    this.engine = StorageArray.engineOf(array);
  }

  /** The array's world as it is now, without its trace. */
  root(): World {
    const world = StorageArray.worldOf(this.array).fork();
    world.trace = undefined;
    return world;
  }

  /** A world as an array, to be looked at or changed. */
  arrayOf(world: World): StorageArray {
    return new StorageArray(this.engine, world, null, this.recorderFor(world), null);
  }

  begin(world: World, { on, method, parameters, caller }: BeginInput): CallHandle {
    const call = start(this.engine, world, this.recorderFor(world), on, method, parameters, { caller });
    parkCall(world, call);
    return call.handle;
  }

  /** Does the next step of a call.
   * @returns its reply when it has come to it, which is taken; undefined before
   */
  step(world: World, handle: CallHandle): CallReply | undefined {
    const call = parkedCall(this.engine, world, handle);
    proceed(this.engine, world, call, 'one step');
    if (call.reply !== undefined) world.calls.remove(handle);
    return call.reply;
  }

  /** Does the next step of a call.
   * @returns what its caller gets when the reply has come to it, or is lost: what `finish` returns, or throws; undefined before
   */
  stepForCaller(world: World, handle: CallHandle): AnyReply | NoReplyError | undefined {
    const { operation } = parkedCall(this.engine, world, handle);
    const replied = this.step(world, handle);
    if (replied === undefined) return undefined;
    const { reply, decided } = replied;
    return reply === null
      ? new NoReplyError(world.codecs.call.encode(handle), decided)
      : inBytes(operation.bytes, reply);
  }

  /** Lets a call go on to the next step at which anything may happen to it: those before have no row that can apply and no effect, as long
   * as nobody changes the system's settings.
   * @param stops steps by number, at which something else may happen
   */
  skip(world: World, handle: CallHandle, stops: ReadonlySet<number>): void {
    let next: number = world.calls.read(handle).step;
    const last = this.nextOf(world, handle);
    while (next < last && !stops.has(next)) next++;
    world.calls.edit(handle).step = next;
  }

  /** Whether the next step of a call only takes it further: it has no row that can apply, and no effect. */
  isBlind(world: World, handle: CallHandle): boolean {
    return world.faults === undefined && this.nextOf(world, handle) > world.calls.read(handle).step;
  }

  /** The next step at which anything may happen to a call. */
  private nextOf(world: World, handle: CallHandle): number {
    const row = world.calls.read(handle);
    const { phase, step, paid } = row;
    if (phase !== callPhase.ready || paid > 0 || world.configuration.hasLatency) return step;
    const call = parkedCallToSee(this.engine, world, handle);
    return nextStep(
      world,
      step,
      applicableRows(this.engine, world, call, lookAtCall(world, call, this.engine.charging)),
    );
  }

  /** Lets time pass up to the next timer; nothing where there is none. */
  pass(world: World): void {
    const timer = nextTimer(world);
    if (timer !== undefined) advance(this.engine, world, timer.dueMs - world.nowMs);
  }

  /** Does something else. @throws BadInputError where the array refuses it */
  perform(world: World, input: Input): void {
    perform(this.arrayOf(world), input);
  }

  /** A plan of one fault, to be used again and again. */
  planOf(world: World, fault: Fault): PlanState {
    const plan = { version: 1, seed: null, healAtMs: null, budget: null, faults: [fault] } as const;
    return startPlan(plan, world.configuration.seed);
  }

  /** Adds a fault, as `array.faults.add` does. */
  arm(world: World, fault: Fault, alone: PlanState): void {
    if (world.faults !== undefined) changeFaults(this.engine, world, { add: fault.written as never });
    else
      world.faults = {
        planState: alone,
        calls: SharedMap.of(),
        jobs: SharedMap.of(),
        changes: [],
        timers: TimerQueue.of(),
        restarts: [],
      };
  }

  private recorderFor(world: World): Recorder {
    return new Recorder(this.engine, world, new StandIns(), 0);
  }
}

/** Whether faults have left something that is felt later: a change that lasts, a call that is held, a timer. */
export function isUnderFaults({ faults }: World): boolean {
  if (faults === undefined) return false;
  const { planState, calls, jobs, changes, timers, restarts } = faults;
  return (
    planState.inForce.length > 0 ||
    calls.size > 0 ||
    jobs.size > 0 ||
    changes.length > 0 ||
    restarts.length > 0 ||
    timers.next() !== undefined
  );
}
