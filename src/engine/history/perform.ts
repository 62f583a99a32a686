import { lifecycles } from '../../lifecycle/lifecycles.js';
import { callPhase } from '../../store/callRow.js';
import { knownJobs } from '../../store/knownJobs.js';
import type { Callable } from '../../vocabulary/methods/names.js';
import type { AnyReply } from '../../vocabulary/methods/replies.js';
import type { CallId } from '../../vocabulary/units/ids.js';
import { StorageArray } from '../array.js';
import { type CallProgress, type JobControl, jobControls } from '../arrayApi.js';
import type { Change, OutOfBandChange } from '../controls/changeSchemas.js';
import { nextTimer } from '../controls/clock.js';
import type { HostReply } from '../controls/host.js';
import type { OutOfBandReply } from '../controls/outOfBand.js';
import type { FaultInputs } from '../faults/faultsApi.js';
import type { Input } from './inputs.js';

/** A call from its beginning to its reply; a trace has it as a `begin` and a `finish`. */
interface CallInput {
  readonly do: 'call';
  readonly method: Callable;
  readonly on: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly caller: string;
}

/** What comes of each input that has something to say. */
interface Outputs {
  readonly call: AnyReply;
  readonly begin: CallId;
  readonly step: CallProgress;
  readonly finish: AnyReply;
  readonly outOfBand: OutOfBandReply;
  /** How many calls and jobs were released. */
  readonly faults: number;
  readonly write: HostReply;
}

type OutputOf<Kind extends Input['do'] | 'call'> = Kind extends keyof Outputs ? Outputs[Kind] : undefined;

/** Does one thing to an array: what replay, scenarios, the conformance suite and everything else that drives arrays by data call.
 * @throws whatever the array throws at its caller
 */
export function perform<Done extends Input | CallInput>(array: StorageArray, input: Done): OutputOf<Done['do']> {
  // Each case of `carryOut` returns what its kind of input has for an output.
  return carryOut(array, input) as OutputOf<Done['do']>;
}

function carryOut(array: StorageArray, input: Input | CallInput): Outputs[keyof Outputs] | undefined {
  switch (input.do) {
    case 'call':
      return array.invoke(input.on, input.method, input.parameters, { caller: input.caller });
    case 'begin':
      // The array looks method, parameters and calls up, and refuses what it does not know.
      return array.begin(input.on, input.method, input.parameters, { caller: input.caller });
    case 'step':
      return array.step(input.call as CallId);
    case 'finish':
      return array.finish(input.call as CallId);
    case 'advance':
      array.advance(input.ms);
      return undefined;
    case 'settle':
      array.settle();
      return undefined;
    case 'discover':
      array.discover();
      return undefined;
    case 'set':
      array.set(input.change as Change);
      return undefined;
    case 'outOfBand':
      return array.outOfBand.set(input.change as OutOfBandChange);
    case 'faults':
      return performFaults(array, input.input);
    case 'write':
      return array.host.write(input.volume, input.write);
    case 'session':
      array.provider.sessions[input.control](input.session);
      return undefined;
    case 'job':
      array.jobs[input.control](input.job);
      return undefined;
  }
}

function performFaults({ faults }: StorageArray, input: FaultInputs): number {
  if ('use' in input) faults.use(input.use);
  else if ('add' in input) faults.add(input.add);
  else if ('remove' in input) faults.remove(input.remove);
  else if ('release' in input) return faults.release(input.release);
  else faults.heal(input.heal === true ? undefined : input.heal);
  return 0;
}

/** What can happen next by itself: a step of each call in flight, or its end; time up to the next timer; what operators can do to
 * a job; what a fault holds being let go. New calls and changes are for whoever drives the array.
 */
export function enabled(array: StorageArray): Input[] {
  const world = StorageArray.worldOf(array);
  const inputs: Input[] = [];
  for (const handle of world.calls.handles()) {
    const call = world.codecs.call.encode(handle);
    const { phase } = world.calls.read(handle);
    if (phase === callPhase.ready) inputs.push({ do: 'step', call });
    if (phase === callPhase.replied) inputs.push({ do: 'finish', call });
  }
  const timer = nextTimer(world);
  if (timer !== undefined) inputs.push({ do: 'advance', ms: timer.dueMs - world.nowMs });
  for (const handle of knownJobs(world)) {
    const job = world.codecs.job.encode(handle);
    const { state } = world.jobs.read(handle);
    for (const control of controls)
      if (lifecycles.job.after(state, jobControls[control]) >= 0) inputs.push({ do: 'job', job, control });
  }
  for (const tag of array.faults.held()) inputs.push({ do: 'faults', input: { release: tag } });
  return inputs;
}

// The keys of an object literal are its names: `Object.keys` only forgets the type.
const controls = Object.keys(jobControls) as readonly JobControl[];
