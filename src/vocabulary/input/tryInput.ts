import { z } from 'zod';
import { plainOf } from './plain.js';

/** Reads outside input by a schema.
 * @returns also the input as plain data, which is what was read, and the right names for each issue's array of unknown keys,
 * which its schema knows and the issue does not
 */
export function tryInput<Schema extends z.ZodType>(schema: Schema, input: unknown) {
  // An issue is finished by copying it without the schema that raised it, but with the same `keys` array: while zod asks
  // for a message, remember which names that schema knows. A strict object with its own `error` message is not asked about.
  const knownKeys = new Map<readonly string[], readonly string[]>();
  const reading = plainOf(input);
  if (!('plain' in reading)) {
    const { path, expected } = reading;
    const error = new z.ZodError([{ code: 'custom', path: [...path], message: expected, input }]);
    return { result: { success: false as const, error }, plain: input, knownKeys };
  }
  const { plain } = reading;
  const result = schema.safeParse(plain, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') knownKeys.set(issue.keys, keysOf(issue.inst));
      return undefined;
    },
  });
  return { result, plain, knownKeys };
}

function keysOf(schema: unknown): readonly string[] {
  if (schema instanceof z.core.$ZodObject) return Object.keys(schema._zod.def.shape);
  if (schema instanceof z.core.$ZodRecord) return [...(schema._zod.def.keyType._zod.values ?? [])].map(String);
  return [];
}
