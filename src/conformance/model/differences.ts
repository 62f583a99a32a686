import { type Advertised, standsStill } from '../subject/advertised.js';
import type { PoolSeen, VolumeSeen } from '../subject/observations.js';
import { growthOf } from './drives.js';
import { modelOfJob } from './jobs.js';
import { type Difference, differs, type Look } from './look.js';
import { isSnapshotMade } from './methods/replicaKinds.js';
import { sharesExtents } from './room.js';
import {
  goesOnUnseen,
  isOpen,
  isOver,
  isPending,
  jobCompleted,
  type ModelPool,
  type ModelState,
  type ModelVolume,
  unknownPool,
} from './state.js';

/** How a volume differs from what the model takes it to be. */
export function volumeDiffers(
  name: string,
  volume: ModelVolume,
  seen: VolumeSeen | undefined,
  state: ModelState,
  advertised: Advertised,
  { isPoolOffline, underFaults }: { readonly isPoolOffline: boolean; readonly underFaults: boolean },
): Difference | undefined {
  const job = volume.job === null ? undefined : state.jobs[volume.job];
  const made = volume.madeBy !== null;
  // What was made is what its reply promised; a volume that was there before is what it was.
  const promise = !made ? 'SOURCE-FROZEN' : volume.job === null ? 'OUT-0' : 'OUT-4096';
  if (seen === undefined) {
    if (isPending(volume, state, advertised)) return undefined;
    if (job !== undefined && job.jobState === jobCompleted) return differs('JOB-RESULT', `${name} is not there`);
    return differs(volume.shown ? 'MONOTONE-READ' : 'READ-YOUR-WRITES', `${name} is not there, and nobody deleted it`);
  }
  // Of a volume whose size only a look tells, it is what the first look shows.
  if (volume.size !== 0 && seen.size !== volume.size)
    return differs(promise, `${name} has ${seen.size} bytes instead of ${volume.size}`);
  if (seen.pool !== volume.pool && volume.pool !== unknownPool)
    return differs(promise, `${name} is in pool ${seen.pool} instead of ${volume.pool}`);
  if (volume.name !== null && seen.name !== volume.name)
    return differs(promise, `${name} is called '${seen.name}' instead of '${volume.name}'`);
  const { madeOf, mirror } = volume;
  const detaches =
    advertised.clones.detaches !== false && madeOf !== null && mirror === null && !isSnapshotMade(volume);
  const detached = detaches && (job === undefined || job.gone || !job.fresh || isOver(job.jobState));
  // A fault may keep the service from it, or for a while.
  const stuck = detaches && underFaults && volume.source === null && seen.source === volume.madeOf;
  // The association with a source that was deleted may stay or go.
  const lone = seen.source !== null && state.volumes[seen.source] === undefined;
  if (seen.source !== volume.source && !(detached && seen.source === null) && !stuck && !lone)
    return differs(promise, `${name} is associated with ${seen.source} instead of ${volume.source}`);
  if (isPoolOffline && advertised.declares.offlinePools === 'stopVolumes' && seen.usable)
    return differs('SOURCE-FROZEN', `${name} is usable, and its pool is offline`);
  if (!isPoolOffline && volume.usable !== null && seen.usable !== volume.usable) {
    if (volume.deletion !== null)
      return differs('OUT-4096', `${name} is ${seen.usable ? '' : 'not '}usable while a job deletes it`);
    if (!made) return differs('SOURCE-FROZEN', `${name} is ${seen.usable ? '' : 'not '}usable, unlike before`);
    return seen.usable
      ? differs('NO-HALF-CLONE', `${name} is usable before its copy is complete`)
      : differs('JOB-RESULT', `${name} is not usable, although it is complete`);
  }
  if (seen.isSnapshot !== volume.isSnapshot)
    return differs(promise, `${name} is called ${seen.isSnapshot ? 'a' : 'no'} snapshot`);
  if (volume.isExposed !== null && (seen.isExposed ?? volume.isExposed) !== volume.isExposed)
    return differs(promise, `${name} is ${seen.isExposed ? '' : 'not '}exposed to hosts, unlike before`);
  if (volume.isReadOnly !== null && (seen.isReadOnly ?? volume.isReadOnly) !== volume.isReadOnly)
    return differs('READ-YOUR-WRITES', `${name} is ${seen.isReadOnly ? '' : 'not '}read-only, unlike before`);
  // A volume is put into another state by an action alone, or with its pool; but for one that a job makes or removes.
  if (
    !isPoolOffline &&
    !made &&
    volume.deletion === null &&
    volume.state !== null &&
    (seen.state ?? volume.state) !== volume.state
  )
    return differs('SOURCE-FROZEN', `${name} is ${seen.state} instead of ${volume.state}`);
  const done = made && volume.usable === true && (job === undefined || job.jobState === jobCompleted);
  if (
    done &&
    volume.healthStatus === null &&
    (seen.healthStatus ?? healthy) !== healthy &&
    state.pools[volume.pool]?.state === 'online'
  )
    return differs(
      volume.job === null ? 'OUT-0' : 'JOB-RESULT',
      `${name} is complete, with the health ${seen.healthStatus}`,
    );
  if (
    volume.deletion === null &&
    volume.resizing === null &&
    volume.healthStatus !== null &&
    (seen.healthStatus ?? volume.healthStatus) !== volume.healthStatus
  )
    return differs('SOURCE-FROZEN', `${name} has the health ${seen.healthStatus} instead of ${volume.healthStatus}`);
  if (!sharesExtents(advertised) && volume.took !== null && (seen.charge ?? volume.took) !== volume.took)
    return differs('CHARGE', `${name} is charged ${seen.charge} bytes instead of ${volume.took}`);
  return undefined;
}

