import { describe, expect, test } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import { profiles } from '../../src/index.js';
import { simulatorDriver } from '../../src/subjects/simulator.js';
import type { Version } from '../../src/vocabulary/versions.js';
import { conformanceRuns, conformanceTimeoutMs } from './environment.js';

/** What can't be judged there, and why not; what is merely not reached in few runs is not listed. */
const skipped: Readonly<Record<string, readonly string[]>> = {
  'snapshot-only': ['not-advertised'],
  'sync-only': ['not-advertised'],
};

const names = Object.keys(profiles);
const subjects: [string, Version][] = [
  ...names.map((name): [string, Version] => [name, '2016']),
  ['full-copy', '2012'],
  ['legacy-2012', '2012R2'],
];

describe('no property fails, and what is skipped has its reason', () => {
  test.each(subjects)('%s of %s', { timeout: conformanceTimeoutMs }, async (profile, version) => {
    const make = () => simulatorDriver({ profile: profile as keyof typeof profiles, version });
    const report = await conform(make(), { runs: conformanceRuns });
    const broken = report.properties.filter(({ failure }) => failure !== null);
    expect(broken.map(({ name, failure }) => `${name}: ${failure?.message}\n${JSON.stringify(failure?.run)}`)).toEqual(
      [],
    );
    expect([report.verdict, report.why]).toEqual(['conforms', null]);
    const reasons = new Set(report.properties.flatMap((one) => (one.skipped === null ? [] : [one.skipped.reason])));
    reasons.delete('unreached');
    expect([...reasons].filter((reason) => reason !== 'not-advertised')).toEqual([]);
    if (skipped[profile] !== undefined) expect([...reasons]).toEqual(skipped[profile]);
  });
});
