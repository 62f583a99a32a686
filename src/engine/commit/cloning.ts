import { type ClonePlan, planClone } from '../../operations/createClone/planClone.js';
import { type CallFacts, lookAtCall } from '../../operations/facts/call.js';
import { renamesAfterwards } from '../../operations/facts/names.js';
import { firstUnderFault } from '../../operations/operation.js';
import { isLowOnSpace } from '../../store/capacity.js';
import { type CallFault, noCallFault } from '../../store/faultState.js';
import { type CallRow, jobList } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import { volumeUsage } from '../../vocabulary/replication.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import { none } from '../../vocabulary/units/ids.js';
import { blocks, roundUpTo } from '../../vocabulary/units/sizes.js';
import { type Engine, operationOf } from '../components.js';
import { warnOfLowSpace } from '../controls/host.js';
import { acceptJob, withdrawJob } from '../jobs/jobs.js';
import { addClone, removeVolume, renameVolume } from './elements.js';
import { makeVolume } from './newVolume.js';

// What CreateClone does to the array, and what is done when it does not come to a good end.

/** The effect of the method: the clone, and its job unless the copy is done within the call. */
export function execute(engine: Engine, world: World, row: CallRow, facts: CallFacts): void {
  const plan = planClone(facts);
  const wasLow = world.trace !== undefined && isLowOnSpace(world.pools.read(plan.pool), world.configuration);
  const target = addClone(engine, world, plan);
  const job = plan.outcome === 'jobStarted' ? acceptJob(engine, world, target, plan.detaches) : none;
  world.revision++;
  if (world.trace !== undefined) traceClone(world, facts, plan, target, wasLow);
  // Before the call has a target: to another delivery the name of this one is taken.
  if (world.faults !== undefined) deliverAgain(engine, world, facts);
  row.target = target;
  row.job = job;
}

/** The array got the request more than once; unless the provider knows it again, each one makes a clone of its own, for
 * which there is room.
 */
function deliverAgain(engine: Engine, world: World, { handle, request, call: row }: CallFacts): void {
  const deliveries = world.faults?.calls.get(handle)?.deliveries ?? 1;
  if (world.configuration.profile.provider.deduplicates) return;
  for (let delivery = 2; delivery <= deliveries; delivery++) {
    const facts = lookAtCall(world, { handle, row: row as CallRow, request }, engine.charging);
    const rows = operationOf(engine, world).checks[row.step] ?? [];
    if (firstUnderFault(rows, noCallFault(row.step), facts) !== -1) return;
    const plan = planClone(facts);
    const wasLow = world.trace !== undefined && isLowOnSpace(world.pools.read(plan.pool), world.configuration);
    const target = addClone(engine, world, plan);
    if (plan.outcome === 'jobStarted') acceptJob(engine, world, target, plan.detaches);
    world.revision++;
    if (world.trace !== undefined) traceClone(world, facts, plan, target, wasLow);
  }
}

function traceClone(world: World, facts: CallFacts, plan: ClonePlan, target: VolumeHandle, wasLow: boolean): void {
  if (world.trace === undefined) return;
  world.trace.add({
    atMs: world.nowMs,
    kind: 'clone',
    call: world.codecs.call.encode(facts.handle),
    target: world.codecs.volume.encode(target),
    name: plan.name,
    pool: world.pools.payload(plan.pool),
    blocks: plan.charge,
    room: plan.outcome === 'success' ? 'used' : 'reserved',
  });
  if (!wasLow) warnOfLowSpace(world, plan.pool);
}

/** What a clone that failed half-way leaves: a failed target with a part of the source in it, or nothing.
 * @returns what is left, for SMDetails
 */
export function leavePart(
  engine: Engine,
  world: World,
  facts: CallFacts,
  { fraction, residue }: NonNullable<CallFault['partial']>,
): string {
  if (residue === 'none' || facts.source === undefined || facts.poolHandle === none) return '';
  const plan = planClone(facts);
  const { extentSize } = world.configuration;
  const part = roundUpTo(blocks(Math.ceil(plan.size * fraction)), extentSize);
  // No more than the whole clone takes, and no more than there is room for.
  const size = blocks(Math.min(part, roundUpTo(plan.size, extentSize)));
  const failed = engine.lifecycles.volume.stateIndex('failed');
  const { name, pool } = plan;
  const written = world.configuration.allocation === 'full' ? size : blocks(Math.min(size, plan.charge));
  const seed = { name, pool, size, written, state: failed, usage: volumeUsage.unrestricted, snapshot: false };
  const target = makeVolume(world, { ...seed, discovered: false });
  world.revision++;
  return `volume ${world.codecs.volume.encode(target)} '${name}' is left, failed: the array stopped half-way`;
}

/** Where the provider takes no ElementName, the target gets it now. */
export function rename(world: World, row: CallRow, facts: CallFacts): void {
  const { elementName } = facts.request;
  // A target that is deleted after the read-back keeps its name.
  if (elementName === null || !renamesAfterwards(facts) || world.volumes.peek(row.target) === undefined) return;
  // There is a row behind this handle.
  renameVolume(world, row.target as VolumeHandle, elementName);
  world.revision++;
}

/** Undoes the effect of a call that fails after it, if the profile and the connection let the service do so.
 * @returns what is left, for SMDetails
 */
export function compensate(engine: Engine, world: World, { target, job }: CallRow): string {
  if (target === none || !world.volumes.has(target) || world.volumes.read(target).goneAt !== 0)
    return 'nothing is left of the target';
  const { link, server } = engine.lifecycles.providerConnection.meta(world.settings.connection);
  const reachable = link === 'up' && server !== 'stopped';
  const unfinished = job !== none && world.jobs.has(job) && world.jobs.read(job).list !== jobList.finished;
  const name = `volume ${world.codecs.volume.encode(target)} '${world.volumes.payload(target)}'`;
  if (world.configuration.profile.service.afterFailure === 'leaves' || !reachable) {
    const why = reachable ? 'the service does not clean up' : 'the service cannot reach the provider to clean up';
    const what = unfinished ? `${name} and its job ${world.codecs.job.encode(job)} are left` : `${name} is left`;
    return `${what}: ${why}`;
  }
  if (unfinished) withdrawJob(engine, world, job);
  else removeVolume(world, target);
  world.revision++;
  return unfinished
    ? `nothing is left: the job was terminated and ${name} removed`
    : `nothing is left: ${name} was removed`;
}
