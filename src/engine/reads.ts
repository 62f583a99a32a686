import type { FaultContext } from '../faults/faultContext.js';
import { pointIndex } from '../faults/points.js';
import { type DigestKind, digest, digestKinds } from '../store/digests.js';
import { theDrive } from '../store/drives.js';
import { type Drive, driveView } from '../store/driveView.js';
import { providerSkew } from '../store/faultEdits.js';
import { knownJobs } from '../store/knownJobs.js';
import { findJob, findVolume, isListed, type Reference, theJob, thePool, theVolume } from '../store/references.js';
import { type Job, jobView, type Pool, poolView, type Volume, volumeMembers } from '../store/views.js';
import type { World } from '../store/world.js';
import { demandText, readMembers } from '../vocabulary/input/arguments.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { frozen } from '../vocabulary/input/frozen.js';
import { ReadFailedError } from '../vocabulary/readFailures.js';
import { type DriveHandle, type JobHandle, none, type PoolHandle, type VolumeHandle } from '../vocabulary/units/ids.js';
import { printable } from '../vocabulary/units/printable.js';
import type { Trace, TraceFilter, VolumeFilter } from './arrayApi.js';
import type { Engine } from './components.js';
import { advance } from './controls/clock.js';
import { PoolFact, VolumeFact } from './faults/elementFacts.js';
import { inject } from './faults/inject.js';
import type { ReportedValues } from './faults/injection.js';
import { JobReadContext, ReadContext, VolumeReadContext } from './faults/readContexts.js';
import { honest, reportedJob, reportedVolume, skewed } from './faults/reported.js';
import type { Recorder } from './history/recorder.js';
import type { ArrayOptions } from './options.js';

/** The one way of reading an array, by whatever view: where a fault lets reads fail, be stale or lie, it does so here. Each
 * element that is read is one match; so is a look that finds none.
 */
export class Reads {
  constructor(
    private readonly engine: Engine,
    private readonly world: World,
    private readonly recorder: Recorder,
    private readonly kept?: World,
  ) {}

  /** What there is to be read: the array as it is, or, while reads are stale, as it was. */
  get shown(): World {
    return this.kept ?? this.world.shown ?? this.world;
  }

  /** Reads what is there to be read now, for ever: nothing that changes later shows there, while faults of later still strike. O(1). */
  keeping(): Reads {
    return new Reads(this.engine, this.world, this.recorder, this.shown.fork());
  }

  /** Reads the array as it is, past all faults: what tells of it, and is no read of a client's. */
  plainly(): Reads {
    return new PlainReads(this.engine, this.world, this.recorder, this.world);
  }

  /** @throws BadInputError when no volume, or more than one, answers to the reference */
  volumeNamed(reference: Reference): Volume {
    return this.volume(theVolume(this.shown, reference, 'volume'));
  }

  /** The volume, unless there is none; @throws BadInputError when several have the name */
  findVolume(reference: Reference): Volume | undefined {
    const handle = findVolume(this.shown, reference, 'volume');
    if (handle !== none && this.shown.volumes.read(handle).goneAt === 0) return this.volume(handle);
    this.other();
    return undefined;
  }

  /** Oldest first; a look at all of them, or at those of one name alone. */
  volumes(filter: VolumeFilter): Volume[] {
    const { volumes, volumeNames } = this.shown;
    const { name } = readMembers(filter, ['name'], 'volumes', 'what volumes are chosen by');
    if (name !== undefined) demandText(name, 'volumes.name', 'the name of volumes');
    const handles = name === undefined ? [...volumes.handles()] : volumeNames.find(volumes, name);
    const listed = handles.filter((one) => isListed(volumes.read(one)));
    return this.all(listed, (one) => this.volume(one));
  }

  /** @throws BadInputError when no job has the id, or no longer */
  jobNamed(reference: Reference | null, field: string): Job {
    // A null reference is reported as "no job".
    return this.job(theJob(this.shown, reference as Reference, field));
  }

  /** The job, unless there is none, or no longer. */
  findJob(reference: Reference | null): Job | undefined {
    const handle = reference === null ? undefined : findJob(this.shown, reference, 'job');
    if (handle !== undefined) return this.job(handle);
    this.other();
    return undefined;
  }

