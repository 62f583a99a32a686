import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { badInput } from '../../vocabulary/input/badInput.js';

/** A file by the name that it was found by, and by the one name that it has whatever links lead to it. */
interface Found {
  readonly path: string;
  readonly real: string;
}

/** The scenario files behind paths: a file stands for itself, a folder for every `*.yaml` and `*.yml` in and below it.
 * @returns each file once, also where links lead to it on several ways, those of a folder sorted
 * @throws BadInputError for a path that is neither, and for a folder without a scenario
 */
export async function findScenarioFiles(paths: readonly string[]): Promise<string[]> {
  const found = new Map<string, string>();
  for (const path of paths) {
    for (const { path: file, real } of filesBehind(path)) if (!found.has(real)) found.set(real, file);
  }
  return [...found.values()];
}

function filesBehind(path: string): Found[] {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind?.isFile()) return [{ path, real: realpathSync(path) }];
  if (!kind?.isDirectory()) badInput({ field: 'path', value: path, expected: 'a file or a folder that exists' });
  const files = filesBelow(path);
  if (files.length === 0) {
    badInput({ field: 'path', value: path, expected: 'a folder with scenarios (*.yaml or *.yml) in or below it' });
  }
  return files;
}

/** Goes into each folder once: a link may lead to one that is above it. */
function filesBelow(top: string): Found[] {
  const files: Found[] = [];
  const seen = new Set<string>();
  const folders = [top];
  for (const folder of folders) {
    const real = realpathSync(folder);
    if (seen.has(real)) continue;
    seen.add(real);
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      // A link may lead nowhere.
      const kind = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry;
      if (kind?.isDirectory()) folders.push(path);
      else if (kind?.isFile() && ['.yaml', '.yml'].includes(extname(entry.name))) {
        files.push({ path, real: entry.isSymbolicLink() ? realpathSync(path) : join(real, entry.name) });
      }
    }
  }
  return files.sort((left, right) => (left.path < right.path ? -1 : 1));
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException; // as the file system throws them
    return badInput({ field: 'path', value: folder, expected: `a folder that can be read (${code})` });
  }
}
