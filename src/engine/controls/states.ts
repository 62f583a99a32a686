import type { Lifecycle } from '../../lifecycle/table.js';
import { openJobs } from '../../operations/facts/elements.js';
import { free } from '../../store/capacity.js';
import { isHeard, notePoolEvent, notePoolMoved, noteVolumeMoved } from '../../store/noteEvent.js';
import { thePool } from '../../store/references.js';
import type { PoolRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { none, type PoolHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';
import { type Blocks, formatSize, parseSize } from '../../vocabulary/units/sizes.js';
import { followDrives, resizePool } from '../commit/pools.js';
import { breakSynchronizationsOf } from '../commit/relations.js';
import type { Engine } from '../components.js';
import { judgeJobs, judgeJobsOfVolumes } from '../jobs/end.js';
import { indicate } from './indications.js';

// Changes of what volumes and pools are in.

export function setVolume(
  engine: Engine,
  world: World,
  volume: VolumeHandle,
  { state, exposed }: { readonly state?: string | undefined; readonly exposed?: boolean | undefined },
  seen: boolean,
  field: string,
): void {
  if (state !== undefined) setVolumeState(engine, world, volume, state, field);
  const row = world.volumes.edit(volume);
  if (exposed !== undefined) row.exposed = exposed ? 1 : 0;
  if (!seen && row.unseenChanges >= 0) row.unseenChanges++;
  if (!seen) indicate(world, 'volumeIndicated', volume);
  if (state !== undefined) judgeJobsOfVolumes(engine, world, volume);
}

function setVolumeState(engine: Engine, world: World, volume: VolumeHandle, state: string, field: string): void {
  const row = world.volumes.read(volume);
  const next = eventTo(engine.lifecycles.volume, row.state, state, `${field}.state`);
  // The chart's way from starting to online is the copy's own: set from outside it would show half a clone to hosts.
  if (row.state === engine.lifecycles.volume.initial && state !== 'failed') {
    badInput({
      field: `${field}.state`,
      value: state,
      expected: "'failed', or a volume whose copy has ended: only that makes it usable",
    });
  }
  if (row.incomplete === 1 && state !== 'failed') {
    badInput({
      field: `${field}.state`,
      value: state,
      expected: "'failed': its copy ended before it was whole, and nothing brings it online as if it were",
    });
  }
  const [job] = engine.lifecycles.volume.meta(next).locked ? openJobs(world, row, 1) : [];
  if (job !== undefined) {
    badInput({
      field: `${field}.state`,
      value: state,
      expected: `another state, or no job at work on it: what locks a volume is refused while it is copied, as by ${world.codecs.job.encode(job)}`,
    });
  }
  const edited = world.volumes.edit(volume);
  const from = edited.state;
  edited.state = next;
  if (isHeard(world)) noteVolumeMoved(world, volume, from);
  // What its jobs make of it comes after: their targets may go.
  if (state === 'failed') breakSynchronizationsOf(engine, world, volume);
}

export function setPool(
  engine: Engine,
  world: World,
  change: {
    pool: string;
    state?: string | undefined;
    size?: string | number | bigint | undefined;
    hostLoad?: boolean | undefined;
  },
  seen: boolean,
  field: string,
): void {
  const pool = thePool(world, change.pool, `${field}.pool`);
  const row = world.pools.read(pool);
  const state =
    change.state === undefined ? row.state : eventTo(engine.lifecycles.pool, row.state, change.state, `${field}.state`);
  const total = change.size === undefined ? row.total : parseSize(change.size, `${field}.size`);
  if (total < row.used + row.reserved + row.stolen) {
    // All three are whole blocks, so their sum is.
    const least = formatSize((row.used + row.reserved + row.stolen) as Blocks);
    badInput({
      field: `${field}.size`,
      value: change.size,
      expected: `at least ${least}, what is used, reserved and stolen in '${world.pools.payload(pool)}'`,
    });
  }
  if (total !== row.total) demandResizable(world, pool, total, change.size, `${field}.size`);
  demandOwnState(engine, row, state, change.state, `${field}.state`);
  const edited = world.pools.edit(pool);
  const { state: from, total: before } = edited;
  edited.state = state;
  resizePool(world, pool, total);
  followDrives(engine, world, pool);
  if (isHeard(world)) {
    if (total !== before) notePoolEvent(world, 'MSFT_SMStorageModificationEvent', pool);
    notePoolMoved(world, pool, from);
  }
  if (change.hostLoad !== undefined) edited.hostLoad = change.hostLoad ? 1 : 0;
  if (!seen && edited.unseenChanges >= 0) edited.unseenChanges++;
  if (!seen) indicate(world, 'poolIndicated', pool);
  judgeJobsOf(engine, world, pool);
}

/** @throws BadInputError for a pool whose size is that of its drives, or that its primordial pool has no room for */
function demandResizable(world: World, pool: PoolHandle, total: Blocks, given: unknown, field: string): void {
  const { parent, drives, total: before } = world.pools.read(pool);
  const name = world.pools.payload(pool);
  if (drives > 0) badInput({ field, value: given, expected: `none: '${name}' is as large as its drives` });
  if (parent === none) return;
  const most = (before + free(world.pools.read(parent))) as Blocks;
  if (total <= most) return;
  const expected = `at most ${formatSize(most)}: '${name}' is made of '${world.pools.payload(parent)}', which has no more`;
  badInput({ field, value: given, expected });
}

/** What a job or its drives make of a pool, nobody else does.
 * @throws BadInputError
 */
function demandOwnState(engine: Engine, row: Readonly<PoolRow>, state: number, given: unknown, field: string): void {
  const { pool: chart } = engine.lifecycles;
  if (row.state === chart.initial && state !== row.state)
    badInput({ field, value: given, expected: 'none: a job makes the pool, and only that brings it online' });
  if (
    row.failedDrives > 0 &&
    row.primordial === 0 &&
    row.state === chart.stateIndex('degraded') &&
    state === chart.stateIndex('online')
  )
    badInput({ field, value: given, expected: "'degraded', as long as a drive of the pool has failed" });
}

/** Judges the jobs that copy into a pool, or from it. */
export function judgeJobsOf(engine: Engine, world: World, pool: PoolHandle): void {
  judgeJobs(engine, world, (job) => job.pool === pool || world.volumes.peek(job.source)?.pool === pool);
}

/** Puts a pool back into the state that it was in, whatever leads there, and lets the jobs feel it.
 * @param state its number
 */
export function restorePoolState(engine: Engine, world: World, pool: PoolHandle, state: number): void {
  movePool(engine, world, pool, state);
  judgeJobsOf(engine, world, pool);
}

function movePool(engine: Engine, world: World, pool: PoolHandle, to: number): void {
  const row = world.pools.edit(pool);
  const from = row.state;
  row.state = to;
  followDrives(engine, world, pool);
  if (isHeard(world)) notePoolMoved(world, pool, from);
}

/** Moves a pool to a state, if its chart leads there from where it is, and lets the jobs feel it.
 * @returns the number of the state that it is in then
 */
export function setPoolState(engine: Engine, world: World, pool: PoolHandle, state: string): number {
  const chart = engine.lifecycles.pool;
  const row = world.pools.read(pool);
  const to = chart.events.map((_, event) => chart.target(row.state, event)).find((one) => chart.states[one] === state);
  if (to !== undefined && to >= 0) {
    movePool(engine, world, pool, to);
    judgeJobsOf(engine, world, pool);
  }
  return world.pools.read(pool).state;
}

/** The state's number, if the chart leads there by one event.
 * @throws BadInputError naming the states that can be reached
 */
export function eventTo<State extends string>(
  chart: Lifecycle<State, string, unknown>,
  from: number,
  wanted: string,
  field: string,
): number {
  const reachable = chart.events.map((_, event) => chart.target(from, event)).filter((state) => state >= 0);
  const found = [from, ...reachable].find((state) => chart.states[state] === wanted);
  if (found !== undefined) return found;
  const names = [...new Set(reachable.map((state) => chart.states[state]))].join(', ');
  return badInput({ field, value: wanted, expected: `a state that ${chart.states[from]} can change to: ${names}` });
}
