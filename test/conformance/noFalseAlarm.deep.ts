import { describe, expect, test } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import { type Level, levels } from '../../src/conformance/report.js';
import { simulatorDriver } from '../../src/subjects/simulator.js';
import { profiles } from '../../src/vocabulary/profile/choice.js';
import { conformanceCalls } from './environment.js';

describe('no false alarm', () => {
  const names = Object.keys(profiles);
  // Together they mix what each has alone: calls in flight under faults.
  const together: readonly (readonly Level[])[] = [...levels.map((level) => [level]), levels];
  const pairs = names.flatMap((profile) => together.map((some) => [profile, some.join(', '), some] as const));
  test.each(pairs)('%s at level %s', { timeout: 3_600_000 }, async (profile, _, some) => {
    let calls = 0;
    for (let seed = 1; calls < conformanceCalls; seed++) {
      const driver = simulatorDriver({ profile: profile as keyof typeof profiles });
      const report = await conform(driver, { levels: some, runs: Math.min(1000, conformanceCalls), seed });
      const broken = report.properties.filter(({ failure }) => failure !== null);
      expect(broken.map(({ name, failure }) => `${name} (seed ${seed}): ${failure?.message}`)).toEqual([]);
      expect(report.verdict).toBe('conforms');
      calls += report.calls;
    }
  });
});
