import { lifecycles } from '../lifecycle/lifecycles.js';
import { syncType } from '../vocabulary/replication.js';
import type { PoolHandle } from '../vocabulary/units/ids.js';
import { none } from '../vocabulary/units/ids.js';
import { allocationFaults } from './allocation.js';
import { cellFaults } from './cellFaults.js';
import { chainFaults } from './chainFaults.js';
import { givenByPrimordial, poolFaults } from './driveInvariants.js';
import { endlessChains } from './endlessChains.js';
import { isCopying, jobList, jobWork } from './jobRow.js';
import { jobsOn } from './progress.js';
import type { World } from './world.js';

const running = lifecycles.job.stateIndex('running');

/** What must be true of every world at every moment, checked by walking all of it: for tests, scenarios and `load`.
 * @returns one sentence for each violation; empty when there is none
 */
export function violations(world: World): string[] {
  const found = [...cellFaults(world), ...endlessChains(world)];
  if (found.length > 0) return found;
  const demand = (holds: boolean, sentence: () => string) => {
    if (!holds) found.push(sentence());
  };
  const charges = new Map<PoolHandle, number>();
  const members = new Map<PoolHandle, number>();
  const subscribed = new Map<PoolHandle, number>();
  const given = givenByPrimordial(world);
  const replicas = new Map<number, number>();
  const snapshots = new Map<number, number>();
  const names = new Set<string>();
  const { configuration, volumes, pools, synchronizations } = world;

  for (const handle of volumes.handles()) {
    const volume = volumes.read(handle);
    if (volume.goneAt !== 0) continue;
    const name = volumes.payload(handle);
    demand(pools.has(volume.pool), () => `volume ${name} lives in a pool that does not exist`);
    demand(
      volume.thin === 1 || volume.charge >= volume.size,
      () => `volume ${name} is charged ${volume.charge} blocks, less than its size`,
    );
    demand(
      volume.thin === 0 || volume.snapshot === 1 || pools.peek(volume.pool)?.thin === 1,
      () => `volume ${name} is thin, in a pool that has no thin volumes`,
    );
    demand(volume.charge % configuration.extentSize === 0, () => `volume ${name} is not charged in whole extents`);
    demand(!configuration.profile.clones.uniqueNames || !names.has(name), () => `two volumes are called ${name}`);
    names.add(name);
    charges.set(volume.pool, (charges.get(volume.pool) ?? 0) + volume.charge);
    members.set(volume.pool, (members.get(volume.pool) ?? 0) + 1);
    subscribed.set(volume.pool, (subscribed.get(volume.pool) ?? 0) + volume.size);
    if (volume.synchronization !== none) {
      demand(synchronizations.has(volume.synchronization), () => `volume ${name} names a synchronization that is gone`);
    }
  }
  for (const handle of world.jobs.handles()) {
    const { work, target, pool, resizesTo, list } = world.jobs.read(handle);
    const size = volumes.peek(target)?.size;
    if (work !== jobWork.resize || list === jobList.finished || pool === none || size === undefined) continue;
    // What a volume is to grow by is promised from the moment that it is accepted.
    subscribed.set(pool, (subscribed.get(pool) ?? 0) + Math.max(0, resizesTo - size));
  }
  for (const layer of world.layers.handles()) {
    const { pool, size } = world.layers.read(layer);
    charges.set(pool, (charges.get(pool) ?? 0) + size);
  }
  found.push(...allocationFaults(world), ...poolFaults(world));
  for (const handle of synchronizations.handles()) {
    const { source, target, syncType: type } = synchronizations.read(handle);
    replicas.set(source, (replicas.get(source) ?? 0) + 1);
    if (type === syncType.snapshot) snapshots.set(source, (snapshots.get(source) ?? 0) + 1);
    demand(
      volumes.has(target) && volumes.read(target).synchronization === handle,
      () => `synchronization ${handle} has no target`,
    );
    demand(volumes.has(source), () => `synchronization ${handle} has no source`);
  }
  for (const handle of volumes.handles()) {
    const counted = volumes.read(handle).replicas;
    demand(
      counted === (replicas.get(handle) ?? 0),
      () => `volume ${volumes.payload(handle)} counts ${counted} replicas`,
    );
  }
  for (const handle of volumes.handles()) {
    const volume = volumes.read(handle);
    const name = () => volumes.payload(handle);
    const counted = snapshots.get(handle) ?? 0;
    demand(
      volume.snapshots === counted,
      () => `volume ${name()} counts ${volume.snapshots} snapshots, it has ${counted}`,
    );
    if (volume.basedOn === none) continue;
    const { source } = synchronizations.peek(volume.synchronization) ?? { source: none };
    demand(
      volume.snapshot === 1 && volume.thin === 1 && volume.incomplete === 0 && source === volume.basedOn,
      () => `volume ${name()} is based on ${volume.basedOn}, and no snapshot of it`,
    );
  }
  checkFamilies(world, demand);
  for (const handle of pools.handles()) {
    const pool = pools.read(handle);
    if (pool.goneAt !== 0) continue;
    const name = pools.payload(handle);
    const owned = (charges.get(handle) ?? 0) + (given.get(handle)?.blocks ?? 0);
    demand(
      pool.used + pool.reserved === owned,
      () => `pool ${name} gave up ${pool.used + pool.reserved} blocks, volumes own ${owned}`,
    );
    demand(pool.used >= 0 && pool.reserved >= 0 && pool.stolen >= 0, () => `pool ${name} has negative room`);
    demand(pool.used + pool.reserved + pool.stolen <= pool.total, () => `pool ${name} gave up more than it has`);
    demand(
      pool.subscribed === (subscribed.get(handle) ?? 0),
      () => `pool ${name} counts ${pool.subscribed} subscribed blocks, its volumes have ${subscribed.get(handle) ?? 0}`,
    );
    demand(pool.volumes === (members.get(handle) ?? 0), () => `pool ${name} counts ${pool.volumes} volumes`);
  }
  found.push(...chainFaults(world));
  checkJobs(world, demand);
  checkCalls(world, demand);
  return found;
}

