import { badInput } from '../vocabulary/input/badInput.js';
import type { Book, Counts } from './book.js';
import { listening } from './keeping.js';
import { readPlan } from './readPlan.js';

/** A book as JSON: the plan as it was written, and what it has come to.
 * @throws BadInputError for a fault with a callback, which no text can hold
 */
export function saveBook(book: Book): unknown {
  const { plan, records, seed, machine, fires, inForce, nextSerial } = book;
  const withCallback = plan.faults.find(({ effects }) => effects.some(({ kind }) => kind === 'callback'));
  if (withCallback !== undefined) {
    badInput({
      field: 'save',
      value: withCallback.id,
      expected: 'a plan without callbacks: a function can not be saved',
    });
  }
  return {
    plan: {
      version: 1,
      ...(plan.seed === null ? {} : { seed: plan.seed }),
      faults: plan.faults.map(({ written }) => written),
      ...(plan.healAtMs === null ? {} : { heal: { atMs: plan.healAtMs } }),
      ...(plan.budget === null ? {} : { budget: { fires: plan.budget } }),
    },
    records: records.map((record) => ({ ...record, keys: [...record.keys] })),
    ...{ seed, machine, fires, inForce, nextSerial },
  };
}

/** Takes back what {@link saveBook} has written, and only that: a checksum vouches for it. */
export function loadBook(saved: unknown): Book {
  type Saved = Omit<Book, 'plan' | 'records'> & {
    readonly plan: unknown;
    readonly records: readonly (Omit<Book['records'][number], 'keys'> & { keys: readonly [string, Counts][] })[];
  };
  // As saveBook wrote it.
  const { plan, records, ...rest } = saved as Saved;
  return listening({
    ...rest,
    plan: readPlan(plan, 'saved world.faults.plan'),
    records: records.map((record) => ({ ...record, keys: new Map(record.keys) })),
  });
}
