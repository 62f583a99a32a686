import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interval, timestamp } from '../../src/store/datetime.js';
import { share } from '../properties/environment.js';

const epochMs = Date.UTC(2016, 0, 1);
const stamp = (atMs: number) => timestamp({ configuration: { startsAtMs: epochMs } }, atMs);

test.each([
  [0, '20160101000000.000000+000'],
  [1, '20160101000000.001000+000'],
  [60 * 86_400_000 - 1, '20160229235959.999000+000'],
  [Date.UTC(9999, 11, 31, 23, 59, 59, 999) - epochMs, '99991231235959.999000+000'],
])('virtual time %i is %s', (atMs, text) => expect(stamp(atMs)).toBe(text));

test.each([
  [0, '00000000000000.000000:000'],
  [90_061_001, '00000001010101.001000:000'],
  [99_999_999 * 86_400_000 + 86_399_999, '99999999235959.999000:000'],
])('a span of %i ms is %s', (ms, text) => expect(interval(ms)).toBe(text));

test('what no CIM datetime can tell is null', () => {
  expect(stamp(Date.UTC(10_000, 0, 1) - epochMs)).toBeNull();
  expect(stamp(Number.MAX_SAFE_INTEGER)).toBeNull();
  expect(interval(100_000_000 * 86_400_000)).toBeNull();
});

test('for all times, a datetime has 25 characters and later ones sort behind', () => {
  const last = Date.UTC(9999, 11, 31) - epochMs;
  fc.assert(
    fc.property(fc.nat({ max: last }), fc.nat({ max: last }), (one, other) => {
      for (const write of [stamp, interval]) {
        const [first, second] = [write(Math.min(one, other)) ?? '', write(Math.max(one, other)) ?? ''];
        expect([first.length, second.length]).toEqual([25, 25]);
        expect(first <= second).toBe(true);
      }
    }),
    share(1),
  );
});
