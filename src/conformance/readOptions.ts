import { z } from 'zod';
import { badInput, parseInput } from '../vocabulary/input/badInput.js';
import { type ConformOptions, isChosen } from './options.js';
import { levels } from './report.js';
import { properties } from './suite.js';

/** Reads all options before anything is done, each once.
 * @throws BadInputError that names the option, what it is and what it should be
 */
export function readOptions(given: ConformOptions): ConformOptions {
  // The schema has the members of the type.
  const options = parseInput(optionsSchema, given, 'options') as ConformOptions;
  const { levels: asked = levels, only, except } = options;
  const isLeft = properties.some(({ level, name }) => asked.includes(level) && isChosen(name, options));
  if (isLeft) return options;
  const field = only === undefined ? 'options.except' : 'options.only';
  const expected = `properties that leave some of level ${asked.join(', ')} to be judged`;
  return badInput({ field, value: only ?? except, expected });
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
    only: names,
    strict: z.boolean(),
    except: names,
    shrink: z.union([z.literal(false), z.strictObject({ runs: atLeastOne, calls: atLeastOne })]),
    pictures: z.boolean(),
    onProgress: z.custom<unknown>((value) => typeof value === 'function', { error: 'a function' }),
    command: z.string().min(1),
  })
  .partial();
