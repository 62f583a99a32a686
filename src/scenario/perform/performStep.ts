import type { StorageArray } from '../../engine/array.js';
import type { CallProgress } from '../../engine/arrayApi.js';
import type { Change, OutOfBandChange } from '../../engine/controls/changes.js';
import type { PlanInput } from '../../faults/planSchema.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { type CreateCloneParameters, type CreateCloneReply, NoReplyError } from '../../vocabulary/methods/call.js';
import type { Step } from '../../vocabulary/steps.js';
import type { CallId } from '../../vocabulary/units/ids.js';
import { compareAnswer } from '../compare/compareAnswer.js';
import { compareElement } from '../compare/compareElement.js';
import { compareWrite } from '../compare/compareWrite.js';
import type { Mismatch } from '../compare/mismatch.js';
import { numberOf } from '../read/checkStep.js';
import type { CallStep, ScenarioStep, StepOf } from '../read/schema.js';
import { type Outcome, type RunContext, volumeIn } from './runContext.js';

export interface Performed {
  /** Of a step that took a reply. */
  readonly outcome?: Outcome;
  /** Why a write of a host was refused. */
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
      const outcome = outcomeOf(() => array.createClone(volumeIn(context, step.on), ...argumentsOf(step)));
      if (step.as !== undefined) calls.set(step.as, outcome);
      return { outcome, mismatches: compareAnswer(step.expect, outcome) };
    }
    case 'begin': {
      const { on, as, to } = step.begin;
      const call = array.begin(volumeIn(context, on), step.begin.call, ...argumentsOf(step.begin));
      calls.set(as, { call });
      return { mismatches: to === undefined ? [] : walk(array, call, to, 'begin.to') };
    }
    case 'step': {
      const { to } = step.step;
      const call = inFlight(context, step.step.call);
      if (to !== undefined) return { mismatches: walk(array, call, to, 'step.to') };
      array.step(call);
      return { mismatches: [] };
    }
    case 'finish': {
      const call = inFlight(context, step.finish);
      const outcome = outcomeOf(() => array.finish(call));
      calls.set(step.finish, outcome);
      return { outcome, mismatches: compareAnswer(step.expect, outcome) };
    }
    case 'write': {
      const { to, offset = 0, length, tag } = step.write;
      const reply = array.host.write(volumeIn(context, to), { offset, length, tag });
      const mismatches = compareWrite(step.expect, reply);
      return reply.written ? { mismatches } : { refused: reply.because, mismatches };
    }
    case 'expect':
      return { mismatches: compareElement(context, step.expect) };
    case 'release':
      return { mismatches: release(context, step.release) };
    default:
      change(context, step);
      return { mismatches: [] };
  }
}

/** The scenario's field for a field that the array complains about. */
export function stepField(step: ScenarioStep, from: string, field: string): string {
  switch (step.kind) {
    case 'call':
      return `${field}.${from.replace(/^CreateClone/, 'with')}`;
    case 'begin':
      return `${field}.begin.${from.replace(/^CreateClone/, 'with')}`;
    case 'expect':
      return `${field}.expect.${from}`;
    case 'write':
      return `${field}.${from.replace('host.write', 'write.to')}`;
    case 'job':
      return `${field}.job.${from === 'control' ? 'do' : 'of'}`;
    default:
      return `${field}.${from.replace(/^failAt/, 'fail')}`;
  }
}

function change(
  context: RunContext,
  step: StepOf<'advance' | 'settle' | 'discover' | 'set' | 'outOfBand' | 'fail' | 'job' | 'faults' | 'heal'>,
) {
  const { array } = context;
  switch (step.kind) {
    case 'advance':
      return array.advance(step.advance);
    case 'settle':
      return array.settle();
    case 'discover':
      return array.discover();
    case 'set':
      return array.set(withVolumes(context, step.set));
    case 'outOfBand':
      return array.outOfBand.set(withVolumes(context, step.outOfBand));
    case 'fail': {
      const { at, code, times = 1 } = step.fail;
      return array.provider.failAt(at, code === 'lost' ? code : numberOf(code), { times });
    }
    case 'job':
      return controlJob(context, step);
    case 'faults':
      // The array reads the plan by its own schema.
      return array.faults.use(step.faults as PlanInput);
    case 'heal':
      return array.faults.heal();
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

function controlJob({ array, calls }: RunContext, { job }: StepOf<'job'>): void {
  const labelled = calls.get(job.of);
  const reply = labelled !== undefined && 'reply' in labelled ? labelled.reply : undefined;
  if (reply !== undefined && reply?.Job == null) {
    const answer = reply === null ? 'no reply' : `${reply.ReturnValue}`;
    badInput({ field: 'of', value: job.of, expected: `a call that started a job; the answer was ${answer}` });
  }
  array.jobs[job.do](reply?.Job ?? job.of);
}

function withVolumes<Form extends Change | OutOfBandChange>(context: RunContext, form: Form): Form {
  const replaced: Record<string, string> = {};
  for (const key of ['volume', 'delete'] as const) {
    const named: unknown = Object.getOwnPropertyDescriptor(form, key)?.value;
    if (typeof named === 'string') replaced[key] = volumeIn(context, named);
  }
  return { ...form, ...replaced };
}

function argumentsOf(call: CallStep): [CreateCloneParameters, { readonly caller?: string }] {
  // An argument of another kind than the method declares is what the service has to refuse.
  const parameters = (call.with ?? {}) as CreateCloneParameters;
  return [parameters, call.caller === undefined ? {} : { caller: call.caller }];
}

function outcomeOf(act: () => CreateCloneReply): Outcome {
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
