import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatClock, formatDuration, milliseconds, parseDuration } from '../../../src/vocabulary/units/durations.js';

const anySpan = fc.oneof(fc.maxSafeNat(), fc.nat(200_000_000)).map(milliseconds);

test('milliseconds are whole and not negative', () => {
  expect(milliseconds(250)).toBe(250);
  for (const wrong of [-1, 0.5, 2 ** 53, Number.NaN]) expect(() => milliseconds(wrong)).toThrow(RangeError);
});

describe('parseDuration', () => {
  test.each([
    ['5 min', 300_000],
    ['90 s', 90_000],
    ['250 ms', 250],
    ['2 h', 7_200_000],
    ['1 d', 86_400_000],
    ['1 h 30 min', 5_400_000],
    ['1h30min', 5_400_000],
    ['1 d 2 h 3 min 4 s 5 ms', 93_784_005],
    ['1.5 s', 1500],
    ['0.001 s', 1],
    ['0 s', 0],
    ['40', 40],
    [40, 40],
  ])('reads %s', (value, span) => {
    expect(parseDuration(value, 'timeout')).toBe(span);
  });

  const form = "expected a duration such as '5 min' or '1 h 30 min', or a whole number of milliseconds";

  test.each([
    ['', `got '', ${form}`],
    ['soon', `got 'soon', ${form}`],
    ['5 minutes', `got '5 minutes', ${form}; the units are d, h, min, s and ms`],
    ['5 m', `got '5 m', ${form}; the units are d, h, min, s and ms`],
    ['1 h and 5 min', `got '1 h and 5 min', ${form}`],
    [1.5, `got 1.5, ${form}`],
    [Number.POSITIVE_INFINITY, `got Infinity, ${form}`],
    ['-5 s', "got '-5 s', expected a duration of 0 or more: virtual time only moves forward"],
    ['-5', "got '-5', expected a duration of 0 or more: virtual time only moves forward"],
    [-5, 'got -5, expected a duration of 0 or more: virtual time only moves forward'],
    ['0.5 ms', "got '0.5 ms', expected whole milliseconds: virtual time knows nothing shorter"],
    ['1.0001 s', "got '1.0001 s', expected whole milliseconds: virtual time knows nothing shorter"],
    ['30 min 1 h', "got '30 min 1 h', expected each unit at most once, the largest first"],
    ['1 s 1 s', "got '1 s 1 s', expected each unit at most once, the largest first"],
    ['999999999 d', "got '999999999 d', expected at most 9007199254740991 ms"],
  ])('refuses %s', (value, message) => {
    expect(() => parseDuration(value, 'timeout')).toThrow(`timeout: ${message}`);
  });

  test('for all spans, reads back what formatDuration says', () => {
    fc.assert(
      fc.property(anySpan, (span) => {
        expect(parseDuration(formatDuration(span), 'span')).toBe(span);
      }),
    );
  });
});

describe('formatDuration', () => {
  test.each([
    [0, '0 s'],
    [250, '250 ms'],
    [90_000, '1 min 30 s'],
    [300_000, '5 min'],
    [5_400_000, '1 h 30 min'],
    [86_400_001, '1 d 1 ms'],
  ])('says %i ms as its units', (span, text) => {
    expect(formatDuration(milliseconds(span))).toBe(text);
  });
});

describe('formatClock', () => {
  test.each([
    [0, '00:00:00.000'],
    [300_250, '00:05:00.250'],
    [86_399_999, '23:59:59.999'],
    [86_400_000, '1d 00:00:00.000'],
    [93_784_000, '1d 02:03:04.000'],
    [Number.MAX_SAFE_INTEGER, '104249991d 08:59:00.991'],
  ])('shows %i ms', (time, text) => {
    expect(formatClock(milliseconds(time))).toBe(text);
  });

  test('for all times within a day, earlier reads smaller', () => {
    const time = fc.nat(86_399_999).map(milliseconds);
    fc.assert(fc.property(time, time, (a, b) => a < b === formatClock(a) < formatClock(b)));
  });
});
