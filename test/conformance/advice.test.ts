import { expect, test } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import type { ConformOptions } from '../../src/conformance/options.js';
import type { Advertised } from '../../src/conformance/subject/advertised.js';
import { usualCodes } from '../../src/conformance/subject/declared.js';
import { guarded } from '../../src/conformance/subject/guarded.js';
import { foreignDriver } from '../examples/foreign/driver.js';

/** An array that answers 5 for a pool that it does not have, and says so or not. */
async function judged(declares: Advertised['declares'], more: Partial<ConformOptions> = {}) {
  const driver = guarded(foreignDriver({ codes: { poolUnknown: 5 } }, { declares }));
  const { properties, advice } = await conform(driver, { levels: ['core'], runs: 40, shrink: false, ...more });
  const sound = properties.find(({ name }) => name === 'CAUSE-SOUND');
  const about = advice.find(({ settledBy }) => settledBy === 'declares.codes.poolUnknown');
  return { ground: sound?.ground, verdict: sound?.verdict, about };
}

test('an unusual code is advice where nothing is declared, with what would settle it', async () => {
  const { ground, verdict, about } = await judged({});
  expect([ground, verdict]).toEqual(['advice', 'warn']);
  expect(about).toMatchObject({ property: 'CAUSE-SOUND', count: expect.any(Number) });
  expect(about?.example).toMatch(/^CreateClone is refused since 'poolUnknown': 5 is not among .* due: .*8$/);
});

test('what is declared settles it', async () => {
  const own = { ...usualCodes('2016'), 'CreateClone/poolUnknown': 5 };
  expect(await judged({ codes: own })).toEqual({ ground: 'declared', verdict: 'pass', about: undefined });
});

test('what is declared and not kept is broken', async () => {
  expect(await judged({ codes: usualCodes('2016') })).toMatchObject({ ground: 'declared', verdict: 'fail' });
});

test('advice counts like law where that is asked for', async () => {
  expect(await judged({}, { strict: true })).toMatchObject({ verdict: 'fail', about: undefined });
});

test('a cause that nobody knows can not be declared', () => {
  const driver = guarded(foreignDriver({}, { declares: { codes: { poolUnknwon: 5 } } }));
  return expect(async () => await driver.capabilities()).rejects.toThrow(
    /declares\.codes: got 'poolUnknwon', .*'poolUnknown'\?/,
  );
});

test('there are no codes of a release that there is not', () => {
  const release = '2019' as Advertised['version'];
  expect(() => usualCodes(release)).toThrow("version: got '2019', expected one of 2012, 2012R2, 2016");
});
