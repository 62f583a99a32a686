import { existsSync, mkdirSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { leadsNowhere, onDisk } from '../scenario/read/fileSystem.js';
import { readTextFile } from '../scenario/read/textFile.js';
import { badInput } from '../vocabulary/input/badInput.js';

/** The most bytes that a file may have which an argument names: 256 MiB, about half of what fits into one text. */
const sizeLimit = 256 * 1024 * 1024;

/** Reads a file that an argument names.
 * @param field the argument
 * @throws BadInputError when that can't be done, and for what is no file of text
 */
export function readText(path: string, folder: string, field: string): string {
  return readTextFile(resolve(folder, path), { field, value: path, limit: sizeLimit });
}

/** Writes a file that an option names. @throws BadInputError when that can't be done */
export async function writeText(path: string, text: string, folder: string, field: string): Promise<void> {
  await writeFile(resolve(folder, path), text).catch((error: NodeJS.ErrnoException) =>
    badInput(unwritable(field, path, error)),
  );
}

/** Makes a folder that an option names, with those above it, where it is not there. @throws BadInputError when that can't be done */
export function makeFolder(path: string, folder: string, field: string): void {
  onDisk({ field, value: path, expected: 'a folder that can be made' }, () => makeWithAbove(resolve(folder, path)));
}

/** Node's own way to make those above, too, never ends where the system makes no folder in one that is there, as in /proc. */
function makeWithAbove(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (isFolder(path)) return;
    const above = dirname(path);
    if (!leadsNowhere(error) || existsSync(above)) throw error;
    makeWithAbove(above);
    mkdirSync(path);
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** What is to be said of a file that can't be written. */
export function unwritable(field: string, value: string, { code }: NodeJS.ErrnoException) {
  return { field, value, expected: `a file that can be written (${code})` };
}
