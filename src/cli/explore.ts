import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { createArray } from '../cim/createArray.js';
import type { StorageArray } from '../engine/array.js';
import { beginningOf, inputsOf, redo } from '../engine/history/replay.js';
import { type Exploration, exploreInSteps } from '../explore/explore.js';
import { optionsFromScenario } from '../explore/fromScenario.js';
import type { ExploreOptions, ExploreProgress } from '../explore/options.js';
import { jsonText } from '../report/files/jsonText.js';
import { traceText } from '../report/files/trace.js';
import { explorationText } from '../report/text/explorationText.js';
import { pageOf } from '../report/text/page.js';
import { failuresText } from '../report/text/scenarioText.js';
import { runScenario } from '../scenario/perform/run.js';
import { onDisk } from '../scenario/read/fileSystem.js';
import type { Scenario } from '../scenario/read/schema.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { makeFolder, unwritable, writeText } from './files.js';
import { type ExitCode, exitCodes, type Output, oneLine } from './output.js';
import { quotedForShell } from './quotedForShell.js';
import { readScenarios } from './scenarioFiles.js';

export interface ExploreCommandOptions {
  readonly depth?: string;
  readonly states?: string;
  readonly out?: string;
  readonly resume?: string;
  readonly json?: boolean;
  readonly html?: string;
}

/** `arraysim explore`: runs a scenario, and then tries all that its part `explore` says may happen, in every order. */
export async function exploreCommand(file: string, options: ExploreCommandOptions, output: Output): Promise<ExitCode> {
  const bounds = {
    ...(options.depth === undefined ? {} : { depth: countOf(options.depth, '--depth') }),
    ...(options.states === undefined ? {} : { states: countOf(options.states, '--states') }),
  };
  const { scenarios, unread } = await readScenarios([file], output.folder);
  const [scenario] = scenarios;
  if (scenario === undefined) {
    for (const message of unread.flatMap(({ messages }) => messages)) output.err(`arraysim: ${oneLine(message)}\n`);
    return exitCodes.badInput;
  }
  if (scenario.explore === null)
    badInput({
      field: `${file}: explore`,
      value: undefined,
      expected: 'a part that says what may happen: { actions, claims }',
    });
  const result = runScenario(scenario);
  if (result.failures.length > 0) {
    output.out(failuresText(result, pageOf(output)));
    return exitCodes.notAsExpected;
  }
  const array = createArray(beginningOf(result.trace.header));
  for (const { input } of inputsOf(result.trace.entries)) redo(array, input);
  const from = options.resume === undefined ? undefined : leftIn(options.resume, output);
  const resume = from === undefined ? {} : { resume: from };
  const found = await explored(array, { ...optionsFromScenario(scenario.explore), ...bounds, ...resume }, output);
  if (options.resume !== undefined && found.resume !== null) await leave(found.resume(), options.resume, output);
  if (options.out !== undefined) await writeWays(found, options.out, output);
  if (options.html !== undefined)
    await writeText(options.html, await htmlPage(scenario, found, file, options), output.folder, '--html');
  output.out(options.json ? documentOf(scenario, found) : explorationText(scenario.name, found, pageOf(output)));
  if (found.broken.length > 0) return exitCodes.notAsExpected;
  return found.kind === 'complete' ? exitCodes.asExpected : exitCodes.inconclusive;
}

async function explored(array: StorageArray, options: ExploreOptions, { progress }: Output): Promise<Exploration> {
  const steps = exploreInSteps(array, options);
  const beganMs = performance.now();
  let toldMs = beganMs + patienceMs;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      if (performance.now() > beganMs + patienceMs) progress?.write('\r\u001b[K');
      return step.value;
    }
    const nowMs = performance.now();
    if (progress === undefined || nowMs < toldMs) continue;
    toldMs = nowMs + betweenMs;
    progress.write(`\r${progressText(step.value, nowMs - beganMs)}\u001b[K`);
    // Lets an interrupt through.
    await setImmediate();
  }
}

/** What an exploration has left in a file; undefined where there is none yet. */
function leftIn(file: string, { folder }: Output): Uint8Array | undefined {
  const path = resolve(folder, file);
  if (!existsSync(path)) return undefined;
  return onDisk({ field: '--resume', value: file, expected: 'a file that can be read' }, () => readFileSync(path));
}

async function leave(bytes: Uint8Array, file: string, { folder }: Output): Promise<void> {
  await writeFile(resolve(folder, file), bytes).catch((error: NodeJS.ErrnoException) =>
    badInput(unwritable('--resume', file, error)),
  );
}

/** Nobody waits for less. */
const patienceMs = 1000;
const betweenMs = 200;

function progressText({ depth, states, open, transitions }: ExploreProgress, ms: number): string {
  const { heapUsed } = process.memoryUsage();
  const rate = Math.round((states * 1000) / ms).toLocaleString('en-US');
  return `depth ${depth}: ${states.toLocaleString('en-US')} states, ${open.toLocaleString('en-US')} open, ${transitions.toLocaleString('en-US')} transitions, ${rate} states/s, ${Math.round(heapUsed / 2 ** 20)} MiB`;
}

async function writeWays({ broken }: Exploration, out: string, { folder }: Output): Promise<void> {
  makeFolder(out, folder, '--out');
  for (const [at, { claim, trace, scenario, test }] of broken.entries()) {
    const name = join(
      out,
      `${at + 1}-${claim
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, 60)
        .replace(/^-|-$/g, '')}`,
    );
    if (trace !== null) await writeText(`${name}.trace`, traceText({ name: claim, trace }), folder, '--out');
    if (scenario !== null) await writeText(`${name}.yaml`, scenario, folder, '--out');
    if (test !== null) await writeText(`${name}.test.ts`, test, folder, '--out');
  }
}

/** The page of an exploration; what it takes to make one is loaded where one is asked for. */
async function htmlPage(
  { name }: Scenario,
  found: Exploration,
  file: string,
  { depth, states }: ExploreCommandOptions,
): Promise<string> {
  const { explorePage } = await import('../report/facts/explorePage.js');
  const { runReport } = await import('../report/facts/runReport.js');
  const { htmlOf } = await import('../report/files/html.js');
  const { loadScenarios } = await import('../scenario/read/load.js');
  const { readPage } = await import('./builtPage.js');
  const bounds = [
    ...(depth === undefined ? [] : ['--depth', depth]),
    ...(states === undefined ? [] : ['--states', states]),
  ];
  const command = ['arraysim explore', quotedForShell(file), ...bounds].join(' ');
  const run = (text: string) =>
    runReport(
      loadScenarios(text).map((scenario) => runScenario(scenario)),
      [],
      () => `${command} --out ways`,
    );
  return htmlOf(readPage('report'), explorePage(name, found, command, run));
}

function documentOf({ name }: Scenario, { broken, resume: _, ...found }: Exploration): string {
  return jsonText({ scenario: name, ...found, broken: broken.map(({ trace: __, ...way }) => way) });
}

function countOf(text: string, field: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || !Number.isSafeInteger(count))
    badInput({ field, value: text, expected: 'a whole number from 1 on' });
  return count;
}
