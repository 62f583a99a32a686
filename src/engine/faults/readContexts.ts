import type { Effect, EffectKind, ReportedState } from '../../faults/effect.js';
import type { ElementFact } from '../../faults/faultContext.js';
import { lifecycles } from '../../lifecycle/lifecycles.js';
import { percentNow } from '../../store/progress.js';
import type { World } from '../../store/world.js';
import { methodAt } from '../../vocabulary/methods/index.js';
import type { JobHandle, VolumeHandle } from '../../vocabulary/units/ids.js';
import { ArrayContext, elementsOfJob } from './contexts.js';
import { VolumeFact } from './elementFacts.js';

const ofVolumes: ReadonlySet<string> = new Set(['wrongSize'] satisfies EffectKind[]);
const ofJobs: ReadonlySet<string> = new Set(['wrongProgress', 'reportCompletedEarly'] satisfies EffectKind[]);

/** Somebody reads: an element of which no fault can lie, or a list that is empty. */
export class ReadContext extends ArrayContext {
  readonly point = 'read';

  constructor(
    world: World,
    private readonly facts: readonly ElementFact[] = [],
  ) {
    super(world);
  }

  override elements(): readonly ElementFact[] {
    return this.facts;
  }

  override admits(effect: Effect): boolean {
    if (effect.kind === 'wrongState') return this.hasState(effect.state);
    return !ofVolumes.has(effect.kind) && !ofJobs.has(effect.kind);
  }

  /** Whether what is read can be said to be in that state. */
  protected hasState(_state: ReportedState): boolean {
    return false;
  }
}

/** Somebody reads a volume. */
export class VolumeReadContext extends ReadContext {
  /** @param shown what is read: the world itself, or what readers are shown of it */
  constructor(world: World, shown: World, volume: VolumeHandle) {
    super(world, [new VolumeFact(shown, volume)]);
  }

  override admits(effect: Effect): boolean {
    return ofVolumes.has(effect.kind) || super.admits(effect);
  }

  protected override hasState(state: ReportedState): boolean {
    return lifecycles.volume.states.some((one) => one === state);
  }
}

/** Somebody reads a job. */
export class JobReadContext extends ReadContext {
  override readonly jobPercent: number;
  override readonly method: string | null;
  private readonly isOver: boolean;

  /** @param shown what is read: the world itself, or what readers are shown of it */
  constructor(world: World, shown: World, job: JobHandle) {
    super(world, elementsOfJob(shown, job));
    const row = shown.jobs.read(job);
    this.jobPercent = percentNow(shown, row);
    this.method = methodAt(row.method);
    this.isOver = lifecycles.job.meta(row.state).final;
  }

  override admits(effect: Effect): boolean {
    // Progress is a lie of work that is still under way.
    return ofJobs.has(effect.kind) ? !this.isOver : super.admits(effect);
  }

  protected override hasState(state: ReportedState): boolean {
    return lifecycles.job.states.some((one) => one === state);
  }
}
