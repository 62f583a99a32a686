import type { StorageArray } from '../../engine/array.js';
import { createArray } from '../../engine/createArray.js';
import type { ArrayOptions } from '../../engine/options.js';
import { badInput, parseInput } from '../../vocabulary/input/badInput.js';
import { type ProfileChoice, resolveProfile } from '../../vocabulary/profile/choice.js';
import type { Version } from '../../vocabulary/versions.js';
import { checkStep } from './checkStep.js';
import { expectedIn } from './expectedIn.js';
import { inField } from './inField.js';
import { Labels } from './labels.js';
import { readStep } from './readStep.js';
import { type Scenario, scenarioSchema } from './schema.js';

/** Judges a scenario as a whole, before the first of its steps runs.
 * @returns one for each version that it names, in their order
 * @throws BadInputError naming field, value and expectation
 */
export function checkScenario(input: unknown, file: string): Scenario[] {
  const { name, about = '', array: written, steps: listed, ...rest } = parseInput(scenarioSchema, input);
  const seed = onlyOne('seed', rest.seed, written.seed) ?? 0;
  const among = [onlyOne('version', rest.version, written.version) ?? '2016'].flat();
  refuseRepeated(among);
  const { seed: _, ...options } = written;
  return among.map((version) => {
    // `createArray` judges the profile, and the rest of the options together with it.
    const array = { ...options, version } as Omit<ArrayOptions, 'seed'>;
    const probe = inField(arrayField, () => createArray({ ...array, seed }));
    const profile = resolveProfile((array.profile ?? 'full-copy') as ProfileChoice, 'array.profile').name;
    const steps = listed.map((step, index) => {
      const field = `steps[${index}]`;
      return readStep(expectedIn(version, among, step, field), field);
    });
    const labels = new Labels(namesIn(probe));
    for (const [index, step] of steps.entries()) checkStep(step, `steps[${index}]`, { labels, probe, version });
    return { name, about, file, seed, version, profile, array, steps };
  });
}

/** Fields of the array's options, as the scenario nests them. */
export function arrayField(field: string): string {
  return `array.${field.replace(/^options\.?/, '')}`.replace(/\.$/, '');
}

function onlyOne<T, U>(field: string, beside: T | undefined, inside: U | undefined): T | U | undefined {
  if (beside !== undefined && inside !== undefined) {
    badInput({ field: `array.${field}`, value: inside, expected: `nothing, since ${field} is given beside array` });
  }
  return beside ?? inside;
}

function refuseRepeated(among: readonly Version[]): void {
  const repeated = among.find((version, index) => among.indexOf(version) !== index);
  if (repeated !== undefined)
    badInput({ field: 'version', value: among, expected: `each version once, not ${repeated} twice` });
}

function namesIn(probe: StorageArray): string[] {
  return [...probe.volumes(), ...probe.pools()].map((element) => element.name);
}
