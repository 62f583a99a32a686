import { badInput } from '../../vocabulary/input/badInput.js';

/** Asks the file system for something.
 * @param about.expected what was to be done, such as 'a file that can be read'
 * @throws BadInputError that ends with the system's own word for why it can't be: `a file that can be read (EACCES)`
 */
export function onDisk<Result>(
  { field, value, expected }: { readonly field: string; readonly value: string; readonly expected: string },
  act: () => Result,
): Result {
  try {
    return act();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return badInput({ field, value, expected: `${expected} (${code})` });
  }
}

/** Whether the file system says by this that a path leads nowhere. */
export function leadsNowhere(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error) ?? '');
}

/** The system's word for what went wrong; undefined for what is no error of the system. */
function codeOf(error: unknown): string | undefined {
  const { code } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  return code;
}
