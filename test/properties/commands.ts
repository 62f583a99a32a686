import {
  type AnyReply,
  BadInputError,
  type CallId,
  type Change,
  type Decision,
  type HostReply,
  type JobControl,
  type MethodName,
  NoReplyError,
  type OutOfBandChange,
  type Step,
  type StorageArray,
  type TaggedRange,
  type Volume,
} from '../../src/index.js';
import { isOk } from './transition.js';

/** One thing done to an array, as plain data: printed with a failure, replayed in another process. */
export type Command =
  | Call
  | { readonly do: 'step' | 'finish'; readonly call: CallId }
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'settle' | 'discover' | 'read' }
  /** In bytes; `on` is an id. */
  | {
      readonly do: 'write';
      readonly on: string;
      readonly offset: number;
      readonly length: number;
      readonly tag: string;
    }
  | { readonly do: 'set'; readonly change: Change }
  | { readonly do: 'outOfBand'; readonly change: OutOfBandChange }
  | { readonly do: 'job'; readonly job: string; readonly control: JobControl }
  | { readonly do: 'failAt'; readonly at: Step | 'jobEnd'; readonly code: number | 'lost'; readonly times: number };

/** A call of a method, at once or step by step. */
export interface Call {
  readonly do: 'call' | 'begin';
  readonly method: MethodName;
  readonly on: string;
  readonly with: Parameters;
  readonly caller: string;
}

export type Parameters = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What came of a command. */
export type Outcome =
  | { readonly kind: 'reply'; readonly reply: AnyReply }
  | { readonly kind: 'noReply'; readonly decided: Decision }
  | { readonly kind: 'begun'; readonly call: CallId }
  | { readonly kind: 'wrote'; readonly reply: HostReply }
  | { readonly kind: 'changed'; readonly reply: ReturnType<StorageArray['outOfBand']['delete']> }
  | { readonly kind: 'done' }
  /** Bad input: the command could not be meant, and changed nothing. */
  | { readonly kind: 'badInput'; readonly message: string };

const done: Outcome = { kind: 'done' };

/** Does a command. Whatever the array throws besides bad input and a lost reply is left to fly. */
export function perform(array: StorageArray, command: Command): Outcome {
  try {
    return act(array, command);
  } catch (thrown) {
    if (thrown instanceof NoReplyError) return { kind: 'noReply', decided: thrown.decided };
    if (thrown instanceof BadInputError) return { kind: 'badInput', message: thrown.message };
    throw thrown;
  }
}

/** Makes a call. @returns whether it is accepted */
export function isAccepted(array: StorageArray, call: Call): boolean {
  const outcome = perform(array, call);
  return outcome.kind === 'reply' && isOk(outcome.reply.ReturnValue);
}

/** A command on one line, as the array's own calls. */
export function render(command: Command): string {
  const text = (value: unknown) =>
    JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner}` : inner));
  switch (command.do) {
    case 'call':
    case 'begin': {
      const { method, on, with: parameters, caller } = command;
      const name = command.do === 'call' ? 'invoke' : 'begin';
      return `array.${name}(${text(on)}, '${method}', ${text(parameters)}, ${text({ caller })})`;
    }
    case 'step':
    case 'finish':
      return `array.${command.do}(${text(command.call)})`;
    case 'advance':
      return `array.advance(${command.ms})`;
    case 'set':
      return `array.set(${text(command.change)})`;
    case 'outOfBand':
      return `array.outOfBand(${text(command.change)})`;
    case 'write': {
      const { on, offset, length, tag } = command;
      return `array.host.write(${text(on)}, ${text({ offset, length, tag })})`;
    }
    case 'job':
      return `array.jobs.${command.control}(${text(command.job)})`;
    case 'failAt':
      return `array.provider.failAt('${command.at}', ${text(command.code)}, { times: ${command.times} })`;
    default:
      return `array.${command.do}()`;
  }
}

function act(array: StorageArray, command: Command): Outcome {
  switch (command.do) {
    case 'call': {
      const { on, method, with: parameters, caller } = command;
      return { kind: 'reply', reply: array.invoke(on, method, parameters, { caller }) };
    }
    case 'begin': {
      const { on, method, with: parameters, caller } = command;
      return { kind: 'begun', call: array.begin(on, method, parameters, { caller }) };
    }
    case 'step':
      array.step(command.call);
      return done;
    case 'finish':
      return { kind: 'reply', reply: array.finish(command.call) };
    case 'advance':
      array.advance(command.ms);
      return done;
    case 'settle':
      array.settle();
      return done;
    case 'discover':
      array.discover();
      return done;
    case 'read':
      readAll(array);
      return done;
    case 'write': {
      const { on, offset, length, tag } = command;
      return { kind: 'wrote', reply: array.host.write(on, { offset, length, tag }) };
    }
    case 'set':
      array.set(command.change);
      return done;
    case 'outOfBand':
      return changeOutOfBand(array, command.change);
    case 'job':
      array.jobs[command.control](command.job);
      return done;
    case 'failAt':
      array.provider.failAt(command.at, command.code, { times: command.times });
      return done;
  }
}

function changeOutOfBand({ outOfBand }: StorageArray, change: OutOfBandChange): Outcome {
  if ('delete' in change) return { kind: 'changed', reply: outOfBand.delete(change.delete) };
  if (!('create' in change)) return { kind: 'changed', reply: outOfBand.set(change) };
  outOfBand.create(change.create);
  return done;
}

/** What is on a volume; undefined while its pool is offline: nobody can read it then, and to ask is bad input. */
export function contentsOf(array: StorageArray, { id, pool }: Volume): readonly TaggedRange[] | undefined {
  try {
    return array.host.read(id);
  } catch (thrown) {
    if (thrown instanceof BadInputError && array.pool(pool).state === 'offline') return undefined;
    throw thrown;
  }
}

/** Every reader there is, the look-ups that fail included. */
export function readAll(array: StorageArray): void {
  for (const volume of array.volumes()) {
    array.volume(volume.id);
    contentsOf(array, volume);
  }
  for (const pool of array.pools()) array.pool(pool.id);
  for (const job of array.jobs()) array.job(job.id);
  array.findVolume('no such volume');
  for (const kind of ['identity', 'observable', 'canonical'] as const) array.digest(kind);
  array.save();
  array.trace();
  array.fork();
  array.violations();
}
