import type { Instance, Keys } from '../cim/instance.js';
import { findInstance, instance, instances } from '../cim/instances.js';
import type { ClassName } from '../cim/model/classSpecs.js';
import type { StorageArray } from '../engine/array.js';
import type { CallOptions, VolumeFilter } from '../engine/arrayApi.js';
import type { HostReply, HostWrite, TaggedRange } from '../engine/controls/host.js';
import { idOf, type Reference } from '../store/references.js';
import type { Job, Pool, Volume } from '../store/views.js';
import { badInput } from '../vocabulary/input/badInput.js';
import type { Callable } from '../vocabulary/methods/names.js';
import type { CreateCloneParameters, CreateCloneReply, ParametersFor, ReplyTo } from '../vocabulary/methods/replies.js';
import { BaseClock } from './baseClock.js';
import type { Clock } from './clock.js';
import type { PortLine } from './portLine.js';
import type { AbortSignalLike } from './signals.js';
import { virtualClock } from './virtualClock.js';

/** What belongs to a call beside its parameters. */
export interface PortCallOptions extends CallOptions {
  /** Gives the call up: the promise rejects with its reason, and the array goes on with what it was asked for. */
  readonly signal?: AbortSignalLike | undefined;
}

/** Connects clients to an array: what they ask of it is answered by promises, on the time of a clock that several arrays can share.
 * @param clock one of its own when left out: `connect(array).clock`
 * @throws BadInputError for what is no array or no clock, and for an array that is on another clock
 */
export function connect(array: StorageArray, clock: Clock = virtualClock()): StoragePort {
  if (!BaseClock.isOne(clock))
    badInput({ field: 'connect.clock', value: clock, expected: 'a clock, as virtualClock or fakeTimers makes it' });
  return new StoragePort(clock, clock.lineOf(array));
}

/** An array as a client has it that awaits its answers. What throws in the library, such as `BadInputError`, rejects here. */
export class StoragePort {
  /** The clock that tells the array's time. */
  readonly clock: Clock;
  /** What hosts write to volumes, and read from them. */
  readonly host: {
    /** Writes a tag to a range of a volume: `array.host.write`. */
    readonly write: (volume: Reference, write: HostWrite) => Promise<HostReply>;
    /** What a volume holds: `array.host.read`. */
    readonly read: (volume: Reference, range?: Pick<HostWrite, 'offset' | 'length'>) => Promise<TaggedRange[]>;
  };
  private readonly line: PortLine;

  /** Use `connect`. */
  constructor(clock: Clock, line: PortLine) {
    this.clock = clock;
    this.line = line;
    this.host = {
      write: (volume, write) => line.change(`a write to ${named(volume)}`, () => this.array.host.write(volume, write)),
      read: (volume, range) => line.look(`the contents of ${named(volume)}`, () => this.array.host.read(volume, range)),
    };
  }

  /** The array itself, for the test: what it does at once, a client would have to wait for. */
  get array(): StorageArray {
    return this.line.array;
  }

  /** Calls a method of an element: `await port.invoke('db', 'Delete')`. The reply comes at its virtual moment: after the latency of
   * its steps, and once a fault that holds the call has let it go.
   * @throws NoReplyError when no reply comes, at the moment at which it gets lost
   * @throws BadInputError as `array.invoke` does
   */
  async invoke<Name extends Callable>(
    on: Reference,
    method: Name,
    parameters?: ParametersFor<Name>,
    { signal, ...options }: PortCallOptions = {},
  ): Promise<ReplyTo<Name>> {
    const reply = await this.line.call(on, method, parameters, options, signal);
    // The engine answers with the out parameters that the method's facts list.
    return reply as ReplyTo<Name>;
  }

  /** Clones a volume. Short for {@link invoke}. */
  createClone(on: Reference, parameters?: CreateCloneParameters, options?: PortCallOptions): Promise<CreateCloneReply> {
    return this.invoke(on, 'CreateClone', parameters, options);
  }

  /** The volume with that id or name, as it is reported now. */
  volume(reference: Reference): Promise<Volume> {
    return this.line.look(`volume ${named(reference)}`, () => this.array.volume(reference));
  }

  /** Like {@link volume}; undefined when there is none. */
  findVolume(reference: Reference): Promise<Volume | undefined> {
    return this.line.look(`volume ${named(reference)}`, () => this.array.findVolume(reference));
  }

  /** All volumes, oldest first, or all of a name. */
  volumes(filter?: VolumeFilter): Promise<Volume[]> {
    return this.line.look('the list of volumes', () => this.array.volumes(filter));
  }

  /** The pool with that id or name, as it is now. */
  pool(reference: Reference): Promise<Pool> {
    return this.line.look(`pool ${named(reference)}`, () => this.array.pool(reference));
  }

  /** All pools, oldest first. */
  pools(): Promise<Pool[]> {
    return this.line.look('the list of pools', () => this.array.pools());
  }

  /** The job with that id, as it is reported now. */
  job(reference: Reference | null): Promise<Job> {
    return this.line.look(`job ${named(reference)}`, () => this.array.job(reference));
  }

  /** Like {@link job}; undefined when there is none, or no longer. */
  findJob(reference: Reference | null): Promise<Job | undefined> {
    return this.line.look(`job ${named(reference)}`, () => this.array.findJob(reference));
  }

  /** All jobs that have not been removed yet, oldest first. */
  jobs(): Promise<Job[]> {
    return this.line.look('the list of jobs', () => this.array.jobs());
  }

  /** All instances of a class of the storage service, as the library's `instances` has them. */
  instances<Name extends ClassName>(name: Name): Promise<readonly Instance<Name>[]> {
    return this.line.look(`the instances of ${name}`, () => instances(this.array, name));
  }

  /** The instance with these keys. */
  instance<Name extends ClassName>(name: Name, keys: Keys<Name>): Promise<Instance<Name>> {
    return this.line.look(`${name} ${named(keys)}`, () => instance(this.array, name, keys));
  }

  /** Like {@link instance}; undefined when there is none. */
  findInstance<Name extends ClassName>(name: Name, keys: Keys<Name>): Promise<Instance<Name> | undefined> {
    return this.line.look(`${name} ${named(keys)}`, () => findInstance(this.array, name, keys));
  }

  /** Lets the storage service discover the array anew. */
  discover(): Promise<void> {
    return this.line.change('a discovery', () => this.array.discover());
  }
}

function named(reference: unknown): string {
  const text = idOf(reference) ?? reference;
  if (typeof text === 'string') return `'${text}'`;
  // The values of all keys, by name.
  return Object.values(Object(text)).map(String).join(' and ');
}
