import { CoverageCounts } from '../../src/conformance/checks/coverage.js';
import { Breach, Verdicts } from '../../src/conformance/checks/verdicts.js';
import type { CampaignState } from '../../src/conformance/generate/campaign.js';
import { judgeLevel } from '../../src/conformance/judgeLevel.js';
import { probes } from '../../src/conformance/probes/probes.js';
import { type Level, levels } from '../../src/conformance/report.js';
import type { Attempts } from '../../src/conformance/run/judging.js';
import type { ActionName } from '../../src/conformance/subject/action.js';
import type { Advertised } from '../../src/conformance/subject/advertised.js';
import type { Driver } from '../../src/conformance/subject/driver.js';
import { guarded } from '../../src/conformance/subject/guarded.js';
import { properties } from '../../src/conformance/suite.js';

/** What the suite says of a subject at one level: the first property that is broken, or why it can't tell. */
export type PairVerdict =
  | { readonly kind: 'holds'; readonly shown: readonly string[] }
  | { readonly kind: 'broken'; readonly property: string; readonly message: string }
  | { readonly kind: 'brokeDown' | 'unclear'; readonly message: string };

/** As `conform` has them. */
const runs = 100;
const firstSeed = 20_161;
const mostUnclear = 0.1;
const neverRefused: readonly ActionName[] = ['leaveFree', 'setState', 'write'];

/** Judges a subject at one level as `conform` does by default, but ends with the first property that is broken. */
export async function judgePair(subject: Driver, level: Level): Promise<PairVerdict> {
  // Reading every answer's shape takes as long again as all else: it is done where there are the fewest answers.
  const driver = level === 'core' ? guarded(subject) : subject;
  const verdicts = new Verdicts();
  const actions = new Map<ActionName, Attempts>();
  const judging = {
    verdicts,
    coverageCounts: new CoverageCounts(),
    probes,
    silences: { inARow: 0 },
    made: { calls: 0 },
    actions,
  };
  const state: CampaignState = { runs: 0, calls: 0, silences: 0, inconclusive: 0, why: null };
  const plan = {
    level,
    runs,
    seed: firstSeed + levels.indexOf(level),
    deep: false,
    onBreach: (breach: Breach) => {
      throw breach;
    },
    onProgress: () => {},
  };
  try {
    await judgeLevel(driver, judging, plan, state);
    const { calls, silences, inconclusive, why } = state;
    if (silences > calls * mostUnclear)
      return { kind: 'unclear', message: `${silences} of ${calls} calls got no reply` };
    if (inconclusive > state.runs * mostUnclear)
      return { kind: 'unclear', message: `${inconclusive} of ${state.runs} runs were given up: ${why}` };
    return { kind: 'holds', shown: shownBy(driver, await driver.capabilities(), verdicts, actions) };
  } catch (thrown) {
    if (thrown instanceof Breach) return { kind: 'broken', property: thrown.property, message: thrown.message };
    return { kind: 'brokeDown', message: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : `${thrown}` };
  }
}

/** The properties that were judged, or that the subject does not have to show, and the actions that it carried out: what is not
 * among them at any level leaves `conform` without a verdict.
 */
function shownBy(
  driver: Driver,
  advertised: Advertised,
  verdicts: Verdicts,
  actions: ReadonlyMap<ActionName, Attempts>,
): string[] {
  const shown = properties.filter(
    ({ name, lacks }) =>
      verdicts.judged(name) > 0 || lacks(driver, advertised) !== null || verdicts.whyNever(name) !== undefined,
  );
  const done = neverRefused.filter((name) => {
    const { tried, refused } = actions.get(name) ?? { tried: 0, refused: 0 };
    return tried === 0 || refused < tried;
  });
  return [...shown.map(({ name }) => name), ...done];
}
