import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cimTime, durationMs, durationOf, xmlTime } from '../../../src/cim/wsman/times.js';
import { interval, timestamp } from '../../../src/store/datetime.js';
import { share } from '../../properties/environment.js';

test.each([
  ['20160301100000.250000+000', 'Datetime', '2016-03-01T10:00:00.250000Z'],
  ['20160301100000.000000+060', 'Datetime', '2016-03-01T10:00:00.000000+01:00'],
  ['20160301100000.000000-330', 'Datetime', '2016-03-01T10:00:00.000000-05:30'],
  ['00000000000000.000000:000', 'Interval', 'PT0S'],
  ['00000000000140.000000:000', 'Interval', 'PT1M40S'],
  ['00000002000000.500000:000', 'Interval', 'P2DT0.5S'],
  ['00000003000000.000000:000', 'Interval', 'P3D'],
  ['201603011000**.******+000', 'CIM_DateTime', '201603011000**.******+000'],
])('%s is written as %s %s', (cim, local, text) => {
  expect(xmlTime(cim)).toEqual({ local, text });
  expect(cimTime(local, text)).toBe(cim);
});

test('for all times and spans, what is written is read as it was', () => {
  fc.assert(
    fc.property(fc.nat({ max: Date.UTC(9999, 0, 1) }), (ms) => {
      for (const cim of [timestamp({ configuration: { startsAtMs: 0 } }, ms), interval(ms)]) {
        const { local, text } = xmlTime(cim ?? '');
        expect(cimTime(local, text)).toBe(cim);
      }
      expect(durationMs(durationOf(ms))).toBe(ms);
    }),
    share(1),
  );
});

test('what is no time stays as it is', () => {
  for (const text of ['', 'soon', '2016-03-01', 'P1Y', 'P']) {
    expect([cimTime('Datetime', text), cimTime('Interval', text)]).toEqual([text, text]);
  }
});

test.each([
  ['P1Y', 31_536_000_000],
  ['P1M', 2_592_000_000],
  ['PT0.0019S', 1],
  ['P999999999Y', Number.MAX_SAFE_INTEGER],
])('%s is %i ms', (text, ms) => expect(durationMs(text)).toBe(ms));
