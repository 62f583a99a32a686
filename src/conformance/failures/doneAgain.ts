import { CoverageCounts } from '../checks/coverage.js';
import { Breach, LostTrack, Verdicts } from '../checks/verdicts.js';
import { probes } from '../probes/probes.js';
import { startRun } from '../run/judgedRun.js';
import { performStep } from '../run/performStep.js';
import type { Run } from '../run/run.js';
import type { Recorded, RunStep, ToldRun } from '../run/steps.js';
import type { TimeBudget } from '../run/timeBudget.js';
import type { Driver } from '../subject/driver.js';
import { SubjectError } from '../subject/subjectError.js';

/** What a run is held against when it is done again. */
interface Held {
  /** Properties that are switched off. */
  readonly off: Iterable<string>;
  /** Whether advice counts like law. */
  readonly strict: boolean;
  /** What there is of it. */
  readonly time: TimeBudget;
  /** Where its calls are counted. */
  readonly made: { calls: number };
}

/** What came of a run that was done again. */
type Outcome =
  | {
      readonly kind: 'broken';
      readonly property: string;
      readonly message: string;
      /** The run up to there, with its answers. */
      readonly told: ToldRun;
      /** How many calls had been made before each step. */
      readonly asked: readonly number[];
    }
  /** A property that is switched off does not hold, and nothing that comes after it can be judged. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'held' };

/** Does a run again on a subject that begins anew.
 * @throws SubjectError when the driver hangs: it would again and again
 */
export function doneAgain(driver: Driver, run: Recorded, held: Held): Promise<Outcome> {
  return outcomeOf(driver, run, held, performStep);
}

/** As {@link doneAgain}, with a look after each step: what breaks is then of that step, and of none before. */
export function doneAgainWithLooks(driver: Driver, run: Recorded, held: Held): Promise<Outcome> {
  return outcomeOf(driver, run, held, async (replayed, step) => {
    await performStep(replayed, step);
    if (!looks.has(step.do)) await replayed.look();
  });
}

/** Steps that look themselves, or after which nothing is different. */
const looks: ReadonlySet<RunStep['do']> = new Set(['look', 'heal', 'arm']);

async function outcomeOf(
  driver: Driver,
  run: Recorded,
  { off, strict, time, made }: Held,
  perform: (replayed: Run, step: RunStep) => Promise<unknown>,
): Promise<Outcome> {
  const replayed = await startRun(driver, run.tier, {
    verdicts: new Verdicts(off, strict),
    coverageCounts: new CoverageCounts(),
    probes,
    silences: { inARow: 0 },
    made,
    actions: new Map(),
    time: time.aside,
  });
  try {
    for (const step of run.steps) await perform(replayed, step);
    return { kind: 'held' };
  } catch (error) {
    const { told, asked } = replayed.notes;
    if (error instanceof Breach)
      return { kind: 'broken', property: error.property, message: error.message, told, asked };
    if (error instanceof LostTrack) return { kind: 'lost' };
    if (error instanceof SubjectError && error.kind === 'hung') throw error;
    // A run that was made shorter may ask for elements that it does not make any more.
    return { kind: 'held' };
  }
}
