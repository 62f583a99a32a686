import { CoverageCounts } from './checks/coverage.js';
import { type Breach, Verdicts } from './checks/verdicts.js';
import { failureAsFound, shortestFailure } from './failures/failure.js';
import type { CampaignState } from './generate/campaign.js';
import { judgeLevel } from './judgeLevel.js';
import { type ConformOptions, isChosen, type Progress, usualShrinking } from './options.js';
import { probes } from './probes/probes.js';
import { type ConformanceReport, type Failure, type Level, levels, type PropertyReport } from './report.js';
import type { ToldRun } from './run/steps.js';
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
  const { runs = usualRuns, seed = 20_161, timeMs, deep = false, onProgress, command = 'arraysim conform' } = options;
  const { shrink = usualShrinking } = options;
  const asked = levels.filter((level) => options.levels?.includes(level) ?? true);
  const since = performance.now();
  const elapsed = () => Math.round(performance.now() - since);
  const coverageCounts = new CoverageCounts();
  const failures = new Map<string, Failure>();
  const state: CampaignState = { runs: 0, calls: 0, silences: 0, inconclusive: 0, why: null };
  let advertised: Advertised | null = null;
  const rows = properties.filter(({ level, name }) => asked.includes(level) && isChosen(name, options));
  const others = properties.filter((row) => !rows.includes(row)).map(({ name }) => name);
  const verdicts = new Verdicts(others);
  const judging = { verdicts, coverageCounts, probes, silences: { inARow: 0 }, made: { calls: 0 } };
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
      const again = `${command} --seed ${seed} --level ${level}${againWith({ ...options, runs })} --only ${property}`;
      verdicts.switchOff(property);
      // As it was found, should the driver break down before there is a shorter run.
      const told = { foundAfterCalls: calls, again };
      const found = failureAsFound(breach, run, told, shrink === false ? 'off' : 'broke-down');
      failures.set(property, found);
      if (shrink === false) return;
      const isTooLate = async () => {
        await tell(level, { shrinking: property });
        return isLate();
      };
      failures.set(property, await shortestFailure(driver, property, found, { budget: shrink, isLate: isTooLate }));
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
  const reports = rows.map((row) => reportOf(row, driver, advertised, verdicts, failures, timeEnded));
  const { verdict, why } = verdictOf(reports, state, broken, timeEnded);
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
    coverage: advertised === null ? { parts: [] } : coverageCounts.report(advertised, driver.charts),
  };
}

/** The options that the command of a failure has, besides those that choose its level and property. */
function againWith({ runs = usualRuns, deep, except = [], shrink }: ConformOptions): string {
  return [
    runs === usualRuns ? '' : ` --runs ${runs}`,
    deep ? ' --deep' : '',
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
): PropertyReport {
  const { name, level, statement, advises } = row;
  const judged = verdicts.judged(name);
  const failure = failures.get(name) ?? null;
  const base = { name, level, statement, judged, failure, skipped: null };
  if (failure !== null) {
    const promised = !advises || (advertised?.declares.includes(name) ?? false);
    return { ...base, verdict: promised ? 'fail' : 'warn' };
  }
  if (judged > 0) return { ...base, verdict: 'pass' };
  const lack = advertised === null ? null : row.lacks(driver, advertised);
  const unreached =
    timeEnded === null
      ? ({ reason: 'unreached', why: 'what it is about never came up' } as const)
      : ({ reason: 'time-ended', why: 'the time ended before what it is about came up' } as const);
  return { ...base, verdict: 'skip', skipped: lack ?? unreached };
}

function verdictOf(
  reports: readonly PropertyReport[],
  { runs, calls, silences, inconclusive, why }: CampaignState,
  broken: string | null,
  timeEnded: ConformanceReport['timeEnded'],
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
  return { verdict: 'conforms', why: null };
}
