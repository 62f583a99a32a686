import { demand, isFinal, type Property } from '../transition.js';

/** The documented life of a job, written down anew: from each state, the states that one event leads to. */
const chart: Readonly<Record<string, readonly string[]>> = {
  new: ['starting', 'shuttingDown', 'killed', 'exception'],
  starting: ['running', 'shuttingDown', 'killed', 'exception'],
  running: ['suspended', 'service', 'queryPending', 'completed', 'shuttingDown', 'killed', 'exception'],
  suspended: ['running', 'shuttingDown', 'killed', 'exception'],
  service: ['running', 'shuttingDown', 'killed', 'exception'],
  queryPending: ['running', 'shuttingDown', 'killed', 'exception'],
  shuttingDown: ['terminated', 'killed', 'exception'],
  completed: [],
  terminated: [],
  killed: [],
  exception: [],
};

export const jobs: readonly Property[] = [
  {
    name: 'JOB-MONOTONE',
    statement: 'for all jobs, the percentage never falls',
    watch:
      () =>
      ({ before, after }, seen) => {
        for (const job of after.jobs.values()) {
          const earlier = before.jobs.get(job.id);
          if (earlier === undefined) continue;
          if (earlier.percentComplete < 100) seen();
          demand(
            job.percentComplete >= earlier.percentComplete,
            () => `${job.id} fell from ${earlier.percentComplete} % to ${job.percentComplete} %`,
          );
        }
      },
  },
  {
    name: 'JOB-CHART',
    statement: 'for all jobs, every step is a transition of the documented chart, and none is skipped',
    watch: () => {
      const known = new Map<string, string>();
      let last = 0;
      return ({ array, before, after }, seen) => {
        // A look at the trace takes its time. A job that came and went unseen is still in it at the next look.
        if ([...after.jobs.values()].every(({ id, state }) => before.jobs.get(id)?.state === state)) return;
        for (const { number, event } of array.trace().entries) {
          if (number <= last) continue;
          last = number;
          if (event.kind !== 'job') continue;
          seen();
          const [id, from, to] = [event.job, event.from, event.to].map(String) as [string, string, string];
          demand((known.get(id) ?? 'new') === from, () => `${id} was ${known.get(id)}, then left ${from}`);
          demand(chart[from]?.includes(to) === true, () => `${id} went from ${from} to ${to}`);
          known.set(id, to);
        }
        for (const { id, state } of after.jobs.values()) {
          const actual = known.get(id) ?? 'new';
          demand(actual === state, () => `${id} is ${state}, by what happened it is ${actual}`);
        }
      };
    },
  },
  {
    name: 'JOB-FINAL',
    statement: 'for all finished jobs, nothing about them changes until they are removed, which is when they said',
    watch:
      () =>
      ({ before, after }, seen) => {
        for (const [id, was] of before.jobs) {
          const is = after.jobs.get(id);
          if (!isFinal(was.state)) {
            const within = was.state !== 'completed';
            demand(
              is !== undefined || after.now > before.now || !within,
              () => `${id} vanished while it was ${was.state}`,
            );
            continue;
          }
          seen();
          if (is === undefined) {
            demand((was.removedAtMs ?? 0) <= after.now, () => `${id} was removed before ${was.removedAtMs} ms`);
            continue;
          }
          for (const key of [
            'state',
            'percentComplete',
            'errorCode',
            'changedMs',
            'elapsedMs',
            'removedAtMs',
          ] as const) {
            demand(was[key] === is[key], () => `finished ${id} had ${key} ${was[key]}, now ${is[key]}`);
          }
        }
      },
  },
  {
    name: 'JOB-100',
    statement: 'for all jobs, the percentage is 100 exactly when the job is completed; then its target is whole',
    watch:
      () =>
      ({ before, after, command }, seen) => {
        for (const job of after.jobs.values()) {
          seen();
          const { percentComplete: percent } = job;
          demand(Number.isInteger(percent) && percent >= 0 && percent <= 100, () => `${job.id} is at ${percent} %`);
          demand((percent === 100) === (job.state === 'completed'), () => `${job.id} is ${job.state} at ${percent} %`);
          demand(
            isFinal(job.state) === (job.removedAtMs !== null),
            () => `${job.id} is ${job.state}, to be removed or not`,
          );
          // A call that fails after the effect takes its target back, even when the copy was done by then.
          if (job.state !== 'completed' || (command.do !== 'advance' && command.do !== 'settle')) continue;
          if (before.jobs.get(job.id)?.state === 'completed') continue;
          const target = after.volumes.get(job.target);
          demand(
            target !== undefined && target.state !== 'starting',
            () => `${job.id} is completed, its target is ${target?.state}`,
          );
        }
      },
  },
  {
    name: 'JOB-RESULT',
    statement: 'for all unfinished jobs, the pool of the target is not offline, and the target has not failed',
    watch:
      () =>
      ({ after }, seen) => {
        for (const job of after.jobs.values()) {
          const target = after.volumes.get(job.target);
          if (isFinal(job.state) || target === undefined) continue;
          seen();
          const pool = after.pools.get(target.pool);
          demand(pool !== undefined && pool.state !== 'offline', () => `${job.id} goes on in an offline pool`);
          demand(target.state !== 'failed', () => `${job.id} goes on with a failed target`);
        }
      },
  },
  {
    name: 'JOB-TIMES',
    statement: 'for all jobs, submitted <= started <= changed <= now',
    watch:
      () =>
      ({ after }, seen) => {
        for (const { id, submittedMs, startedMs, changedMs, elapsedMs } of after.jobs.values()) {
          seen();
          const started = startedMs ?? submittedMs;
          demand(
            submittedMs <= started && started <= changedMs && changedMs <= after.now,
            () => `${id}: submitted ${submittedMs}, started ${startedMs}, changed ${changedMs}, now ${after.now}`,
          );
          demand(elapsedMs >= 0 && elapsedMs <= after.now - submittedMs, () => `${id} took ${elapsedMs} ms`);
        }
      },
  },
];
