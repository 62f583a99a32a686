import { type DigestKind, digest, digestKinds } from '../store/digests.js';
import { countMissed, missesChange } from '../store/faultState.js';
import { violations } from '../store/invariants.js';
import { findVolume, type Reference, textOf, theJob, thePool, theVolume } from '../store/references.js';
import { callPhase } from '../store/rows.js';
import { type Job, type Pool, poolView, type Volume } from '../store/views.js';
import type { World } from '../store/world.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { type CreateCloneParameters, type CreateCloneReply, NoReplyError } from '../vocabulary/methods/call.js';
import { steps } from '../vocabulary/steps.js';
import { type Milliseconds, parseDuration } from '../vocabulary/units/durations.js';
import type { CallHandle, CallId } from '../vocabulary/units/ids.js';
import { none } from '../vocabulary/units/ids.js';
import {
  type CallOptions,
  type CallProgress,
  type Host,
  type JobControl,
  type Jobs,
  jobControls,
  type OutOfBand,
  type ProviderApi,
  type Trace,
} from './arrayApi.js';
import { type Call, newCall, parkCall, parkedCall, runCall, stepCall } from './calls/calls.js';
import { callerOf, checkMethod, noOptions, plainParameters, readRequest } from './calls/requests.js';
import { demandAtRest } from './commit/atomically.js';
import type { Engine } from './components.js';
import { demandAccepted } from './controls/acceptedControls.js';
import {
  applyChange,
  type Change,
  discover,
  type OutOfBandChange,
  readOutOfBand,
  readSet,
} from './controls/changes.js';
import { advance, awaitCall, settle } from './controls/clock.js';
import { type HostReply, type HostWrite, hostRead, hostWrite, rangeToRead, readWrite } from './controls/host.js';
import { changeFaults, type FaultInputs, type Faults, faultsApi } from './faults/faultsApi.js';
import { forcing } from './faults/forcing.js';
import { countCall } from './faults/plan.js';
import { reportedJob, reportedVolume } from './faults/reported.js';
import { saveWorld } from './history/checkpoint.js';
import type { Recorder } from './history/recorder.js';
import { controlJob } from './jobs/jobs.js';
import type { ArrayOptions } from './options.js';

const settling = { do: 'settle' } as const;

/** A simulated array together with the storage service and the provider in front of it.
 *
 * Time is virtual and passes only in `advance`, `settle`, and while a call waits. All sizes that it shows are bytes.
 */
export class StorageArray {
  // The parts of the API are made when somebody asks: a fork is to cost nothing that it does not use.
  private providerSurface: ProviderApi | undefined;
  private outOfBandSurface: OutOfBand | undefined;
  private jobsSurface: Jobs | undefined;
  private hostSurface: Host | undefined;
  private faultsSurface: Faults | undefined;

  /** Use `createArray` or `loadArray`. */
  constructor(
    private readonly engine: Engine,
    private readonly world: World,
    private readonly options: ArrayOptions | null,
    private readonly recorder: Recorder,
  ) {}

  /** For other ways of reading an array, within arraysim only: they never write. */
  static readonly worldOf = (array: StorageArray): World => array.world;

  /** What a lost connection, a wrong answer or a late failure needs: outcomes forced at a step, each a fault of the plan. */
  get provider(): ProviderApi {
    this.providerSurface ??= {
      failAt: (at, code, options) =>
        void this.changeFaults({ add: forcing(this.engine, this.world, at, code, options) }),
    };
    return this.providerSurface;
  }

  /** What happens behind the storage service's back, until its next discovery. */
  get outOfBand(): OutOfBand {
    this.outOfBandSurface ??= {
      delete: (element) => this.changeOutOfBand({ delete: element }),
      create: (volume) => this.changeOutOfBand({ create: volume }),
      set: (change) => this.changeOutOfBand(change),
    };
    return this.outOfBandSurface;
  }

  /** What hosts write to volumes, and read from them. */
  get host(): Host {
    this.hostSurface ??= {
      write: (volume, write) => this.hostWrite(volume, write),
      read: (volume, range) => {
        const handle = theVolume(this.world, volume, 'host.read');
        return hostRead(this.world, handle, rangeToRead(this.world, handle, range));
      },
    };
    return this.hostSurface;
  }

  /** What goes wrong on purpose: the fault plan, while it runs. */
  get faults(): Faults {
    this.faultsSurface ??= faultsApi(this.world, (input) => this.changeFaults(input));
    return this.faultsSurface;
  }

  /** All jobs that have not been removed yet, oldest first, and what can be done to one. */
  get jobs(): Jobs {
    this.jobsSurface ??= this.makeJobs();
    return this.jobsSurface;
  }

  /** Virtual time since the array was made, in milliseconds. */
  get now(): Milliseconds {
    // Time advances by whole milliseconds only.
    return this.world.nowMs as Milliseconds;
  }

