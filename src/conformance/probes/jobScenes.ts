import { cloneOf, usualPool } from '../model/methods/createClone.js';
import { poolsWhere } from '../model/situation.js';
import { isOver, jobCompleted } from '../model/state.js';
import type { Run } from '../run/run.js';
import type { Action, JobControlName } from '../subject/action.js';
import { action, answers, copyingByJob, member, type Need, virtualTime } from '../subject/needs.js';
import {
  type Beginning,
  beginnings,
  begun,
  controlled,
  copies,
  copiesAway,
  fill,
  goesOnWell,
  goOn,
  isUnderWay,
  longest,
  type Phase,
  phases,
  removals,
  watch,
} from './jobBeginnings.js';
import { startedJob, untilRunning } from './jobs.js';
import { product, type Scene, type Theme } from './scenes.js';

/** What slows copies: an action on the pool that they read from, or on the link that they cross. */
type Hindrance = (pool: string) => Action;

const degradedPool: Hindrance = (element) => ({ do: 'setState', element, state: 'degraded' });
const busyHosts: Hindrance = (pool) => ({ do: 'load', pool, busy: true });
const degradedLink: Hindrance = () => ({ do: 'setLink', state: 'degraded' });

/** Copies alone, and side by side, that are looked at again and again on their way.
 * @param hindrance what slows them meanwhile, if anything
 */
function watched(count: number, hindrance: Hindrance | null): Scene {
  return async (run) => {
    const on = longest(run);
    const { copyRatePerSecond: rate } = run.advertised.declares;
    const size = run.state.volumes[on ?? '']?.size ?? 0;
    if (on === undefined || rate === undefined) return;
    if (hindrance !== null && !(await run.act(hindrance(run.state.volumes[on]?.pool ?? '')))) return;
    const pool = hindrance === degradedLink ? { TargetPool: peerPool(run) } : usualPool(run, 0);
    const first = await startedJob(run, cloneOf(on, pool));
    for (let made = 1; made < count; made++) await startedJob(run, cloneOf(on, pool));
    // Before it copies, there is no speed to be seen.
    if (first === undefined || !(await untilRunning(run, first))) return;
    const ms = Math.max(1, Math.floor((count * 1000 * size) / rate / looksAtCopies));
    for (let looks = 0; looks < 2 * looksAtCopies; looks++) {
      await run.advance(ms);
      await run.look();
    }
  };
}

const looksAtCopies = 10;

function peerPool({ state }: Run): string {
  return poolsWhere(state, false)[0] ?? '';
}

/** The replication link is partitioned while a copy crosses it, and another one is asked for. */
function cutOff(phase: Phase): Scene {
  return async (run) => {
    const on = longest(run);
    const call = cloneOf(on ?? '', { TargetPool: peerPool(run) });
    const begins = await begun(
      run,
      async () => {
        const job = await startedJob(run, call);
        return job === undefined ? undefined : { job, elements: [] };
      },
      phase,
    );
    if (begins === undefined || !(await run.act({ do: 'setLink', state: 'partitioned' }))) return;
    await run.call(call);
    for (let looks = 0; looks < 3; looks++) {
      await run.look();
      await run.advance(50);
    }
    await run.act({ do: 'setLink', state: 'up' });
    await goOn(run, begins.job);
    await goesOnWell(run);
  };
}

/** Hosts write to what is there, whether they can or not. */
async function writeTo(run: Run, elements: readonly string[]): Promise<void> {
  if (!run.advertised.actions.includes('write')) return;
  for (const volume of elements)
    if (volume in run.state.volumes) await run.act({ do: 'write', volume, offset: 0, length: 512, tag: 'meanwhile' });
}

/** An element that a job works on gets into another state. */
function inTrouble(beginning: Beginning, phase: Phase, at: number, state: string): Scene {
  return async (run) => {
    const begins = await begun(run, beginning, phase);
    const element = begins?.elements[at];
    if (begins === undefined || element === undefined) return;
    // Where hosts can use a target already, its end takes nothing away.
    if (run.advertised.clones.targetUsable === 'atAcceptance') await writeTo(run, begins.elements);
    if (!(await run.act({ do: 'setState', element, state }))) return;
    await writeTo(run, begins.elements);
    await watch(run);
    await goOn(run, begins.job);
    const { volumes, pools } = run.state;
    if (element in volumes || element in pools) await run.act({ do: 'setState', element, state: 'online' });
    await goesOnWell(run);
  };
}

/** An operation wants to lock a volume that is copied, or copied to: it is refused, and the copy goes on. */
function locked(phase: Phase, at: number, state: string): Scene {
  return async (run) => {
    const begins = await begun(run, copies, phase);
    const element = begins?.elements[at];
    if (begins === undefined || element === undefined) return;
    // Where calls take time, the copy may be complete by now.
    const isOpen = await isUnderWay(run, begins);
    const took = await run.act({ do: 'setState', element, state });
    const { locksWhileCopied } = run.advertised.declares;
    if (locksWhileCopied !== undefined && isOpen)
      run.verdicts.demand('JOB-RESULT', !took, () => `${element} is set ${state} while it is copied`);
    await watch(run);
    if (took) await run.act({ do: 'setState', element, state: 'online' });
    await goesOnWell(run);
  };
}

