import type { EffectKind, EffectOf } from '../../faults/effect.js';
import type { FaultContext } from '../../faults/faultContext.js';
import type { Fired } from '../../faults/planState.js';
import type { CallFault, FaultChange, JobFault } from '../../store/faultState.js';
import type { World } from '../../store/world.js';
import type { CallHandle, JobHandle } from '../../vocabulary/units/ids.js';
import type { Engine } from '../components.js';

/** One fault that fires at one moment: what it is about, and what its effects do to it. */
export interface Injection {
  readonly engine: Engine;
  readonly world: World;
  readonly context: FaultContext;
  readonly fired: Fired;
  /** The call whose step it is, the job whose life it is a point of, or what is read; null for another injection. */
  readonly call: CallInjection | null;
  readonly job: JobInjection | null;
  readonly read: ReportedValues | null;
}

/** What effects write while they are carried out. */
export interface CallInjection {
  readonly handle: CallHandle;
  injected: CallFault;
}

export interface JobInjection {
  readonly handle: JobHandle;
  injected: JobFault;
  /** Virtual time until it goes on; null when it need not wait. */
  delayMs: number | null;
}

/** What is reported of a job or of a volume, where that is a lie. */
export interface ReportedValues {
  percent: number | null;
  completed: boolean;
  /** Of the volume's size. */
  factor: number;
}

/** How each kind of effect is carried out. A callback's answer is carried out by its kinds. */
export type Carriers = {
  readonly [Kind in Exclude<EffectKind, 'callback'>]: (injection: Injection, effect: EffectOf<Kind>) => void;
};

/** Takes back what a fault has changed, as far as nobody else has changed it since. */
export type TakeBack = (engine: Engine, world: World, change: FaultChange) => void;
