import { drawnPlan, planOf } from '../generate/plans.js';
import { staysAfter } from '../model/methods/cloneEffect.js';
import { codeFor } from '../model/rule.js';
import { isOver, jobFailed, jobKilled } from '../model/state.js';
import type { Probe } from '../run/probe.js';
import type { Run } from '../run/run.js';
import type { Advertised } from '../subject/advertised.js';
import type { Call } from '../subject/call.js';
import { action, copyingByJob, faults, member } from '../subject/needs.js';
import { clientView, difference, isGranted, madeDue, settle } from './clientViews.js';

/** What jobs come to. */
export const jobProbes: readonly Probe[] = [
  {
    property: 'JOB-LIVE',
    level: 'jobs',
    underFaults: true,
    calls: 1,
    ofMethods: 'any',
    waits: true,
    needs: [copyingByJob],
    act: async (run, { calls: [call], number }) => {
      if (!run.underFaults && run.driver.arm !== undefined) {
        const plan = drawnPlan(run.advertised, number, number >> 3);
        if (plan !== undefined) await run.arm(plan);
      }
      const reply = call === undefined ? undefined : await run.call(call);
      await run.advance(number % 900);
      if (run.underFaults) await run.heal();
      await settle(run);
      const jobs = await run.driver.observe({ kind: 'jobs' });
      // One that is not listed any more has ended.
      if (reply !== undefined && isGranted(reply) && !jobs.some(({ id }) => id === reply.Job))
        run.verdicts.demand('JOB-LIVE', true, () => '');
      for (const { id, jobState } of jobs) {
        // A job that was told to stop or to wait does so.
        if ([5, 11, 12].includes(jobState)) continue;
        run.verdicts.demand(
          'JOB-LIVE',
          isOver(jobState),
          () =>
            `${run.symbols.name(id)} is still under way, ${run.advertised.time.jobsEndWithinMs} ms for each job later`,
        );
      }
    },
  },
  {
    property: 'JOB-CONTROL',
    level: 'jobs',
    calls: 1,
    ofMethods: 'any',
    waits: true,
    needs: [copyingByJob, action('control')],
    act: async (run, { calls: [call], number }) => {
      if (run.underFaults) return;
      await settle(run);
      if (call === undefined || !(await madeDue(run, call, true))) return;
      const before = await clientView(run.driver);
      const job = await startedJob(run, call);
      if (job === undefined) return;
      if (await isDone(run, job)) run.verdicts.giveUp('JOB-CONTROL', 'its jobs are over when the reply comes');
      // Jobs that are over soon are met on their way only if nobody waits for longer.
      if (number % 3 === 1) await run.advance(number % Math.min(700, run.advertised.time.jobsEndWithinMs));
      else if ((await untilRunning(run, job)) && number % 3 === 0) await standStill(run, job, number);
      await run.look();
      const control = number % 2 === 0 ? 'terminate' : 'kill';
      if (!run.advertised.jobControls.includes(control) || !(await run.act({ do: 'control', job, control }))) return;
      await settle(run);
      const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
      if (seen === null) return;
      run.verdicts.demand(
        'JOB-CONTROL',
        seen.jobState === (control === 'kill' ? 9 : 8),
        () => `${job} was told to ${control}, and its state is ${seen.jobState}`,
      );
      if (mayLeaveTarget(run.advertised)) return;
      const after = await clientView(run.driver);
      run.verdicts.demand(
        'JOB-CONTROL',
        before === after,
        () => `${control} left something behind: ${difference(before, after)}`,
      );
    },
  },
  {
    property: 'JOBFAIL-ATOMIC',
    level: 'faults',
    calls: 1,
    ofMethods: 'any',
    waits: true,
    needs: [copyingByJob, faults('refuse'), member('fired')],
    act: async (run, { calls: [call], number }) => {
      if (run.underFaults) return;
      await settle(run);
      if (call === undefined || !(await madeDue(run, call, true))) return;
      const before = await clientView(run.driver);
      const failedCode = codeFor(call.method, 'failed', run.advertised.version);
      const at = ['jobStart', 'jobPercent', 'jobEnd'] as const;
      const point = at[number % 3] ?? 'jobEnd';
      await run.arm(
        planOf({
          at: point,
          ...(point === 'jobPercent' ? { when: { jobPercent: 50 } } : {}),
          do: { failJob: failedCode },
        }),
      );
      const reply = await run.call(call);
      await settle(run);
      const fired = (await run.driver.fired?.())?.fault ?? 0;
      await run.heal();
      if (fired === 0) return;
      if (!isGranted(reply)) {
        // It had failed before the reply came, which tells of no job: what it has left shows all the same.
        if (run.advertised.leaves.afterFailedCall) return;
      } else if (reply.Job === null) return;
      else {
        const job = run.symbols.name(reply.Job);
        const seen = await run.driver.observe({ kind: 'job', id: reply.Job });
        if (seen !== null)
          run.verdicts.demand(
            'JOBFAIL-ATOMIC',
            seen.jobState === 10 && (seen.errorCode === undefined || seen.errorCode === failedCode),
            () =>
              `${job} failed with ${failedCode}, and shows the state ${seen.jobState} with the error code ${seen.errorCode}`,
          );
      }
      if (mayLeaveTarget(run.advertised)) return;
      const after = await clientView(run.driver);
      run.verdicts.demand(
        'JOBFAIL-ATOMIC',
        before === after,
        () => `the failed job left something behind: ${difference(before, after)}`,
      );
    },
  },
];

