import type { DigestKind } from '../store/digests.js';
import type { ArrayEvents } from '../store/happenings.js';
import { violations } from '../store/invariants.js';
import type { Reference } from '../store/references.js';
import type { World } from '../store/world.js';
import type { Callable } from '../vocabulary/methods/names.js';
import type {
  AnyReply,
  CreateCloneParameters,
  CreateCloneReply,
  ParametersFor,
  ReplyTo,
} from '../vocabulary/methods/replies.js';
import type { Milliseconds } from '../vocabulary/units/durations.js';
import type { CallId } from '../vocabulary/units/ids.js';
import type { CallOptions, CallProgress, Host, Jobs, OutOfBand, ProviderApi, Trace, TraceFilter } from './arrayApi.js';
import { arrayMark, isMarked } from './arrayMark.js';
import { parkCall, parkedCall } from './calls/call.js';
import { proceed } from './calls/proceed.js';
import { noOptions } from './calls/requests.js';
import { callNamed, complete, invokeObserved, progressOf, start } from './calls/take.js';
import {
  type AnyInstance,
  type AssociatorsOptions,
  type ClassPort,
  type InstanceReference,
  portOf,
  type ReferencesOptions,
} from './classPort.js';
import { demandAtRest } from './commit/atomically.js';
import { discover, everything } from './commit/discover.js';
import type { Engine } from './components.js';
import { faultChanges, hostApi, jobsApi, outOfBandApi, providerApi, set } from './controls/apis.js';
import type { Change } from './controls/changeSchemas.js';
import { advance, readSpan, settle } from './controls/clock.js';
import { type Faults, faultsApi } from './faults/faultsApi.js';
import { saveWorld } from './history/checkpoint.js';
import type { ArrayDifference } from './history/difference.js';
import { differenceOf } from './history/differenceOf.js';
import type { Listener } from './history/listeners.js';
import type { Recorder } from './history/recorder.js';
import { type RequestFilter, type RequestRecord, requestsOf } from './history/requests.js';
import type { ArrayOptions } from './options.js';
import { digestOf, traceOf } from './reads.js';
import { RewindableArray } from './rewindableArray.js';

const noParameters = {};

/** A simulated array together with the storage service and the provider in front of it.
 *
 * Time is virtual and passes only in `advance`, `settle`, and while a call waits. All sizes that it shows are bytes.
 */
export class StorageArray extends RewindableArray {
  // The parts of the API are made when somebody asks: a fork is to cost nothing that it does not use.
  private providerPart: ProviderApi | undefined;
  private outOfBandPart: OutOfBand | undefined;
  private jobsPart: Jobs | undefined;
  private hostPart: Host | undefined;
  private faultsPart: Faults | undefined;

  /** Use `createArray` or `loadArray`. */
  constructor(
    private readonly engine: Engine,
    private readonly world: World,
    private readonly options: ArrayOptions | null,
    private readonly recorder: Recorder,
    private readonly classes: ClassPort<StorageArray> | null,
  ) {
    super({ engine, world, recorder });
  }

  /** What tells an array from what only looks like one. @internal */
  get [arrayMark](): this | undefined {
    return this.world === undefined ? undefined : this;
  }

  /** For those within arraysim that look at all of an array: they never write. */
  static readonly worldOf = (array: StorageArray): World => array.world;
  static readonly engineOf = (array: StorageArray): Engine => array.engine;

  /** A fork that tells of every step whose rows are judged: for those within arraysim that explain a call. */
  static readonly judgedFork = (array: StorageArray, judged: Engine['judged']) =>
    array.forkFor({ ...array.engine, judged });

  /** What a lost connection, a wrong answer or a late failure needs: outcomes forced at a step, each a fault of the plan. */
  get provider(): ProviderApi {
    this.providerPart ??= providerApi(this.engine, this.world, this.recorder);
    return this.providerPart;
  }

  /** What happens behind the storage service's back, until its next discovery. */
  get outOfBand(): OutOfBand {
    this.outOfBandPart ??= outOfBandApi(this.engine, this.world, this.recorder);
    return this.outOfBandPart;
  }

