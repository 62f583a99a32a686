import type { FaultInput } from '../../faults/planSchema.js';
import { planOf } from '../generate/plans.js';
import { isOver } from '../model/state.js';
import type { Probe } from '../run/probe.js';
import type { Run } from '../run/run.js';
import type { Call } from '../subject/call.js';
import { cloning, copyingByJob, faults, member, virtualTime } from '../subject/needs.js';
import { isGranted, madeDue, settle, shapeOf } from './clientViews.js';
import { firings } from './firings.js';
import { startedJob } from './jobs.js';
import { withdrawn } from './plans/effectTrial.js';

/** What becomes of calls and jobs when messages, capabilities, credentials or the provider are lost. */
export const faultProbes: readonly Probe[] = [
  {
    property: 'LOST-REPLY',
    level: 'faults',
    calls: 1,
    needs: [cloning, virtualTime, faults('ambiguous'), member('fired')],
    act: async (run, { calls: [call] }) => {
      await lost(run, call, { at: 'serviceReply', do: 'loseReply' }, 'LOST-REPLY', (made) => made === 1);
    },
  },
  {
    property: 'LOST-REQUEST',
    level: 'faults',
    calls: 1,
    needs: [cloning, virtualTime, faults('ambiguous'), member('fired')],
    act: async (run, { calls: [call], number }) => {
      const at = number % 2 === 0 ? 'service' : 'invoke';
      await lost(run, call, { at, do: 'loseRequest' }, 'LOST-REQUEST', (made) => made === 0);
    },
  },
  {
    property: 'AMBIGUITY-SETTLES',
    level: 'faults',
    calls: 1,
    needs: [cloning, virtualTime, faults('ambiguous'), member('fired')],
    act: async (run, { calls: [call], number }) => {
      const fault: Omit<FaultInput, 'id'> =
        number % 2 === 0 ? { at: 'serviceReply', do: 'loseReply' } : { at: 'service', do: 'loseRequest' };
      const first = await lost(run, call, fault, 'AMBIGUITY-SETTLES', () => true);
      if (first === undefined) return;
      await run.advance(number % 1000);
      const names = (await run.driver.observe({ kind: 'volumes' })).length;
      run.verdicts.demand(
        'AMBIGUITY-SETTLES',
        names === first,
        () => `the first look showed ${first} volumes, the second ${names}`,
      );
    },
  },
  {
    property: 'DUPLICATE',
    level: 'faults',
    calls: 1,
    needs: [cloning, virtualTime, faults('ambiguous'), member('fired')],
    act: async (run, { calls: [call] }) => {
      if (run.underFaults || call === undefined) return;
      await settle(run);
      if (!(await madeDue(run, call))) return;
      const before = (await run.driver.observe({ kind: 'volumes' })).length;
      await run.arm(planOf({ at: 'invoke', do: { duplicate: 2 } }));
      const reply = await run.call(call);
      await untilListed(run);
      const after = (await run.driver.observe({ kind: 'volumes' })).length;
      const fired = await firings(run);
      await run.heal();
      if (!isGranted(reply) || fired === 0) return;
      const made = after - before;
      // Another one would be welcome still: then there was no reason to leave one out.
      const roomy = await run.isDue(call);
      const fits = run.advertised.deduplicates ? made === 1 : made === 2 || (made === 1 && !roomy);
      run.verdicts.demand('DUPLICATE', fits, () => `2 deliveries of one request made ${made} clones`);
    },
  },
  {
    property: 'CAP-FLIP',
    level: 'faults',
    calls: 2,
    needs: [copyingByJob, virtualTime, faults('degrade')],
    act: async (run, { calls: [first, second] }) => {
      if (run.underFaults || second === undefined) return;
      await settle(run);
      const job = await startedJob(run, first);
      await run.arm(planOf({ at: 'service', fire: {}, do: withdrawn }));
      const reply = await run.call(second);
      const fired = await firings(run);
      if (fired > 0)
        run.verdicts.demand(
          'CAP-FLIP',
          !isGranted(reply),
          () => `the clone capability was withdrawn, and the answer is ${shapeOf(reply)}`,
        );
      await settle(run);
      if (job !== undefined) await ended(run, job, 'CAP-FLIP', [7], 'the capability was withdrawn');
      await run.heal();
    },
  },
  {
    property: 'RESTART',
    level: 'faults',
    calls: 2,
    needs: [copyingByJob, virtualTime, faults('ambiguous')],
    act: async (run, { calls: [first, second], number }) => {
      if (run.underFaults || second === undefined) return;
      await settle(run);
      const job = await startedJob(run, first);
      await run.advance(number % 500);
      await run.arm(planOf({ at: 'array', do: { restartProvider: '1 s' } }));
      await run.call(second);
      await run.advance(1000);
      if (job !== undefined) {
        const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
        if (!run.advertised.forgetsJobs)
          run.verdicts.demand('RESTART', seen !== null, () => `${job} is not known any more after the restart`);
        else if ((await firings(run)) > 0)
          run.verdicts.demand(
            'RESTART',
            seen === null,
            () => `${job} is still known after a restart that forgets jobs`,
          );
      }
      const target = run.state.jobs[job ?? '']?.target;
      await run.heal();
      await settle(run);
      if (job !== undefined) await ended(run, job, 'RESTART', [7], 'the provider was restarted');
      if (target == null || !run.advertised.forgetsJobs) return;
      const made = await run.driver.observe({ kind: 'volume', id: run.symbols.id(target) });
      const isWhole = made?.usable === true;
      run.verdicts.demand(
        'RESTART',
        isWhole,
        () => `the copy of ${job} did not go on after the restart that forgot it`,
      );
    },
  },
  {
    property: 'SECURITY',
    level: 'faults',
    calls: 2,
    needs: [copyingByJob, virtualTime, faults('degrade')],
    act: async (run, { calls: [first, second] }) => {
      if (run.underFaults || second === undefined) return;
      await settle(run);
      const job = await startedJob(run, first);
      await run.arm(planOf({ at: 'connect', fire: {}, do: 'expireCredential' }));
      for (let times = 0; times < 2; times++) {
        const reply = await run.call({ ...second, with: {} });
        if ((await firings(run)) > 0)
          run.verdicts.demand(
            'SECURITY',
            !isGranted(reply),
            () => `the credential has expired, and the answer is ${shapeOf(reply)}`,
          );
      }
      await settle(run);
      if (job !== undefined) await ended(run, job, 'SECURITY', [7], 'the credential expired');
      await run.heal();
    },
  },
];

