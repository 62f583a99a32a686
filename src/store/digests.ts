import { addHashes, type Hash, Hasher, hashOf, hexOf, zeroHash } from '../determinism/hash.js';
import { planStateDigest } from '../faults/planEdits.js';
import type { VolumeHandle } from '../vocabulary/units/ids.js';
import { none } from '../vocabulary/units/ids.js';
import { configurationDigest } from './configuration.js';
import { jobList } from './jobRow.js';
import { copiedNow, jobsOn, usedSince } from './progress.js';
import { settingsDigests } from './settings.js';
import { timersOf } from './timers.js';
import type { World } from './world.js';

export const digestKinds = ['identity', 'observable', 'canonical'] as const;

/** - `identity`: everything that affects what comes next; equal after a fork and after save and load.
 * - `observable`: elements, capacity and unfinished jobs, without counters, connections and finished jobs; a refusal
 *   keeps it, and so does creating and deleting.
 * - `canonical`: what is observable, calls in flight and the agenda, with minted ids replaced by what they name; equal
 *   when calls commute.
 */
export type DigestKind = (typeof digestKinds)[number];

/** @returns 16 hexadecimal digits */
export function digest(world: World, kind: DigestKind): string {
  switch (kind) {
    case 'identity':
      return hexOf(identity(world));
    case 'observable':
      return hexOf(observable(world));
    case 'canonical':
      return hexOf(canonical(world));
  }
}

function identity(world: World): Hash {
  const { pools, volumes, contents, layers, families, synchronizations, jobs, calls, accounts, sessions, drives } =
    world;
  const hasher = new Hasher().text('identity');
  for (const table of [
    pools,
    volumes,
    contents,
    layers,
    families,
    synchronizations,
    jobs,
    calls,
    accounts,
    sessions,
    drives,
  ]) {
    hasher.hash(table.digests().identity).number(table.length);
  }
  hasher.hash(configurationDigest(world.configuration)).hash(settingsDigests(world.settings).identity);
  hasher
    .hash(hashOf(world.jobLists))
    .hash(hashOf(timersOf(world)))
    .number(world.agenda.added);
  if (world.hostWrites.size > 0)
    hasher.hash(hashOf(world.hostWrites.entries().map(([volume, runs]) => [volume, runs.toJSON()])));
  if (world.faults !== undefined) {
    const { planState, calls, jobs, changes } = world.faults;
    hasher.hash(planStateDigest(planState)).hash(hashOf([calls.entries(), jobs.entries(), changes]));
  }
  if (world.shown !== undefined) hasher.hash(identity(world.shown));
  hasher.number(world.nowMs).number(world.revision).number(world.copiedAtMs);
  return hasher.number(world.connected).number(world.operating).number(world.deletedButCached).end();
}

function observable(world: World): Hash {
  let sum = settingsDigests(world.settings).observable;
  for (const table of [world.pools, world.volumes, world.contents, world.synchronizations, world.jobs, world.drives]) {
    sum = addHashes(sum, table.digests().observable);
  }
  // What moves while jobs copy is not in the rows: there are few pools, and no more active jobs than slots.
  for (const pool of world.pools.handles()) {
    const row = world.pools.read(pool);
    if (row.goneAt !== 0) continue;
    const moved = usedSince(world, pool);
    const now = new Hasher()
      .text('room')
      .number(pool)
      .number(row.used + moved)
      .number(row.reserved - moved);
    sum = addHashes(sum, now.end());
  }
  for (const job of jobsOn(world, jobList.active)) {
    const copied = copiedNow(world, world.jobs.read(job));
    sum = addHashes(sum, new Hasher().text('progress').number(job).number(copied).end());
  }
  return sum;
}

/** A walk over everything: handles are replaced by the hash of what they name, sources first (a clone is younger). */
function canonical(world: World): Hash {
  let sum = settingsDigests(world.settings).observable;
  const pools = new Map<number, Hash>();
  for (const handle of world.pools.handles()) {
    const row = world.pools.read(handle);
    if (row.goneAt !== 0) continue;
    const moved = usedSince(world, handle);
    const hash = hashOf([
      'pool',
      world.pools.payload(handle),
      row.total,
      row.used + moved,
      row.reserved - moved,
      row.stolen,
      row.state,
      row.deleting,
      row.growth,
      row.setting,
    ]);
    pools.set(handle, hash);
    sum = addHashes(sum, hash);
  }
  for (const handle of world.drives.handles()) {
    const { size, state, spare, holder, joining } = world.drives.read(handle);
    const hasher = new Hasher().text(world.drives.payload(handle)).hash(hashOf([size, state, spare, joining]));
    sum = addHashes(sum, hasher.hash(pools.get(holder) ?? zeroHash).end());
  }
  const volumes = new Map<number, Hash>();
  for (const handle of world.volumes.handles()) {
    const row = world.volumes.read(handle);
    if (row.goneAt !== 0) continue;
    const { size, state, usage, snapshot, exposed, charge, depth, linkedClones } = row;
    const hasher = new Hasher()
      .text(world.volumes.payload(handle))
      .hash(hashOf([size, state, usage, snapshot, exposed, charge, depth, linkedClones]))
      .number(world.contents.peek(handle)?.history ?? 0);
    hasher.hash(pools.get(row.pool) ?? zeroHash);
    if (row.synchronization !== none) {
      const synchronization = world.synchronizations.read(row.synchronization);
      hasher.hash(volumes.get(synchronization.source) ?? zeroHash).number(synchronization.state);
    }
    const hash = hasher.end();
    volumes.set(handle, hash);
    sum = addHashes(sum, hash);
  }
  const named = (handle: VolumeHandle | -1) => volumes.get(handle) ?? zeroHash;
  for (const handle of world.jobs.handles()) {
    const job = world.jobs.read(handle);
    if (job.list === jobList.finished) continue;
    sum = addHashes(
      sum,
      new Hasher()
        .text('job')
        .hash(named(job.target))
        .hash(job.target === none ? (pools.get(job.pool) ?? zeroHash) : zeroHash)
        .number(job.method)
        .number(job.state)
        .number(copiedNow(world, job))
        .end(),
    );
  }
  for (const handle of world.calls.handles()) {
    const call = world.calls.read(handle);
    const hasher = new Hasher()
      .text('call')
      .hash(hashOf(world.calls.payload(handle).request))
      .hash(named(call.volume));
    hasher.hash(named(call.made)).hash(call.volume === none ? (pools.get(call.pool) ?? zeroHash) : zeroHash);
    hasher.number(call.step).number(call.phase).number(call.verdict);
    sum = addHashes(sum, hasher.end());
  }
  for (const handle of world.sessions.handles()) {
    const { ended, known, calls } = world.sessions.read(handle);
    sum = addHashes(sum, hashOf(['session', world.sessions.payload(handle).caller, ended, known, calls]));
  }
  if (world.faults !== undefined) sum = addHashes(sum, planStateDigest(world.faults.planState));
  // In order, but with neither insertion numbers nor handles: only when and what.
  const agenda = hashOf(timersOf(world).map(({ dueMs, kind }) => [dueMs - world.nowMs, kind]));
  return addHashes(sum, agenda);
}