  /** Clones a volume: MSFT_SMStorageVolume.CreateClone, from the call to its reply.
   * @returns the documents' out parameters; every return code is a value here
   * @throws NoReplyError when no reply comes
   * @throws BadInputError when `on` or TargetPool is the name of several elements, or a parameter does not exist; and when a
   * fault holds the call: it stays in flight, the error's `value` is its id, and `finish` goes on with it after `faults.release`
   * @see MSFT_SMStorageVolume.CreateClone
   */
  createClone(
    on: Reference,
    parameters: CreateCloneParameters = {},
    options: CallOptions = noOptions,
  ): CreateCloneReply {
    return this.world.faults === undefined
      ? this.complete(this.start(on, parameters, options))
      : this.createCloneUnderFaults(on, parameters, options);
  }

  /** Calls a method by its name; CreateClone is the one that there is. */
  invoke(
    on: Reference,
    method: 'CreateClone',
    parameters: CreateCloneParameters = {},
    options: CallOptions = noOptions,
  ): CreateCloneReply {
    checkMethod(method);
    return this.createClone(on, parameters, options);
  }

  /** Puts a call in flight without doing any of it, so that other calls and changes can come in between. */
  begin(
    on: Reference,
    method: 'CreateClone',
    parameters: CreateCloneParameters = {},
    options: CallOptions = noOptions,
  ): CallId {
    checkMethod(method);
    const call = this.start(on, parameters, options);
    parkCall(this.world, call);
    return this.world.codecs.call.encode(call.handle);
  }

  /** Does the call's next step; a call that waits, or has replied, stays as it is. */
  step(call: CallId): CallProgress {
    const handle = this.callNamed(call);
    this.recorder.undertake({ do: 'step', call }, () =>
      stepCall(this.engine, this.world, parkedCall(this.world, handle)),
    );
    return this.progress(call);
  }

  /** How far a call is. */
  progress(call: CallId): CallProgress {
    const { phase, step } = this.world.calls.read(this.callNamed(call));
    const names = ['ready', 'waiting', 'replied', 'held'] as const;
    return { call, phase: names[phase] ?? 'replied', step: steps[step] ?? 'serviceReply' };
  }

  /** Runs a call to its reply, letting time pass where it waits, and takes the reply.
   * @throws NoReplyError when no reply comes
   * @throws BadInputError when a fault holds it: there it stays, until `faults.release`
   */
  finish(call: CallId): CreateCloneReply {
    return this.recorder.undertake(null, () => this.complete(parkedCall(this.world, this.callNamed(call))));
  }

  /** Lets virtual time pass: '5 min', or milliseconds. */
  advance(span: string | number): void {
    const ms = parseDuration(span, 'advance');
    const left = Number.MAX_SAFE_INTEGER - this.now;
    if (ms > left) badInput({ field: 'advance', value: span, expected: `at most ${left} ms, where virtual time ends` });
    this.recorder.undertake({ do: 'advance', ms }, () => advance(this.engine, this.world, ms));
  }

  /** Lets virtual time pass until no job starts, copies or stops and no call waits. Suspended jobs stay as they are. */
  settle(): void {
    this.recorder.undertake(settling, settle);
  }

  /** @throws BadInputError when no volume, or more than one, answers to the reference */
  volume(reference: Reference): Volume {
    return reportedVolume(this.engine, this.world, theVolume(this.world, reference, 'volume'));
  }

  /** Like {@link volume}; undefined when there is none. */
  findVolume(reference: Reference): Volume | undefined {
    const handle = findVolume(this.world, reference, 'volume');
    if (handle === none || this.world.volumes.read(handle).goneAt !== 0) return undefined;
    return reportedVolume(this.engine, this.world, handle);
  }

  /** @throws BadInputError when no pool, or more than one, answers to the reference */
  pool(reference: Reference): Pool {
    return poolView(this.world, thePool(this.world, reference, 'pool'));
  }

  /** @throws BadInputError when no job has the id, or no longer
   * @param reference also null, which no job answers to: so that `array.job(reply.Job)` reads well
   */
  job(reference: Reference | null): Job {
    // A null reference is reported as "no job".
    return reportedJob(this.engine, this.world, theJob(this.world, reference as Reference, 'job'));
  }

  /** All volumes that exist on the array, oldest first. */
  volumes(): Volume[] {
    const { volumes } = this.world;
    return [...volumes.handles()]
      .filter((one) => volumes.read(one).goneAt === 0)
      .map((one) => reportedVolume(this.engine, this.world, one));
  }

  pools(): Pool[] {
    const { pools } = this.world;
    return [...pools.handles()].filter((one) => pools.read(one).goneAt === 0).map((one) => poolView(this.world, one));
  }

  /** Sets a part of the system: a role, a credential, a certificate, capabilities, limits, a state. The storage service
   * knows of it at once; for what it shall not know see {@link outOfBand}.
   * @throws BadInputError, with nothing changed
   */
  set(change: Change): void {
    const checked = readSet(change, 'set');
    const isMissed = missesChange(this.world);
    this.recorder.attempt({ do: 'set', change: checked }, () => {
      applyChange(this.engine, this.world, checked, !isMissed, 'set');
      if (isMissed) countMissed(this.world);
    });
  }

  /** Lets the storage service discover the array anew: its cache is fresh afterwards. */
  discover(): void {
    this.recorder.record({ do: 'discover' });
    discover(this.world);
  }

