import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { badInput } from '../vocabulary/input/badInput.js';

/** Reads a file that an argument names.
 * @param field the argument
 * @throws BadInputError when that can't be done
 */
export async function readText(path: string, folder: string, field: string): Promise<string> {
  return await readFile(resolve(folder, path), 'utf8').catch((error: NodeJS.ErrnoException) =>
    badInput({ field, value: path, expected: `a file that can be read (${error.code})` }),
  );
}

/** Writes a file that an option names. @throws BadInputError when that can't be done */
export async function writeText(path: string, text: string, folder: string, field: string): Promise<void> {
  await writeFile(resolve(folder, path), text).catch((error: NodeJS.ErrnoException) =>
    badInput({ field, value: path, expected: `a file that can be written (${error.code})` }),
  );
}
