import type { Advertised } from '../../conformance/subject/advertised.js';
import type { JobSeen } from '../../conformance/subject/observations.js';
import type { Simulator } from '../simulator.js';
import { type ArrayMutant, ofComponents, on, pretending, wrapped } from './mutant.js';
import { jobsThat } from './tables.js';

/** MSFT_SMJob.JobState. */
const [starting, running, suspended, completed, terminated, killed, failed] = [3, 4, 5, 7, 8, 9, 10] as const;
const live = ['new', 'starting', 'running', 'suspended', 'service', 'queryPending'];
const isOver = ({ jobState }: JobSeen) => jobState >= completed && jobState <= failed;

/** Arrays whose jobs are not as they are shown, or don't do what they are told. */
export const wrongJobs: readonly ArrayMutant[] = [
  showing('frozen-progress', 'Its jobs stay at 0 % until they are done.', (one) =>
    isOver(one) ? {} : { percentComplete: 0 },
  ),
  showing('falling-progress', 'The progress of its jobs falls.', (one) =>
    isOver(one) ? {} : { percentComplete: 99 - one.percentComplete },
  ),
  showing('progress-beyond-100', 'Its jobs go beyond 100 %.', (one) =>
    isOver(one) ? {} : { percentComplete: one.percentComplete * 2 },
  ),
  showing('100-too-early', 'Its jobs are at 100 % when they are half done.', (one) =>
    one.jobState === running && one.percentComplete >= 50 ? { percentComplete: 100 } : {},
  ),
  showing('stops-at-99', 'A job that is done stays at 99 %.', (one) =>
    one.jobState === completed ? { percentComplete: 99 } : {},
  ),
  showing('failure-at-100', 'A job that has failed, or was stopped, is at 100 %.', (one) =>
    isOver(one) ? { percentComplete: 100 } : {},
  ),
  showing('failure-forgets-progress', 'A job that has failed, or was stopped, is at 0 % again.', (one) =>
    isOver(one) && one.jobState !== completed ? { percentComplete: 0 } : {},
  ),
  showing('job-never-ends', 'Its jobs never end.', (one) =>
    one.jobState === completed ? { jobState: running, percentComplete: 99 } : {},
  ),
  showing('failure-called-completed', 'It calls a job that has failed completed.', (one) =>
    one.jobState === failed ? { jobState: completed, percentComplete: 100 } : {},
  ),
  showing('failure-called-running', 'It goes on to call a job running that has failed.', (one) =>
    one.jobState === failed ? { jobState: running, errorCode: 0 } : {},
  ),
  showing('stopped-called-failed', 'It says that a job that was stopped has failed.', (one) =>
    one.jobState === terminated || one.jobState === killed ? { jobState: failed } : {},
  ),
  showing('completed-too-early', 'It says that a job is done when it is half done.', (one) =>
    one.jobState === running && one.percentComplete >= 50 ? { jobState: completed, percentComplete: 100 } : {},
  ),
  showing('leaves-final-state', 'A job that is done runs again a second later.', (one, inner) =>
    one.jobState === completed && inner.array.now - (one.changedMs ?? 0) > 1000
      ? { jobState: running, percentComplete: 50 }
      : {},
  ),
  showing('skips-starting', 'Its jobs run without having started.', (one) =>
    one.jobState === starting ? { jobState: running } : {},
  ),
  showing('suspended-shown-as-new', 'A job that is suspended is new again.', (one) =>
    one.jobState === suspended ? { jobState: 2 } : {},
  ),
  showing('goes-on-after-the-end', 'A job that is over still changes.', (one, inner) =>
    isOver(one) ? { changedMs: inner.array.now } : {},
  ),
  showing('starts-before-submitted', 'Its jobs start before they are submitted.', (one) =>
    one.startedMs == null ? {} : { startedMs: (one.submittedMs ?? 0) - 1 },
  ),
  showing('changes-before-started', 'Its jobs change last before they start.', (one) =>
    one.startedMs == null ? {} : { changedMs: one.startedMs - 1 },
  ),
  showing('times-to-come', 'The times of its jobs are still to come.', (_, inner) => ({
    changedMs: inner.array.now + 1000,
  })),
  showing('names-the-source', 'Its jobs name a volume that was there before as their target.', (_, inner) => ({
    target: inner.observe({ kind: 'volumes' })[0]?.id ?? null,
  })),
  showing('names-no-target', 'Its jobs name no target when they are done.', (one) =>
    one.jobState === completed ? { target: null } : {},
  ),
  slowedOtherwise(
    'degraded-as-fast',
    'Its copies go on as fast as ever while their pool is degraded, although it says that they are slowed.',
    { by: 'speedWhileDegraded', says: 0.5, really: 1 },
  ),
  slowedOtherwise(
    'degraded-slower',
    'Its copies are slowed while their pool is degraded, although it says that they are not.',
    { by: 'speedWhileDegraded', says: 1, really: 0.25 },
  ),
  slowedOtherwise(
    'loaded-as-fast',
    'Its copies go on as fast as ever while hosts keep their pool busy, although it says that they are slowed.',
    { by: 'speedUnderHostLoad', says: 0.5, really: 1 },
  ),
  slowedOtherwise('link-degraded-slower', 'Its copies to the peer are slowed more by a degraded link than it says.', {
    by: 'speedOverDegradedLink',
    says: 0.5,
    really: 0.125,
  }),
  wrapped('vanishing-job', 'A job that is half done is gone.', () => ({
    job: (one) => (one.jobState === running && one.percentComplete >= 50 ? null : one),
  })),
  wrapped('finished-jobs-vanish', 'A job that is done is gone at once.', () => ({
    job: (one) => (isOver(one) ? null : one),
  })),
  wrapped('lists-the-last-job-only', 'It lists the last of its jobs only.', () => ({ jobs: (all) => all.slice(-1) })),
  ofComponents(
    'killed-called-terminated',
    'It calls a job that was killed terminated.',
    jobsThat(Object.fromEntries(live.map((state) => [state, { KILL: 'terminated' }]))),
  ),
  ofComponents(
    'failed-called-killed',
    'It calls a job that has failed killed.',
    jobsThat(Object.fromEntries(live.map((state) => [state, { FAIL: 'killed' }]))),
  ),
  showing('suspended-called-completed', 'It says that a job that is suspended is done.', (one) =>
    one.jobState === suspended ? { jobState: completed, percentComplete: 100 } : {},
  ),
  ignoring('terminate'),
  ignoring('kill'),
  ignoring('suspend'),
  ignoring('resume'),
  keeping('target-kept-after-kill', 'kill'),
  keeping('target-kept-after-terminate', 'terminate'),
  wrapped('resumes-from-the-start', 'A job that is resumed begins again at 0 %.', (inner) => {
    const begun = new Map<string, number>();
    return {
      act: (action, next) => {
        const before = action.do === 'control' ? inner.observe({ kind: 'job', id: action.job }) : null;
        const done = next(action);
        if (done && action.do === 'control' && action.control === 'resume')
          begun.set(action.job, before?.percentComplete ?? 0);
        return done;
      },
      job: (one) =>
        isOver(one) ? one : { ...one, percentComplete: Math.max(0, one.percentComplete - (begun.get(one.id) ?? 0)) },
    };
  }),
];

