import type { z } from 'zod';
import { BadInputError } from '../../vocabulary/input/badInput.js';
import { readInput } from '../../vocabulary/input/complaints.js';
import type { Place } from './places.js';

/** One thing that is wrong with a text. */
interface Mistake {
  readonly complaint: BadInputError;
  /** Where it stands; null where there is no text to say. */
  readonly place: Place | null;
}

/** All that is wrong with a text, in the order in which it stands there; a bad input like the first of it. */
export class MistakesError extends BadInputError {
  readonly mistakes: readonly [Mistake, ...Mistake[]];

  constructor(mistakes: readonly [Mistake, ...Mistake[]]) {
    super(mistakes[0].complaint);
    this.mistakes = mistakes;
    this.message = mistakes.map(({ complaint }) => complaint.message).join('\n');
  }
}

/** Keeps what is wrong with an input, so that the rest of it can be judged, too. */
export class Mistakes {
  private readonly found = new Map<string, BadInputError>();

  /** Does something; what it complains about is kept, and then there is no result. */
  attempt<Result>(act: () => Result): Result | undefined {
    try {
      return act();
    } catch (complaint) {
      if (!(complaint instanceof BadInputError)) throw complaint;
      this.add(complaint);
      return undefined;
    }
  }

  /** Reads input by a schema; all that the schema has against it is kept, and then there is no result. */
  read<Schema extends z.ZodType>(schema: Schema, input: unknown, root = ''): z.output<Schema> | undefined {
    const read = readInput(schema, input, root);
    if ('data' in read) return read.data;
    for (const complaint of read.complaints) this.add(complaint);
    return undefined;
  }

  /** @throws MistakesError when there were any */
  end(placeOf: (field: string) => Place | null): void {
    const [first, ...others] = [...this.found.values()]
      .map((complaint) => ({ complaint, place: placeOf(complaint.field) }))
      .sort((left, right) => inOrder(left.place, right.place));
    if (first !== undefined) throw new MistakesError([first, ...others]);
  }

  /** What is wrong in each of several releases is said once, of the first. */
  private add(complaint: BadInputError): void {
    const key = `${complaint.field} ${String(complaint.value)}`;
    if (!this.found.has(key)) this.found.set(key, complaint);
  }
}

function inOrder(left: Place | null, right: Place | null): number {
  return (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0);
}
