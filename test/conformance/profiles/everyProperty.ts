import { beforeAll, describe, expect, test } from 'vitest';
import { conform } from '../../../src/conformance/conform.js';
import { reproducerFile } from '../../../src/conformance/failures/reproducer.js';
import type { ConformanceReport, PropertyReport, SkipReason } from '../../../src/conformance/report.js';
import { suite } from '../../../src/conformance/suite.js';
import { type ProfileChoice, profiles } from '../../../src/index.js';
import { simulatorDriver } from '../../../src/subjects/simulator.js';
import type { Version } from '../../../src/vocabulary/versions.js';
import { conformanceRuns, conformanceTimeoutMs, fewConformanceRuns } from '../environment.js';

/** What a profile may leave unjudged; the array of ours has every control. */
const allowed: readonly SkipReason[] = ['not-advertised', 'unreached'];

const latest: Version = '2016';

/** Each shipped profile in one release is held against the suite, each property as a test of its own: it has passed, it has
 * failed with the calls that show it, or it was skipped for the suite's own reason. None is skipped by all profiles.
 */
export function everyPropertyIn(version: Version): void {
  const reached = new Set<string>();
  const runs = version === latest ? conformanceRuns : fewConformanceRuns;

  for (const profile of Object.keys(profiles) as (keyof typeof profiles)[]) {
    everyPropertyOf(`${profile} in ${version}`, { profile, version }, runs, reached);
  }

  // Earlier releases have fewer runs: what they have not come by has been judged in the latest one.
  test.runIf(version === latest)('each property had something to judge in one profile at least', () => {
    expect(suite.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([]);
  });
}

/** One array is held against the suite.
 * @param runs at each level
 * @param reached gets the names of the properties that had something to judge
 */
export function everyPropertyOf(
  what: string,
  subject: { readonly profile: ProfileChoice; readonly version: Version },
  runs: number,
  reached: Set<string>,
): void {
  describe(what, () => {
    let report: ConformanceReport | undefined;

    beforeAll(async () => {
      report = await conform(simulatorDriver(subject), { runs });
      for (const { name, judged } of report.properties) if (judged > 0) reached.add(name);
    }, conformanceTimeoutMs);

    test('the suite came to a verdict', () => {
      // In so few runs not everything comes up, and then nobody says that it conforms.
      const unreached = report?.properties.some(({ skipped }) => skipped?.reason === 'unreached');
      expect(report?.verdict).toBe(unreached ? 'inconclusive' : 'conforms');
      expect(report?.why ?? 'never came up').toContain('never came up');
      expect(report?.advice).toEqual([]);
    });

    for (const { name, statement } of suite) {
      test(`${name}: ${statement}`, ({ skip }) => {
        const property = report?.properties.find((one) => one.name === name);
        if (property === undefined) throw new Error('the suite says nothing of it');
        if (property.failure !== null) throw new Error(howToRepeat(property, subject));
        if (property.skipped === null) return;
        const { reason, why } = property.skipped;
        expect(allowed).toContain(reason);
        skip(reason === 'unreached' ? `unreached in ${report?.runs} runs` : `${reason}: ${why}`);
      });
    }
  });
}

function howToRepeat(
  { name, statement, failure }: PropertyReport,
  { profile, version }: { readonly profile: ProfileChoice; readonly version: Version },
): string {
  if (failure === null) return '';
  // A profile that nobody ships has no name to be found by: the calls say enough.
  const simulator = typeof profile === 'string' ? profile : 'sim';
  const text = reproducerFile({ property: name, statement, failure, driverModule: { simulator, version } });
  return `${failure.message}\n\n${text}`;
}
