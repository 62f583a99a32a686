import { z } from 'zod';
import { badInput, parseInput } from '../vocabulary/input/badInput.js';
import { type ConformOptions, exhaustiveProperties, isChosen } from './options.js';
import { levels } from './report.js';
import { properties, type SuiteProperty } from './suite.js';

/** Reads all options before anything is done, each once.
 * @throws BadInputError that names the option, what it is and what it should be
 */
export function readOptions(given: ConformOptions): ConformOptions {
  // The schema has the members of the type.
  const options = parseInput(optionsSchema, given, 'options') as ConformOptions;
  const { levels: asked = levels, only, except, exhaustive } = options;
  if (exhaustive !== undefined)
    for (const name of ['levels', 'runs', 'deep'] as const)
      if (options[name] !== undefined && options[name] !== false)
        badInput({
          field: `options.${name}`,
          value: options[name],
          expected: 'nothing beside exhaustive, which draws no runs',
        });
  if (rowsFor(options).length > 0) return options;
  const field = only === undefined ? 'options.except' : 'options.only';
  const those = exhaustive === undefined ? `level ${asked.join(', ')}` : exhaustiveProperties.join(', ');
  return badInput({ field, value: only ?? except, expected: `properties that leave some of ${those} to be judged` });
}

/** The properties that are asked for. */
export function rowsFor(options: ConformOptions): SuiteProperty[] {
  const { levels: asked = levels, exhaustive } = options;
  const names: readonly string[] = exhaustiveProperties;
  return properties.filter(
    ({ level, name }) =>
      isChosen(name, options) && (exhaustive === undefined ? asked.includes(level) : names.includes(name)),
  );
}

const names = z.array(z.enum(properties.map(({ name }) => name)));
const atLeastOne = z.number().int().min(1);

const optionsSchema = z
  .strictObject({
    levels: z.array(z.enum(levels)).min(1),
    seed: z.number().int(),
    runs: atLeastOne,
    timeMs: z.number().positive(),
    deep: z.boolean(),
    exhaustive: z.number().int().min(2).max(4),
    only: names,
    strict: z.boolean(),
    except: names,
    shrink: z.union([z.literal(false), z.strictObject({ runs: atLeastOne, calls: atLeastOne })]),
    pictures: z.boolean(),
    onProgress: z.custom<unknown>((value) => typeof value === 'function', { error: 'a function' }),
    command: z.string().min(1),
  })
  .partial();
