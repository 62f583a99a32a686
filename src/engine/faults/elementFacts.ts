import type { ElementFact } from '../../faults/faultContext.js';
import { jobView, poolView, volumeMembers } from '../../store/views.js';
import type { World } from '../../store/world.js';
import { type JobHandle, none, type PoolHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';

// The elements that a moment is about. Ids are written, and views made, only for those who ask.

export class VolumeFact implements ElementFact {
  readonly class = 'volume';

  constructor(
    private readonly world: World,
    private readonly volume: VolumeHandle,
  ) {}

  get id(): string {
    return this.world.codecs.volume.encode(this.volume);
  }

  get name(): string {
    return this.world.volumes.payload(this.volume);
  }

  property(name: string) {
    return propertyOf(volumeMembers(this.world, this.volume), name);
  }
}

export class PoolFact implements ElementFact {
  readonly class = 'pool';

  constructor(
    private readonly world: World,
    private readonly pool: PoolHandle,
  ) {}

  get id(): string {
    return this.world.codecs.pool.encode(this.pool);
  }

  get name(): string {
    return this.world.pools.payload(this.pool);
  }

  property(name: string) {
    return propertyOf(poolView(this.world, this.pool), name);
  }
}

export class JobFact implements ElementFact {
  readonly class = 'job';

  constructor(
    private readonly world: World,
    private readonly job: JobHandle,
  ) {}

  get id(): string {
    return this.world.codecs.job.encode(this.job);
  }

  /** A job has no name of its own: it goes by that of its target, or of the pool that it deletes. */
  get name(): string {
    const { volumes, pools, jobs } = this.world;
    const { target, pool } = jobs.read(this.job);
    if (target === none) return nameOf(pools, pool) ?? '';
    return nameOf(volumes, target) ?? '';
  }

  property(name: string) {
    return propertyOf(jobView(this.world, this.job), name);
  }
}

function propertyOf(view: object, name: string): string | number | boolean | null | undefined {
  const value: unknown = Object.getOwnPropertyDescriptor(view, name)?.value;
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return undefined;
}

/** What an element is called; undefined where there is none. */
export function nameOf<Handle extends number>(
  table: { readonly peek: (handle: Handle | -1) => object | undefined; readonly payload: (handle: Handle) => string },
  handle: Handle | -1,
): string | undefined {
  return table.peek(handle) === undefined ? undefined : table.payload(handle as Handle);
}
