import type { StorageArray } from '../../engine/array.js';
import type { CallProgress } from '../../engine/arrayApi.js';
import type { Change, OutOfBandChange } from '../../engine/controls/changeSchemas.js';
import type { Input } from '../../engine/history/inputs.js';
import { perform } from '../../engine/history/perform.js';
import type { FaultInput, PlanInput } from '../../faults/planSchema.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { NoReplyError } from '../../vocabulary/methods/call.js';
import { callableBy, callables } from '../../vocabulary/methods/names.js';
import { signatures } from '../../vocabulary/methods/parameters.js';
import type { AnyReply } from '../../vocabulary/methods/replies.js';
import type { Step } from '../../vocabulary/steps.js';
import { parseDuration } from '../../vocabulary/units/durations.js';
import type { CallId } from '../../vocabulary/units/ids.js';
import { compareAnswer } from '../compare/compareAnswer.js';
import { compareElement } from '../compare/compareElement.js';
import { compareOutOfBand } from '../compare/compareOutOfBand.js';
import { compareWrite } from '../compare/compareWrite.js';
import type { Mismatch } from '../compare/mismatch.js';
import type { CallStep, ScenarioStep, StepOf } from '../read/schema.js';
import { jobOf, type Outcome, type RunContext, volumeIn } from './runContext.js';

export interface Performed {
  /** Of a step that took a reply. */
  readonly outcome?: Outcome;
  /** Why a write of a host, or what happens behind the service's back, was refused. */
  readonly refused?: string;
  readonly mismatches: readonly Mismatch[];
}

/** Does one step and compares what it expects.
 * @throws BadInputError in the array's own words about the field, see {@link stepField}
 */
export function performStep(context: RunContext, step: ScenarioStep): Performed {
  const { array, calls } = context;
  switch (step.kind) {
    case 'call': {
      const outcome = outcomeOf(() => perform(array, { do: 'call', ...callOf(context, step) }));
      if (step.as !== undefined) calls.set(step.as, outcome);
      return { outcome, mismatches: compareAnswer(step.expect, outcome) };
    }
    case 'begin': {
      const { as, to } = step.begin;
      const call = perform(array, { do: 'begin', ...callOf(context, step.begin) });
      calls.set(as, { call });
      return { mismatches: to === undefined ? [] : walk(array, call, to, 'begin.to') };
    }
    case 'step': {
      const { to } = step.step;
      const call = inFlight(context, step.step.call);
      if (to !== undefined) return { mismatches: walk(array, call, to, 'step.to') };
      perform(array, { do: 'step', call });
      return { mismatches: [] };
    }
    case 'finish': {
      const call = inFlight(context, step.finish);
      const outcome = outcomeOf(() => perform(array, { do: 'finish', call }));
      calls.set(step.finish, outcome);
      return { outcome, mismatches: compareAnswer(step.expect, outcome) };
    }
    case 'write': {
      const { to, offset = 0, length, tag } = step.write;
      const reply = perform(array, { do: 'write', volume: volumeIn(context, to), write: { offset, length, tag } });
      const mismatches = compareWrite(step.expect, reply);
      return reply.written ? { mismatches } : { refused: reply.because, mismatches };
    }
    case 'outOfBand': {
      const reply = perform(array, { do: 'outOfBand', change: withVolumes(context, step.outOfBand) });
      const mismatches = compareOutOfBand(step.expect, reply);
      return reply.changed ? { mismatches } : { refused: reply.because, mismatches };
    }
    case 'expect':
      return { mismatches: compareElement(context, step.expect) };
    case 'release':
      return { mismatches: release(context, step.release) };
    case 'fail': {
      const { at, code, times = 1, method } = step.fail;
      array.provider.failAt(at, code, { times, ...(method && { method }) });
      return { mismatches: [] };
    }
    default:
      perform(array, inputOf(context, step));
      return { mismatches: [] };
  }
}

/** How the array names a parameter: `StorageVolume.Delete.username`. */
const argument = new RegExp(`^(${callables.map((name) => name.replace('.', '\\.')).join('|')})(?=\\.|$)`);

/** The scenario's field for a field that the array complains about. */
export function stepField(step: ScenarioStep, from: string, field: string): string {
  switch (step.kind) {
    case 'call':
      return `${field}.${from.replace(argument, 'with')}`;
    case 'begin':
      return `${field}.begin.${from.replace(argument, 'with')}`;
    case 'expect':
      return `${field}.expect.${from}`;
    case 'write':
      return `${field}.${from.replace('host.write', 'write.to')}`;
    case 'job':
      return `${field}.job.${from === 'control' ? 'do' : 'of'}`;
    case 'session':
      return `${field}.session.of`;
    default:
      return `${field}.${from.replace(/^failAt/, 'fail')}`;
  }
}

