import { CoverageCounts } from '../checks/coverage.js';
import { Breach, Verdicts } from '../checks/verdicts.js';
import type { ShrinkBudget } from '../options.js';
import { probes } from '../probes/probes.js';
import type { Failure, Shrinking } from '../report.js';
import { startRun } from '../run/judgedRun.js';
import { performStep } from '../run/performStep.js';
import type { Recorded, ToldRun } from '../run/steps.js';
import type { TimeBudget } from '../run/timeBudget.js';
import type { Driver, MaybePromise } from '../subject/driver.js';
import { SubjectError } from '../subject/subjectError.js';
import { properties } from '../suite.js';
import { shrunk } from './shrink.js';

/** A failure with the run that it was found in, and what was answered then. */
export function failureAsFound(
  { message }: Pick<Breach, 'message'>,
  found: ToldRun,
  told: Pick<Failure, 'foundAfterCalls' | 'again'>,
  ended: Shrinking['ended'],
): Failure {
  return { message, ...found, ...told, shrinking: { ended, runs: 0 } };
}

interface Effort {
  readonly budget: ShrinkBudget;
  /** Whether advice counts like law. */
  readonly strict: boolean;
  readonly time: TimeBudget;
  /** Called before each run. */
  readonly onRun: () => MaybePromise<void>;
}

/** The same failure with the shortest run that could be found within the budget; as it was found when it is not to be seen again.
 * @throws SubjectError when the driver breaks down meanwhile
 */
export async function shortestFailure(
  driver: Driver,
  property: string,
  failure: Failure,
  { budget, strict, time, onRun }: Effort,
): Promise<Failure> {
  const made = { calls: 0 };
  const stop = async (runs: number) => {
    await onRun();
    if (time.isOver) return 'time';
    return runs >= budget.runs || made.calls >= budget.calls ? 'budget' : null;
  };
  const { seen, ended, runs } = await shrunk(
    failure.run,
    (run) => shown(driver, run, property, { strict, time, made }),
    stop,
  );
  const shrinking = { ended, runs };
  return seen === undefined
    ? { ...failure, shrinking }
    : { ...failure, ...seen.told, message: seen.message, shrinking };
}

interface Shown {
  readonly message: string;
  readonly told: ToldRun;
  readonly asked: readonly number[];
}

/** Does a run again with one property switched on alone; what it says when it is broken, what was answered up to there, and how
 * many calls had been made before each step.
 */
async function shown(
  driver: Driver,
  run: Recorded,
  property: string,
  { strict, time, made }: Pick<Effort, 'strict' | 'time'> & { readonly made: { calls: number } },
): Promise<Shown | undefined> {
  const off = new Set(properties.map(({ name }) => name).filter((name) => name !== property));
  const judging = {
    verdicts: new Verdicts(off, strict),
    coverageCounts: new CoverageCounts(),
    probes,
    silences: { inARow: 0 },
    made,
    actions: new Map(),
    time: time.aside,
  };
  const replayed = await startRun(driver, run.tier, judging);
  try {
    for (const step of run.steps) await performStep(replayed, step);
    return undefined;
  } catch (error) {
    const { told, asked } = replayed.notes;
    if (error instanceof Breach) return { message: error.message, told, asked };
    // It would hang again and again.
    if (error instanceof SubjectError && error.kind === 'hung') throw error;
    // A run that was made shorter may ask for elements that it does not make any more.
    return undefined;
  }
}
