import type { Effect } from '../../faults/effect.js';
import type { ElementFact, FaultContext, Names, Quantity } from '../../faults/faultContext.js';
import type { JobPoint, Point } from '../../faults/points.js';
import type { ForcedCode } from '../../faults/readCode.js';
import type { CompiledOperation } from '../../operations/compile.js';
import type { CallInFlight } from '../../operations/facts/call.js';
import type { Charging } from '../../operations/facts/charging.js';
import { findsPool, picksPool, poolOfCall } from '../../operations/facts/poolOfCall.js';
import { free } from '../../store/capacity.js';
import { jobList, jobWork } from '../../store/jobRow.js';
import { several } from '../../store/nameIndex.js';
import { percentNow, usedSince } from '../../store/progress.js';
import type { World } from '../../store/world.js';
import { methodAt } from '../../vocabulary/methods/index.js';
import { signatures } from '../../vocabulary/methods/parameters.js';
import { type Step, steps } from '../../vocabulary/steps.js';
import type { JobHandle, PoolHandle, VolumeHandle } from '../../vocabulary/units/ids.js';
import { none } from '../../vocabulary/units/ids.js';
import { admits } from './admits.js';
import { JobFact, nameOf, PoolFact, VolumeFact } from './elementFacts.js';

/** What a fault plan can know of any moment: the array as it is. */
export abstract class ArrayContext implements FaultContext {
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

  concerns(names: Names): boolean {
    return this.elements().some(({ name }) => names.has(name));
  }

  argument(_name: string): unknown {
    return undefined;
  }

  decides(_code: ForcedCode): boolean {
    return false;
  }

  admits(_effect: Effect): boolean {
    return true;
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
        return world.volumes.size - world.deletedButCached;
      case 'calls':
        return world.calls.size;
    }
  }
}

/** A moment of virtual time that a plan has named. */
export class TimeContext extends ArrayContext {
  readonly point = 'time';
}

/** A call that is about to do a step: the volume that it is called on, its pool, and what it has made. */
export class CallContext extends ArrayContext {
  override readonly method: string;
  override readonly caller: string;
  private seen: readonly ElementFact[] | undefined;
  private seenTarget = -1;
  private wereThere = 0;
  private asked: Names | undefined;
  private askedTarget: string | undefined;
  private isConcerned = false;

  constructor(
    world: World,
    private readonly call: CallInFlight,
    /** Whether a code would decide the step that the call is at. */
    override readonly decides: (code: ForcedCode) => boolean,
    private readonly operation: CompiledOperation,
    private readonly charging: Charging,
  ) {
    super(world);
    this.method = call.request.method;
    this.caller = call.request.caller;
  }

  get point(): Step {
    // A call's step is a number of the list.
    return steps[this.call.row.step] as Step;
  }

  /** The same from step to step, until there is a target, or volume or pool are gone: by this call, or by another. */
  override elements(): readonly ElementFact[] {
    const { world, call } = this;
    const { made, volume } = call.row;
    const there = (world.volumes.peek(volume) === undefined ? 0 : 1) + 2 * (this.pool() - none);
    if (this.seen === undefined || this.seenTarget !== made || this.wereThere !== there) {
      this.seen = this.look();
      this.seenTarget = made;
      this.wereThere = there;
    }
    return this.seen;
  }

  /** Looked up once for all steps, until there is a target, and until that gets its name. */
  override concerns(names: Names): boolean {
    const { world, call } = this;
    const target = nameOf(world.volumes, call.row.made);
    if (
      this.asked !== names ||
      this.askedTarget !== target ||
      findsPool(call.request) ||
      picksPool(world, call.request)
    ) {
      this.asked = names;
      this.askedTarget = target;
      const volume = nameOf(world.volumes, call.row.volume);
      const pool = nameOf(world.pools, this.pool());
      this.isConcerned = [volume, pool, target].some((name) => name !== undefined && names.has(name));
    }
    return this.isConcerned;
  }

  /** The call that asks is in flight itself, be it in the world or not. */
  override measure(quantity: Quantity): number | undefined {
    const { world, call } = this;
    const count = super.measure(quantity);
    return quantity.of === 'calls' && !world.calls.has(call.handle) ? (count ?? 0) + 1 : count;
  }

  /** -1 where there is none, or none any more. */
  private pool(): PoolHandle | -1 {
    const { row, request } = this.call;
    const pool = poolOfCall(this.world, row, request, this.world.volumes.peek(row.volume), this.charging);
    return this.world.pools.peek(pool) === undefined ? none : pool;
  }

  private look(): readonly ElementFact[] {
    const { world } = this;
    const { volume, made } = this.call.row;
    const pool = this.pool();
    const concerned: ElementFact[] = [];
    // There is a row behind each handle that is put in.
    if (world.volumes.peek(volume) !== undefined) concerned.push(new VolumeFact(world, volume as VolumeHandle));
    if (pool !== none) concerned.push(new PoolFact(world, pool));
    if (world.volumes.peek(made) !== undefined) concerned.push(new VolumeFact(world, made as VolumeHandle));
    return concerned;
  }

  override admits(effect: Effect): boolean {
    return admits(this.operation, this.world, this.call.row.step, effect);
  }

  override argument(name: string): unknown {
    const { method, elementName, targetPool, given, username } = this.call.request;
    return Object.getOwnPropertyDescriptor(
      { ElementName: elementName, [signatures[method].pool ?? 'TargetPool']: targetPool, ...given, username },
      name,
    )?.value;
  }
}

/** A point of a job's life: the job, its source, its target and its pool. */
export class JobContext extends ArrayContext {
  override readonly jobPercent: number;
  override readonly method: string | null;

  constructor(
    world: World,
    readonly point: JobPoint,
    private readonly job: JobHandle,
    percent: number = percentNow(world, world.jobs.read(job)),
  ) {
    super(world);
    this.jobPercent = percent;
    this.method = methodAt(world.jobs.read(job).method);
  }

  override elements(): readonly ElementFact[] {
    return elementsOfJob(this.world, this.job);
  }

  override admits({ kind }: Effect): boolean {
    return kind !== 'wrongContents' || this.world.jobs.read(this.job).work === jobWork.copy;
  }
}

/** A job, its source, its target and its pool, as far as they are there. */
export function elementsOfJob(world: World, job: JobHandle): readonly ElementFact[] {
  const { source, target, pool } = world.jobs.read(job);
  return [
    new JobFact(world, job),
    ...[source, target].flatMap((volume) =>
      // There is a row behind the handle.
      world.volumes.peek(volume) === undefined ? [] : [new VolumeFact(world, volume as VolumeHandle)],
    ),
    ...(pool === none || world.pools.peek(pool) === undefined ? [] : [new PoolFact(world, pool)]),
  ];
}