/** MSFT_SMStorageVolume.HealthStatus, 0 Healthy. */
const healthy = 0;

const blamed = {
  nothing: 'RESERVE',
  accepted: 'CHARGE',
  refused: 'ERR-ATOMIC',
  refund: 'REFUND',
  jobFailure: 'JOBFAIL-ATOMIC',
  action: 'RESERVE',
} as const satisfies Record<ModelPool['lastChange'], string>;

/** What no call, job or action changes of a pool. */
const fixed = ['name', 'isPrimordial', 'isRemote', 'usage'] as const;

/** The same of a pool. */
export function poolDiffers(
  name: string,
  pool: ModelPool,
  seen: PoolSeen | undefined,
  underFaults: boolean,
): Difference | undefined {
  if (seen === undefined) return differs('BOUNDS', `pool ${name} is not there, and nobody deleted it`);
  for (const member of fixed)
    if ((seen[member] ?? pool[member]) !== pool[member])
      return differs('CONSERVE', `pool ${name}: ${member} is ${seen[member]} instead of ${pool[member]}`);
  if (!underFaults && (seen.state ?? pool.state) !== pool.state)
    return differs(blamed[pool.lastChange], `pool ${name} is ${seen.state} instead of ${pool.state}`);
  if (seen.total !== pool.total)
    return differs('CONSERVE', `pool ${name} has ${seen.total} bytes in all instead of ${pool.total}`);
  if (pool.free === null) return undefined;
  // What was stolen is missing from what is free, and nothing else is.
  const free = pool.free - ((seen.stolen ?? 0) - pool.stolen);
  if (seen.free === free || (underFaults && seen.stolen === undefined)) return undefined;
  return differs(blamed[pool.lastChange], `pool ${name} has ${seen.free} bytes free instead of ${free}`);
}

/** A pool reserves all that jobs take which have not begun, and nothing when none is under way. */
export function reserveDiffers(state: ModelState, look: Look, advertised: Advertised): Difference | undefined {
  const { clones, allocation } = advertised;
  const jobs = Object.entries(state.jobs);
  // What hosts have written to a target meanwhile it has taken besides, and nobody can tell the two apart.
  const isPure = clones.targetUsable === 'atCompletion' || allocation.kind === 'full';
  for (const [name, { reserved }] of look.pools) {
    if (reserved === undefined) continue;
    let least = 0;
    let open = false;
    for (const [job, known] of jobs) {
      const { target, gone } = known;
      const volume = state.volumes[target ?? ''];
      // Nothing is reserved for a snapshot, by whichever method it was made.
      if (modelOfJob(known)?.reserves === false || volume?.isSnapshot === true) continue;
      if (goesOnUnseen(known)) open = true;
      const growth = growthOf(state, known);
      if (growth !== undefined) {
        if (!isOpen(known) || growth.home !== name) continue;
        open = true;
        least += growth.bytes;
        continue;
      }
      const seen = look.jobs.get(job);
      const pool = volume?.pool === unknownPool ? look.volumes.get(target ?? '')?.pool : volume?.pool;
      if (gone || seen === undefined || isOver(seen.jobState) || pool !== name) continue;
      open = true;
      if (seen.percentComplete === 0 && (seen.jobState === 2 || seen.jobState === 3))
        least += volume === undefined ? 0 : (modelOfJob(known)?.reserved?.(volume) ?? volume.took ?? 0);
    }
    // Where time passes by itself, they may have begun since the look at them.
    if (standsStill(advertised) && isPure && reserved < least)
      return differs('RESERVE', `pool ${name} reserves ${reserved} bytes, its jobs need ${least}`);
    if (!open && reserved > 0)
      return differs('RESERVE', `pool ${name} reserves ${reserved} bytes, and no job is under way`);
  }
  return undefined;
}
