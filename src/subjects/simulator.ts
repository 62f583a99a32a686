import type { Action } from '../conformance/subject/action.js';
import type { Advertised } from '../conformance/subject/advertised.js';
import type { Call, CallOptions, Given, NoReply, Reply } from '../conformance/subject/call.js';
import type { Driver } from '../conformance/subject/driver.js';
import type { Answer, DriveSeen, JobSeen, Query, VolumeSeen } from '../conformance/subject/observations.js';
import type { Tier } from '../conformance/subject/tier.js';
import { StorageArray } from '../engine/array.js';
import { type ArrayMaker, createEngine } from '../engine/createArray.js';
import { perform } from '../engine/history/perform.js';
import type { PlanInput } from '../faults/planSchema.js';
import { knownJob, knownJobs } from '../store/knownJobs.js';
import { isListed } from '../store/references.js';
import type { World } from '../store/world.js';
import { BadInputError } from '../vocabulary/input/badInput.js';
import { NoReplyError } from '../vocabulary/methods/call.js';
import type { MethodName } from '../vocabulary/methods/index.js';
import { type ProfileChoice, resolveProfile } from '../vocabulary/profile/choice.js';
import { ReadFailedError } from '../vocabulary/readFailures.js';
import type { CallId, VolumeHandle } from '../vocabulary/units/ids.js';
import type { Version } from '../vocabulary/versions.js';
import { carryOut } from './actions.js';
import { argumentsOf, replyOf } from './calls.js';
import { type LimitsChange, usualCaller } from './fixtures.js';
import { InFlight } from './inFlight.js';
import { interleavings } from './interleavings.js';
import { contentsSeen, drivesSeen, jobSeen, poolsSeen, volumeSeen, volumesSeen } from './observations.js';
import { SubjectFactory } from './subjectFactory.js';

/** Which array to drive; `full-copy` of the latest release when nothing is given. */
export interface SimulatorOptions {
  readonly profile?: ProfileChoice;
  readonly version?: Version;
  readonly seed?: number;
  /** What its arrays are made by. */
  readonly engine?: ArrayMaker;
  readonly name?: string;
  /** Limits that replace the profile's own, and those of the tier `limits`. */
  readonly limits?: LimitsChange;
  /** Records what happens, which takes time; then the fingerprint covers it. */
  readonly trace?: boolean;
}

/** Drives an array of ours, within the process and without a promise. */
export function simulatorDriver(options: SimulatorOptions = {}): Simulator {
  const { version = '2016', limits, trace = false, seed = 0, engine = createEngine() } = options;
  const profile = resolveProfile(options.profile ?? 'full-copy', 'profile');
  const name = options.name ?? `sim:${profile.name}${version === '2016' ? '' : ` ${version}`}`;
  const factory = new SubjectFactory(engine, { profile, version, seed, limits, trace });
  return new Simulator(name, factory, factory.array('roomy'));
}

/** The driver of an array of ours. */
export class Simulator implements Driver {
  readonly charts: SubjectFactory['charts'];
  private world: World;
  /** Calls that a fault holds: nobody waits for their replies any more, but their effects may come yet. */
  private held: readonly CallId[] = [];
  private isArmed = false;

  /** Use `simulatorDriver`. */
  constructor(
    readonly name: string,
    private readonly factory: SubjectFactory,
    /** The array that is driven until the next reset. */
    public array: StorageArray,
  ) {
    this.charts = factory.charts;
    this.world = StorageArray.worldOf(array);
  }

  capabilities(): Advertised {
    return this.factory.advertise(this.world.configuration, this.world.settings);
  }

  reset(tier: Tier): void {
    this.array = this.factory.array(tier);
    this.world = StorageArray.worldOf(this.array);
    this.held = [];
    this.isArmed = false;
  }

  call(method: MethodName, on: string, given: Given, { caller }: CallOptions): Reply | NoReply {
    try {
      const parameters = argumentsOf(method, given);
      return replyOf(
        method,
        perform(this.array, { do: 'call', on, method, parameters, caller: caller ?? usualCaller }),
      );
    } catch (thrown) {
      return this.noReply(thrown);
    }
  }

  overlap(
    calls: readonly (Call | Action)[],
    order: readonly number[],
    _deadlineMs: number,
  ): readonly (Reply | NoReply | boolean)[] {
    const flight = InFlight.begin(this.array, calls);
    for (const turn of order) flight.turn(turn);
    return calls.map((one, at) => {
      try {
        const end = flight.finish(at);
        return 'do' in one || typeof end === 'boolean' ? end === true : replyOf(one.method, end);
      } catch (thrown) {
        return this.noReply(thrown);
      }
    });
  }

  interleavings(calls: readonly (Call | Action)[]): readonly (readonly number[])[] {
    return interleavings(this.array, calls);
  }

  observe<Asked extends Query>(query: Asked): Answer<Asked> {
    // Every case of `look` answers what its kind of query asks for.
    return this.looked(query) as Answer<Asked>;
  }

