import type { PlanInput } from '../faults/planSchema.js';
import { readPlan } from '../faults/readPlan.js';
import { inField } from '../scenario/read/inField.js';
import { readYaml } from '../scenario/read/yamlText.js';
import { readText } from './files.js';

/** Reads a fault plan from a file: YAML or JSON, or the short form in any other kind of file.
 * @throws BadInputError that names the file, and the place in YAML and JSON
 */
export async function readPlanFile(file: string, folder: string): Promise<PlanInput> {
  const text = readText(file, folder, '--faults');
  if (!/\.(ya?ml|json)$/.test(file)) {
    readPlan(text, file);
    return text;
  }
  const { data, places } = readYaml(text, file);
  const placed = (field: string) => {
    const within = field.slice(file.length).replace(/^\./, '');
    const place = places.of(within);
    return place === null ? field : `${file}:${place.line}:${place.column}: ${within}`;
  };
  inField(placed, () => readPlan(data, file));
  // It has just been read as one.
  return data as PlanInput;
}
