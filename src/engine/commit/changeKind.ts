import type { Change } from '../../operations/plan.js';
import type { World } from '../../store/world.js';
import type { JobHandle, PoolHandle } from '../../vocabulary/units/ids.js';
import type { Engine } from '../components.js';
import type { WorkSeed } from '../jobs/start.js';

/** How one kind of change is written. */
export interface ChangeKind<Of extends Change> {
  /** Whether nothing takes it back, not even the end of its job; left out for no. */
  readonly final?: true;
  /** What the trace tells of it, before it is done. */
  readonly details: (world: World, change: Of) => Readonly<Record<string, unknown>>;
  /** Does it within the call. */
  readonly apply: (engine: Engine, world: World, change: Of) => void;
  /** What a job begins with that does it when its time is over: what it locks and reserves is written here, the rest is for
   * `engine/jobs/works.ts`.
   */
  readonly begin: (engine: Engine, world: World, change: Of) => WorkSeed;
  /** The pool that either of them has just made; left out of a kind that makes none. */
  readonly made?: (world: World) => PoolHandle;
  /** Makes a job that copies for it; left out where none does.
   * @param method the place in `methodNames` of the method that starts it
   */
  readonly copy?: (engine: Engine, world: World, method: number, change: Of) => JobHandle;
}
