import { CoverageCounts } from './checks/coverage.js';
import { type Breach, Verdicts } from './checks/verdicts.js';
import { tryAllOrders } from './exhaustive/tryAllOrders.js';
import { blamed, failureAsFound } from './failures/failure.js';
import { pictured } from './failures/pictures.js';
import type { CampaignState } from './generate/campaign.js';
import { judgeLevel } from './judgeLevel.js';
import { type ConformOptions, isChosen, type Progress, usualRuns, usualShrinking } from './options.js';
import { probes } from './probes/probes.js';
import { readOptions, rowsFor } from './readOptions.js';
import { type ConformanceReport, type Failure, type Level, levels, type Tried } from './report.js';
import type { Attempts } from './run/judging.js';
import type { ToldRun } from './run/steps.js';
import { TimeBudget } from './run/timeBudget.js';
import type { ActionName } from './subject/action.js';
import type { Advertised } from './subject/advertised.js';
import { counted } from './subject/counted.js';
import type { Driver } from './subject/driver.js';
import { readDriver } from './subject/readDriver.js';
import { breakdownOf } from './subject/subjectError.js';
import { tierOf } from './subject/tier.js';
import { properties } from './suite.js';
import { refusedOf, reportOf, verdictOf, verdictOfTried } from './verdict.js';

/** Holds a subject against the properties.
 * @throws BadInputError for an option that can't be meant
 * @throws what a driver throws that is not guarded
 */
