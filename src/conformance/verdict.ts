import type { Verdicts } from './checks/verdicts.js';
import type { CampaignState } from './generate/campaign.js';
import type { ConformanceReport, Failure, Ground, PropertyReport, Tried } from './report.js';
import type { Attempts } from './run/judging.js';
import type { ActionName } from './subject/action.js';
import type { Advertised } from './subject/advertised.js';
import type { Driver } from './subject/driver.js';
import type { SuiteProperty } from './suite.js';

/** Part of runs or calls that may end without a verdict before all of them do. */
const mostUnclear = 0.1;

/** What was found out about one property. */
export function reportOf(
  row: SuiteProperty,
  driver: Driver,
  advertised: Advertised | null,
  verdicts: Verdicts,
  failures: ReadonlyMap<string, Failure>,
  timeEnded: ConformanceReport['timeEnded'],
  strict: boolean,
): PropertyReport {
  const { name, level, statement, declaredBy } = row;
  const judged = verdicts.judged(name);
  const failure = failures.get(name) ?? null;
  const ground: Ground = declaredBy === null ? 'law' : isDeclared(name, advertised) ? 'declared' : 'advice';
  const base = { name, level, statement, ground, judged, failure, skipped: null } as const;
  if (failure !== null) return { ...base, verdict: ground === 'advice' && !strict ? 'warn' : 'fail' };
  const advised = verdicts.advice.some(({ property }) => property === name);
  if (judged > 0 || advised) return { ...base, verdict: advised ? 'warn' : 'pass' };
  const never = verdicts.whyNever(name);
  const hopeless = never === undefined ? null : ({ reason: 'not-advertised', why: never } as const);
  const lack = (advertised === null ? null : row.lacks(driver, advertised)) ?? hopeless;
  const unreached =
    timeEnded === null
      ? ({ reason: 'unreached', why: 'what it is about never came up' } as const)
      : ({ reason: 'time-ended', why: 'the time ended before what it is about came up' } as const);
  return { ...base, verdict: 'skip', skipped: lack ?? unreached };
}

/** Whether a subject promises what the documents leave open. */
function isDeclared(property: string, advertised: Advertised | null): boolean {
  const { properties: promised = [], codes } = advertised?.declares ?? {};
  return property === 'CAUSE-SOUND' ? codes !== undefined : promised.includes(property);
}

/** Actions that nothing about the subject stands against: a job may be over before it is controlled, and a volume be in use. */
const always: ReadonlySet<ActionName> = new Set(['leaveFree', 'setState', 'write']);

/** What the driver offered to do, and the subject did not. */
export function refusedOf(actions: ReadonlyMap<ActionName, Attempts>): ConformanceReport['refusedActions'] {
  return [...actions].flatMap(([action, { tried, refused }]) => (refused === 0 ? [] : [{ action, tried, refused }]));
}

/** What all of it comes to. */
export function verdictOf(
  reports: readonly PropertyReport[],
  { runs, calls, silences, inconclusive, why }: CampaignState,
  broken: string | null,
  timeEnded: ConformanceReport['timeEnded'],
  refused: ConformanceReport['refusedActions'],
  draws: boolean,
): Pick<ConformanceReport, 'verdict' | 'why'> {
  if (reports.some(({ verdict }) => verdict === 'fail'))
    return { verdict: 'does not conform', why: broken === null ? null : `besides, ${broken}` };
  if (broken !== null) return { verdict: 'inconclusive', why: broken };
  if (silences > calls * mostUnclear)
    return { verdict: 'inconclusive', why: `${silences} of ${calls} calls got no reply, although no fault was armed` };
  if (inconclusive > runs * mostUnclear)
    return { verdict: 'inconclusive', why: `${inconclusive} of ${runs} runs were given up: ${why}` };
  const passed = reports.some(({ verdict }) => verdict === 'pass');
  if (!passed && timeEnded !== null)
    return { verdict: 'inconclusive', why: 'the time ended before anything could be judged' };
  if (!passed) return { verdict: 'inconclusive', why: 'nothing could be judged: every property was skipped' };
  const unseen = reports.filter(({ skipped }) => skipped?.reason === 'unreached' || skipped?.reason === 'time-ended');
  if (unseen.length > 0) {
    const what = `${unseen.length} of what the subject offers never came up: ${unseen.map(({ name }) => name).join(', ')}`;
    return { verdict: 'inconclusive', why: timeEnded === null && draws ? `${what}; more --runs may reach it` : what };
  }
  const [never] = refused.filter((one) => one.refused === one.tried && always.has(one.action));
  if (never !== undefined) {
    const what = `all ${never.tried} attempts to ${never.action} were refused, although capabilities().actions offers it`;
    return { verdict: 'inconclusive', why: `${what}: what it opens was not judged` };
  }
  return { verdict: 'conforms', why: null };
}

/** Where all orders were to be tried, the verdict stands only if they were. */
export function verdictOfTried(
  found: Pick<ConformanceReport, 'verdict' | 'why'>,
  { complete, orders }: Tried,
  { inconclusive, why }: CampaignState,
  isCut: boolean,
): Pick<ConformanceReport, 'verdict' | 'why'> {
  if (complete || found.verdict === 'does not conform' || orders === 0) return found;
  const givenUp =
    inconclusive === 0 ? 'runs were left, or never came to their world' : `${inconclusive} runs were given up: ${why}`;
  const left = isCut ? 'the time ended' : givenUp;
  return { verdict: 'inconclusive', why: `not all orders could be judged, but ${orders}; ${left}` };
}