/** Whether some job that is not completed leaves its target: then the model judges what is left. */
function mayLeaveTarget(advertised: Advertised): boolean {
  return [jobFailed, jobKilled].some((end) => staysAfter(end, advertised));
}

/** Whether a job is over as soon as anybody can know of it. */
async function isDone({ driver, symbols }: Run, job: string): Promise<boolean> {
  const seen = await driver.observe({ kind: 'job', id: symbols.id(job) });
  return seen === null || isOver(seen.jobState);
}

/** Lets time pass in short steps until a job is running; false when it is over before anybody has seen it run. */
export async function untilRunning(run: Run, job: string): Promise<boolean> {
  let ms = 1;
  for (let looks = 0; looks < 100; looks++) {
    const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
    if (seen === null || isOver(seen.jobState)) return false;
    if (seen.jobState === 4) return true;
    await run.advance(ms);
    // Some are done in a moment, and some take their time to begin.
    if (looks > 30) ms = Math.ceil(ms * 1.2);
  }
  return false;
}

/** Suspends a job for a while: it stands still, and goes on from there. */
async function standStill(run: Run, job: string, number: number): Promise<void> {
  // With something done already, it shows whether that is kept.
  await run.advance(number % 30);
  await run.look();
  const look = async () => await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
  const running = await look();
  if (running === null || running.jobState !== 4 || !run.advertised.jobControls.includes('suspend')) return;
  if (!(await run.act({ do: 'control', job, control: 'suspend' }))) return;
  await run.look();
  const before = await look();
  await run.advance(100 + (number % 900));
  const after = await look();
  run.verdicts.demand(
    'JOB-CONTROL',
    before?.jobState === 5 && after?.jobState === 5 && before.percentComplete === after.percentComplete,
    () =>
      `${job} was suspended at ${before?.percentComplete} percent, and is in state ${after?.jobState} at ${after?.percentComplete}`,
  );
  const stays = before?.changedMs === after?.changedMs;
  const changed = () => `${job} is suspended, and changed at ${before?.changedMs} ms, then at ${after?.changedMs}`;
  run.verdicts.demand('JOB-TIMES', stays, changed);
  if (!run.advertised.jobControls.includes('resume')) return;
  const resumed = await run.act({ do: 'control', job, control: 'resume' });
  await run.look();
  const going = await look();
  run.verdicts.demand(
    'JOB-CONTROL',
    !resumed || going?.jobState !== 5,
    () => `${job} was resumed, and is still suspended`,
  );
}

/** A call that a job carries out: the job's symbol; undefined when there was none. */
export async function startedJob(run: Run, call: Call | undefined): Promise<string | undefined> {
  if (call === undefined || (!run.underFaults && !(await madeDue(run, call, true)))) return undefined;
  const reply = await run.call(call);
  return isGranted(reply) && reply.Job !== null ? run.symbols.name(reply.Job) : undefined;
}
