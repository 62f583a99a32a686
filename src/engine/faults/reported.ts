import { type JobState, lifecycles, type VolumeState } from '../../lifecycle/lifecycles.js';
import type { Job, Volume } from '../../store/views.js';
import type { ReportedValues } from './injection.js';

/** What is reported where no fault says otherwise. */
export function honest(): ReportedValues {
  return { percent: null, completed: false, factor: 1, state: null, fails: null };
}

/** A volume as it is reported to a reader. */
export function reportedVolume(view: Volume, { factor, state }: ReportedValues): Volume {
  if (factor === 1 && state === null) return view;
  const size = factor === 1 ? view.size : BigInt(Math.round(Number(view.size) * factor));
  // Where the state is not one of a volume, the fault has not fired.
  return { ...view, size, ...(state === null ? {} : volumeIn(state as VolumeState)) };
}

/** A job as it is reported to a reader. */
export function reportedJob(view: Job, { percent, completed, state }: ReportedValues): Job {
  if (completed) return { ...view, ...jobIn('completed'), percentComplete: 100 };
  // Where the state is not one of a job, the fault has not fired.
  const inState = state === null ? view : { ...view, ...jobIn(state as JobState) };
  return percent === null ? inState : { ...inState, percentComplete: percent };
}

/** A job whose times are those of the provider's clock. */
export function skewed(view: Job, ms: number): Job {
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

function volumeIn(state: VolumeState) {
  const { usable, operationalStatus, healthStatus } = lifecycles.volume.meta(lifecycles.volume.stateIndex(state));
  return { state, usable, operationalStatus, healthStatus };
}

function jobIn(state: JobState) {
  const { jobState, status, operationalStatus, final } = lifecycles.job.meta(lifecycles.job.stateIndex(state));
  return {
    ...{ state, jobState, jobStatus: status, operationalStatus },
    // What failed, and is said not to have, says nothing of an error; what is not over is not removed.
    ...(state === 'exception' ? {} : { errorCode: 0, errorDescription: null }),
    ...(final ? {} : { removedAtMs: null }),
  };
}
