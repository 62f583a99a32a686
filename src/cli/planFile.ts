import type { PlanInput } from '../faults/planSchema.js';
import { readPlan } from '../faults/readPlan.js';
import type { Places } from '../scenario/read/places.js';
import { readYaml } from '../scenario/read/yamlText.js';
import { inField } from '../vocabulary/input/inField.js';
import { readText } from './files.js';

/** Reads a fault plan from a file: YAML or JSON, or the short form in any other kind of file.
 * @throws BadInputError that names the file, and the place in YAML and JSON
 */
export async function readPlanFile(file: string, folder: string): Promise<PlanInput> {
  const text = readText(file, folder, '--faults');
  const { data, places } = /\.(ya?ml|json)$/.test(file) ? readYaml(text, file) : { data: text, places: linesOf(text) };
  const placed = (field: string) => {
    const within = field.slice(file.length).replace(/^\.| line \d+ ?/, '');
    const place = places.of(field.slice(file.length));
    return place === null
      ? field
      : [`${file}:${place.line}:${place.column}`, within].filter((part) => part !== '').join(': ');
  };
  inField(placed, () => readPlan(data, file));
  // It has just been read as one.
  return data as PlanInput;
}

/** Where the lines of a text are that fields name: `line 3 do`. */
function linesOf(text: string): Pick<Places, 'of'> {
  return {
    of(field) {
      const [, number] = /^ line (\d+)/.exec(field) ?? [];
      if (number === undefined) return null;
      const line = Number(number);
      return { line, column: (text.split('\n')[line - 1] ?? '').search(/\S/) + 1 };
    },
  };
}
