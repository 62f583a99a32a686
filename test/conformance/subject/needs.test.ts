import { describe, expect, test } from 'vitest';
import { conform } from '../../../src/conformance/conform.js';
import type { Advertised } from '../../../src/conformance/subject/advertised.js';
import type { Driver } from '../../../src/conformance/subject/driver.js';
import { properties, suite } from '../../../src/conformance/suite.js';
import { simulatorDriver } from '../../../src/subjects/simulator.js';
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

describe('what a property needs', () => {
  test.each<[readonly Member[]]>([
    [['advance']],
    [['advance', 'act']],
    [['advance', 'arm', 'fired']],
    [['advance', 'act', 'arm', 'overlap']],
  ])('is what it is not judged without, and is judged with: %j', { timeout: conformanceTimeoutMs }, async (members) => {
    const driver = driverWith(members);
    const advertised = await driver.capabilities();
    const { properties: reports } = await conform(driver, { runs: 50 });
    const lacks = new Map(properties.map(({ name, lacks }) => [name, lacks(driver, advertised) !== null]));
    expect(reports.filter(({ name, judged }) => lacks.get(name) === judged > 0)).toEqual([]);
  });

  test('is told once, and apart from what it is judged more closely with', () => {
    for (const { needs, closerWith } of suite)
      expect([...needs, ...closerWith]).toEqual([...new Set([...needs, ...closerWith])]);
    const named = (name: string) => suite.find((entry) => entry.name === name);
    expect(named('JOB-MONOTONE')).toMatchObject({ needs: ['jobs'], closerWith: ['virtual time'] });
    expect(named('RESERVE')).toMatchObject({ needs: [], closerWith: ['jobs', 'virtual time', 'act leaveFree'] });
    expect(named('CONSERVE')).toMatchObject({ needs: [], closerWith: ['arm degrade', 'fired()'] });
    expect(named('LOST-REPLY')?.needs).toContain('fired()');
  });
});
