import { checkScenario } from './checkScenario.js';
import type { Scenario } from './schema.js';
import { readTextFile } from './textFile.js';
import { readYaml } from './yamlText.js';

export { findScenarioFiles } from './findFiles.js';

/** The most bytes that a scenario's file may have: 1 MiB. */
export const scenarioSizeLimit = 1024 * 1024;

/** Reads a scenario from YAML text, and judges all of it that can be judged before it runs.
 * @param file what the text is called in messages about its syntax
 * @param judged whether it was judged before: then only its form is, which costs half
 * @returns one for each version that it names
 * @throws BadInputError whose field is `<file>:<line>:<column>` for YAML that can't be read, else a MistakesError with all that is
 * wrong, whose fields are paths in the scenario
 */
export function loadScenarios(text: string, file = '', judged = false): Scenario[] {
  const { data, places } = readYaml(text, file);
  return checkScenario(data, file, (field) => places.of(field), judged);
}

/** Reads the text of a scenario's file.
 * @throws BadInputError for what is no file of text, or has more than {@link scenarioSizeLimit} bytes
 */
export function readScenarioText(path: string): string {
  return readTextFile(path, { field: path, value: path, limit: scenarioSizeLimit });
}

/** Reads a scenario's file.
 * @returns one for each version that it names
 * @throws BadInputError
 */
export async function readScenarioFile(path: string): Promise<Scenario[]> {
  return loadScenarios(readScenarioText(path), path);
}
