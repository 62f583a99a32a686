import type { Moment, PicturedRun } from '../../conformance/failures/picture.js';
import { type DriverModule, reproducerFile } from '../../conformance/failures/reproducer.js';
import { runStepText } from '../../conformance/failures/stepText.js';
import type { RecordedFailure } from '../../conformance/options.js';
import type { Failure, PropertyReport } from '../../conformance/report.js';
import type { ToldRun } from '../../conformance/run/steps.js';
import { plainJson } from '../files/plainJson.js';
import { foundText } from './foundText.js';

/** A failure as a page shows it: step by step, with the pictures before and after each. */
export interface FailureFacts extends Pick<Failure, 'message' | 'again' | 'pictures'> {
  /** How it was found, and what kind of run shows it, in sentences. */
  readonly found: readonly string[];
  readonly steps: readonly ShownStep[];
  /** Steps within probes that are left out, since there are too many. */
  readonly left: number;
  /** A test of vitest's that does the run again, line by line. */
  readonly test: readonly string[];
  /** What `--replay` takes, line by line. */
  readonly recorded: readonly string[];
}

/** A step of the run, or one that a probe did of its own. */
export interface ShownStep {
  /** '2', or '2.1' within a probe. */
  readonly number: string;
  readonly what: string;
  readonly answer: string;
  /** Where a probe did it, if not in the run itself: 'a twin'. */
  readonly where: string | null;
  /** Moments of the pictures, by their place; null where there is none. */
  readonly before: number | null;
  readonly after: number | null;
}

/** Steps of its own that a page shows of a probe. */
const innerAtMost = 100;

export function failureFacts(
  { name, statement, failure }: Pick<PropertyReport, 'name' | 'statement'> & { readonly failure: Failure },
  subject: string,
  driverModule: DriverModule,
): FailureFacts {
  const { message, again, pictures, run } = failure;
  const recorded = recordedFailure(failure, subject, name);
  // What can't be seen is written by its number, which says the same to JavaScript.
  const lines = (text: string) => plainJson(text.trimEnd()).split('\n');
  return {
    message,
    again,
    pictures,
    found: foundText(failure),
    steps: stepsOf(failure, pictures),
    left: run.steps.reduce((sum, _, at) => sum + Math.max(0, (failure.inside[at]?.length ?? 0) - innerAtMost), 0),
    test: lines(reproducerFile({ property: name, statement, failure, driverModule })),
    recorded: lines(JSON.stringify(recorded, null, 2)),
  };
}

/** A failure as a file that `arraysim conform --replay` takes. */
export function recordedFailure({ message, run }: Failure, subject: string, property: string): RecordedFailure {
  return { format: 'arraysim-conformance', version: 2, subject, property, message, run };
}

function stepsOf({ run, answers, inside }: ToldRun, pictures: PicturedRun | null): ShownStep[] {
  const moments = pictures?.moments ?? [];
  /** The last moment that a step, or one within it, has come to. */
  const lastAt = (step: number, inner: number | null) => {
    const found = moments.findLastIndex((moment) => isBy(moment, step, inner));
    return found === -1 ? null : found;
  };
  const isTaken = (step: number, inner: number) => moments.some((one) => one.step === step && one.inner === inner);
  return run.steps.flatMap((step, at): ShownStep[] => {
    const number = at + 1;
    const own = inside[at] ?? [];
    const whole = {
      number: `${number}`,
      what: runStepText(step),
      answer: own.length > 0 ? '' : (answers[at] ?? ''),
      where: null,
      before: lastAt(at, null),
      after: lastAt(number, null),
    };
    const inner = own.slice(0, innerAtMost).map(({ step: one, answer, where }, index): ShownStep => {
      // What is done to another array has no picture here, unless the same array is set up for it.
      const hasPicture = where === undefined || isTaken(number, index + 1);
      return {
        number: `${number}.${index + 1}`,
        what: runStepText(one),
        answer,
        where: where === undefined || where === '' ? null : where,
        before: hasPicture ? (lastAt(number, index) ?? lastAt(at, null)) : null,
        after: hasPicture ? lastAt(number, index + 1) : null,
      };
    });
    return [whole, ...inner];
  });
}

/** Whether a moment was by the time that a step, or one within it, was done. */
function isBy(moment: Moment, step: number, inner: number | null): boolean {
  if (moment.step !== step) return moment.step < step;
  if (inner === null) return true;
  return moment.inner !== null && moment.inner <= inner;
}
