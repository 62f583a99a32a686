import { CoverageCounts } from './checks/coverage.js';
import { Breach, Verdicts } from './checks/verdicts.js';
import { shrunk } from './failures/shrink.js';
import type { CampaignState } from './generate/campaign.js';
import { judgeLevel } from './judgeLevel.js';
import type { ConformOptions } from './options.js';
import { probes } from './probes/probes.js';
import { type ConformanceReport, type Failure, type Level, levels, type PropertyReport } from './report.js';
import { startRun } from './run/judgedRun.js';
import { performStep } from './run/performStep.js';
import type { Recorded } from './run/steps.js';
import type { Advertised } from './subject/advertised.js';
import type { Driver } from './subject/driver.js';
import { breakdownOf, SubjectError } from './subject/subjectError.js';
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
  const asked = levels.filter((level) => options.levels?.includes(level) ?? true);
  const since = performance.now();
  const elapsed = () => Math.round(performance.now() - since);
  const coverageCounts = new CoverageCounts();
  const failures = new Map<string, Failure>();
  const state: CampaignState = { runs: 0, calls: 0, silences: 0, inconclusive: 0, why: null };
  let advertised: Advertised | null = null;
  const rows = properties.filter(({ level, name }) => asked.includes(level) && (options.only?.includes(name) ?? true));
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
  const onBreach =
    (level: Level) =>
    async ({ property, message }: Breach, run: Recorded, calls: number): Promise<void> => {
      const more = `${runs === usualRuns ? '' : ` --runs ${runs}`}${deep ? ' --deep' : ''}`;
      const again = `${command} --seed ${seed} --level ${level}${more} --only ${property}`;
      verdicts.switchOff(property);
      // As it was found, should the driver break down before there is a shorter run.
      failures.set(property, { message, run, answers: [], foundAfterCalls: calls, again });
      failures.set(property, await failureOf(driver, { property, message }, run, calls, again, isLate));
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
          isOver: (now) => {
            onProgress?.({
              level,
              done: (at + (now.runs - at * runs) / runs) / asked.length,
              calls: now.calls,
              broken: [...failures.keys()],
            });
            return isLate();
          },
          isCut,
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

async function failureOf(
  driver: Driver,
  { property, message }: Pick<Breach, 'property' | 'message'>,
  run: Recorded,
  calls: number,
  again: string,
  isLate: () => boolean,
): Promise<Failure> {
  const shows = async (candidate: Recorded) => (await shown(driver, candidate, property))?.asked;
  const least = await shrunk(run, shows, { isLate });
  const seen = await shown(driver, least, property);
  return {
    message: seen?.message ?? message,
    run: seen === undefined ? run : least,
    answers: seen?.answers ?? [],
    foundAfterCalls: calls,
    again,
  };
}

interface Shown {
  readonly message: string;
  readonly answers: readonly string[];
  readonly asked: readonly number[];
}

/** Does a run again with one property switched on alone; what it says when it is broken, what was answered up to there, and how
 * many calls had been made before each step.
 */
async function shown(driver: Driver, run: Recorded, property: string): Promise<Shown | undefined> {
  const off = new Set(properties.map(({ name }) => name).filter((name) => name !== property));
  const judging = {
    verdicts: new Verdicts(off),
    coverageCounts: new CoverageCounts(),
    probes,
    silences: { inARow: 0 },
    made: { calls: 0 },
  };
  const replayed = await startRun(driver, run.tier, judging);
  try {
    for (const step of run.steps) await performStep(replayed, step);
    return undefined;
  } catch (error) {
    if (error instanceof Breach) return { message: error.message, answers: replayed.answers, asked: replayed.asked };
    // It would hang again and again.
    if (error instanceof SubjectError && error.kind === 'hung') throw error;
    // A run that was made shorter may ask for elements that it does not make any more.
    return undefined;
  }
}