type Demand = (holds: boolean, sentence: () => string) => void;

function checkFamilies({ volumes, families, configuration }: World, demand: Demand): void {
  const { keepsParent, maximumFamily } = configuration.profile.clones;
  const links = new Map<number, number>();
  const members = new Map<number, number>();
  for (const handle of volumes.handles()) {
    const { linkedTo, family, depth } = volumes.read(handle);
    const name = () => volumes.payload(handle);
    demand(linkedTo === none || depth > 0, () => `volume ${name()} is a linked clone without depth`);
    demand(linkedTo === none || maximumFamily === null || family !== none, () => `volume ${name()} has no family`);
    if (linkedTo !== none) links.set(linkedTo, (links.get(linkedTo) ?? 0) + 1);
    if (family !== none) members.set(family, (members.get(family) ?? 0) + 1);
    const parent = volumes.peek(linkedTo);
    if (parent?.goneAt === 0) demand(depth === parent.depth + 1, () => `volume ${name()} has another depth`);
    else demand(linkedTo === none || !keepsParent, () => `volume ${name()} was made of one that is gone`);
  }
  for (const handle of volumes.handles()) {
    const counted = volumes.read(handle).linkedClones;
    demand(
      counted === (links.get(handle) ?? 0),
      () => `volume ${volumes.payload(handle)} counts ${counted} linked clones`,
    );
  }
  for (const handle of families.handles()) {
    const counted = families.read(handle).members;
    demand(counted === (members.get(handle) ?? 0), () => `family ${handle} counts ${counted} members`);
  }
  demand(
    [...members.keys()].every((family) => families.has(family)),
    () => 'a volume is of a family that is gone',
  );
}

