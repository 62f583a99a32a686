import { z } from 'zod';
import { StorageArray } from '../engine/array.js';
import { demandArray } from '../engine/demandArray.js';
import type { RequestRecord } from '../engine/history/requests.js';
import { readOneOrMore } from '../vocabulary/input/arguments.js';
import { parseInput } from '../vocabulary/input/badInput.js';
import { outcomeOf } from '../vocabulary/methods/codes.js';
import type { CalledName } from '../vocabulary/methods/index.js';

/** How much a test had to do with an array: a test in which nothing happened shows nothing. */
export interface Exercise {
  /** Calls of any method that were made. */
  readonly calls: number;
  /** Clones that were made, those included that are gone again. */
  readonly clones: number;
  /** How often faults fired, those included that are healed or removed. */
  readonly faults: number;
  /** How the calls were answered, the most frequent answer first; as far back as the trace goes, and empty without one. */
  readonly answers: readonly ExercisedAnswer[];
}

/** An answer, and how many calls got it. */
export interface ExercisedAnswer {
  /** The method that was called. */
  readonly method: CalledName;
  /** The return code; null where no reply came. */
  readonly code: number | null;
  /** The cause, as `reply.decided.because` has it. */
  readonly because: string;
  /** How many calls got it. */
  readonly times: number;
}

/** What a test can be about: an array, what {@link exercised} told of one, or a list of these, such as those of a property's runs. */
export type Exercised = StorageArray | Exercise | readonly (StorageArray | Exercise)[];

/** Tells how many calls, clones and faults an array had since it was made, all arrays of a list together. A fork has had what its
 * origin had.
 * @throws BadInputError for what is no array
 */
export function exercised(run: Exercised): Exercise {
  const all = readOneOrMore(run, 'exercised').map(exerciseOf);
  const answers = new Map<string, ExercisedAnswer>();
  for (const answer of all.flatMap((one) => one.answers)) {
    const key = JSON.stringify([answer.method, answer.code, answer.because]);
    answers.set(key, { ...answer, times: answer.times + (answers.get(key)?.times ?? 0) });
  }
  return {
    calls: sum(all.map(({ calls }) => calls)),
    clones: sum(all.map(({ clones }) => clones)),
    faults: sum(all.map(({ faults }) => faults)),
    answers: [...answers.values()].sort((left, right) => right.times - left.times),
  };
}

/** What was answered, in lines for people. */
export function answersInWords({ answers }: Exercise): string[] {
  return answers.map(({ method, code, because, times }) => {
    const outcome = code === null ? 'no reply' : `${code} ${outcomeOf(method, code) ?? ''}`.trim();
    return `${times} x ${method}: ${outcome}, because ${because}`;
  });
}

function exerciseOf(one: StorageArray | Exercise): Exercise {
  if (isExercise(one)) return parseInput(exerciseSchema, one, 'exercised');
  demandArray(one, 'exercised');
  const { calls, clonesMade, faultsFired, trace } = StorageArray.worldOf(one);
  const answers = trace === undefined ? [] : one.requests().flatMap(answerOf);
  return { calls: calls.length, clones: clonesMade, faults: faultsFired, answers };
}

function isExercise(one: StorageArray | Exercise): one is Exercise {
  return typeof one === 'object' && one !== null && Object.hasOwn(one, 'answers');
}

const count = z.number().int().min(0);

/** What this tells itself. */
const exerciseSchema: z.ZodType<Exercise> = z.object({
  calls: count,
  clones: count,
  faults: count,
  answers: z.array(
    z.object({
      // Of a copy of the package that knows others, too.
      method: z.custom<CalledName>((name) => typeof name === 'string', 'the name of a method'),
      code: z.number().nullable(),
      because: z.string(),
      times: count,
    }),
  ),
});

function answerOf({ method, answer }: RequestRecord): ExercisedAnswer[] {
  return answer === null ? [] : [{ method, code: answer.code, because: answer.because, times: 1 }];
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