/** Loses what the fault says on the way of a call that nothing stands against.
 * @returns how many volumes the first look showed; undefined when nothing was lost
 */
async function lost(
  run: Run,
  call: Call | undefined,
  fault: Omit<FaultInput, 'id'>,
  property: string,
  fits: (made: number) => boolean,
): Promise<number | undefined> {
  if (run.underFaults || call === undefined) return undefined;
  await settle(run);
  const due = await madeDue(run, call);
  const before = (await run.driver.observe({ kind: 'volumes' })).length;
  await run.arm(planOf(fault));
  const reply = await run.call(call);
  await untilListed(run);
  const after = (await run.driver.observe({ kind: 'volumes' })).length;
  const isJudged = due && (await firings(run)) > 0;
  // What is there too often would be held against the last call, else.
  if (isJudged)
    run.verdicts.demand(
      property,
      fits(after - before) && !isGranted(reply),
      () => `${shapeOf(reply)} came, and ${after - before} clones were made`,
    );
  await run.heal();
  return isJudged ? after : undefined;
}

/** What is listed late shows when its job has ended. */
async function untilListed(run: Run): Promise<void> {
  if (run.advertised.declares.targetListed !== 'atOnce') await settle(run);
}

/** That a job has come to one of these ends, where it is still known. */
async function ended(
  run: Run,
  job: string,
  property: string,
  ends: readonly number[],
  although: string,
): Promise<void> {
  const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
  if (seen === null) return;
  run.verdicts.demand(
    property,
    isOver(seen.jobState) && ends.includes(seen.jobState),
    () => `${although} while ${job} was under way, and its state is ${seen.jobState}`,
  );
}
