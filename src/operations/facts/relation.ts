import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { SynchronizationEvent } from '../../lifecycle/synchronization.js';
import { jobList } from '../../store/jobRow.js';
import { isMirror } from '../../store/mirrors.js';
import type { SynchronizationRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import type { Abilities } from '../../vocabulary/profile/capabilities.js';
import { mirrorOperationsOf } from '../../vocabulary/profile/mirrors.js';
import { operationsOf } from '../../vocabulary/profile/relations.js';
import {
  numberOfOperation,
  operationNamed,
  type RelationOperation,
  relationOperations,
} from '../../vocabulary/relationOperations.js';
import { mirrorMode, syncType } from '../../vocabulary/replication.js';
import { type JobHandle, none } from '../../vocabulary/units/ids.js';
import type { Doing, Plan } from '../plan.js';
import type { CallFacts } from './call.js';

const { synchronization: chart, job: jobChart } = lifecycles;

/** The relation whose target the call names. */
export function relationOf({ world, other }: CallFacts): Readonly<SynchronizationRow> | undefined {
  return other === undefined ? undefined : world.synchronizations.peek(other.synchronization);
}

/** What can be done to such a relation, by what the array, its provider or the service's cache says. */
export function operationsFor(
  { configuration: { profile } }: CallFacts,
  relation: Readonly<SynchronizationRow>,
  abilities: Abilities,
): readonly number[] {
  // A snapshot lives on its source: nothing sets them apart.
  if (relation.syncType === syncType.snapshot) return [];
  return isMirror(relation) ? mirrorOperationsOf(abilities.mirrorModes) : operationsOf(profile, abilities);
}

/** Operations that move a relation along its chart, and those after which what differs is copied. */
const moves: Readonly<Partial<Record<RelationOperation, SynchronizationEvent>>> = {
  Fracture: 'FRACTURE',
  Split: 'SPLIT',
  Suspend: 'SUSPEND',
  Deactivate: 'DEACTIVATE',
  Unprepare: 'UNPREPARE',
};
const copies: Readonly<Partial<Record<RelationOperation, SynchronizationEvent>>> = {
  Activate: 'ACTIVATE',
  Resume: 'RESUME',
  ResyncReplica: 'RESYNC',
  RestoreFromReplica: 'RESTORE',
};
const controls: Readonly<Partial<Record<RelationOperation, 'TERMINATE' | 'SUSPEND' | 'RESUME'>>> = {
  Abort: 'TERMINATE',
  Suspend: 'SUSPEND',
  Resume: 'RESUME',
};
const modes: Readonly<Partial<Record<RelationOperation, number>>> = {
  ResetToSync: mirrorMode.synchronous,
  ResetToAsync: mirrorMode.asynchronous,
};

/** In which the contents of both sides are settled: their roles can be reversed. */
const settled: ReadonlySet<number> = new Set(
  (['inSync', 'fractured', 'split'] as const).map((state) => chart.stateIndex(state)),
);

/** What an operation does to a relation in the state that it is in; undefined where its state does not allow it.
 * @see CIM_ReplicationService.ModifyReplicaSynchronization, Operation: the chart has what it says
 */
function doingOf(
  world: World,
  relation: Readonly<SynchronizationRow>,
  operation: RelationOperation | undefined,
): Doing | undefined {
  if (operation === undefined || relation.syncType === syncType.snapshot) return undefined;
  const { state, source, target } = relation;
  const job = openJob(world, relation);
  if (job !== undefined) return controlled(world, job, operation);
  const mode = modes[operation];
  if (mode !== undefined) return { do: 'mode', mode };
  if (operation === 'Detach' || operation === 'Dissolve') return { do: 'end' };
  if (operation === 'ReverseRoles') return settled.has(state) ? { do: 'reverse' } : undefined;
  const [event, copied] = [moves[operation], copies[operation]];
  if (event !== undefined) return chart.after(state, event) >= 0 ? { do: 'move', event } : undefined;
  if (copied === undefined || chart.after(state, copied) < 0) return undefined;
  return copied === 'RESTORE'
    ? { do: 'copy', event: copied, from: target, to: source }
    : { do: 'copy', event: copied, from: source, to: target };
}

/** The operations that the state of a relation allows. */
export function allowedFor(world: World, relation: Readonly<SynchronizationRow>, among: readonly number[]): string {
  const allowed = among.filter((operation) => doingOf(world, relation, operationNamed(operation)) !== undefined);
  const labels: Readonly<Record<number, string>> = relationOperations;
  return allowed.map((operation) => labels[operation]).join(', ') || 'nothing';
}

/** The unfinished job that copies between both sides. */
function openJob(world: World, { job }: Readonly<SynchronizationRow>): JobHandle | undefined {
  const row = world.jobs.peek(job);
  // There is a row behind it.
  return row === undefined || row.list === jobList.finished ? undefined : (job as JobHandle);
}

/** While a copy is under way, it alone can be stopped, paused, or let on. */
function controlled(world: World, job: JobHandle, operation: RelationOperation): Doing | undefined {
  const event = controls[operation];
  const { state } = world.jobs.read(job);
  return event !== undefined && jobChart.after(state, event) >= 0 ? { do: 'control', job, event } : undefined;
}

/** What a call asks to do to its relation: see {@link doingOf}. */
export function doingAsked(facts: CallFacts): Doing | undefined {
  const relation = relationOf(facts);
  if (relation === undefined) return undefined;
  const operation = facts.request.given.Operation;
  // A method that has no such parameter ends relations.
  return doingOf(facts.world, relation, operation === undefined ? 'Dissolve' : operationNamed(Number(operation)));
}

/** The operation in the documents' words; its number where they have none. */
export function operationAsked({ request: { given } }: Pick<CallFacts, 'request'>): string {
  const operation = given.Operation ?? numberOfOperation('Dissolve');
  return operationNamed(Number(operation)) ?? `operation ${operation}`;
}

/** Whether a job does it: what copies, where the capabilities say so of ModifyReplicaSynchronization (5). */
export function changesByJob(facts: CallFacts): boolean {
  return doingAsked(facts)?.do === 'copy' && facts.live.modifiesByJob;
}

/** What a call changes of its relation; null where the state of the relation allows nothing of what is asked for, which a row refuses. */
export function relationChange(facts: CallFacts): Plan['change'] {
  const doing = doingAsked(facts);
  if (facts.other === undefined || facts.other.synchronization === none || doing === undefined) return null;
  return {
    kind: 'relation',
    synchronization: facts.other.synchronization,
    operation: operationAsked(facts),
    doing,
  };
}
