import { describe, expect, test } from 'vitest';
import { conform } from '../../../src/conformance/conform.js';
import { modelOf } from '../../../src/conformance/model/methods/index.js';
import type { Advertised } from '../../../src/conformance/subject/advertised.js';
import type { Driver } from '../../../src/conformance/subject/driver.js';
import { readAdvertised } from '../../../src/conformance/subject/readAdvertised.js';
import { properties, suite } from '../../../src/conformance/suite.js';
import { simulatorDriver } from '../../../src/subjects/simulator.js';
import { factsOf, methodNames } from '../../../src/vocabulary/methods/index.js';
import { isWithin, versions } from '../../../src/vocabulary/versions.js';
import { conformanceTimeoutMs } from '../environment.js';

type Member = 'advance' | 'act' | 'arm' | 'fired' | 'overlap';

/** Our array behind a driver that has these members alone, and says so. */
function driverWith(members: readonly Member[]): Driver {
  const sim = simulatorDriver({ profile: 'full-copy' });
  return {
    name: 'bare',
    capabilities: () => {
      const own: Advertised = { ...(sim.capabilities() as Advertised) }; // it answers at once
      if (!members.includes('act')) own.actions = [];
      if (!members.includes('arm')) own.faults = [];
      return own;
    },
    reset: (tier) => sim.reset(tier),
    call: (...call) => sim.call(...call),
    observe: (query) => sim.observe(query),
    ...Object.fromEntries(members.map((name) => [name, sim[name].bind(sim)])),
  };
}

test.each(methodNames)('a subject that answers %s says what its model needs', (method) => {
  const sim = simulatorDriver({ profile: 'full-copy' });
  const own = { ...sim.capabilities(), methods: [method] };
  expect(readAdvertised(own, 'capabilities', sim)).toEqual(own);
  const { needs } = modelOf(method);
  if (needs === undefined) return;
  const without = () => readAdvertised({ ...own, [needs]: undefined }, 'capabilities', sim);
  expect(without).toThrow(`capabilities.${needs}: got nothing, expected what the models of ${method} have to know`);
});

test.each(versions)('the simulator answers the methods that %s has, and no others', (version) => {
  const sim = simulatorDriver({ profile: 'full-copy', version });
  const { methods } = readAdvertised(sim.capabilities(), 'capabilities', sim);
  expect(methods).toEqual(methodNames.filter((method) => isWithin(version, factsOf(method))));
});

describe('what a property needs', () => {
  test.each<[readonly Member[]]>([
    [['advance']],
    [['advance', 'act']],
    [['advance', 'arm', 'fired']],
    [['advance', 'act', 'arm', 'overlap']],
  ])('is what it is not judged without, and is judged with: %j', { timeout: conformanceTimeoutMs }, async (members) => {
    const driver = driverWith(members);
    const advertised = await driver.capabilities();
    const { properties: reports } = await conform(driver, { runs: 35 });
    const lacks = new Map(properties.map(({ name, lacks }) => [name, lacks(driver, advertised) !== null]));
    expect(reports.filter(({ name, judged }) => lacks.get(name) === judged > 0)).toEqual([]);
  });

  test('is told once, and apart from what it is judged more closely with', () => {
    for (const { needs, closerWith } of suite)
      expect([...needs, ...closerWith]).toEqual([...new Set([...needs, ...closerWith])]);
    const named = (name: string) => suite.find((entry) => entry.name === name);
    expect(named('JOB-MONOTONE')).toMatchObject({ needs: ['jobs'], closerWith: [] });
    expect(named('RESERVE')).toMatchObject({ needs: ['jobs'], closerWith: ['act leaveFree'] });
    expect(named('CONSERVE')).toMatchObject({ needs: [], closerWith: ['arm degrade', 'fired()'] });
    expect(named('LOST-REPLY')?.needs).toContain('fired()');
  });
});
