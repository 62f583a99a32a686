import { CoverageCounts } from './checks/coverage.js';
import { type Breach, Verdicts } from './checks/verdicts.js';
import { blamed, failureAsFound } from './failures/failure.js';
import type { CampaignState } from './generate/campaign.js';
import { judgeLevel } from './judgeLevel.js';
import { type ConformOptions, isChosen, type Progress, usualShrinking } from './options.js';
import { probes } from './probes/probes.js';
import {
  type ConformanceReport,
  type Failure,
  type Ground,
  type Level,
  levels,
  type PropertyReport,
} from './report.js';
import type { Attempts } from './run/judging.js';
import type { ToldRun } from './run/steps.js';
import type { ActionName } from './subject/action.js';
import type { Advertised } from './subject/advertised.js';
import type { Driver } from './subject/driver.js';
import { breakdownOf } from './subject/subjectError.js';
import { tierOf } from './subject/tier.js';
import { properties, type SuiteProperty } from './suite.js';

/** Runs at each level. */
const usualRuns = 100;
/** Part of runs or calls that may end without a verdict before all of them do. */
const mostUnclear = 0.1;

/** Holds a subject against the properties.
 * @throws what a driver throws that is not guarded
 */
export async function conform(driver: Driver, options: ConformOptions = {}): Promise<ConformanceReport> {
  const {
    runs = usualRuns,
    seed = 20_161,
    timeMs,
    deep = false,
    strict = false,
    onProgress,
    command = 'arraysim conform',
  } = options;
  const { shrink = usualShrinking } = options;
  const asked = levels.filter((level) => options.levels?.includes(level) ?? true);
  const since = performance.now();
  const elapsed = () => Math.round(performance.now() - since);
  const coverageCounts = new CoverageCounts();
  const failures = new Map<string, Failure>();
  const state: CampaignState = { runs: 0, calls: 0, silences: 0, inconclusive: 0, why: null };
  let advertised: Advertised | null = null;
  const rows = properties.filter(({ level, name }) => asked.includes(level) && isChosen(name, options));
  // What a level is not about may break in its runs all the same: then it is told.
  const leftOut = properties.filter(({ name }) => !isChosen(name, options)).map(({ name }) => name);
  const verdicts = new Verdicts(leftOut, strict);
  const judging = {
    verdicts,
    coverageCounts,
    probes,
    silences: { inARow: 0 },
    made: { calls: 0 },
    actions: new Map<ActionName, Attempts>(),
  };
  const isLate = () => timeMs !== undefined && elapsed() > timeMs;
  let cutShort = false;
  /** Asked where something is left to do. */
  const isCut = () => {
    cutShort ||= isLate();
    return cutShort;
  };
  const tell = async (level: Level, more: Pick<Progress, 'shrinking'> = {}) => {
    const done = (asked.indexOf(level) + (state.runs - asked.indexOf(level) * runs) / runs) / asked.length;
    await onProgress?.({ level, done, calls: judging.made.calls, broken: [...failures.keys()], ...more });
  };
  const onBreach =
    (level: Level) =>
    async (breach: Breach, run: ToldRun, calls: number): Promise<void> => {
      const { property } = breach;
      const again = (...names: string[]) =>
        `${command} --seed ${seed} --level ${levelsWith(level, names).join(',')}${againWith({ ...options, runs })} --only ${names.join(',')}`;
      const off = [...(options.except ?? []), ...failures.keys()];
      verdicts.switchOff(property);
      // As it was found, should the driver break down before there is a shorter run.
      const told = { foundAfterCalls: calls, again: again(property) };
      const found = failureAsFound(breach, run, told, shrink === false ? 'off' : 'broke-down');
      failures.set(property, found);
      if (shrink === false) return;
      const isTooLate = async () => {
        await tell(level, { shrinking: property });
        return isLate();
      };
      const known = await blamed(driver, property, found, { budget: shrink, off, strict, isLate: isTooLate });
      if (known?.property !== property) {
        // It may hold, but for what is broken besides: that is switched off now, and ends each run that it shows in.
        failures.delete(property);
        verdicts.switchOn(property);
      }
      if (known === null) return;
      verdicts.switchOff(known.property);
      const names = known.property === property ? [property] : [property, known.property];
      failures.set(known.property, { ...known.failure, again: again(...names) });
    };
  const judgeAll = async (): Promise<void> => {
    await driver.reset(tierOf(await driver.capabilities()));
    advertised = await driver.capabilities();
    for (const [at, level] of asked.entries()) {
      // However short the time is, something is judged.
      if (at > 0 && isCut()) break;
      await judgeLevel(
        driver,
        judging,
        {
          level,
          runs,
          seed: seed + levels.indexOf(level),
          deep,
          onBreach: onBreach(level),
          isOver: async () => {
            await tell(level);
            return isLate();
          },
          isCut: async () => {
            await tell(level);
            return isCut();
          },
        },
        state,
      );
      if (state.runs < runs * (at + 1)) isCut();
    }
  };
  let broken: string | null = null;
  try {
    broken = await breakdownOf(judgeAll);
  } finally {
    const atClose = await breakdownOf(async () => driver.close?.());
    broken ??= atClose;
  }
  const timeEnded =
    timeMs !== undefined && cutShort ? { afterMs: timeMs, runs: state.runs, of: runs * asked.length } : null;
  const told = properties.filter((row) => rows.includes(row) || failures.has(row.name));
  const reports = told.map((row) => reportOf(row, driver, advertised, verdicts, failures, timeEnded, strict));
  const { verdict, why } = verdictOf(reports, state, broken, timeEnded, refusedOf(judging.actions));
  return {
    subject: driver.name,
    levels: asked,
    only: options.only ?? null,
    except: options.except ?? [],
    seed,
    runs: state.runs,
    calls: judging.made.calls,
    elapsedMs: elapsed(),
    timeEnded,
    verdict,
    why,
    properties: reports,
    advice: verdicts.advice.filter(({ property }) => reports.some(({ name }) => name === property)),
    refusedActions: refusedOf(judging.actions),
    coverage: advertised === null ? { parts: [] } : coverageCounts.report(advertised, driver.charts),
  };
}

