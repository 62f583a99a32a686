import type { EffectKind, EffectOf } from '../faults/effect.js';
import type { FaultContext } from '../faults/faultContext.js';
import type { Fired } from '../faults/planState.js';
import type { JobEvent } from '../lifecycle/job.js';
import type { JobState, lifecycles } from '../lifecycle/lifecycles.js';
import type { PoolEvent } from '../lifecycle/pool.js';
import type { SynchronizationEvent } from '../lifecycle/synchronization.js';
import { eventNumbers } from '../lifecycle/table.js';
import type { VolumeEvent } from '../lifecycle/volume.js';
import type { ApplicableRowsCache } from '../operations/applicableRows.js';
import { type CompiledOperation, compileOperation } from '../operations/compile.js';
import type { CallFacts, CallInFlight } from '../operations/facts/call.js';
import type { Charging } from '../operations/facts/charging.js';
import type { Operations } from '../operations/index.js';
import type { Configuration } from '../store/configuration.js';
import type { CallFault, FaultChange } from '../store/faultState.js';
import type { Settings } from '../store/settings.js';
import type { World } from '../store/world.js';
import { methodAt, methodNames } from '../vocabulary/methods/index.js';
import { versions } from '../vocabulary/versions.js';
import type { CallInjection, DetachInjection, JobInjection, ReportedValues } from './faults/injection.js';

/** What an engine is put together from. Arrays that are wrong on purpose are built by exchanging a component; the engine
 * itself has no switches for them.
 */
export interface EngineComponents {
  readonly operations: Operations;
  readonly lifecycles: typeof lifecycles;
  readonly charging: Charging;
  /** What faults do, by the kind of effect. */
  readonly effects: Carriers;
}

/** How each kind of effect is carried out. A callback's answer is carried out by its kinds. */
export type Carriers = {
  readonly [Kind in Exclude<EffectKind, 'callback'>]: (injection: Injection, effect: EffectOf<Kind>) => void;
};

/** Takes back what a fault has changed, as far as nobody else has changed it since. */
export type TakeBack = (engine: Engine, world: World, change: FaultChange) => void;

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
  /** The detaching that the service is about to do; left out for another injection. */
  readonly detach?: DetachInjection;
}

/** The components, made ready. */
export interface Engine {
  readonly operations: Operations;
  /** Those that were asked for so far, by version and method, in the order of `versions` and in that of `methodNames`: a record
   * by '2016' would be looked up like a sparse array.
   */
  readonly compiled: readonly (CompiledOperation | undefined)[][];
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
    readonly pool: Readonly<Record<PoolEvent, number>>;
  };
  /** What tells the rows that can apply, by the settings that they were judged for, and by method. */
  readonly applicableRows: WeakMap<Settings, ApplicableByMethod>;
  /** Those found last under whatever settings, by the configuration of an array, and by method. */
  readonly recentRows: WeakMap<Configuration, ApplicableRowsCache[][]>;
  /** The one asked last: nearly every call finds it here, without a look-up. */
  latest:
    | { readonly settings: Settings; readonly operation: CompiledOperation; readonly cache: ApplicableRowsCache }
    | undefined;
  /** Is told of each step of a call whose rows have just been judged, before anything comes of it; undefined where nobody asks. */
  readonly judged: ((call: JudgedCall, facts: CallFacts, fault: CallFault | null) => void) | undefined;
}

/** A call at the step that is judged. */
interface JudgedCall extends CallInFlight {
  readonly operation: CompiledOperation;
}

/** By the place of the method in `methodNames`; undefined for one that nobody has called yet. */
type ApplicableByMethod = (ApplicableRowsCache | undefined)[];

export function compileEngine(components: EngineComponents, takeBack: TakeBack): Engine {
  const { operations, lifecycles: charts, charging, effects } = components;
  return {
    operations,
    compiled: versions.map(() => methodNames.map(() => undefined)),
    lifecycles: charts,
    charging,
    effects,
    takeBack,
    // One entry a state, from the chart's list of states.
    jobStates: Object.fromEntries(charts.job.states.map((state, index) => [state, index])) as Engine['jobStates'],
    events: {
      volume: eventNumbers(charts.volume),
      synchronization: eventNumbers(charts.synchronization),
      job: eventNumbers(charts.job),
      pool: eventNumbers(charts.pool),
    },
    applicableRows: new WeakMap(),
    recentRows: new WeakMap(),
    latest: undefined,
    judged: undefined,
  };
}

/** A method as the world's version has it, by its place in `methodNames`. */
export function operationOf(engine: Engine, world: World, method: number): CompiledOperation {
  return engine.compiled[world.configuration.versionIndex]?.[method] ?? compiled(engine, world, method);
}

/** All methods as the world's version has them, in the order of `methodNames`. */
export function operationsOf(engine: Engine, world: World): readonly CompiledOperation[] {
  return methodNames.map((_, method) => operationOf(engine, world, method));
}

function compiled(
  engine: Engine,
  { configuration: { version, versionIndex } }: World,
  method: number,
): CompiledOperation {
  const operation = compileOperation(engine.operations[methodAt(method)], version);
  const ofVersion = engine.compiled[versionIndex];
  if (ofVersion === undefined) throw new Error(`no version ${version}`);
  ofVersion[method] = operation;
  return operation;
}
