import { badInput } from '../input/badInput.js';

const form = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** Reads a moment: a date, or its text with a time zone, since nothing here may depend on where it runs; a day alone begins in UTC.
 * @returns milliseconds since 1970
 * @throws BadInputError naming `field`
 */
export function parseMoment(value: string | Date, field: string): number {
  const isText = typeof value === 'string';
  const ms = isText
    ? form.test(value)
      ? Date.parse(value)
      : Number.NaN
    : value instanceof Date
      ? value.getTime()
      : Number.NaN;
  // CIM datetimes have years of four digits.
  if (ms >= earliest && ms <= latest && !(isText && isRolledOver(value, ms))) return ms;
  return badInput({
    field,
    value,
    expected: "a date from the year 0 to 9999, such as '2026-11-28' or '2026-11-28T09:00:00Z', with its time zone",
  });
}

/** '2026-02-30' is the second of March to Date, and a slip to people. */
function isRolledOver(text: string, ms: number): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? [];
  const zone = /([+-])(\d\d):(\d\d)$/.exec(text);
  const [, sign = '+', hours = '0', minutes = '0'] = zone !== null && text.includes('T') ? zone : [];
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return new Date(ms + offset).toISOString().slice(0, 10) !== `${year}-${month}-${day}`;
}

const earliest = Date.parse('0000-01-01T00:00:00Z');
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