  /** What hosts write to volumes, and read from them. */
  get host(): Host {
    this.hostPart ??= hostApi(this.engine, this.world, this.recorder);
    return this.hostPart;
  }

  /** What goes wrong on purpose: the fault plan, while it runs. */
  get faults(): Faults {
    this.faultsPart ??= faultsApi(this.world, faultChanges(this.engine, this.world, this.recorder));
    return this.faultsPart;
  }

  /** All jobs that have not been removed yet, oldest first, and what can be done to one. */
  get jobs(): Jobs {
    this.jobsPart ??= jobsApi(this.engine, this.world, this.recorder, StorageArray.readsOf(this));
    return this.jobsPart;
  }

  /** What `createArray({ name })` has called it; null when nothing. */
  get name(): string | null {
    return this.world.configuration.name;
  }

  /** The moment at which virtual time began. */
  get startsAt(): Date {
    return new Date(this.world.configuration.startsAtMs);
  }

  /** Virtual time since the array was made, in milliseconds. */
  get now(): Milliseconds {
    // Time advances by whole milliseconds only.
    return this.world.nowMs as Milliseconds;
  }

  /** Clones a volume, from the call to its reply. Short for {@link invoke}. @see MSFT_SMStorageVolume.CreateClone */
  createClone(
    on: Reference,
    parameters: CreateCloneParameters = {},
    options: CallOptions = noOptions,
  ): CreateCloneReply {
    return this.invoke(on, 'CreateClone', parameters, options);
  }

  /** Calls a method of an element, from the call to its reply: `array.invoke('db', 'Delete')`.
   * @param method its name; where several classes have it, the element says which is meant, or `Pool.Delete` does
   * @returns the documents' out parameters; every return code is a value here
   * @throws BadInputError when `on` or another reference is the name of several elements, or a parameter does not exist; and when a
   * fault holds the call: it stays in flight, the error's `value` is its id, and `finish` goes on with it after `faults.release`
   */
  invoke<Name extends Callable>(
    on: Reference,
    method: Name,
    parameters: ParametersFor<Name> = noParameters,
    options: CallOptions = noOptions,
  ): ReplyTo<Name> {
    const { engine, world, recorder } = this;
    const reply = recorder.seesCalls
      ? invokeObserved(engine, world, recorder, on, method, parameters, options)
      : complete(engine, world, recorder, start(engine, world, recorder, on, method, parameters, options));
    // The engine answers with the out parameters that the method's facts list.
    return reply as ReplyTo<Name>;
  }

  /** Puts a call in flight without doing any of it, so that other calls and changes can come in between. */
  begin<Name extends Callable>(
    on: Reference,
    method: Name,
    parameters: ParametersFor<Name> = noParameters,
    options: CallOptions = noOptions,
  ): CallId {
    const { recorder } = this;
    return recorder.undertake(null, (engine, world) =>
      parkCall(world, start(engine, world, recorder, on, method, parameters, options)),
    );
  }

  /** Does the call's next step; a call that waits, or has replied, stays as it is. */
  step(call: CallId): CallProgress {
    const handle = callNamed(this.world, call);
    this.recorder.undertake({ do: 'step', call }, (engine, world) =>
      proceed(engine, world, parkedCall(engine, world, handle), 'one step'),
    );
    return progressOf(this.world, call);
  }

  /** How far a call is. */
  progress(call: CallId): CallProgress {
    return progressOf(this.world, call);
  }

  /** Runs a call to its reply, letting time pass where it waits, and takes the reply.
   * @throws BadInputError when a fault holds it: there it stays, until `faults.release`
   */
  finish(call: CallId): AnyReply {
    const { recorder } = this;
    return recorder.undertake(null, (engine, world) =>
      complete(engine, world, recorder, parkedCall(engine, world, callNamed(world, call))),
    );
  }

  /** Lets virtual time pass: '5 min', or milliseconds. */
  advance(span: string | number): void {
    const ms = readSpan(this.world, span);
    this.recorder.undertake({ do: 'advance', ms }, () => advance(this.engine, this.world, ms));
  }