function checkJobs(world: World, demand: Demand): void {
  const { jobs, settings, jobLists } = world;
  const given = givenByPrimordial(world);
  const promised = new Map<PoolHandle, number>();
  const deleting = new Set<PoolHandle>();
  const counts = [0, 0, 0];
  let copying = 0;
  let discovering = 0;
  const copiesOf = new Map<number, number>();
  for (const handle of jobs.handles()) {
    const job = jobs.read(handle);
    if (isCopying(job) && job.list !== jobList.finished) copiesOf.set(job.source, (copiesOf.get(job.source) ?? 0) + 1);
    counts[job.list] = (counts[job.list] ?? 0) + 1;
    const final = lifecycles.job.final(job.state);
    demand(final === (job.list === jobList.finished), () => `job ${handle} is on the wrong list`);
    demand(job.copied <= job.size, () => `job ${handle} copied more than there is`);
    demand(
      job.submittedMs <= job.changedMs && job.changedMs <= world.nowMs,
      () => `job ${handle} has times out of order`,
    );
    if (final) continue;
    if (job.speed > 0 && isCopying(job)) copying++;
    demand(job.speed === 0 || job.state === running, () => `job ${handle} is at work and does not run`);
    if (job.work === jobWork.discover) discovering++;
    demand(job.charged <= job.room, () => `job ${handle} used more than was reserved`);
    if (job.pool !== none) promised.set(job.pool, (promised.get(job.pool) ?? 0) + job.room - job.charged);
    if (job.work === jobWork.remove && job.target === none && job.pool !== none) deleting.add(job.pool);
    demand(
      world.volumes.peek(job.target)?.job === (job.target === none ? undefined : handle),
      () => `job ${handle} works on volume ${job.target}, which does not know it`,
    );
  }
  demand(
    world.lanes.copying === copying,
    () => `${world.lanes.copying} copies are said to share the bandwidth, ${copying} do`,
  );
  demand(
    world.discovering === discovering,
    () => `${world.discovering} discoveries are said to be under way, ${discovering} are`,
  );
  for (const [list, ends] of jobLists.entries()) {
    demand(ends.count === (counts[list] ?? 0), () => `job list ${list} counts ${ends.count}, it has ${counts[list]}`);
  }
  let before: number = none;
  for (const handle of jobsOn(world, jobList.active)) {
    const earlier = before;
    demand(earlier < handle, () => `job ${handle} holds its slot behind job ${earlier}, which is younger`);
    before = handle;
  }
  const slots = settings.limits.runningJobs;
  demand(
    jobLists[jobList.waiting].count === 0 || jobLists[jobList.active].count >= slots,
    () => 'a job waits beside a free slot',
  );
  for (const handle of world.pools.handles()) {
    const pool = world.pools.read(handle);
    const { reserved, goneAt } = pool;
    if (goneAt !== 0) continue;
    demand(
      pool.deleting === (deleting.has(handle) ? 1 : 0),
      () =>
        `pool ${world.pools.payload(handle)} ${pool.deleting ? 'waits for a job that' : 'is not told that a job'} deletes it`,
    );
    const owed = (promised.get(handle) ?? 0) + (given.get(handle)?.promised ?? 0);
    demand(
      reserved === owed,
      () => `pool ${world.pools.payload(handle)} reserves ${reserved} blocks, jobs need ${owed}`,
    );
  }
  for (const handle of world.volumes.handles()) {
    const counted = world.volumes.read(handle).copying;
    demand(
      counted === (copiesOf.get(handle) ?? 0),
      () => `volume ${world.volumes.payload(handle)} counts ${counted} copies under way`,
    );
  }
}

function checkCalls(world: World, demand: Demand): void {
  let connected = 0;
  let operating = 0;
  const byAccount = new Map<number, number>();
  for (const handle of world.calls.handles()) {
    const call = world.calls.read(handle);
    if (call.operating === world.settings.incarnation) operating++;
    if (call.connected !== world.settings.incarnation || call.session !== none) continue;
    connected++;
    byAccount.set(call.account, (byAccount.get(call.account) ?? 0) + 1);
  }
  for (const handle of world.sessions.handles()) {
    const { account, ended, known } = world.sessions.read(handle);
    const { caller } = world.sessions.payload(handle);
    demand(known === 0 || world.sessionsByCaller.get(caller) === handle, () => `${caller} does not know its session`);
    demand(known === 1 || ended === 0, () => `a session of ${caller} has ended, and nobody knows it`);
    if (ended === 1) continue;
    connected++;
    byAccount.set(account, (byAccount.get(account) ?? 0) + 1);
  }
  for (const handle of world.accounts.handles()) {
    const { sessions } = world.accounts.read(handle);
    const { name } = world.accounts.payload(handle);
    demand(
      sessions === (byAccount.get(handle) ?? 0),
      () => `account ${name} counts ${sessions} sessions, it has ${byAccount.get(handle) ?? 0}`,
    );
  }
  demand(connected === world.connected, () => `there are ${connected} sessions, ${world.connected} are counted`);
  demand(operating === world.operating, () => `calls hold ${operating} operations, ${world.operating} are counted`);
}