/** The levels without which these properties are not judged in the runs of a level. */
function levelsWith(level: Level, names: readonly string[]): Level[] {
  const theirs = properties.filter(({ name }) => names.includes(name)).map((row) => row.level);
  return levels.filter((one) => one === level || theirs.includes(one));
}

/** The options that the command of a failure has, besides those that choose its level and property. */
function againWith({ runs = usualRuns, deep, strict, except = [], shrink }: ConformOptions): string {
  return [
    runs === usualRuns ? '' : ` --runs ${runs}`,
    deep ? ' --deep' : '',
    strict ? ' --strict' : '',
    except.length === 0 ? '' : ` --except ${except.join(',')}`,
    shrink === false ? ' --no-shrink' : '',
  ].join('');
}

function reportOf(
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
function refusedOf(actions: ReadonlyMap<ActionName, Attempts>): ConformanceReport['refusedActions'] {
  return [...actions].flatMap(([action, { tried, refused }]) => (refused === 0 ? [] : [{ action, tried, refused }]));
}

function verdictOf(
  reports: readonly PropertyReport[],
  { runs, calls, silences, inconclusive, why }: CampaignState,
  broken: string | null,
  timeEnded: ConformanceReport['timeEnded'],
  refused: ConformanceReport['refusedActions'],
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
  if (!passed) return { verdict: 'does not conform', why: 'nothing could be judged: every property was skipped' };
  const unseen = reports.filter(({ skipped }) => skipped?.reason === 'unreached' || skipped?.reason === 'time-ended');
  if (unseen.length > 0) {
    const what = `${unseen.length} of what the subject offers never came up: ${unseen.map(({ name }) => name).join(', ')}`;
    return { verdict: 'inconclusive', why: timeEnded === null ? `${what}; more --runs may reach it` : what };
  }
  const [never] = refused.filter((one) => one.refused === one.tried && always.has(one.action));
  if (never !== undefined) {
    const what = `all ${never.tried} attempts to ${never.action} were refused, although capabilities().actions offers it`;
    return { verdict: 'inconclusive', why: `${what}: what it opens was not judged` };
  }
  return { verdict: 'conforms', why: null };
}
