import type { ElementFact, Facts, Quantity } from '../../faults/facts.js';
import type { JobPoint, Point } from '../../faults/points.js';
import type { CallInFlight } from '../../operations/look.js';
import { free } from '../../store/capacity.js';
import { several } from '../../store/nameIndex.js';
import { percentNow, usedSince } from '../../store/progress.js';
import { jobList } from '../../store/rows.js';
import { jobView, poolView, volumeView } from '../../store/views.js';
import type { World } from '../../store/world.js';
import type { JobHandle, PoolHandle, VolumeHandle } from '../../vocabulary/ids.js';
import { none } from '../../vocabulary/ids.js';
import { type Step, steps } from '../../vocabulary/steps.js';

/** What a fault plan can know of any moment: the array as it is. */
abstract class Sighting implements Facts {
  abstract readonly point: Point;
  readonly method: string | null = null;
  readonly caller: string | null = null;
  readonly jobPercent: number | null = null;

  constructor(protected readonly world: World) {}

  get atMs(): number {
    return this.world.nowMs;
  }

  elements(): readonly ElementFact[] {
    return [];
  }

  argument(_name: string): unknown {
    return undefined;
  }

  measure(quantity: Quantity): number | undefined {
    const { world } = this;
    switch (quantity.of) {
      case 'pool': {
        const pool = world.poolNames.only(world.pools, quantity.pool);
        if (pool === none || pool === several) return undefined;
        const row = world.pools.read(pool);
        const moved = usedSince(world, pool);
        if (quantity.what === 'free') return free(row);
        if (quantity.what === 'used') return row.used + moved;
        if (quantity.what === 'reserved') return row.reserved - moved;
        return row[quantity.what];
      }
      case 'jobs':
        return world.jobLists[jobList[quantity.what]].count;
      case 'volumes':
        return world.volumes.size - world.ghosts;
      case 'calls':
        return world.calls.size;
    }
  }
}

/** A moment of virtual time that a plan has named. */
export class TimeSighting extends Sighting {
  readonly point = 'time';
}

/** A call that is about to do a step: its source, and the pool that the target goes to. */
export class CallSighting extends Sighting {
  readonly point: Step;
  override readonly method: string;
  override readonly caller: string;

  constructor(
    world: World,
    private readonly call: CallInFlight,
  ) {
    super(world);
    // A call's step is a number of the list.
    this.point = steps[call.row.step] as Step;
    this.method = call.request.method;
    this.caller = call.request.caller;
  }

  override elements(): readonly ElementFact[] {
    const { world } = this;
    const { source, target } = this.call.row;
    const pool = poolOfCall(world, this.call);
    return [
      ...(world.volumes.peek(source) === undefined ? [] : [volumeFact(world, source as VolumeHandle)]),
      ...(pool === none ? [] : [poolFact(world, pool)]),
      ...(world.volumes.peek(target) === undefined ? [] : [volumeFact(world, target as VolumeHandle)]),
    ];
  }

  override argument(name: string): unknown {
    const { elementName, targetPool, username } = this.call.request;
    return { ElementName: elementName, TargetPool: targetPool, username }[name];
  }
}

/** The pool that a call's target goes to; -1 where there is none. */
export function poolOfCall(world: World, { row, request }: CallInFlight): PoolHandle | -1 {
  const pool = request.targetPool === null ? (world.volumes.peek(row.source)?.pool ?? none) : row.pool;
  return world.pools.peek(pool) === undefined ? none : pool;
}

/** A point of a job's life: the job, its source, its target and its pool. */
export class JobSighting extends Sighting {
  override readonly jobPercent: number;
  override readonly method = 'CreateClone';

  constructor(
    world: World,
    readonly point: JobPoint | 'read',
    private readonly job: JobHandle,
    percent: number = percentNow(world, world.jobs.read(job)),
  ) {
    super(world);
    this.jobPercent = percent;
  }

  override elements(): readonly ElementFact[] {
    const { world, job } = this;
    const { source, target, pool } = world.jobs.read(job);
    return [
      jobFact(world, job),
      ...[source, target].flatMap((volume) =>
        world.volumes.peek(volume) === undefined ? [] : [volumeFact(world, volume)],
      ),
      ...(world.pools.peek(pool) === undefined ? [] : [poolFact(world, pool)]),
    ];
  }
}

/** Somebody reads a volume. */
export class VolumeSighting extends Sighting {
  readonly point = 'read';

  constructor(
    world: World,
    private readonly volume: VolumeHandle,
  ) {
    super(world);
  }

  override elements(): readonly ElementFact[] {
    return [volumeFact(this.world, this.volume)];
  }
}

function volumeFact(world: World, volume: VolumeHandle): ElementFact {
  return {
    class: 'volume',
    id: world.codecs.volume.encode(volume),
    name: world.volumes.payload(volume),
    property: (name) => propertyOf(volumeView(world, volume), name),
  };
}

function poolFact(world: World, pool: PoolHandle): ElementFact {
  return {
    class: 'pool',
    id: world.codecs.pool.encode(pool),
    name: world.pools.payload(pool),
    property: (name) => propertyOf(poolView(world, pool), name),
  };
}

/** A job has no name of its own: it goes by that of its target. */
function jobFact(world: World, job: JobHandle): ElementFact {
  const { target } = world.jobs.read(job);
  return {
    class: 'job',
    id: world.codecs.job.encode(job),
    name: world.volumes.peek(target) === undefined ? '' : world.volumes.payload(target),
    property: (name) => propertyOf(jobView(world, job), name),
  };
}

function propertyOf(view: object, name: string): string | number | boolean | null | undefined {
  const value: unknown = Object.getOwnPropertyDescriptor(view, name)?.value;
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return undefined;
}