  /** Lets virtual time pass until no job starts, copies or stops and no call waits. Suspended jobs stay as they are. */
  settle(): void {
    this.recorder.undertake({ do: 'settle' }, settle);
  }

  /** What is related to an instance, of whatever class: the instances at the other ends of the links that name it, each once.
   * `array.associators(pool.id, { resultClass: 'MSFT_SMStorageVolume' })` are the volumes of a pool.
   * @param of an object path with its keys, an ObjectId, or what a read or `instances` returned
   * @throws BadInputError when there is no such instance, and for a class that arraysim has no instances of: that is not modelled, and
   * not none
   */
  associators(of: InstanceReference, options: AssociatorsOptions = {}): readonly AnyInstance[] {
    return portOf(this.classes).associators(this, of, options);
  }

  /** The links themselves that name an instance: instances of associations.
   * @throws BadInputError as {@link associators}
   */
  references(of: InstanceReference, options: ReferencesOptions = {}): readonly AnyInstance[] {
    return portOf(this.classes).references(this, of, options);
  }

  /** Sets a part of the system: a role, a credential, a certificate, capabilities, limits, a state. The storage service
   * knows of it at once; for what it shall not know see {@link outOfBand}.
   * @throws BadInputError, with nothing changed
   */
  set(change: Change): void {
    set(this.engine, this.world, this.recorder, change);
  }

  /** Lets the storage service discover the array anew: its cache is fresh afterwards. */
  discover(): void {
    this.recorder.beginStep();
    this.recorder.record({ do: 'discover' });
    discover(this.world, everything);
  }

  /** What was asked of the storage service and what was answered, oldest first, as far back as the trace goes.
   * @throws BadInputError for a filter that makes no sense, and for an array without a trace
   */
  requests(filter: RequestFilter = {}): RequestRecord[] {
    return requestsOf(this.world, filter);
  }

  /** Listens to what happens: `array.on('jobChanged', ({ job, to }) => …)`, or from 2016 on to the documents' events by their class:
   * `array.on('MSFT_SMStorageArrivalEvent', ({ SourceInstance }) => …)`, all of them by 'event'. Listeners are told in the order of what happened, once
   * the call, the change or the passing of time that brought it is over; what one throws, the caller gets. They may look at the
   * array, and not change it. A fork, a saved array and a replay have none.
   * @returns what ends it
   * @throws BadInputError for an event that there is not
   */
  on<Event extends keyof ArrayEvents>(event: Event, listener: Listener<Event>): () => void {
    return this.recorder.listeners.add(event, listener, (noted) => portOf(this.classes).event(this, noted));
  }

  /** An independent array that goes on exactly as this one would. O(1), whatever the number of volumes. */
  fork(): StorageArray {
    return this.forkFor(this.engine);
  }

  private forkFor(engine: Engine): StorageArray {
    demandAtRest(this.world);
    const world = this.world.fork();
    return new StorageArray(engine, world, this.options, this.recorder.fork(world, engine), this.classes);
  }

  /** What has become of another array that this one is: `array.diff('before').text`.
   * @param other a checkpoint's name, a number of steps, or an array: a fork, or one of the same name and seed
   * @throws BadInputError for what is none of these
   */
  diff(other: StorageArray | string | number): ArrayDifference {
    const before = isMarked(other) ? other.world : this.recorder.moments.find(other, 'diff').world;
    return differenceOf(before, this.world);
  }

  /** What the array is, in 16 hexadecimal digits, to be compared with another's. @see DigestKind */
  digest(kind: DigestKind): string {
    return digestOf(this.world, kind);
  }

  /** Everything that the array is, calls in flight included, as JSON for `loadArray`. The trace is not part of it. */
  save(): string {
    demandAtRest(this.world);
    return saveWorld(this.engine, this.world);
  }

  /** What happened so far; without `trace: false` only. `trace({ from: 1201 })` is what came after 1,200 events.
   * @throws BadInputError for a number that no event can have
   */
  trace(filter: TraceFilter = {}): Trace {
    return traceOf(this.world, this.options, filter);
  }

  /** What is wrong with the array, in sentences; always empty unless arraysim has a bug. Walks all of it. */
  violations(): string[] {
    return violations(this.world);
  }
}
