import { StorageArray } from '../../engine/array.js';
import type { FaultInput, PlanInput } from '../../faults/planSchema.js';
import { readYaml } from '../../scenario/read/yamlText.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import type { Commands } from './contract.js';
import { faultFromForm } from './forms/faults.js';
import { faultsOf } from './frames.js';
import type { Universe } from './universe.js';

/** Arms faults, by a form or as text. What is to happen at once has happened then.
 * @returns the ids of those that were not there before
 * @throws BadInputError, with nothing changed
 */
export function armed(universe: Universe, body: Commands['arm']['body']): string[] {
  const before = idsIn(universe.array);
  universe.perform((array) => {
    if ('text' in body) array.faults.use(planOf(body.text));
    else array.faults.use({ faults: [faultFromForm(body.form, body.values, array.now, before)] });
    // A fault of this very moment fires when time is looked at.
    array.advance(0);
  });
  return idsIn(universe.array).filter((id) => !before.includes(id));
}

function idsIn(array: StorageArray): string[] {
  return faultsOf(StorageArray.worldOf(array)).ledger.map(({ fault }) => fault);
}

/** A plan, or a fault alone, in YAML or in JSON; whatever is neither is a plan in the short form. */
function planOf(text: string): PlanInput {
  // The short form has a point and a colon on each line; what stands in a bracket, or names its faults, is a document.
  const isDocument = /^\s*[[{]|^\s*(-\s|version\s*:|faults\s*:|id\s*:|seed\s*:)/m.test(text);
  if (!isDocument) return text;
  const { data } = readYaml(text, 'body.text');
  if (Array.isArray(data)) return { faults: data as readonly FaultInput[] };
  if (typeof data !== 'object' || data === null)
    return badInput({ field: 'body.text', value: text, expected: 'a plan, a list of faults, or a fault' });
  // The array judges what is in it.
  return 'faults' in data ? (data as PlanInput) : { faults: [data as FaultInput] };
}
