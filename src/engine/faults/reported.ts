import { pointIndex } from '../../faults/points.js';
import { lifecycles } from '../../lifecycle/lifecycles.js';
import { providerSkew } from '../../store/faultEdits.js';
import { type Job, jobView, type Volume, volumeView } from '../../store/views.js';
import type { World } from '../../store/world.js';
import type { JobHandle, VolumeHandle } from '../../vocabulary/units/ids.js';
import { printable } from '../../vocabulary/units/printable.js';
import type { Engine } from '../components.js';
import { JobContext, VolumeContext } from './contexts.js';
import { inject } from './inject.js';
import type { ReportedValues } from './injection.js';

/** A volume as it is reported to a reader: as it is, unless a fault lies. */
export function reportedVolume(engine: Engine, world: World, volume: VolumeHandle): Volume {
  const view = volumeView(world, volume);
  if (!readsMayLie(world)) return view;
  const read = honest();
  inject(engine, world, new VolumeContext(world, volume), { call: null, job: null, read });
  return read.factor === 1 ? view : printable({ ...view, size: scaled(view.size, read.factor) });
}

/** A job as it is reported to a reader: as it is, unless a fault lies, or the provider's clock is wrong. */
export function reportedJob(engine: Engine, world: World, job: JobHandle): Job {
  const view = skewed(jobView(world, job), providerSkew(world));
  if (!readsMayLie(world)) return view;
  const read = honest();
  inject(engine, world, new JobContext(world, 'read', job), { call: null, job: null, read });
  // A lie is about work that is still under way.
  if (lifecycles.job.final(world.jobs.read(job).state)) return view;
  if (read.completed) {
    const { jobState, operationalStatus } = lifecycles.job.meta(lifecycles.job.stateIndex('completed'));
    return { ...view, state: 'completed', jobState, operationalStatus, percentComplete: 100 };
  }
  return read.percent === null ? view : { ...view, percentComplete: read.percent };
}

function readsMayLie({ faults }: World): boolean {
  return faults?.planState.listens[pointIndex.read] === true;
}

function honest(): ReportedValues {
  return { percent: null, completed: false, factor: 1 };
}

function skewed(view: Job, ms: number): Job {
  if (ms === 0) return view;
  const { submittedMs, startedMs, changedMs, removedAtMs } = view;
  return {
    ...view,
    submittedMs: submittedMs + ms,
    startedMs: startedMs === null ? null : startedMs + ms,
    changedMs: changedMs + ms,
    removedAtMs: removedAtMs === null ? null : removedAtMs + ms,
  };
}

function scaled(bytes: bigint, factor: number): bigint {
  return BigInt(Math.round(Number(bytes) * factor));
}
