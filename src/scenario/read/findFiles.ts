import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { badInput } from '../../vocabulary/input/badInput.js';

/** The scenario files behind paths: a file stands for itself, a folder for every `*.yaml` and `*.yml` in and below it.
 * @returns each file once, those of a folder sorted
 * @throws BadInputError for a path that is neither, and for a folder without a scenario
 */
export async function findScenarioFiles(paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    const kind = await stat(path).catch(() => undefined);
    if (kind?.isFile()) found.add(path);
    else if (kind?.isDirectory()) for (const file of await filesIn(path)) found.add(file);
    else badInput({ field: 'path', value: path, expected: 'a file or a folder that exists' });
  }
  return [...found];
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => extname(name) === '.yaml' || extname(name) === '.yml').sort();
  if (files.length === 0) {
    badInput({ field: 'path', value: folder, expected: 'a folder with scenarios (*.yaml or *.yml) in or below it' });
  }
  return files.map((name) => join(folder, name));
}
