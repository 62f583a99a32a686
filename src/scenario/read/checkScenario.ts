import type { z } from 'zod';
import type { StorageArray } from '../../engine/array.js';
import { createArray } from '../../engine/createArray.js';
import type { ArrayOptions } from '../../engine/options.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { inField } from '../../vocabulary/input/inField.js';
import { type ProfileChoice, resolveProfile } from '../../vocabulary/profile/choice.js';
import type { Version } from '../../vocabulary/versions.js';
import { checkStep, type StepContext } from './checkStep.js';
import { expectedIn } from './expectedIn.js';
import { Labels } from './labels.js';
import { Mistakes } from './mistakes.js';
import type { Place } from './places.js';
import { readExploration } from './readExploration.js';
import { readStep } from './readStep.js';
import { checkReferences } from './references.js';
import { type Scenario, type ScenarioStep, scenarioSchema } from './schema.js';

/** Judges a scenario as a whole, before the first of its steps runs.
 * @param placeOf where a field stands in the scenario's text
 * @param judged whether it was judged before: then only its form is
 * @returns one for each version that it names, in their order
 * @throws MistakesError with all that is wrong
 */
export function checkScenario(
  input: unknown,
  file: string,
  placeOf: (field: string) => Place | null,
  judged = false,
): Scenario[] {
  const mistakes = new Mistakes();
  const read: Parts = mistakes.read(scenarioSchema, input) ?? partsOf(input);
  const { name, about = '', array: written, steps: listed, ...rest } = read;
  const seed = mistakes.attempt(() => onlyOne('seed', rest.seed, written?.seed)) ?? 0;
  const among = [mistakes.attempt(() => onlyOne('version', rest.version, written?.version)) ?? '2016'].flat();
  mistakes.attempt(() => refuseRepeated(among));
  const explore = rest.explore === undefined ? null : readExploration(rest.explore, mistakes);
  const { seed: _, ...options } = written ?? {};
  const scenarios = among.map((version) => {
    // `createArray` judges the profile, and the rest of the options together with it.
    const array = { ...options, version } as Omit<ArrayOptions, 'seed'>;
    const make = () => inField(arrayField, () => createArray({ ...array, seed }));
    const probe = written === undefined || judged ? undefined : mistakes.attempt(make);
    const steps = readSteps(listed, { among, version, probe, mistakes }, judged);
    // Where there is no array, it has been complained about.
    const profile = probe === undefined && !judged ? '' : profileOf(array);
    return { name, about, file, seed, version, profile, array, steps, explore, placeOf };
  });
  mistakes.end(placeOf);
  return scenarios;
}

type Written = z.output<typeof scenarioSchema>;
type Parts = Pick<Written, 'name' | 'steps'> & { readonly [Key in keyof Written]?: Written[Key] | undefined };

/** Those members of a scenario that can be read although others can't. */
function partsOf(input: unknown): Parts {
  const { shape } = scenarioSchema;
  const { array, version, steps } = Object(input) as Readonly<Record<string, unknown>>;
  const read = { array: shape.array.safeParse(array).data, version: shape.version.safeParse(version).data };
  return { name: '', ...read, steps: Array.isArray(steps) ? steps : [] };
}

function readSteps(
  listed: readonly unknown[],
  { among, ...around }: Omit<StepContext, 'labels' | 'madePools'> & { readonly among: readonly Version[] },
  judged: boolean,
): ScenarioStep[] {
  const { version, probe, mistakes } = around;
  const names = probe === undefined ? [] : namesIn(probe);
  const labels = new Labels(names);
  const madePools = new Set<string>();
  const steps = listed.flatMap((written, index) => {
    const field = `steps[${index}]`;
    const expected = mistakes.attempt(() => expectedIn(version, among, written, field));
    const step = expected === undefined ? undefined : readStep(expected, field, mistakes);
    if (step !== undefined && !judged) checkStep(step, field, { ...around, labels, madePools });
    else if (step === undefined) for (const label of labelsIn(written)) labels.assume(label);
    return step === undefined ? [] : { step, field };
  });
  // A step that could not be read may make what others name.
  if (probe !== undefined && steps.length === listed.length) {
    checkReferences(steps, names, (check) => mistakes.attempt(check));
  }
  return steps.map(({ step }) => step);
}

function labelsIn(step: unknown): string[] {
  const { as, begin } = Object(step) as { readonly as?: unknown; readonly begin?: { readonly as?: unknown } };
  return [as, Object(begin).as].filter((label) => typeof label === 'string');
}

function profileOf({ profile }: Omit<ArrayOptions, 'seed'>): string {
  return resolveProfile((profile ?? 'full-copy') as ProfileChoice, 'array.profile').name;
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