/** What a step is to an array, where it is one thing and takes no answer. */
function inputOf(
  context: RunContext,
  step: StepOf<
    'advance' | 'settle' | 'discover' | 'set' | 'job' | 'session' | 'faults' | 'heal' | 'addFault' | 'removeFault'
  >,
): Input {
  switch (step.kind) {
    case 'advance':
      return { do: 'advance', ms: parseDuration(step.advance, 'advance') };
    case 'settle':
      return { do: 'settle' };
    case 'discover':
      return { do: 'discover' };
    case 'set':
      return { do: 'set', change: withVolumes(context, step.set) };
    case 'job':
      return { do: 'job', job: jobIn(context, step), control: step.job.do };
    case 'session':
      return { do: 'session', session: step.session.of, control: step.session.do };
    case 'faults':
      // The array reads the plan by its own schema.
      return { do: 'faults', input: { use: step.faults as PlanInput } };
    case 'heal':
      return { do: 'faults', input: { heal: step.heal } };
    case 'addFault':
      return { do: 'faults', input: { add: step.addFault as FaultInput } };
    case 'removeFault':
      return { do: 'faults', input: { remove: step.removeFault } };
  }
}

/** A tag that holds nothing is a slip: the scenario would say that something was let go on, and nothing was. */
function release({ array }: RunContext, tag: string): Mismatch[] {
  const held = array.faults.held();
  if (array.faults.release(tag) > 0) return [];
  const note = `held now: ${held.length === 0 ? 'nothing' : held.map((one) => `'${one}'`).join(', ')}`;
  return [
    { path: 'release', subject: '', what: 'a fault to hold something by', expected: `'${tag}'`, actual: 'none', note },
  ];
}

function jobIn({ calls }: RunContext, { job }: StepOf<'job'>): string {
  const labelled = calls.get(job.of);
  if (labelled === undefined || !('reply' in labelled)) return job.of;
  const started = jobOf(labelled.reply);
  if (started !== null) return started;
  const answer = labelled.reply === null ? 'no reply' : `${labelled.reply.ReturnValue}`;
  return badInput({ field: 'of', value: job.of, expected: `a call that started a job; the answer was ${answer}` });
}

function withVolumes<Form extends Change | OutOfBandChange>(context: RunContext, form: Form): Form {
  const replaced: Record<string, string> = {};
  for (const key of ['volume', 'delete'] as const) {
    const named: unknown = Object.getOwnPropertyDescriptor(form, key)?.value;
    if (typeof named === 'string') replaced[key] = volumeIn(context, named);
  }
  return { ...form, ...replaced };
}

/** A call as the array takes it: what its element and its references are called by is looked up among the labels. */
function callOf(context: RunContext, { call, on, with: given = {}, caller = 'client' }: CallStep) {
  return {
    method: call,
    on: volumeIn(context, on),
    parameters: withJobs(context, call, given),
    caller,
  };
}

/** Arguments, with the jobs that labelled calls have started. */
function withJobs(context: RunContext, call: CallStep['call'], given: NonNullable<CallStep['with']>) {
  const jobs = callableBy(call).flatMap((method) =>
    signatures[method].inputs.filter(({ of, name }) => of === 'MSFT_SMJob' && typeof given[name] === 'string'),
  );
  if (jobs.length === 0) return given;
  return { ...given, ...Object.fromEntries(jobs.map(({ name }) => [name, startedIn(context, String(given[name]))])) };
}

/** The job of the call with that label, else what the text itself names. */
function startedIn({ calls }: RunContext, reference: string): string {
  const labelled = calls.get(reference);
  return (labelled !== undefined && 'reply' in labelled && jobOf(labelled.reply)) || reference;
}

function outcomeOf(act: () => AnyReply): Outcome {
  try {
    const reply = act();
    return { reply, decided: reply.decided };
  } catch (error) {
    if (!(error instanceof NoReplyError)) throw error;
    return { reply: null, decided: error.decided };
  }
}

const phases = { waiting: 'a wait', held: 'a hold', replied: 'a reply' } as const;

/** Steps a call until `to` is what it does next; a call that waits or replies before has not got there. */
function walk(array: StorageArray, call: CallId, to: Step, path: string): Mismatch[] {
  let progress: CallProgress = array.progress(call);
  while (progress.phase === 'ready' && progress.step !== to) progress = array.step(call);
  if (progress.phase === 'ready') return [];
  const actual = `${phases[progress.phase]} at ${progress.step}`;
  return [{ path, subject: '', what: 'the next step to be', expected: to, actual }];
}

function inFlight({ calls }: RunContext, label: string): CallId {
  const labelled = calls.get(label);
  // The scenario was checked: the label was begun, and not finished.
  if (labelled === undefined || !('call' in labelled)) throw new Error(`call ${label} is not in flight`);
  return labelled.call;
}