  jobs(): Job[] {
    return this.all([...knownJobs(this.shown)], (one) => this.job(one));
  }

  /** @throws BadInputError when no pool, or more than one, answers to the reference */
  poolNamed(reference: Reference): Pool {
    return this.pool(thePool(this.shown, reference, 'pool'));
  }

  pools(): Pool[] {
    const { pools } = this.shown;
    const there = [...pools.handles()].filter((one) => pools.read(one).goneAt === 0);
    return this.all(there, (one) => this.pool(one));
  }

  /** @throws BadInputError when no disk drive, or more than one, answers to the reference */
  driveNamed(reference: Reference): Drive {
    return this.drive(theDrive(this.shown, reference, 'drive'));
  }

  drives(): Drive[] {
    return this.all([...this.shown.drives.handles()], (one) => this.drive(one));
  }

  drive(drive: DriveHandle): Drive {
    this.other();
    return driveView(this.shown, drive);
  }

  volume(volume: VolumeHandle): Volume {
    return printable(this.volumeMembers(volume));
  }

  /** A volume for what makes something else of it: what lets JSON print it costs as much as all the rest. */
  volumeMembers(volume: VolumeHandle): Volume {
    const view = volumeMembers(this.shown, volume);
    return this.isQuiet ? view : reportedVolume(view, this.told(new VolumeReadContext(this.world, this.shown, volume)));
  }

  job(job: JobHandle): Job {
    const view = skewed(jobView(this.shown, job), providerSkew(this.world));
    return this.isQuiet ? view : reportedJob(view, this.told(new JobReadContext(this.world, this.shown, job)));
  }

  pool(pool: PoolHandle): Pool {
    const view = poolView(this.shown, pool);
    if (!this.isQuiet) this.told(new ReadContext(this.world, [new PoolFact(this.shown, pool)]));
    return view;
  }

  /** What no fault lies about, but may keep from being read: something about these volumes, or nothing that is there. */
  other(...volumes: readonly VolumeHandle[]): void {
    if (this.isQuiet) return;
    const facts = volumes.map((volume) => new VolumeFact(this.shown, volume));
    this.told(new ReadContext(this.world, facts));
  }

  /** A list that is empty is read, too. */
  private all<Handle, Element>(handles: readonly Handle[], read: (handle: Handle) => Element): Element[] {
    if (handles.length === 0) this.other();
    return handles.map(read);
  }

  protected get isQuiet(): boolean {
    return this.world.faults?.planState.listens[pointIndex.read] !== true;
  }

  /** @throws ReadFailedError when a fault lets the read fail: without an answer, once the operation time-out is over */
  private told(context: FaultContext): ReportedValues {
    const { engine, world, recorder } = this;
    const read = honest();
    inject(engine, world, context, { call: null, job: null, read });
    if (read.fails === null) return read;
    const { why, fault } = read.fails;
    if (why === 'timedOut') {
      const ms = world.configuration.operationTimeoutMs;
      recorder.undertake({ do: 'advance', ms }, () => advance(engine, world, ms));
    }
    throw new ReadFailedError(why, fault);
  }
}

class PlainReads extends Reads {
  protected override get isQuiet(): boolean {
    return true;
  }
}

export function digestOf(world: World, kind: DigestKind): string {
  if (digestKinds.includes(kind)) return digest(world, kind);
  return badInput({ field: 'digest', value: kind, expected: `one of ${digestKinds.join(', ')}`, among: digestKinds });
}

/** @param filter which of the events that are kept are asked for
 * @throws BadInputError for a number that no event can have
 */
export function traceOf({ trace }: World, options: ArrayOptions | null, filter: TraceFilter): Trace {
  const { from = 1 } = readMembers(filter, ['from'], 'trace', 'from which event on');
  if (!Number.isSafeInteger(from) || from < 1)
    badInput({ field: 'trace.from', value: from, expected: 'the number of an event: 1 or more' });
  const entries = trace?.entries(from) ?? [];
  const dropped = (trace?.length ?? 0) - entries.length;
  const header = { format: 'arraysim-trace', version: 2, options, dropped } as const;
  return frozen({ header, entries, hash: trace?.hash() ?? '0000000000000000' });
}
