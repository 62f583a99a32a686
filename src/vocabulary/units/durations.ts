import { badInput } from '../input/badInput.js';
import type { Brand } from './brand.js';
import { wholeProduct } from './sizes.js';

/** Virtual time: a span, or the distance from the clock's start; a safe integer of 0 or more. */
export type Milliseconds = Brand<number, 'Milliseconds'>;

/** What is longer takes very long: 35,000 years, of the 285,000 that virtual time has. */
export const longSpanMs = 2 ** 40;

/** @throws RangeError when `count` is not a safe integer of 0 or more: a program's mistake, not a user's */
export function milliseconds(count: number): Milliseconds {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${count} is not a whole number of milliseconds`);
  return count as Milliseconds; // checked above
}

/** Reads a span of time, exactly: `'5 min'`, `'1.5 s'`, `'1 h 30 min'`, `250` or `'250'` for milliseconds.
 * @throws BadInputError naming `field` */
export function parseDuration(value: string | number, field = 'duration'): Milliseconds {
  if (typeof value === 'string' && value.length > 200) badInput({ field, value, expected: form });
  if (typeof value === 'string' && !/^\s*\d+\s*$/.test(value)) return parseText(value, field);
  // Untyped callers may pass any value; Number() reads null, lists and dates.
  const count = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  if (count < 0) badInput({ field, value, expected: notNegative });
  if (!Number.isSafeInteger(count)) badInput({ field, value, expected: form });
  return milliseconds(count);
}

/** The span in its units, largest first, without empty ones; {@link parseDuration} reads it back. */
export function formatDuration(span: Milliseconds): string {
  const parts = split(span).filter(({ count }) => count > 0);
  return parts.map(({ name, count }) => `${count} ${name}`).join(' ') || '0 s';
}

/** The clock for tables: `00:05:00.250`, with days in front from the first whole one on: `1d 02:03:04.000`. */
export function formatClock(time: Milliseconds): string {
  const [days = 0, hours, minutes, seconds, rest] = split(time).map(({ count }) => count);
  const clock = [hours, minutes, seconds].map((count) => String(count).padStart(2, '0')).join(':');
  return `${days > 0 ? `${days}d ` : ''}${clock}.${String(rest).padStart(3, '0')}`;
}

const units = [
  { name: 'd', milliseconds: 86_400_000 },
  { name: 'h', milliseconds: 3_600_000 },
  { name: 'min', milliseconds: 60_000 },
  { name: 's', milliseconds: 1000 },
  { name: 'ms', milliseconds: 1 },
];

const form = "a duration such as '5 min' or '1 h 30 min', or a whole number of milliseconds";
const notNegative = 'a duration of 0 or more: virtual time only moves forward';

function split(span: Milliseconds): { name: string; count: number }[] {
  let left: number = span;
  return units.map(({ name, milliseconds: unit }) => {
    const count = Math.floor(left / unit);
    left -= count * unit;
    return { name, count };
  });
}

const onePart = /(\d{1,20}(?:\.\d{1,20})?)\s*([a-z]+)/gi;
const allParts = /^\s*(?:\d{1,20}(?:\.\d{1,20})?\s*[a-z]+\s*)+$/i;

function parseText(value: string, field: string): Milliseconds {
  if (/^\s*-/.test(value)) badInput({ field, value, expected: notNegative });
  if (!allParts.test(value)) badInput({ field, value, expected: form });
  let total = 0n;
  let previous = -1;
  for (const [, amount = '', unitName = ''] of value.matchAll(onePart)) {
    const at = units.findIndex(({ name }) => name === unitName);
    const unit = units[at] ?? badInput({ field, value, expected: `${form}; the units are d, h, min, s and ms` });
    // '30 min 1 h' and '1 h 2 h' are more often slips than meant.
    if (at <= previous) badInput({ field, value, expected: 'each unit at most once, the largest first' });
    previous = at;
    total +=
      wholeProduct(amount, BigInt(unit.milliseconds)) ??
      badInput({ field, value, expected: 'whole milliseconds: virtual time knows nothing shorter' });
  }
  if (total > Number.MAX_SAFE_INTEGER) badInput({ field, value, expected: `at most ${Number.MAX_SAFE_INTEGER} ms` });
  return milliseconds(Number(total));
}
