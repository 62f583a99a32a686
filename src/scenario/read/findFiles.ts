import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { badInput } from '../../vocabulary/input/badInput.js';

/** The scenario files behind paths: a file stands for itself, a folder for every `*.yaml` and `*.yml` in and below it.
 * @returns each file once, also where links lead to it on several ways, those of a folder sorted
 * @throws BadInputError for a path that is neither, and for a folder without a scenario
 */
export async function findScenarioFiles(paths: readonly string[]): Promise<string[]> {
  const found = new Map<string, string>();
  for (const path of paths) {
    const kind = await stat(path).catch(() => undefined);
    if (!kind?.isFile() && !kind?.isDirectory()) {
      badInput({ field: 'path', value: path, expected: 'a file or a folder that exists' });
    }
    const files = kind.isFile() ? [path] : await filesBelow(path);
    if (files.length === 0) {
      badInput({ field: 'path', value: path, expected: 'a folder with scenarios (*.yaml or *.yml) in or below it' });
    }
    for (const file of files) {
      const real = await realpath(file);
      if (!found.has(real)) found.set(real, file);
    }
  }
  return [...found.values()];
}

/** Goes into each folder once: a link may lead to one that is above it. */
async function filesBelow(top: string): Promise<string[]> {
  const files: string[] = [];
  const seen = new Set<string>();
  const folders = [top];
  for (const folder of folders) {
    const real = await realpath(folder);
    if (seen.has(real)) continue;
    seen.add(real);
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) =>
      badInput({ field: 'path', value: folder, expected: `a folder that can be read (${error.code})` }),
    );
    for (const name of names) {
      const path = join(folder, name);
      // A link may lead nowhere.
      const kind = await stat(path).catch(() => undefined);
      if (kind?.isDirectory()) folders.push(path);
      else if (kind?.isFile() && ['.yaml', '.yml'].includes(extname(name))) files.push(path);
    }
  }
  return files.sort();
}
