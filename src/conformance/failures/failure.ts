import type { Breach } from '../checks/verdicts.js';
import type { ShrinkBudget } from '../options.js';
import type { Failure, Shrinking } from '../report.js';
import type { Recorded, ToldRun } from '../run/steps.js';
import type { TimeBudget } from '../run/timeBudget.js';
import type { Driver, MaybePromise } from '../subject/driver.js';
import { properties } from '../suite.js';
import { doneAgain, doneAgainWithLooks } from './doneAgain.js';
import { shrunk } from './shrink.js';

/** A failure with the run that it was found in, and what was answered then. */
export function failureAsFound(
  { message }: Pick<Breach, 'message'>,
  found: ToldRun,
  told: Pick<Failure, 'foundAfterCalls' | 'again'>,
  ended: Shrinking['ended'],
): Failure {
  return { message, foundAs: null, ...found, ...told, shrinking: { ended, runs: 0 }, pictures: null };
}

interface Effort {
  readonly budget: ShrinkBudget;
  /** Properties that are not to be blamed: they were left out, or found broken before. */
  readonly off: readonly string[];
  /** Whether advice counts like law. */
  readonly strict: boolean;
  readonly time: TimeBudget;
  /** Called before each run. */
  readonly onRun: () => MaybePromise<void>;
}

/** Whom a failure is to be blamed on, with the shortest run that shows it. What breaks in a step may be due to any step since the
 * last look: so the steps before it are done again with a look after each, and what breaks there is blamed, if there is time.
 * @returns null when what is switched off has led to it
 * @throws SubjectError when the driver breaks down meanwhile
 */
export async function blamed(
  driver: Driver,
  property: string,
  found: Failure,
  effort: Effort,
): Promise<{ readonly property: string; readonly failure: Failure } | null> {
  const { off, strict, time } = effort;
  const held = { off, strict, time, made: { calls: 0 } };
  const withLooks = ({ run }: Failure) => doneAgainWithLooks(driver, beforeLast(run), held);
  await effort.onRun();
  if (!time.isOver && (await withLooks(found)).kind === 'lost') return null;
  const failure = await shortestFailure(driver, property, found, effort);
  if (failure.shrinking.ended === 'not-again' || failure.shrinking.ended === 'time') return { property, failure };
  const first = await withLooks(failure);
  if (first.kind !== 'broken' || first.property === property) return { property, failure };
  const { message, told } = first;
  return { property: first.property, failure: { ...failure, ...told, message, foundAs: property } };
}

/** A run without the step in which it broke. */
function beforeLast(run: Recorded): Recorded {
  return { ...run, steps: run.steps.slice(0, -1) };
}

/** The same failure with the shortest run that could be found within the budget; as it was found when it is not to be seen again. */
async function shortestFailure(
  driver: Driver,
  property: string,
  failure: Failure,
  { budget, strict, time, onRun }: Effort,
): Promise<Failure> {
  const off = properties.map(({ name }) => name).filter((name) => name !== property);
  const held = { off, strict, time, made: { calls: 0 } };
  const stop = async (runs: number) => {
    await onRun();
    if (time.isOver) return 'time';
    return runs >= budget.runs || held.made.calls >= budget.calls ? 'budget' : null;
  };
  const shows = async (run: Recorded) => {
    const outcome = await doneAgain(driver, run, held);
    return outcome.kind === 'broken' ? outcome : undefined;
  };
  const { seen, ended, runs } = await shrunk(failure.run, shows, stop);
  const shrinking = { ended, runs };
  return seen === undefined
    ? { ...failure, shrinking }
    : { ...failure, ...seen.told, message: seen.message, shrinking };
}
