import type { JobEvent, JobState } from '../lifecycle/job.js';
import type { lifecycles } from '../lifecycle/lifecycles.js';
import type { SynchronizationEvent } from '../lifecycle/synchronization.js';
import { eventNumbers } from '../lifecycle/table.js';
import type { VolumeEvent } from '../lifecycle/volume.js';
import type { ApplicableRowsCache } from '../operations/applicableRows.js';
import type { CallFacts } from '../operations/facts/call.js';
import type { JobFacts } from '../operations/facts/job.js';
import type { Charging } from '../operations/facts/room.js';
import { type CompiledOperation, compileOperation, type Operation } from '../operations/operation.js';
import type { Settings } from '../store/settings.js';
import type { World } from '../store/world.js';
import { versions } from '../vocabulary/versions.js';
import type { Carriers, TakeBack } from './faults/injection.js';

/** What an engine is put together from. Arrays that are wrong on purpose are built by exchanging a component; the engine
 * itself has no switches for them.
 */
export interface EngineComponents {
  readonly createClone: Operation<CallFacts, JobFacts>;
  readonly lifecycles: typeof lifecycles;
  readonly charging: Charging;
  /** What faults do, by the kind of effect. */
  readonly effects: Carriers;
}

/** The components, made ready for every version. */
export interface Engine {
  /** In the order of `versions`: a record by '2016' would be looked up like a sparse array. */
  readonly createClone: readonly CompiledOperation<CallFacts, JobFacts>[];
  readonly lifecycles: typeof lifecycles;
  readonly charging: Charging;
  readonly effects: Carriers;
  readonly takeBack: TakeBack;
  /** Numbers of the states that the engine asks for by name. */
  readonly jobStates: Readonly<Record<JobState, number>>;
  /** Numbers of the events that the engine sends by name. */
  readonly events: {
    readonly volume: Readonly<Record<VolumeEvent, number>>;
    readonly synchronization: Readonly<Record<SynchronizationEvent, number>>;
    readonly job: Readonly<Record<JobEvent, number>>;
  };
  /** What tells the rows that can apply, by the settings that they were judged for. */
  readonly applicableRows: WeakMap<Settings, ApplicableRowsCache<CallFacts>>;
  /** The one asked last: nearly every call finds it here, without a look-up. */
  latest: { readonly settings: Settings; readonly applicable: ApplicableRowsCache<CallFacts> } | undefined;
}

export function compileEngine(components: EngineComponents, takeBack: TakeBack): Engine {
  return {
    createClone: versions.map((version) => compileOperation(components.createClone, version)),
    lifecycles: components.lifecycles,
    charging: components.charging,
    effects: components.effects,
    takeBack,
    // One entry a state, from the chart's list of states.
    jobStates: Object.fromEntries(
      components.lifecycles.job.states.map((state, index) => [state, index]),
    ) as Engine['jobStates'],
    events: {
      volume: eventNumbers(components.lifecycles.volume),
      synchronization: eventNumbers(components.lifecycles.synchronization),
      job: eventNumbers(components.lifecycles.job),
    },
    applicableRows: new WeakMap(),
    latest: undefined,
  };
}

/** CreateClone as the world's version has it. */
export function operationOf(engine: Engine, world: World): CompiledOperation<CallFacts, JobFacts> {
  const operation = engine.createClone[world.configuration.versionIndex];
  if (operation === undefined) throw new Error(`no version ${world.configuration.version}`);
  return operation;
}