  /** An independent array that goes on exactly as this one would. O(1), whatever the number of volumes. */
  fork(): StorageArray {
    demandAtRest(this.world);
    const world = this.world.fork();
    return new StorageArray(this.engine, world, this.options, this.recorder.fork(world));
  }

  /** @returns 16 hexadecimal digits @see DigestKind */
  digest(kind: DigestKind): string {
    if (!digestKinds.includes(kind))
      badInput({ field: 'digest', value: kind, expected: `one of ${digestKinds.join(', ')}`, among: digestKinds });
    return digest(this.world, kind);
  }

  /** Everything that the array is, calls in flight included, as JSON for `loadArray`. The trace is not part of it. */
  save(): string {
    demandAtRest(this.world);
    return saveWorld(this.engine, this.world);
  }

  /** What happened so far; without `trace: false` only. */
  trace(): Trace {
    const { trace } = this.world;
    const entries = trace?.entries() ?? [];
    const dropped = (trace?.length ?? 0) - entries.length;
    const header = { format: 'arraysim-trace', version: 1, options: this.options, dropped } as const;
    return { header, entries, hash: trace?.hash() ?? '0000000000000000' };
  }

  /** What is wrong with the array, in sentences; always empty unless arraysim has a bug. Walks all of it. */
  violations(): string[] {
    return violations(this.world);
  }

  private makeJobs(): Jobs {
    const { world } = this;
    const list = () => [...world.jobs.handles()].map((job) => reportedJob(this.engine, world, job));
    const controls = Object.keys(jobControls).map((key) => {
      // The keys of `jobControls` are the controls.
      const control = key as JobControl;
      return [control, (job: Reference) => this.controlJob(job, control)] as const;
    });
    // One function a control, from the list of controls.
    return Object.assign(list, Object.fromEntries(controls)) as unknown as Jobs;
  }

  /** On its own, because a function that makes another pays for it whenever it is called. */
  private createCloneUnderFaults(
    on: Reference,
    parameters: CreateCloneParameters,
    options: CallOptions,
  ): CreateCloneReply {
    return this.recorder.undertake(null, () => this.complete(this.start(on, parameters, options)));
  }

  private start(on: Reference, parameters: CreateCloneParameters, options: CallOptions): Call {
    const { world } = this;
    const caller = callerOf(options);
    const source = findVolume(world, on, 'on');
    const { request, pool } = readRequest(world, on, parameters, caller);
    if (world.trace !== undefined)
      this.recorder.record({ do: 'begin', on: request.on, parameters: plainParameters(parameters), caller });
    if (world.faults !== undefined) countCall(this.engine, world);
    return newCall(world, request, { source, pool });
  }

  private complete(begun: Call): CreateCloneReply {
    const { engine, world } = this;
    const { handle } = begun;
    if (world.trace !== undefined) this.recorder.record({ do: 'finish', call: world.codecs.call.encode(handle) });
    let call = begun;
    runCall(engine, world, call);
    // A call that waits is parked, since the world goes on without it.
    if (call.row.phase !== callPhase.replied && !call.parked) parkCall(world, call);
    while (call.reply === undefined) {
      awaitCall(engine, world, handle);
      call = parkedCall(world, handle);
      runCall(engine, world, call);
    }
    const { reply, decided } = call.reply;
    if (call.parked) world.calls.remove(handle);
    if (reply === null) throw new NoReplyError(world.codecs.call.encode(handle), decided);
    return reply;
  }

  private callNamed(call: CallId): CallHandle {
    const handle = typeof call === 'string' ? this.world.codecs.call.decode(call) : undefined;
    if (handle !== undefined && this.world.calls.has(handle)) return handle;
    return badInput({
      field: 'call',
      value: call,
      expected: 'a call that begin() returned and finish() has not taken yet',
    });
  }

  private changeOutOfBand(change: OutOfBandChange): void {
    const checked = readOutOfBand(change, 'outOfBand');
    // Elements as they were referred to: by their ids.
    this.recorder.attempt({ do: 'outOfBand', change: checked }, () =>
      applyChange(this.engine, this.world, checked, false, 'outOfBand'),
    );
  }

  private changeFaults(input: FaultInputs): number {
    let released = 0;
    this.recorder.attempt({ do: 'faults', input }, () => {
      released = changeFaults(this.engine, this.world, input);
    });
    return released;
  }

  private hostWrite(reference: Reference, write: HostWrite): HostReply {
    const volume = theVolume(this.world, reference, 'host.write');
    const checked = readWrite(this.world, volume, write);
    this.recorder.record({ do: 'write', volume: textOf(reference, 'host.write'), write });
    return hostWrite(this.world, volume, checked);
  }

  private controlJob(reference: Reference, control: JobControl): void {
    const job = theJob(this.world, reference, `jobs.${control}`);
    demandAccepted(this.engine, this.world, job, control);
    this.recorder.undertake({ do: 'job', job: textOf(reference, 'job'), control }, () => {
      controlJob(this.engine, this.world, job, jobControls[control]);
      this.world.revision++;
    });
  }
}
