import { modelOf } from '../model/methods/index.js';
import { needOf } from '../model/room.js';
import { codeFor } from '../model/rule.js';
import { isOver } from '../model/state.js';
import type { Probe } from '../run/probe.js';
import type { Run } from '../run/run.js';
import { action, copyingByJob, deleting } from '../subject/needs.js';
import { called, clientView, difference, isGranted, settle } from './clientViews.js';
import { deleted, deletionOf } from './deleting.js';
import { startedJob, untilRunning } from './jobs.js';

/** What is seen of a job from its beginning to its end, by somebody who looks again and again. */
export const watchingProbes: readonly Probe[] = [
  {
    property: 'JOB-MONOTONE',
    level: 'jobs',
    calls: 1,
    waits: true,
    needs: [copyingByJob],
    act: async (run, { calls: [call], number }) => {
      if (run.underFaults) return;
      await settle(run);
      const job = await startedJob(run, call);
      if (job === undefined || call === undefined) return;
      const running: number[] = [];
      let ms = 1 + (number % 40);
      for (let looks = 0; looks < mostLooks; looks++) {
        await run.look();
        const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
        if (seen === null || isOver(seen.jobState)) break;
        if (seen.jobState === 4) running.push(seen.percentComplete);
        // What is written to the source now is not on the clone.
        if (looks === 3 && number % 2 === 0) await overwrite(run, call.on);
        await run.advance(ms);
        // Short steps first: small copies are done soon.
        ms = Math.min(Math.ceil(ms * growth), looks < patience ? shortMs : Number.POSITIVE_INFINITY);
      }
      if (running.length > enoughLooks)
        run.verdicts.demand(
          'JOB-MONOTONE',
          running.some((percent) => percent > 0),
          () => `${job} stood at 0 percent in all ${running.length} looks while it was running`,
        );
      await settle(run);
    },
  },
  {
    property: 'RESERVE',
    level: 'jobs',
    calls: 1,
    waits: true,
    needs: [copyingByJob, action('leaveFree')],
    act: async (run, { calls: [call], number }) => {
      if (run.underFaults) return;
      await settle(run);
      const source = run.state.volumes[call?.on ?? ''];
      const job = await startedJob(run, call);
      if (job === undefined || source === undefined) return;
      await run.advance(number % 300);
      const pool = call === undefined ? source.pool : (modelOf(call.method).poolOf(call, source) ?? source.pool);
      if (!(await run.act({ do: 'leaveFree', pool, bytes: 0 }))) return;
      await settle(run);
      const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
      const shortage = codeFor('CreateClone', 'notEnoughResources', run.advertised.version);
      if (seen !== null)
        run.verdicts.demand(
          'RESERVE',
          // It may fail for other reasons.
          seen.jobState === 7 || (seen.jobState === 10 && seen.errorCode !== shortage),
          () => `${job} had its room, and has come to the state ${seen.jobState} since the rest of the pool is full`,
        );
      await run.act({ do: 'leaveFree', pool, bytes: 4 * (needOf(run.advertised, source, pool, source.size) ?? 0) });
    },
  },
  {
    property: 'JOB-RESULT',
    level: 'jobs',
    calls: 1,
    waits: true,
    needs: [copyingByJob, action('setState')],
    act: async (run, { calls: [call], number }) => {
      if (run.underFaults || call === undefined) return;
      await settle(run);
      const job = await startedJob(run, call);
      const target = job === undefined ? undefined : (run.state.jobs[job]?.target ?? undefined);
      const pool = target === undefined ? undefined : run.state.volumes[target]?.pool;
      if (job === undefined || target === undefined || pool === undefined) return;
      if (!(await untilRunning(run, job))) return;
      const ways = [
        [pool, 'offline'],
        [target, 'failed'],
        [call.on, 'offline'],
      ] as const;
      const [element, state] = ways[number % ways.length] ?? ways[0];
      const before = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
      if (before === null || isOver(before.jobState)) return;
      if (!(await run.act({ do: 'setState', element, state }))) return;
      await settle(run);
      const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
      if (seen !== null) {
        run.verdicts.demand(
          'JOB-RESULT',
          seen.jobState !== 7,
          () => `${job} is Completed, although ${element} is ${state}`,
        );
        run.verdicts.demand(
          'JOB-RESULT',
          seen.errorCode === undefined || seen.errorCode === failed,
          () => `${job} failed since ${element} is ${state}, and blames it on ${seen.errorCode}`,
        );
      }
      if (element !== target) await run.act({ do: 'setState', element, state: 'online' });
    },
  },
  {
    property: 'DELETE-TWICE',
    level: 'capacity',
    calls: 1,
    waits: true,
    needs: [deleting],
    act: async (run, { calls: [call] }) => {
      if (run.underFaults || call === undefined) return;
      await settle(run);
      const { on } = call;
      if (!(await deleted(run, on))) return;
      const before = await clientView(run.driver);
      const deletion = deletionOf(run, on);
      const again = 'do' in deletion ? await run.act(deletion) : isGranted(await called(run.driver, deletion, run));
      run.verdicts.demand('DELETE-TWICE', !again, () => `${on} was deleted, and can be deleted once more`);
      const after = await clientView(run.driver);
      run.verdicts.demand(
        'DELETE-TWICE',
        before === after,
        () => `the second deletion of ${on} was refused and changed something: ${difference(before, after)}`,
      );
      await run.look();
    },
  },
];

/** Failed: the state of the source, the pool or the target rules it out. */
const failed = 4;

const mostLooks = 60;
const patience = 40;
const shortMs = 15;
const growth = 1.4;
/** With fewer looks a job may well have been at 0 percent in all. */
const enoughLooks = 3;

async function overwrite(run: Run, volume: string): Promise<void> {
  const source = run.state.volumes[volume];
  if (source === undefined || source.usable !== true || !run.advertised.actions.includes('write')) return;
  await run.act({ do: 'write', volume, offset: 0, length: 512, tag: 'meanwhile' });
}
