import { readdir, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScenario } from '../scenario/perform/run.js';
import { findScenarioFiles, readScenarioFile } from '../scenario/read/load.js';
import type { Scenario } from '../scenario/read/schema.js';
import { BadInputError } from '../vocabulary/input/badInput.js';

/** The folder of the scenarios that come with arraysim. */
export const shippedScenarios = fileURLToPath(new URL('../../scenarios', import.meta.url));

/** Reads the scenarios behind paths; without paths those of the folder's own `scenarios`, or else the shipped ones. One of
 * several versions is there once for each.
 * @param folder where relative paths begin
 * @throws BadInputError, its field in words that name the file
 */
export async function readScenarios(paths: readonly string[], folder: string): Promise<Scenario[]> {
  const own = join(folder, 'scenarios');
  const given = paths.map((path) => (isAbsolute(path) ? path : join(folder, path)));
  const files = await findScenarioFiles(given.length > 0 ? given : [(await isFolder(own)) ? own : shippedScenarios]);
  const scenarios: Scenario[] = [];
  for (const path of files) {
    const file = shortened(path, folder);
    const read = await about(file, path, () => readScenarioFile(path));
    scenarios.push(...read.map((scenario) => ({ ...scenario, file })));
  }
  return scenarios;
}

/** Whether all of the shipped scenarios are among these. */
export async function haveAllShipped(scenarios: readonly Scenario[], folder: string): Promise<boolean> {
  // A file may have gone since it was read, or all of them may.
  const real = (paths: readonly string[]) => Promise.all(paths.map((path) => realpath(path).catch(() => path)));
  const shipped = await real(await findScenarioFiles([shippedScenarios]).catch(() => []));
  const here = new Set(await real([...new Set(scenarios.map(({ file }) => resolve(folder, file)))]));
  return shipped.length > 0 && shipped.every((path) => here.has(path));
}

/** Runs a scenario; what it complains about is told together with its file. */
export async function runFrom(scenario: Scenario, options: Parameters<typeof runScenario>[1] = {}) {
  return await about(scenario.file, scenario.file, () => runScenario(scenario, options));
}

async function about<T>(file: string, path: string, act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (complaint) {
    if (!(complaint instanceof BadInputError)) throw complaint;
    const { field, value, expected, suggestion } = complaint;
    // Complaints about the file itself, or about its syntax, begin with its path already.
    const where = field.startsWith(path) ? `${file}${field.slice(path.length)}` : `${file}: ${field}`;
    throw new BadInputError({ field: where, value, expected, suggestion });
  }
}

/** Relative to the folder where that is the shorter way to say it. */
function shortened(path: string, folder: string): string {
  const short = relative(folder, path);
  return short.startsWith('..') ? path : short;
}

async function isFolder(path: string): Promise<boolean> {
  return await readdir(path).then(
    () => true,
    () => false,
  );
}
