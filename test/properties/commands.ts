import {
  BadInputError,
  type CallId,
  type Change,
  type CreateCloneParameters,
  type CreateCloneReply,
  type Decision,
  type HostReply,
  type JobControl,
  NoReplyError,
  type OutOfBandChange,
  type Step,
  type StorageArray,
} from '../../src/index.js';

/** One thing done to an array, as plain data: printed with a failure, replayed in another process. */
export type Command =
  | {
      readonly do: 'clone' | 'begin';
      readonly on: string;
      readonly with: CreateCloneParameters;
      readonly caller: string;
    }
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

/** What came of a command. */
export type Outcome =
  | { readonly kind: 'reply'; readonly reply: CreateCloneReply }
  | { readonly kind: 'noReply'; readonly decided: Decision }
  | { readonly kind: 'begun'; readonly call: CallId }
  | { readonly kind: 'wrote'; readonly reply: HostReply }
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

/** A command on one line, as the array's own calls. */
export function render(command: Command): string {
  const text = (value: unknown) =>
    JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner}` : inner));
  switch (command.do) {
    case 'clone':
      return `array.createClone(${text(command.on)}, ${text(command.with)}, { caller: ${text(command.caller)} })`;
    case 'begin':
      return `array.begin(${text(command.on)}, 'CreateClone', ${text(command.with)}, { caller: ${text(command.caller)} })`;
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
    case 'clone':
      return { kind: 'reply', reply: array.createClone(command.on, command.with, { caller: command.caller }) };
    case 'begin':
      return { kind: 'begun', call: array.begin(command.on, 'CreateClone', command.with, { caller: command.caller }) };
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
      changeOutOfBand(array, command.change);
      return done;
    case 'job':
      array.jobs[command.control](command.job);
      return done;
    case 'failAt':
      array.provider.failAt(command.at, command.code, { times: command.times });
      return done;
  }
}

function changeOutOfBand({ outOfBand }: StorageArray, change: OutOfBandChange): void {
  if ('delete' in change) outOfBand.delete(change.delete);
  else if ('create' in change) outOfBand.create(change.create);
  else outOfBand.set(change);
}

/** Every reader there is, the look-ups that fail included. */
export function readAll(array: StorageArray): void {
  for (const volume of array.volumes()) {
    array.volume(volume.id);
    array.host.read(volume.id);
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
