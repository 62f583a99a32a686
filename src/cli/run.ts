import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { planNamed } from '../faults/library.js';
import type { PlanInput } from '../faults/planSchema.js';
import { coverageOfRuns, percentCovered } from '../report/facts/coverage.js';
import { summaryOf } from '../report/facts/runSummary.js';
import { resultsJson } from '../report/files/json.js';
import { traceText } from '../report/files/trace.js';
import { codeCoverageText } from '../report/text/codeCoverageText.js';
import { codeMatrixText, gapsText } from '../report/text/codeMatrixText.js';
import { coverageText } from '../report/text/coverageText.js';
import { overviewText, whereToLook } from '../report/text/overviewText.js';
import { type Page, pageOf } from '../report/text/page.js';
import { failuresText, scenarioText } from '../report/text/scenarioText.js';
import { summaryText } from '../report/text/summary.js';
import type { NotRun, ScenarioResult } from '../scenario/perform/result.js';
import { BadInputError, badInput } from '../vocabulary/input/badInput.js';
import { unwritable } from './files.js';
import { type ExitCode, exitCodes, type Output, oneLine } from './output.js';
import { readPlanFile } from './planFile.js';
import { progressOn } from './progress.js';
import { quotedForShell } from './quotedForShell.js';
import { haveAllShipped, readScenarios, runStepwise } from './scenarioFiles.js';
import { seedOf } from './seedOption.js';
import type { Watch } from './watch.js';

export interface RunOptions {
  readonly json?: boolean;
  readonly junit?: string;
  readonly html?: string;
  readonly trace?: string;
  readonly seed?: string;
  readonly faults?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly watch?: boolean;
  readonly speed?: string;
  readonly coverage?: boolean;
  readonly coverageMin?: string;
}

/** `arraysim run`: runs scenarios and prints what came of them. What can't be read or done keeps nobody from the others. */
export async function run(files: readonly string[], options: RunOptions, output: Output): Promise<ExitCode> {
  const { folder } = output;
  const least = options.coverageMin === undefined ? undefined : percentOf(options.coverageMin);
  const covers = options.coverage === true || least !== undefined;
  const added = {
    ...(options.seed === undefined ? {} : { seed: seedOf(options.seed) }),
    ...(options.faults === undefined ? {} : { faults: await planOf(options.faults, folder) }),
    // A screen says nothing of it.
    trace: options.json === true || [options.junit, options.html, options.trace].some((file) => file !== undefined),
  };
  const { scenarios, unread, named } = await readScenarios(files, folder);
  const results: ScenarioResult[] = [];
  const notRun: NotRun[] = unread.map(({ file, messages }) => ({
    name: file,
    file,
    version: null,
    message: messages.join('\n'),
  }));
  const watch = await watchOf(options, output);
  const progress = progressOn(
    watch === undefined ? output.progress : undefined,
    scenarios.map(({ steps }) => steps.length),
  );
  try {
    for (const scenario of scenarios) {
      const result = await runStepwise(scenario, added, async (moment) => {
        await watch?.see(scenario, moment);
        if (moment.row !== null) await progress.step();
      });
      const { name, file, version } = scenario;
      if ('complaint' in result) notRun.push({ name, file, version, message: result.complaint });
      else results.push(result);
      await progress.end();
      // Lets an interrupt through between two scenarios.
      await setImmediate();
    }
  } finally {
    progress.stop();
    watch?.stop();
  }
  const all = notRun.length === 0 && (await haveAllShipped(scenarios, folder));
  // First of all: a report that can't be written takes nothing else with it.
  if (options.json) output.out(resultsJson(results, { all, notRun, covers }));
  else if (results.length > 0) output.out(textOf(results, { all, named, covers }, options, pageOf(output)));
  const messages = [
    ...new Set(notRun.flatMap(({ message }) => message.split('\n'))),
    ...(await writeReports(results, notRun, options, folder)),
  ];
  for (const message of messages) output.err(`arraysim: ${oneLine(message)}\n`);
  if (messages.length > 0) return exitCodes.badInput;
  const isShort = least !== undefined && percentCovered(coverageOfRuns(results)) < least;
  return summaryOf(results).notAsExpected === 0 && !isShort ? exitCodes.asExpected : exitCodes.notAsExpected;
}