  drives(): readonly DriveSeen[] {
    return drivesSeen(this.world.shown ?? this.world);
  }

  act(action: Action): boolean {
    return carryOut(this.array, action);
  }

  advance(ms: number): void {
    perform(this.array, { do: 'advance', ms });
    this.finishReleased();
  }

  arm(plan: PlanInput | null): void {
    const { faults } = this.array;
    faults.heal();
    if (plan !== null) {
      for (const { fault } of faults.ledger()) faults.remove(fault);
      faults.use(plan);
    } else if (this.isArmed) {
      // What the service has missed meanwhile stays missed until it discovers the array anew.
      this.array.discover();
    }
    this.isArmed = plan !== null;
    this.finishReleased();
  }

  add(plan: PlanInput): void {
    this.array.faults.use(plan);
  }

  heal(faults: readonly string[]): void {
    this.array.faults.heal(faults);
    this.finishReleased();
  }

  fired(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.array.faults.ledger().map(({ fault, fired }) => [fault, fired]));
  }

  twin(how: 'fork' | 'restore'): Simulator {
    const array = how === 'fork' ? this.array.fork() : this.factory.engine.loadArray(this.array.save());
    const twin = new Simulator(this.name, this.factory, array);
    twin.held = this.held;
    twin.isArmed = this.isArmed;
    return twin;
  }

  fingerprint(): string {
    return `${this.array.digest('identity')} ${this.array.trace({ from: Number.MAX_SAFE_INTEGER }).hash} ${this.array.now}`;
  }

  /** A read that fails is done again, as often as a client would. */
  private looked(query: Query): Answer<Query> {
    for (let failed = 1; ; failed++) {
      try {
        return this.look(query);
      } catch (thrown) {
        if (!(thrown instanceof ReadFailedError) || failed === mostReads) throw thrown;
      }
    }
  }

  private look(query: Query): Answer<Query> {
    const { world } = this;
    const shown = world.shown ?? world;
    switch (query.kind) {
      case 'volumes':
        return world.faults === undefined
          ? volumesSeen(shown)
          : volumesSeen(shown).map((one) => this.reportedVolume(one));
      case 'pools':
        return poolsSeen(shown);
      case 'jobs': {
        const jobs: JobSeen[] = [];
        for (const job of knownJobs(shown)) jobs.push(jobSeen(shown, job));
        return world.faults === undefined ? jobs : jobs.map((one) => this.reportedJob(one));
      }
      case 'now':
        return world.nowMs;
      case 'volume': {
        const volume = volumeNamed(shown, query.id);
        if (volume === undefined) return null;
        const seen = volumeSeen(shown, volume);
        return world.faults === undefined ? seen : this.reportedVolume(seen);
      }
      case 'job': {
        const job = knownJob(shown, query.id);
        if (job === undefined) return null;
        const seen = jobSeen(shown, job);
        return world.faults === undefined ? seen : this.reportedJob(seen);
      }
      case 'contents': {
        // Hosts read the array itself.
        const volume = volumeNamed(world, query.id);
        return volume === undefined ? null : contentsSeen(world, volume);
      }
    }
  }

  /** Faults may lie about it. */
  private reportedVolume(seen: VolumeSeen): VolumeSeen {
    const { size, state, usable, healthStatus } = this.array.volume(seen.id);
    return { ...seen, size: Number(size), state, usable, healthStatus };
  }

  /** Faults may lie about it, or the provider's clock is wrong. */
  private reportedJob(seen: JobSeen): JobSeen {
    const { jobState, percentComplete, errorCode, submittedMs, startedMs, changedMs } = this.array.job(seen.id);
    return { ...seen, jobState, percentComplete, errorCode, submittedMs, startedMs, changedMs };
  }

  /** What a call ended with that threw: the reply was lost, or a fault holds the call and nothing lets it go on. */
  private noReply(thrown: unknown): NoReply {
    if (thrown instanceof NoReplyError) return timeout;
    if (!(thrown instanceof BadInputError) || thrown.field !== 'finish') throw thrown;
    // The array names the call that it can't finish.
    this.held = [...this.held, thrown.value as CallId];
    return timeout;
  }

  /** Calls that a fault has held and holds no more run to their ends. */
  private finishReleased(): void {
    if (this.held.length === 0) return;
    const { array } = this;
    const [still, released] = [this.held.filter(isHeld), this.held.filter((call) => !isHeld(call))];
    this.held = still;
    for (const call of released) {
      try {
        array.finish(call);
      } catch (thrown) {
        this.noReply(thrown);
      }
    }
    function isHeld(call: CallId): boolean {
      return array.progress(call).phase === 'held';
    }
  }
}

/** Names are no ids here. */
function volumeNamed({ volumes, codecs }: World, id: string): VolumeHandle | undefined {
  const volume = codecs.volume.decode(id);
  return volume !== undefined && isListed(volumes.peek(volume)) ? volume : undefined;
}

/** How often a look is taken that fails. */
const mostReads = 20;
const timeout: NoReply = { noReply: 'timeout' };
