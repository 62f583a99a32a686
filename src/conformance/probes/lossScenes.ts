import { jobCompleted } from '../model/state.js';
import type { Run } from '../run/run.js';
import type { Advertised } from '../subject/advertised.js';
import { action, answers, virtualTime } from '../subject/needs.js';
import {
  type Beginning,
  begun,
  creations,
  goesOnWell,
  goOn,
  isUnderWay,
  type Phase,
  resizes,
  watch,
} from './jobBeginnings.js';
import { product, type Scene, type Theme } from './scenes.js';

/** What a job that changes or creates a volume may lose: the volume, or its pool, each by its place among what the job works on. */
type Loss = 'volume' | 'pool';

/** A volume that a job resizes or creates fails, or its pool goes offline: the job is not completed then, and does not say so later. */
function lost(beginning: Beginning, phase: Phase, loss: Loss): Scene {
  return async (run) => {
    const begins = await begun(run, beginning, phase);
    const [volume, pool] = begins?.elements ?? [];
    const element = loss === 'volume' ? volume : pool;
    if (begins === undefined || element === undefined) return;
    const { job } = begins;
    const isOpen = await isUnderWay(run, begins);
    if (!(await run.act({ do: 'setState', element, state: loss === 'volume' ? 'failed' : 'offline' }))) return;
    const judges = isOpen && (loss === 'volume' || run.advertised.declares.offlinePools !== undefined);
    if (judges) await demandNotCompleted(run, job, element);
    await watch(run);
    if (judges) await demandNotCompleted(run, job, element);
    await goOn(run, job);
    const { volumes, pools } = run.state;
    if (element in volumes || element in pools) await run.act({ do: 'setState', element, state: 'online' });
    await goesOnWell(run);
  };
}

async function demandNotCompleted(run: Run, job: string, element: string): Promise<void> {
  const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
  if (seen === null) return;
  run.verdicts.demand(
    'JOB-RESULT',
    seen.jobState !== jobCompleted,
    () => `${element} was lost while ${job} was at work on it, and the job is Completed`,
  );
}

/** New jobs wait for others: where there are none, they are met when they start. */
function phasesOf(advertised: Advertised): readonly Phase[] {
  return answers('CreateClone', advertised) ? ['new', 'starting', 'running', 'suspend'] : ['starting', 'running'];
}

/** What becomes of jobs that resize and create when what they work on is lost. */
export const lossThemes: readonly Theme[] = [
  {
    needs: [virtualTime, action('setState')],
    tier: 'roomy',
    scenes: (advertised) =>
      product([resizes, creations], phasesOf(advertised)).flatMap(([beginning, phase]) =>
        (['volume', 'pool'] as const).map((loss) => lost(beginning, phase, loss)),
      ),
  },
];