/** Who watches; undefined for nobody. @throws BadInputError for a speed that nobody watches */
async function watchOf({ watch, speed }: RunOptions, output: Output): Promise<Watch | undefined> {
  if (watch) {
    const { speedOf, watchOn } = await import('./watch.js');
    return watchOn(output, speed === undefined ? undefined : speedOf(speed));
  }
  if (speed === undefined) return undefined;
  return badInput({
    field: 'options',
    value: '--speed',
    expected: '--watch with it: nobody else waits for virtual time',
  });
}

/** @throws BadInputError for what is no share of a hundred */
function percentOf(text: string): number {
  const percent = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (percent >= 0 && percent <= 100) return percent;
  return badInput({ field: '--coverage-min', value: text, expected: 'a percentage from 0 to 100, such as 80' });
}

/** @returns what is to be said of those that can't be written */
async function writeReports(
  results: readonly ScenarioResult[],
  notRun: readonly NotRun[],
  options: RunOptions,
  folder: string,
): Promise<string[]> {
  const { trace, junit, html } = options;
  const reports = [
    { field: '--trace', file: trace, text: async () => results.map(traceText).join('') },
    { field: '--junit', file: junit, text: () => junitOf(results, notRun) },
    { field: '--html', file: html, text: () => htmlPage(results, notRun, options) },
  ];
  const messages: string[] = [];
  for (const { field, file, text } of reports) {
    if (file === undefined) continue;
    const error = await writeFile(resolve(folder, file), await text()).catch((cause: NodeJS.ErrnoException) => cause);
    if (error) messages.push(new BadInputError(unwritable(field, file, error)).message);
  }
  return messages;
}

/** What it takes to write XML is loaded where a report is asked for. */
async function junitOf(...of: [readonly ScenarioResult[], readonly NotRun[]]): Promise<string> {
  const { junitText } = await import('../report/files/junit.js');
  return junitText(...of);
}

/** A page of pictures takes each run once more: see there. */
async function htmlPage(results: readonly ScenarioResult[], notRun: readonly NotRun[], { seed, faults }: RunOptions) {
  const { runReport } = await import('../report/facts/runReport.js');
  const { htmlOf } = await import('../report/files/html.js');
  const { readPage } = await import('./builtPage.js');
  const added = [
    ...(seed === undefined ? [] : ['--seed', seed]),
    ...(faults === undefined ? [] : ['--faults', quotedForShell(faults)]),
  ];
  const command = ({ file }: ScenarioResult) => ['arraysim run', quotedForShell(file), ...added].join(' ');
  return htmlOf(readPage('report'), runReport(results, notRun, command));
}

/** @param ran.all whether all shipped scenarios ran: only then is a code that none is answered with a gap
 * @param ran.named whether each was named by itself: what folders hold is told in short
 * @param ran.covers whether to tell what the answers have shown of each method, in the place of the codes
 */
function textOf(
  results: readonly ScenarioResult[],
  { all, named, covers }: { readonly all: boolean; readonly named: boolean; readonly covers: boolean },
  { quiet, verbose }: RunOptions,
  page: Page,
): string {
  const inFull = verbose || (named && !quiet);
  const scenarios = inFull
    ? results.map((result) => scenarioText(result, page))
    : results.filter(({ failures }) => failures.length > 0).map((result) => failuresText(result, page));
  const failed = results.find(({ failures }) => failures.length > 0);
  // A story with a short name, so that the line fits.
  const stories = results.filter(({ file }) => /\bstories\b/.test(file));
  const [story] = stories.toSorted((one, other) => one.file.length - other.file.length);
  const example = failed ?? story ?? results[0];
  const codes = covers
    ? [coverageText(coverageOfRuns(results), page)]
    : inFull
      ? [(all ? codeMatrixText : codeCoverageText)(results, page)]
      : [
          ...(quiet ? [] : [overviewText(results, page)]),
          all ? gapsText(results, page) : '',
          quiet || example === undefined ? '' : whereToLook(example.file, page),
        ];
  return [...scenarios, ...codes, summaryText(results, page)].filter((part) => part !== '').join('\n');
}

/** A shipped plan by its name, or the plan in a file: YAML, JSON, or the short form. */
async function planOf(text: string, folder: string): Promise<PlanInput> {
  if (!/[./\\]/.test(text)) return planNamed(text, '--faults').plan;
  return await readPlanFile(text, folder);
}