export async function conform(subject: Driver, given: ConformOptions = {}): Promise<ConformanceReport> {
  readDriver(subject, 'driver');
  const options = readOptions(given);
  const {
    seed = 20_161,
    timeMs,
    deep = false,
    strict = false,
    exhaustive,
    onProgress,
    command = 'arraysim conform',
  } = options;
  const { shrink = usualShrinking, pictures = false } = options;
  const requests = { made: 0 };
  const driver = counted(subject, requests);
  const rows = rowsFor(options);
  const asked = levels.filter(
    (level) => options.levels?.includes(level) ?? (exhaustive === undefined || rows.some((row) => row.level === level)),
  );
  const since = performance.now();
  const coverageCounts = new CoverageCounts();
  const failures = new Map<string, Failure>();
  const state: CampaignState = { runs: 0, calls: 0, silences: 0, inconclusive: 0, why: null };
  let advertised: Advertised | null = null;
  let tried: Tried | null = null;
  let runs = options.runs ?? usualRuns.virtual;
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
  const whole = TimeBudget.of(timeMs, () => judging.made.calls > 0);
  const tell = async (level: Level, more: Partial<Pick<Progress, 'shrinking' | 'done'>> = {}) => {
    const done = (asked.indexOf(level) + (state.runs - asked.indexOf(level) * runs) / runs) / asked.length;
    await onProgress?.({ level, done, calls: judging.made.calls, broken: [...failures.keys()], ...more });
  };
  const onBreach =
    (level: Level, time: TimeBudget) =>
    async (breach: Breach, run: ToldRun, calls: number): Promise<void> => {
      const { property } = breach;
      const again = (...names: string[]) =>
        exhaustive === undefined
          ? `${command} --seed ${seed} --level ${levelsWith(level, names).join(',')}${againWith(options)} --only ${names.join(',')}`
          : `${command} --exhaustive ${exhaustive}${againWith(options)}`;
      const off = [...(options.except ?? []), ...failures.keys()];
      verdicts.switchOff(property);
      // As it was found, should the driver break down before there is a shorter run.
      const told = { foundAfterCalls: calls, again: again(property) };
      const found = failureAsFound(breach, run, told, shrink === false ? 'off' : 'broke-down');
      failures.set(property, found);
      const picture = async (of: string) => {
        const failure = failures.get(of);
        if (!pictures || failure === undefined) return;
        failures.set(of, { ...failure, pictures: await pictured(driver, of, failure, { strict, time }) });
      };
      if (shrink === false) return await picture(property);
      const onRun = () => tell(level, { shrinking: property });
      const known = await blamed(driver, property, found, { budget: shrink, off, strict, time, onRun });
      if (known?.property !== property) {
        // It may hold, but for what is broken besides: that is switched off now, and ends each run that it shows in.
        failures.delete(property);
        verdicts.switchOn(property);
      }
      if (known === null) return;
      verdicts.switchOff(known.property);
      const names = known.property === property ? [property] : [property, known.property];
      failures.set(known.property, { ...known.failure, again: again(...names) });
      await picture(known.property);
    };
  const judgeAll = async (): Promise<void> => {
    await driver.reset(tierOf(await driver.capabilities()));
    advertised = await driver.capabilities();
    runs = options.runs ?? (advertised.time.virtual ? usualRuns.virtual : usualRuns.real);
    if (exhaustive !== undefined) {
      tried = await tryAllOrders(
        driver,
        { ...judging, time: whole },
        {
          depth: exhaustive,
          onBreach: onBreach('concurrency', whole),
          onProgress: (done) => tell('concurrency', { done }),
        },
        state,
      );
      return;
    }
    for (const [at, level] of asked.entries()) {
      // However short the time is, something is judged.
      if (at > 0 && whole.cuts()) break;
      // Requests are dear there: runs that can show nothing of the level are not made.
      if (!advertised.time.virtual && !hasMeans(level, driver, advertised)) continue;
      const time = whole.share(asked.length - at);
      const plan = { level, runs, seed: seed + levels.indexOf(level), deep, onBreach: onBreach(level, time) };
      await judgeLevel(driver, { ...judging, time }, { ...plan, onProgress: () => tell(level) }, state);
    }
  };
  let broken: string | null = null;
  try {
    broken = await breakdownOf(judgeAll);
    // The time may have ended while faults were armed.
    if (broken === null && whole.isCut)
      broken = await breakdownOf(async () => {
        await driver.arm?.(null);
      });
  } finally {
    const atClose = await breakdownOf(async () => driver.close?.());
    broken ??= atClose;
  }
  // How many orders there are is known when all of them are tried.
  const timeEnded =
    timeMs !== undefined && whole.isCut && exhaustive === undefined
      ? { afterMs: timeMs, runs: state.runs, of: runs * asked.length }
      : null;
  const told = properties.filter((row) => rows.includes(row) || failures.has(row.name));
  const reports = told.map((row) => reportOf(row, driver, advertised, verdicts, failures, timeEnded, strict));
  const found = verdictOf(reports, state, broken, timeEnded, refusedOf(judging.actions), tried === null);
  const { verdict, why } = tried === null ? found : verdictOfTried(found, tried, state, whole.isCut);
  return {
    subject: driver.name,
    levels: asked,
    only: options.only ?? null,
    except: options.except ?? [],
    seed,
    runs: state.runs,
    calls: judging.made.calls,
    requests: requests.made,
    elapsedMs: Math.round(performance.now() - since),
    timeEnded,
    exhaustive: tried,
    verdict,
    why,
    properties: reports,
    advice: verdicts.advice.filter(({ property }) => reports.some(({ name }) => name === property)),
    refusedActions: refusedOf(judging.actions),
    coverage: advertised === null || tried !== null ? { parts: [] } : coverageCounts.report(advertised, driver.charts),
  };
}

/** Whether any property of a level can be judged with this subject. */
function hasMeans(level: Level, driver: Driver, advertised: Advertised): boolean {
  return properties.some((row) => row.level === level && row.lacks(driver, advertised) === null);
}

/** The levels without which these properties are not judged in the runs of a level. */
function levelsWith(level: Level, names: readonly string[]): Level[] {
  const theirs = properties.filter(({ name }) => names.includes(name)).map((row) => row.level);
  return levels.filter((one) => one === level || theirs.includes(one));
}

/** The options that the command of a failure has, besides those that choose its level and property. */
function againWith({ runs, deep, strict, except = [], shrink }: ConformOptions): string {
  return [
    runs === undefined ? '' : ` --runs ${runs}`,
    deep ? ' --deep' : '',
    strict ? ' --strict' : '',
    except.length === 0 ? '' : ` --except ${except.join(',')}`,
    shrink === false ? ' --no-shrink' : '',
  ].join('');
}
