import { readdir, realpath } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import type { ScenarioResult } from '../scenario/perform/result.js';
import { type BetweenSteps, runInSteps, runScenario } from '../scenario/perform/run.js';
import { findScenarioFiles, loadScenarios, readScenarioText } from '../scenario/read/load.js';
import { MistakesError } from '../scenario/read/mistakes.js';
import type { Place } from '../scenario/read/places.js';
import type { Scenario } from '../scenario/read/schema.js';
import { BadInputError } from '../vocabulary/input/badInput.js';
import { shippedScenarios, shortened } from './shipped.js';

/** What came of reading files. */
interface ReadScenarios {
  readonly scenarios: readonly Scenario[];
  readonly unread: readonly Unread[];
  /** Whether each was named by itself, and none found in a folder. */
  readonly named: boolean;
}

/** A file or a folder that is no scenario. */
interface Unread {
  readonly file: string;
  /** All that is wrong with it, each with its place where it has one: `room.yaml:3:5: steps[0].on: …` */
  readonly messages: readonly string[];
}

/** Reads the scenarios behind paths; without paths those of the folder's own `scenarios`, or else the shipped ones. One of
 * several versions is there once for each. What can't be read keeps nobody from the others.
 * @param folder where relative paths begin
 * @param judged whether these are the shipped ones, which tests have judged: then only their form is
 */
export async function readScenarios(paths: readonly string[], folder: string, judged = false): Promise<ReadScenarios> {
  const own = join(folder, 'scenarios');
  // The folder itself is called '.': '' is what an unset variable of a shell leaves.
  const given = paths.map((path) => (isAbsolute(path) || path === '' ? path : join(folder, path)));
  const scenarios: Scenario[] = [];
  const unread: Unread[] = [];
  const complainOf = (path: string) => (complaint: BadInputError) => {
    const file = shortened(path, folder);
    unread.push({ file, messages: messagesOf(complaint, file, path) });
  };
  const files = new Set<string>();
  let named = given.length > 0;
  for (const path of given.length > 0 ? given : [(await isFolder(own)) ? own : shippedScenarios]) {
    const found = await findScenarioFiles([path], complainOf(path));
    named &&= found.every((file) => file === path);
    for (const file of found) files.add(file);
  }
  // What one path leads to is there once already.
  for (const path of given.length > 1 ? await distinct(files) : files) {
    const file = shortened(path, folder);
    try {
      const read = loadScenarios(readScenarioText(path), path, judged);
      scenarios.push(...read.map((scenario) => ({ ...scenario, file })));
    } catch (complaint) {
      if (!(complaint instanceof BadInputError)) throw complaint;
      complainOf(path)(complaint);
    }
  }
  return { scenarios, unread, named };
}

/** Of several names of one file the first. */
async function distinct(files: Iterable<string>): Promise<string[]> {
  const byFile = new Map<string, string>();
  for (const path of files) {
    const real = await realpath(path).catch(() => path);
    if (!byFile.has(real)) byFile.set(real, path);
  }
  return [...byFile.values()];
}

function messagesOf(complaint: BadInputError, file: string, path: string): string[] {
  if (complaint instanceof MistakesError) {
    return complaint.mistakes.map(({ complaint: one, place }) => `${file}${inWords(place)}: ${one.message}`);
  }
  const { field, message } = complaint;
  if (field === 'path') return [message];
  // Complaints about the file itself, or about its syntax, begin with its path already.
  return [field.startsWith(path) ? `${file}${message.slice(path.length)}` : `${file}: ${message}`];
}

/** `:3:5`; '' for no place. */
function inWords(place: Place | null): string {
  return place === null ? '' : `:${place.line}:${place.column}`;
}

/** Whether all of the shipped scenarios are among these. */
export async function haveAllShipped(scenarios: readonly Scenario[], folder: string): Promise<boolean> {
  // A file may have gone since it was read, or all of them may.
  const real = (paths: readonly string[]) => Promise.all(paths.map((path) => realpath(path).catch(() => path)));
  const shipped = await real(await findScenarioFiles([shippedScenarios]).catch(() => []));
  const here = new Set(await real([...new Set(scenarios.map(({ file }) => resolve(folder, file)))]));
  return shipped.length > 0 && shipped.every((path) => here.has(path));
}

/** Runs a scenario.
 * @returns the complaint, with its file and place, where a step can't be done
 */
export function runOrComplain(
  scenario: Scenario,
  options: Parameters<typeof runScenario>[1] = {},
): ScenarioResult | { readonly complaint: string } {
  try {
    return runScenario(scenario, options);
  } catch (complaint) {
    return complaintAbout(scenario, complaint);
  }
}

/** The same, with something to wait for before the first step, and after each. */
export async function runStepwise(
  scenario: Scenario,
  options: Parameters<typeof runScenario>[1],
  between: (moment: BetweenSteps) => Promise<void>,
): Promise<ReturnType<typeof runOrComplain>> {
  const run = runInSteps(scenario, options);
  try {
    for (let step = run.next(); ; step = run.next()) {
      if (step.done) return step.value;
      await between(step.value);
    }
  } catch (complaint) {
    return complaintAbout(scenario, complaint);
  }
}

function complaintAbout({ file, placeOf }: Scenario, complaint: unknown): { readonly complaint: string } {
  if (!(complaint instanceof BadInputError)) throw complaint;
  return { complaint: `${file}${inWords(placeOf(complaint.field))}: ${complaint.message}` };
}

async function isFolder(path: string): Promise<boolean> {
  return await readdir(path).then(
    () => true,
    () => false,
  );
}
