import type { PlanInput } from '../faults/planSchema.js';
import { readPlan } from '../faults/readPlan.js';
import { readYaml } from '../scenario/read/yamlText.js';
import { readText } from './files.js';

/** Reads a fault plan from a file: YAML or JSON, or the short form in any other kind of file.
 * @throws BadInputError that names the file
 */
export async function readPlanFile(file: string, folder: string): Promise<PlanInput> {
  const text = await readText(file, folder, '--faults');
  const written = /\.(ya?ml|json)$/.test(file) ? readYaml(text, file) : text;
  readPlan(written, file);
  // It has just been read as one.
  return written as PlanInput;
}
