import { expect, test } from 'vitest';
import { connect, fakeTimers, virtualClock } from '../../src/client/index.js';
import { remoteDriver } from '../../src/subjects/remote/driver.js';

const odd: readonly unknown[] = [
  null,
  0,
  NaN,
  '',
  'x',
  true,
  [],
  { nope: 1 },
  { toJSON() {} },
  10n,
  Symbol('s'),
  () => 1,
];

test.each([
  ['connect', connect],
  ['fakeTimers', fakeTimers],
  ['virtualClock', virtualClock],
  ['remoteDriver', remoteDriver],
  ["remoteDriver's options", (one: unknown) => remoteDriver('http://u:p@localhost:1', one as object)],
])('%s says what it expected, whatever it is given', (_, take) => {
  // What JavaScript lets through.
  for (const one of odd) expect(() => (take as (given: unknown) => unknown)(one)).toThrow(/: got .*, expected /);
});
