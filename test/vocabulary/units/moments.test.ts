import { describe, expect, test } from 'vitest';
import { parseMoment } from '../../../src/vocabulary/units/moments.js';

describe('a moment', () => {
  test.each([
    ['2026-11-28', Date.UTC(2026, 10, 28)],
    ['2026-11-28T09:30Z', Date.UTC(2026, 10, 28, 9, 30)],
    ['2026-11-28T09:30:01.5Z', Date.UTC(2026, 10, 28, 9, 30, 1, 500)],
    ['2026-11-28T00:30:00+02:00', Date.UTC(2026, 10, 27, 22, 30)],
    ['2024-02-29T23:30:00-05:00', Date.UTC(2024, 2, 1, 4, 30)],
    ['0000-01-01', Date.parse('0000-01-01T00:00:00Z')],
    ['9999-12-31T23:59:59.999Z', Date.UTC(9999, 11, 31, 23, 59, 59, 999)],
    [new Date(7), 7],
  ])('%s is read', (value, ms) => expect(parseMoment(value, 'startsAt')).toBe(ms));

  test.each([
    // Without a time zone it would depend on the machine.
    '2026-11-28T09:30:00',
    '2026-02-30',
    '2026-02-30T10:00:00+02:00',
    '2026-13-01',
    '28.11.2026',
    'now',
    '',
    new Date(Number.NaN),
    new Date(Date.UTC(10_000, 0, 1)),
  ])('%s is refused', (value) => {
    expect(() => parseMoment(value, 'startsAt')).toThrow(
      /^startsAt: got .*, expected a date from the year 0 to 9999, such as/,
    );
  });
});
