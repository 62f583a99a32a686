import { CoverageCounts } from '../../src/conformance/checks/coverage.js';
import { Verdicts } from '../../src/conformance/checks/verdicts.js';
import { probes } from '../../src/conformance/probes/probes.js';
import type { SweepPlan } from '../../src/conformance/probes/sweepPlan.js';
import type { Judging } from '../../src/conformance/run/judging.js';
import type { Driver } from '../../src/conformance/subject/driver.js';

type Sweep = (driver: Driver, judging: Judging, plan: SweepPlan) => Promise<number>;

/** The properties that all of one sweep breaks, each once. */
export async function brokenBySweep(subject: Driver, sweep: Sweep): Promise<string[]> {
  const judging = judgingAnew();
  const broken: string[] = [];
  await sweep(subject, judging, {
    deep: false,
    part: { oneIn: 1, first: 0 },
    isCut: () => false,
    onBreach: ({ property }) => {
      broken.push(property);
      judging.verdicts.switchOff(property);
    },
  });
  return broken;
}

/** What a run is held against by itself. */
export function judgingAnew() {
  return {
    verdicts: new Verdicts(),
    coverageCounts: new CoverageCounts(),
    probes,
    silences: { inARow: 0 },
    made: { calls: 0 },
    actions: new Map(),
  };
}
