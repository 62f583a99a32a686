import type { Advertised } from '../subject/advertised.js';
import type { Look } from './look.js';
import { modelOf } from './methods/index.js';
import type { JobModel } from './methods/method.js';
import { isOver, type ModelJob, type ModelState, openJobs, withEntry, withoutEntry } from './state.js';

/** Jobs that went without having been seen to end: what they worked on shows what has become of them. */
export function missed(state: ModelState, jobs: Look['jobs']): boolean {
  return openJobs(state).some(([name]) => !jobs.has(name));
}

/** The states that this one may have become, by what its jobs show, and what those worked on that went unseen; more than one
 * where these don't tell.
 * @param exact whether jobs stay as they were seen until time passes
 * @param mayBeForgotten whether a job that nobody finds may go on: its provider was restarted
 */
export function withJobs(
  state: ModelState,
  { jobs, volumes }: Pick<Look, 'jobs'> & Partial<Pick<Look, 'volumes'>>,
  advertised: Advertised,
  exact: boolean,
  mayBeForgotten = false,
): ModelState[] {
  let states = [state];
  for (const name of Object.keys(state.jobs)) {
    const job = state.jobs[name];
    if (job === undefined || job.gone) continue;
    const seen = jobs.get(name);
    if (seen === undefined) {
      states = isOver(job.jobState)
        ? states.map((one) =>
            isForgotten(one, job)
              ? { ...one, jobs: withoutEntry(one.jobs, name) }
              : withJob(one, name, { gone: true, fresh: true }),
          )
        : states.flatMap((one) => [
            ...endingsOf(one, job, volumes, advertised).map((jobState) =>
              withEnd(withJob(one, name, { gone: true, fresh: true, jobState }), name, advertised),
            ),
            ...(mayBeForgotten && job.target !== null && volumes?.has(job.target) ? [forgotten(one, name, job)] : []),
          ]);
      continue;
    }
    const { jobState, percentComplete, errorCode } = seen;
    const over = isOver(jobState);
    const wasOver = isOver(job.jobState);
    if (job.fresh && job.jobState === jobState && job.percent === percentComplete) continue;
    states = states.map((one) => {
      const next = withJob(one, name, {
        jobState,
        percent: percentComplete,
        errorCode: errorCode ?? 0,
        fresh: exact || over,
      });
      if (!over) return withLife(next, name, advertised, exact);
      return wasOver ? next : withEnd(next, name, advertised);
    });
  }
  return states;
}

/** The state in which a job that nobody finds any more goes on with what it works on. */
function forgotten(state: ModelState, name: string, { target }: ModelJob): ModelState {
  const next = withJob(state, name, { gone: true, fresh: true });
  const volume = next.volumes[target ?? ''];
  if (target === null || volume === undefined) return next;
  return { ...next, volumes: withEntry(next.volumes, target, { ...volume, usable: null }) };
}

/** What is known of jobs that the method of this one starts; of one that nobody knows, nothing. */
export function modelOfJob({ method }: ModelJob): JobModel | null {
  return method === null ? null : modelOf(method).jobs;
}

/** Whether nothing leans on a job that is over any more. */
function isForgotten({ volumes, pools }: ModelState, { target, pool }: ModelJob): boolean {
  return volumes[target ?? ''] === undefined && pools[pool ?? ''] === undefined;
}

function withJob(state: ModelState, name: string, change: Partial<ModelJob>): ModelState {
  const job = state.jobs[name];
  return job === undefined ? state : { ...state, jobs: withEntry(state.jobs, name, { ...job, ...change }) };
}

/** What a job that goes on says of what it works on. */
function withLife(state: ModelState, name: string, advertised: Advertised, exact: boolean): ModelState {
  const job = state.jobs[name];
  return job === undefined ? state : (modelOfJob(job)?.goesOn(state, job, advertised, exact) ?? state);
}

/** What the end of a job does. */
function withEnd(state: ModelState, name: string, advertised: Advertised): ModelState {
  const job = state.jobs[name];
  return job === undefined ? state : (modelOfJob(job)?.ended(state, job, advertised) ?? state);
}

/** What may have become of a job that nobody has seen end. */
function endingsOf(
  state: ModelState,
  job: ModelJob,
  shown: Look['volumes'] | undefined,
  advertised: Advertised,
): readonly number[] {
  return modelOfJob(job)?.endings(state, job, shown, advertised) ?? [jobUnknown];
}

/** Any final state: it makes no difference to anything. */
const jobUnknown = 9;
