import { readFile, stat } from 'node:fs/promises';
import { badInput } from '../../vocabulary/input/badInput.js';
import { checkScenario } from './checkScenario.js';
import type { Scenario } from './schema.js';
import { readYaml } from './yamlText.js';

export { findScenarioFiles } from './findFiles.js';

/** The most bytes that a scenario's file may have: 1 MiB. */
export const scenarioSizeLimit = 1024 * 1024;

/** Reads a scenario from YAML text, and judges all of it that can be judged before it runs.
 * @param file what the text is called in messages about its syntax
 * @returns one for each version that it names
 * @throws BadInputError; its field is the path in the scenario, or `<file>:<line>:<column>` for YAML that can't be read
 */
export function loadScenarios(text: string, file = ''): Scenario[] {
  return checkScenario(readYaml(text, file), file);
}

/** Reads a scenario's file.
 * @returns one for each version that it names
 * @throws BadInputError, also for a path that is no file, and before reading one of more than {@link scenarioSizeLimit}
 */
export async function readScenarioFile(path: string): Promise<Scenario[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) badInput({ field: 'scenario', value: path, expected: 'the path of a file' });
  if (found.size > scenarioSizeLimit) {
    badInput({
      field: path,
      value: `a file of ${found.size} bytes`,
      expected: `at most ${scenarioSizeLimit} bytes (scenarioSizeLimit)`,
    });
  }
  return loadScenarios(await readFile(path, 'utf8'), path);
}
