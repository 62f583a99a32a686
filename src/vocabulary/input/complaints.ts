import { z } from 'zod';
import { type BadInputError, fromZodError } from './badInput.js';
import { tryInput } from './tryInput.js';

/** Input that a schema has read, or all that it has against it, the most telling first. */
type ReadInput<Output> = { readonly data: Output } | { readonly complaints: readonly BadInputError[] };

/** Reads outside input by a schema, and does not stop at the first fault.
 * @param root what the input is called in messages, before the path; none by default
 */
export function readInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  root = '',
): ReadInput<z.output<Schema>> {
  const { result, plain, knownKeys } = tryInput(schema, input);
  if (result.success) return { data: result.data };
  const of = (issues: z.core.$ZodIssue[]) => fromZodError(new z.core.$ZodError(issues), plain, root, knownKeys);
  const misnamed = result.error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [];
    const { keys } = issue;
    return keys.map((key) => {
      const one = { ...issue, keys: [key] };
      knownKeys.set(one.keys, knownKeys.get(keys) ?? []);
      return { path: [...issue.path, key], complaint: of([one]) };
    });
  });
  // A member that is missing because its name is misspelt is one slip, and has been told.
  const meant = new Set(
    misnamed.map(({ path, complaint }) => JSON.stringify([...path.slice(0, -1), complaint.suggestion])),
  );
  const others = result.error.issues.filter(
    ({ code, path }) => code !== 'unrecognized_keys' && !meant.has(JSON.stringify(path)),
  );
  return { complaints: [...misnamed.map(({ complaint }) => complaint), ...others.map((issue) => of([issue]))] };
}
