import { firstUnderFault } from '../../operations/compile.js';
import { type CallFacts, lookAtCall } from '../../operations/facts/call.js';
import type { Change, Plan } from '../../operations/plan.js';
import { type CallRow, callDone } from '../../store/callRow.js';
import { isLowOnSpace } from '../../store/capacity.js';
import { noCallFault } from '../../store/faultState.js';
import { jobWork } from '../../store/jobRow.js';
import type { World } from '../../store/world.js';
import { type CallHandle, none, type VolumeHandle } from '../../vocabulary/units/ids.js';
import { type Call, keepPayload } from '../calls/call.js';
import { type Engine, operationOf } from '../components.js';
import { warnOfLowSpace } from '../controls/host.js';
import { acceptCopy, acceptRemoval, acceptSnapshot, acceptWork } from '../jobs/start.js';
import { changeOf } from './changes.js';
import { addTarget, removeVolume } from './elements.js';
import { removePool } from './pools.js';

/** The effect of a method: what it has planned is written, no more and no less. */
export function execute(engine: Engine, world: World, call: Call, facts: CallFacts): void {
  const { row } = call;
  const plan = call.operation.plan(facts);
  const made = commitPlan(engine, world, call.handle, row, plan);
  // Before the call has made anything: to another delivery the name of what it makes is taken.
  if (world.faults !== undefined) deliverAgain(engine, world, facts);
  row.made = made;
  row.done = doneBy(plan);
  if (plan.out === null) return;
  call.out = plan.out;
  keepPayload(world, call);
}

function doneBy({ make, change, remove }: Plan): number {
  if (change?.kind === 'poolCreation') return callDone.madePool;
  if (change !== null) return changeOf(change).final === true ? callDone.related : callDone.changed;
  return make === null && remove === null ? callDone.nothing : callDone.madeOrRemoved;
}

/** The array got the request more than once; unless the provider knows it again, each one has its effect, unless a row of the
 * array's stands against it by then.
 */
function deliverAgain(engine: Engine, world: World, { handle, request, call: row }: CallFacts): void {
  const deliveries = world.faults?.calls.get(handle)?.deliveries ?? 1;
  if (world.configuration.profile.provider.deduplicates) return;
  const { plan, rows } = operationOf(engine, world, row.method);
  for (let delivery = 2; delivery <= deliveries; delivery++) {
    const facts = lookAtCall(world, { handle, row: row as CallRow, request }, engine.charging);
    if (firstUnderFault(rows[row.step] ?? [], noCallFault(row.step), facts) !== -1) return;
    // A copy of the row: what this delivery makes, nobody is told.
    commitPlan(engine, world, handle, { method: row.method, job: none, pool: none }, plan(facts));
  }
}

/** The only way by which a method writes to the world. The job is written to the call's row, and the pool that it made.
 * @returns the volume that was made; -1 for none
 */
function commitPlan(
  engine: Engine,
  world: World,
  call: CallHandle,
  row: Pick<CallRow, 'method' | 'job' | 'pool'>,
  plan: Plan,
): VolumeHandle | -1 {
  if (plan.make !== null) return commitMaking(engine, world, call, row, plan, plan.make);
  if (plan.change !== null) commitChange(engine, world, call, row, plan, plan.change);
  if (plan.remove !== null) commitRemoval(engine, world, call, row, plan, plan.remove);
  return none;
}

function commitMaking(
  engine: Engine,
  world: World,
  call: CallHandle,
  row: Pick<CallRow, 'method' | 'job' | 'pool'>,
  plan: Plan,
  make: NonNullable<Plan['make']>,
): VolumeHandle {
  const wasLow = world.trace !== undefined && isLowOnSpace(world.pools.read(make.pool), world.configuration);
  const made = addTarget(engine, world, row.method, make, plan.outcome === 'success');
  if (plan.job?.work === 'copy') row.job = acceptCopy(engine, world, row.method, made, make);
  if (plan.job?.work === 'wait' && make.source === none) {
    const seed = { work: jobWork.create, target: made, pool: make.pool, room: make.room, lockedFrom: none };
    row.job = acceptWork(engine, world, row.method, seed, plan.job.ms);
  } else if (plan.job?.work === 'wait') row.job = acceptSnapshot(engine, world, row.method, made, plan.job.ms);
  world.revision++;
  if (world.trace === undefined) return made;
  traceEffect(world, call, {
    target: world.codecs.volume.encode(made),
    name: make.name,
    pool: world.pools.payload(make.pool),
    blocks: make.room,
    room: plan.outcome === 'success' ? 'used' : 'reserved',
  });
  if (!wasLow) warnOfLowSpace(world, make.pool);
  return made;
}

function commitChange(
  engine: Engine,
  world: World,
  call: CallHandle,
  row: Pick<CallRow, 'method' | 'job' | 'pool'>,
  plan: Plan,
  change: Change,
): void {
  const { details, apply, begin, copy, made } = changeOf(change);
  if (world.trace !== undefined) traceEffect(world, call, details(world, change));
  if (plan.job?.work === 'wait')
    row.job = acceptWork(engine, world, row.method, begin(engine, world, change), plan.job.ms);
  else if (plan.job !== null && copy !== undefined) row.job = copy(engine, world, row.method, change);
  else apply(engine, world, change);
  if (made !== undefined) row.pool = made(world);
  world.revision++;
}

function commitRemoval(
  engine: Engine,
  world: World,
  call: CallHandle,
  row: Pick<CallRow, 'method' | 'job' | 'pool'>,
  plan: Plan,
  remove: NonNullable<Plan['remove']>,
): void {
  if (world.trace !== undefined) traceRemoval(world, call, plan, remove);
  if (plan.job?.work === 'wait') row.job = acceptRemoval(engine, world, row.method, remove, plan.job.ms);
  else if (remove.kind === 'volume') removeVolume(engine, world, remove.volume);
  else removePool(engine, world, remove.pool);
  world.revision++;
}

function traceRemoval(world: World, call: CallHandle, plan: Plan, remove: NonNullable<Plan['remove']>): void {
  const room = plan.outcome === 'success' ? 'returned' : 'used';
  if (remove.kind === 'pool') {
    const name = world.pools.payload(remove.pool);
    return traceEffect(world, call, { removed: world.codecs.pool.encode(remove.pool), name, room });
  }
  const { pool, charge } = world.volumes.read(remove.volume);
  traceEffect(world, call, {
    removed: world.codecs.volume.encode(remove.volume),
    name: world.volumes.payload(remove.volume),
    pool: world.pools.payload(pool),
    blocks: charge,
    room,
  });
}

function traceEffect(world: World, call: CallHandle, details: Readonly<Record<string, unknown>>): void {
  world.trace?.add({ atMs: world.nowMs, kind: 'effect', call: world.codecs.call.encode(call), ...details });
}
