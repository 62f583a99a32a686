import { type Hash, hashOf } from '../determinism/hash.js';
import { badInput } from '../vocabulary/badInput.js';
import type { Book, Ended, FaultRecord, InForce } from './book.js';
import { chance } from './chance.js';
import { pointsOf } from './compiled.js';
import type { Fault, Match, Plan } from './plan.js';
import { points } from './points.js';

/** Begins a plan: each fault is armed or not, by a draw of its own.
 * @param seed that of the array, for a plan without one
 */
export function openBook(plan: Plan, seed: number): Book {
  const drawn = plan.seed ?? seed;
  return listening({
    plan,
    seed: drawn,
    records: plan.faults.map((fault) => freshRecord(fault, drawn)),
    machine: 'start',
    fires: 0,
    listens: [],
    percents: [],
    inForce: [],
    nextSerial: 1,
    healed: false,
  });
}

/** The book with what follows from the rest of it: where it listens. */
export function listening(book: Book): Book {
  if (book.healed) return { ...book, listens: points.map(() => false), percents: [] };
  // What never fires asks nothing, so that it leaves no trace.
  const armed = book.plan.faults.filter(({ fire }, index) => book.records[index]?.armed && fire.p > 0);
  const watches = book.inForce.some(({ fault }) => armed.some(({ id, lasts }) => id === fault && lasts?.until != null));
  const percents = armed.filter(({ at }) => at.includes('jobPercent')).flatMap(({ when }) => percentsOf(when));
  return {
    ...book,
    // What ends by a match has to see every moment but the reads, which are nobody's doing.
    listens: watches ? points.map((point) => point !== 'read') : pointsOf(armed),
    percents: [...new Set(percents)].sort((left, right) => left - right),
  };
}

/** @throws BadInputError when there is a fault with that id */
export function addFault(book: Book, fault: Fault): Book {
  if (book.plan.faults.some(({ id }) => id === fault.id)) {
    badInput({ field: 'fault.id', value: fault.id, expected: 'an id that no other fault of the plan has' });
  }
  const plan = { ...book.plan, faults: [...book.plan.faults, fault] };
  return listening({ ...book, plan, records: [...book.records, freshRecord(fault, book.seed)], healed: false });
}

/** @throws BadInputError when there is no fault with that id */
export function removeFault(book: Book, id: string): Ended {
  const index = book.plan.faults.findIndex((fault) => fault.id === id);
  const among = book.plan.faults.map((fault) => fault.id);
  if (index === -1) badInput({ field: 'fault.id', value: id, expected: 'the id of a fault of the plan', among });
  const plan = { ...book.plan, faults: book.plan.faults.toSpliced(index, 1) };
  const ended = book.inForce.filter(({ fault }) => fault === id);
  const inForce = book.inForce.filter(({ fault }) => fault !== id);
  return { book: listening({ ...book, plan, records: book.records.toSpliced(index, 1), inForce }), ended };
}

/** Ends everything: nothing fires any more. */
export function heal(book: Book): Ended {
  return { book: listening({ ...book, inForce: [], healed: true }), ended: book.inForce };
}

/** Ends what is in force by that number, if it still is. */
export function endInForce(book: Book, serial: number): Ended {
  return end(book, (one) => one.serial === serial);
}

/** A further call has begun: what lasts for so many calls may end. */
export function callBegan(book: Book): Ended {
  if (!book.inForce.some(({ callsLeft }) => callsLeft !== null)) return { book, ended: [] };
  const over = ({ callsLeft }: InForce) => callsLeft !== null && callsLeft <= 0;
  const ended = book.inForce.filter(over);
  const inForce = book.inForce
    .filter((one) => !over(one))
    .map((one) => (one.callsLeft === null ? one : { ...one, callsLeft: one.callsLeft - 1 }));
  return { book: ended.length === 0 ? { ...book, inForce } : listening({ ...book, inForce }), ended };
}

/** The moments of virtual time that a plan names, for faults at point `time`. */
export function times(plan: Plan): { readonly fault: string; readonly atMs: number }[] {
  return plan.faults
    .filter(({ at }) => at.includes('time'))
    .map(({ id, when }) => ({ fault: id, atMs: beginning(when) ?? 0 }));
}

/** All that decides about what the plan will do. */
export function bookDigest(book: Book): Hash {
  const records = book.records.map(({ armed, matched, fired, keys }) => [armed, matched, fired, [...keys]]);
  const faults = book.plan.faults.map(({ written }) => textOf(written));
  const { seed, machine, fires, inForce, nextSerial, healed, plan } = book;
  return hashOf([faults, plan.budget, plan.healAtMs, seed, machine, fires, inForce, nextSerial, healed, records]);
}

function textOf(written: unknown): string {
  return JSON.stringify(written, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}` : part)) ?? '';
}

function freshRecord({ id, armP }: Fault, seed: number): FaultRecord {
  const armed = armP >= 1 || chance(seed, id, 'arm', 0) < armP;
  return { armed, matched: 0, fired: 0, keys: new Map(), firings: [], dropped: 0, visits: 0, nearest: null };
}

function end(book: Book, isOver: (one: InForce) => boolean): Ended {
  const ended = book.inForce.filter(isOver);
  if (ended.length === 0) return { book, ended };
  return { book: listening({ ...book, inForce: book.inForce.filter((one) => !isOver(one)) }), ended };
}

/** Where the matches begin that ask for a percent. */
function percentsOf(match: Match | null): number[] {
  if (match === null) return [];
  if (match.kind === 'jobPercent') return [match.from];
  if (match.kind === 'all' || match.kind === 'any') return match.of.flatMap(percentsOf);
  return match.kind === 'not' ? percentsOf(match.of) : [];
}

function beginning(match: Match | null): number | undefined {
  if (match?.kind === 'time') return match.fromMs;
  if (match?.kind !== 'all') return undefined;
  return match.of.map(beginning).find((ms) => ms !== undefined);
}
