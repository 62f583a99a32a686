import { readMembers } from '../vocabulary/input/arguments.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { answersInWords, type Exercise, type Exercised } from './exercised.js';

/** The least that a test has to have done, so that it shows something. */
export interface ExerciseFloor {
  /** Calls of any method. */
  readonly calls?: number;
  /** Clones that were made. */
  readonly clones?: number;
  /** How often faults fired, all together. */
  readonly faults?: number;
}

type Counts = readonly (readonly [keyof ExerciseFloor, number])[];

const floorKeys = ['calls', 'clones', 'faults'] as const;

/** @throws BadInputError for what asks for nothing, or makes no sense */
export function readFloor(least: ExerciseFloor): Counts {
  const given = readMembers(least, floorKeys, 'toHaveExercised', 'what is counted');
  const wanted = floorKeys.flatMap((what) => (given[what] === undefined ? [] : [[what, given[what]] as const]));
  for (const [what, count] of wanted) {
    if (Number.isSafeInteger(count) && count > 0) continue;
    badInput({ field: `toHaveExercised.${what}`, value: count, expected: 'a whole number of 1 or more' });
  }
  if (wanted.length > 0) return wanted;
  return badInput({
    field: 'toHaveExercised',
    value: least,
    expected: 'the least of something, such as { clones: 1 }',
  });
}

export function countsOf(had: Exercise): Counts {
  return floorKeys.map((what) => [what, had[what]] as const);
}

export function inFloorWords(counts: Counts): string {
  return counts.map(([what, count]) => `${count} ${count === 1 ? what.slice(0, -1) : what}`).join(', ');
}

/** What a person looks at next. */
export function whatToLookFor(run: Exercised, had: Exercise, short: readonly string[]): string[] {
  if (Array.isArray(run) && run.length === 0)
    return ['there was no array at all: does each run put its own into the list?'];
  if (had.calls === 0) return ['nobody called anything: does the client get this array, and is it awaited?'];
  const lines = answersInWords(had);
  const answers = lines.length === 0 ? ['its answers are unknown: the array has no trace'] : lines.slice(0, 5);
  const faults = had.faults === 0 && short.includes('faults') ? ['no fault fired: array.faults.ledger() says why'] : [];
  return ['the calls were answered:', ...answers.map((line) => `  ${line}`), ...faults];
}
