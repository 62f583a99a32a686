import { isSnapshotMade } from './methods/replicaKinds.js';
import { wholeExtents } from './room.js';
import type { ModelJob, ModelPool, ModelVolume } from './state.js';

/** What snapshots have kept of their sources: extents by their numbers, from one up to another. */
type Kept = NonNullable<ModelVolume['kept']>;

/** A part of a volume, in bytes. */
interface Written {
  readonly offset: number;
  readonly length: number;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
interface Draft {
  readonly volumes: Record<string, Writable<ModelVolume>>;
  readonly pools: Record<string, Writable<ModelPool>>;
  readonly jobs: Record<string, Writable<ModelJob>>;
}

/** A host has written to a volume: its snapshots have kept what was there, or failed for want of room.
 * @param draft the state, with what the volume itself took
 */
export function keepWritten(draft: Draft, name: string, written: Written, extent: number): void {
  const volume = draft.volumes[name];
  if (volume === undefined) return;
  if (volume.kept !== null) volume.kept = withExtents(volume.kept, extentsOf(written, volume.size, extent));
  // The youngest first.
  for (const [other, snapshot] of Object.entries(draft.volumes).reverse()) {
    if (snapshot.basedOn !== name || snapshot.kept === null) continue;
    const [from, to] = extentsOf(written, snapshot.size, extent);
    const kept = withExtents(snapshot.kept, [from, to]);
    const more = (countOf(kept) - countOf(snapshot.kept)) * extent;
    if (more === 0) continue;
    const pool = draft.pools[snapshot.pool];
    if (pool === undefined) continue;
    if (pool.free === null || !allocates(pool) || more > pool.free) {
      // It may have failed, and then it has kept nothing.
      lose(draft, other, pool.free !== null && allocates(pool) ? false : null);
      pool.free = null;
      continue;
    }
    snapshot.kept = kept;
    if (snapshot.took !== null) snapshot.took += more;
    pool.free -= more;
    pool.lastChange = 'action';
  }
}

/** Snapshots of a volume that goes, or that failed before it was complete, may have failed with it. */
export function loseSnapshots(draft: Draft, name: string): void {
  for (const [other, volume] of Object.entries(draft.volumes))
    if (isSnapshotMade(volume) && volume.madeOf === name && volume.usable !== false) lose(draft, other, null);
}

/** A snapshot has failed, or may have, and so may have all that is made of it.
 * @param usable null where only a look tells
 */
function lose(draft: Draft, name: string, usable: false | null): void {
  const snapshot = draft.volumes[name];
  if (snapshot === undefined) return;
  Object.assign(snapshot, { usable, state: null, healthStatus: null, basedOn: null, kept: null, took: null });
  for (const job of Object.values(draft.jobs)) {
    const target = draft.volumes[job.target ?? ''];
    if (target === undefined || (job.target !== name && target.madeOf !== name)) continue;
    job.fresh = false;
    if (target !== snapshot) target.usable = null;
  }
  loseSnapshots(draft, name);
}

function allocates({ state }: Pick<ModelPool, 'state'>): boolean {
  return state === 'online' || state === 'degraded';
}

/** The extents that a write touches, of as many as a volume has. */
function extentsOf({ offset, length }: Written, size: number, extent: number): [from: number, to: number] {
  const last = Math.min(Math.ceil((offset + length) / extent), wholeExtents(size, extent) / extent);
  return [Math.min(Math.floor(offset / extent), last), last];
}

function withExtents(kept: Kept, [from, to]: readonly [from: number, to: number]): Kept {
  if (to <= from) return kept;
  const apart = kept.filter(([first, last]) => last < from || first > to);
  const joined = kept.filter((one) => !apart.includes(one));
  const start = Math.min(from, ...joined.map(([first]) => first));
  const end = Math.max(to, ...joined.map(([, last]) => last));
  return [...apart, [start, end]];
}

function countOf(kept: Kept): number {
  return kept.reduce((sum, [from, to]) => sum + to - from, 0);
}