function showing(
  name: string,
  wrong: string,
  change: (one: JobSeen, inner: Simulator) => Partial<JobSeen>,
): ArrayMutant {
  return wrapped(name, wrong, (inner) => ({ job: (one) => ({ ...one, ...change(one, inner) }) }));
}

function ignoring(control: 'suspend' | 'resume' | 'terminate' | 'kill'): ArrayMutant {
  return wrapped(`${control}-ignored`, `It says that it does '${control}' to a job, and does nothing.`, (inner) => ({
    act: (action, next) => {
      if (action.do !== 'control' || action.control !== control) return next(action);
      // What it would take, it takes; a twin finds out.
      return inner.twin('fork').act(action);
    },
  }));
}

/** The target of a job that was stopped stays. */
function keeping(name: string, control: 'terminate' | 'kill'): ArrayMutant {
  return wrapped(name, `The target of a job stays behind after '${control}'.`, (inner) => {
    const stopped = new Map<string, { readonly name: string; readonly pool: string; readonly size: number }>();
    const comeBack = () => {
      for (const [job, target] of stopped) {
        const { jobState = 0 } = inner.observe({ kind: 'job', id: job }) ?? {};
        if (jobState !== terminated && jobState !== killed) continue;
        stopped.delete(job);
        inner.array.outOfBand.create(target);
        inner.array.discover();
      }
    };
    return {
      act: (action, next) => {
        const job = action.do === 'control' && action.control === control ? action.job : '';
        const id = inner.observe({ kind: 'job', id: job })?.target;
        const target = id == null ? null : inner.observe({ kind: 'volume', id });
        const done = next(action);
        if (done && target !== null) stopped.set(job, { name: target.name, pool: target.pool, size: target.size });
        comeBack();
        return done;
      },
      advance: (ms, next) => {
        next(ms);
        comeBack();
      },
    };
  });
}

/** @param by what slows its copies, what it says is left of their speed then, and what is */
function slowedOtherwise(
  name: string,
  wrong: string,
  { by, says, really }: { readonly by: Slowing; readonly says: number; readonly really: number },
): ArrayMutant {
  const base = by === 'speedOverDegradedLink' ? 'remote-only' : 'full-copy';
  const slowed = (speed: number) => on({ base, jobs: { [by]: speed } });
  const saying = ({ declares, ...advertised }: Advertised): Advertised => ({
    ...advertised,
    declares: { ...declares, [by]: says },
  });
  return { ...pretending(name, wrong, slowed(really), saying), base: slowed(says) };
}

type Slowing = 'speedWhileDegraded' | 'speedUnderHostLoad' | 'speedOverDegradedLink';