/** A pool goes offline under a copy from one into another: that of the source, or that of the target. */
function withoutPool(phase: Phase, at: 1 | 2): Scene {
  return async (run) => {
    const begins = await begun(run, copiesAway, phase);
    const [on, , other] = begins?.elements ?? [];
    const pool = begins?.elements[at];
    if (begins === undefined || on === undefined || pool === undefined || other === undefined) return;
    const isOpen = await isUnderWay(run, begins);
    if (!(await run.act({ do: 'setState', element: pool, state: 'offline' }))) return;
    await watch(run);
    const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(begins.job) });
    if (run.advertised.declares.offlinePools !== undefined && isOpen && seen !== null)
      run.verdicts.demand(
        'JOB-RESULT',
        isOver(seen.jobState) && seen.jobState !== jobCompleted,
        () => `${pool} is offline, and ${begins.job} is in state ${seen.jobState}`,
      );
    await run.call(cloneOf(on, { TargetPool: other }));
    await run.act({ do: 'setState', element: pool, state: 'online' });
    await goesOnWell(run);
  };
}

/** Operators do something to a job. */
function underControl(beginning: Beginning, phase: Phase, control: JobControlName): Scene {
  return async (run) => {
    const begins = await begun(run, beginning, phase);
    if (begins === undefined) return;
    await run.look();
    await controlled(run, begins.job, control);
    await watch(run);
    await goOn(run, begins.job);
    await goesOnWell(run);
  };
}

/** Clients want what a job works on, or delete it, or something that has nothing to do with it. */
function beside(beginning: Beginning, phase: Phase, method: 'CreateClone' | 'StorageVolume.Delete', at: number): Scene {
  return async (run) => {
    const begins = await begun(run, beginning, phase);
    if (begins === undefined) return;
    const on = begins.elements[at] ?? Object.keys(run.state.volumes)[2] ?? '';
    if (!(on in run.state.volumes) || !answers(method, run.advertised)) return;
    await run.call(method === 'CreateClone' ? cloneOf(on, usualPool(run, 0)) : { method, on, with: {} });
    await watch(run);
    await goOn(run, begins.job);
    await goesOnWell(run);
  };
}

/** Each of the jobs that there may be at most is stopped; then there may be as many again. */
function stopped(control: JobControlName): Scene {
  return async (run) => {
    const { runningJobs, queuedJobs } = run.advertised.limits;
    const most = Math.min(mostJobs, (runningJobs ?? 2) + (queuedJobs ?? 1));
    for (let round = 0; round < 2; round++) {
      await fill(run, most);
      const jobs = Object.entries(run.state.jobs).filter(([, { jobState, gone }]) => !gone && !isOver(jobState));
      for (const [job] of jobs) {
        await controlled(run, job, control);
        await run.advance(3);
      }
      for (const [job] of jobs) await goOn(run, job);
      await goesOnWell(run);
    }
  };
}

const mostJobs = 12;

/** A twin is made of a subject whose job has come so far. */
function twinned(beginning: Beginning, phase: Phase): Scene {
  return async (run) => {
    const begins = await begun(run, beginning, phase);
    if (begins === undefined) return;
    const [on = ''] = Object.keys(run.state.volumes);
    for (const [at, property] of ['FORK', 'RESTORE', 'READ-INSERT'].entries())
      await run.probe({ do: 'probe', property, calls: [cloneOf(on, usualPool(run, 0))], number: 700 * (at + 1) });
    await watch(run);
  };
}

const volumeTroubles = ['offline', 'failed', 'degraded'];
const poolTroubles = ['offline', 'readOnly'];
const controlling: readonly Need[] = [virtualTime, action('control')];

/** What may happen to jobs on their way. */
export const jobThemes: readonly Theme[] = [
  {
    needs: [copyingByJob, virtualTime],
    tier: 'roomy',
    scenes: ({ actions }) =>
      product(
        [1, 2],
        [
          null,
          ...(actions.includes('setState') ? [degradedPool] : []),
          ...(actions.includes('load') ? [busyHosts] : []),
          ...(actions.includes('setLink') ? [degradedLink] : []),
        ],
      ).map(([copies, hindrance]) => watched(copies, hindrance)),
  },
  {
    needs: [copyingByJob, virtualTime, action('setLink')],
    tier: 'roomy',
    scenes: () => phases.map(cutOff),
  },
  {
    needs: [...controlling, copyingByJob, action('setState')],
    tier: 'limits',
    scenes: () =>
      product(beginnings, phases).flatMap(([beginning, phase]) =>
        product([0, 1, 2], [...volumeTroubles, ...poolTroubles]).flatMap(([at, state]) =>
          // Of each kind of element its own states.
          state !== 'offline' && poolTroubles.includes(state) !== isPoolAt(beginning, at)
            ? []
            : [inTrouble(beginning, phase, at, state)],
        ),
      ),
  },
  {
    needs: [...controlling, copyingByJob, action('setState')],
    tier: 'limits',
    scenes: () => [
      ...product(phases, ['resizing', 'restoring']).flatMap(([phase, state]) =>
        [0, 1].map((at) => locked(phase, at, state)),
      ),
      ...product(phases, [1, 2] as const).map(([phase, at]) => withoutPool(phase, at)),
    ],
  },
  {
    needs: [...controlling, copyingByJob],
    tier: 'limits',
    scenes: ({ jobControls }) => [
      ...product(beginnings, phases).flatMap(([beginning, phase]) => [
        ...jobControls.map((control) => underControl(beginning, phase, control)),
        ...[0, 1, 9].flatMap((at) => [
          beside(beginning, phase, 'CreateClone', at),
          beside(beginning, phase, 'StorageVolume.Delete', at),
        ]),
      ]),
      ...jobControls.map(stopped),
    ],
  },
  {
    needs: [...controlling, member('twin'), member('fingerprint')],
    tier: 'limits',
    scenes: () => product(beginnings, phases).map(([beginning, phase]) => twinned(beginning, phase)),
  },
];

function isPoolAt(beginning: Beginning, at: number): boolean {
  return beginning === copies ? at === 2 : beginning === removals ? at === 1 : at === 0;
}
