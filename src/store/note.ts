import { type JobState, lifecycles } from '../lifecycle/lifecycles.js';
import type { CallHandle, JobHandle, VolumeHandle } from '../vocabulary/units/ids.js';
import { noteVolumeEvent } from './noteEvent.js';
import type { World } from './world.js';

// The others are asked for only where `world.happened` is there, because somebody listens.

export function noteJob(world: World, job: JobHandle, from: number): void {
  const { state, errorCode } = world.jobs.read(job);
  const { states } = lifecycles.job;
  world.happened?.push({
    kind: 'jobChanged',
    atMs: world.nowMs,
    job: world.codecs.job.encode(job),
    // A row's state is a number of the chart's list.
    from: states[from] as JobState,
    to: states[state] as JobState,
    errorCode,
  });
}

export function noteCallReady(world: World, call: CallHandle): void {
  world.happened?.push({ kind: 'callReady', atMs: world.nowMs, call: world.codecs.call.encode(call) });
}

/** A volume that clients see has come to be, or is about to go: asked for where `isHeard` says so. */
export function noteVolume(world: World, kind: 'volumeAdded' | 'volumeRemoved', volume: VolumeHandle): void {
  noteVolumeEvent(
    world,
    kind === 'volumeAdded' ? 'MSFT_SMStorageArrivalEvent' : 'MSFT_SMStorageDepartureEvent',
    volume,
  );
  if (world.happened === undefined) return;
  const about = {
    atMs: world.nowMs,
    volume: world.codecs.volume.encode(volume),
    name: world.volumes.payload(volume),
    pool: world.codecs.pool.encode(world.volumes.read(volume).pool),
  };
  world.happened.push(kind === 'volumeAdded' ? { kind, ...about } : { kind, ...about });
}
