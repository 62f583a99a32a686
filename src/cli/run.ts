import { setImmediate } from 'node:timers/promises';
import { planNamed } from '../faults/library.js';
import type { PlanInput } from '../faults/planSchema.js';
import { resultsJson } from '../report/files/json.js';
import { junitText } from '../report/files/junit.js';
import { traceText } from '../report/files/trace.js';
import { codeCoverageText } from '../report/text/codeCoverageText.js';
import { codeMatrixText, gapsText } from '../report/text/codeMatrixText.js';
import { type Page, pageOf } from '../report/text/page.js';
import { failuresText, scenarioText } from '../report/text/scenarioText.js';
import { summaryOf, summaryText } from '../report/text/summary.js';
import type { ScenarioResult } from '../scenario/perform/result.js';
import type { Scenario } from '../scenario/read/schema.js';
import { BadInputError } from '../vocabulary/input/badInput.js';
import { writeText } from './files.js';
import { type ExitCode, exitCodes, type Output, oneLine } from './output.js';
import { readPlanFile } from './planFile.js';
import { progressOn } from './progress.js';
import { haveAllShipped, readScenarios, runFrom } from './scenarioFiles.js';
import { seedOf } from './seedOption.js';

export interface RunOptions {
  readonly json?: boolean;
  readonly junit?: string;
  readonly trace?: string;
  readonly seed?: string;
  readonly faults?: string;
  readonly quiet?: boolean;
}

/** `arraysim run`: runs scenarios and prints what came of them. */
export async function run(files: readonly string[], options: RunOptions, output: Output): Promise<ExitCode> {
  const { folder } = output;
  const added = {
    ...(options.seed === undefined ? {} : { seed: seedOf(options.seed) }),
    ...(options.faults === undefined ? {} : { faults: await planOf(options.faults, folder) }),
  };
  const scenarios = await readScenarios(files, folder);
  const progress = progressOn(output.progress, scenarios.length);
  const results: ScenarioResult[] = [];
  const complaints: { readonly scenario: Scenario; readonly complaint: BadInputError }[] = [];
  try {
    for (const scenario of scenarios) {
      // One that goes wrong keeps nobody from seeing what came of the others.
      const result = await runFrom(scenario, added).catch((complaint: unknown) => {
        if (complaint instanceof BadInputError) return complaint;
        throw complaint;
      });
      if (result instanceof BadInputError) complaints.push({ scenario, complaint: result });
      else results.push(result);
      await progress.step();
      // Lets an interrupt through between two scenarios.
      await setImmediate();
    }
  } finally {
    progress.stop();
  }
  const notRun = complaints.map(({ scenario: { name, file, version }, complaint: { message } }) => ({
    name,
    file,
    version,
    message,
  }));
  if (options.trace !== undefined) {
    await writeText(options.trace, results.map(traceText).join(''), folder, '--trace');
  }
  if (options.junit !== undefined) await writeText(options.junit, junitText(results, notRun), folder, '--junit');
  const all = complaints.length === 0 && (await haveAllShipped(scenarios, folder));
  if (options.json) output.out(resultsJson(results, { all, notRun }));
  else if (results.length > 0) output.out(textOf(results, all, options, pageOf(output)));
  const [first, ...others] = complaints;
  for (const { complaint } of others) output.err(`arraysim: ${oneLine(complaint.message)}\n`);
  if (first !== undefined) throw first.complaint;
  return summaryOf(results).notAsExpected === 0 ? exitCodes.asExpected : exitCodes.notAsExpected;
}

/** @param all whether all shipped scenarios ran: only then is a code that none is answered with a gap */
function textOf(results: readonly ScenarioResult[], all: boolean, { quiet }: RunOptions, page: Page): string {
  const scenarios = quiet
    ? results.filter(({ failures }) => failures.length > 0).map((result) => failuresText(result, page))
    : results.map((result) => scenarioText(result, page));
  const codes = quiet ? (all ? gapsText(results, page) : '') : (all ? codeMatrixText : codeCoverageText)(results, page);
  return [...scenarios, codes, summaryText(results, page)].filter((part) => part !== '').join('\n');
}

/** A shipped plan by its name, or the plan in a file: YAML, JSON, or the short form. */
async function planOf(text: string, folder: string): Promise<PlanInput> {
  if (!/[./\\]/.test(text)) return planNamed(text, '--faults').plan;
  return await readPlanFile(text, folder);
}
