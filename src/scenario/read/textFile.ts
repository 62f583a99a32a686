import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { badInput } from '../../vocabulary/input/badInput.js';
import { onDisk } from './fileSystem.js';

/** Reads a file of text, and nothing that may never end: no pipe and no device.
 * @param about.field the file in messages
 * @param about.value what was asked for
 * @param about.limit in bytes: a larger file is not read
 * @throws BadInputError
 */
export function readTextFile(
  path: string,
  { field, value, limit }: { readonly field: string; readonly value: string; readonly limit: number },
): string {
  const readable = { field, value, expected: 'a file that can be read' };
  const found = onDisk(readable, () => statSync(path));
  if (!found.isFile()) badInput({ field, value, expected: 'the path of a file' });
  if (found.size > limit) {
    badInput({ field, value: `a file of ${found.size} bytes`, expected: `at most ${limit} bytes` });
  }
  const bytes = onDisk(readable, () => readFileSync(path));
  if (!isUtf8(bytes)) badInput({ field, value, expected: 'a file of text in UTF-8' });
  return bytes.toString('utf8');
}
