import type { StorageArray } from '../engine/array.js';
import { createArray } from '../engine/createArray.js';
import type { ArrayOptions } from '../engine/options.js';
import { badInput, parseInput } from '../vocabulary/badInput.js';
import { type ProfileChoice, resolveProfile } from '../vocabulary/profileChoice.js';
import { checkStep } from './checkStep.js';
import { inField } from './fieldOf.js';
import { Labels } from './labels.js';
import { readStep } from './readStep.js';
import { type Scenario, scenarioSchema } from './schema.js';

/** Judges a scenario as a whole, before the first of its steps runs.
 * @throws BadInputError naming field, value and expectation
 */
export function checkScenario(input: unknown, file: string): Scenario {
  const { name, about = '', array: written, steps: listed, ...rest } = parseInput(scenarioSchema, input);
  const seed = onlyOne('seed', rest.seed, written.seed) ?? 0;
  const version = onlyOne('version', rest.version, written.version) ?? '2016';
  const { seed: _, ...options } = written;
  // `createArray` judges the profile, and the rest of the options together with it.
  const array = { ...options, version } as Omit<ArrayOptions, 'seed'>;
  const probe = inField(arrayField, () => createArray({ ...array, seed }));
  const profile = resolveProfile((array.profile ?? 'full-copy') as ProfileChoice, 'array.profile').name;
  const steps = listed.map((step, index) => readStep(step, `steps[${index}]`));
  const labels = new Labels(namesIn(probe));
  for (const [index, step] of steps.entries()) checkStep(step, `steps[${index}]`, { labels, probe, version });
  return { name, about, file, seed, version, profile, array, steps };
}

/** Fields of the array's options, as the scenario nests them. */
export function arrayField(field: string): string {
  return `array.${field.replace(/^options\.?/, '')}`.replace(/\.$/, '');
}

function onlyOne<T>(field: string, beside: T | undefined, inside: T | undefined): T | undefined {
  if (beside !== undefined && inside !== undefined) {
    badInput({ field: `array.${field}`, value: inside, expected: `nothing, since ${field} is given beside array` });
  }
  return beside ?? inside;
}

function namesIn(probe: StorageArray): string[] {
  return [...probe.volumes(), ...probe.pools()].map((element) => element.name);
}
