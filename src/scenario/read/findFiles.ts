import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { BadInputError, badInput } from '../../vocabulary/input/badInput.js';
import { leadsNowhere, onDisk } from './fileSystem.js';

/** A file by the name that it was found by, and by the one name that it has whatever links lead to it. */
interface Found {
  readonly path: string;
  readonly real: string;
}

/** What is done about what can't be looked at. */
type Complain = (complaint: BadInputError) => void;

/** The scenario files behind paths: a file stands for itself, a folder for every `*.yaml` and `*.yml` in and below it.
 * @param complain what to do about a path that is neither, a folder without a scenario, and what can't be looked at: all else is
 * found. It is thrown when this is left out
 * @returns each file once, also where links lead to it on several ways, those of a folder sorted
 * @throws BadInputError
 */
export async function findScenarioFiles(paths: readonly string[], complain: Complain = raise): Promise<string[]> {
  const found = new Map<string, string>();
  for (const path of paths) {
    attempt(complain, () => {
      for (const { path: file, real } of filesBehind(path, complain)) if (!found.has(real)) found.set(real, file);
    });
  }
  return [...found.values()];
}

function raise(complaint: BadInputError): never {
  throw complaint;
}

function attempt(complain: Complain, act: () => void): void {
  try {
    act();
  } catch (complaint) {
    if (!(complaint instanceof BadInputError)) throw complaint;
    complain(complaint);
  }
}

function filesBehind(path: string, complain: Complain): Found[] {
  const kind = kindOf(path);
  if (kind?.isFile()) return [{ path, real: realOf(path) }];
  if (!kind?.isDirectory()) badInput({ field: 'path', value: path, expected: 'a file or a folder that exists' });
  let isWhole = true;
  const files = filesBelow(path, (complaint) => {
    isWhole = false;
    complain(complaint);
  });
  if (files.length === 0 && isWhole) {
    badInput({ field: 'path', value: path, expected: 'a folder with scenarios (*.yaml or *.yml) in or below it' });
  }
  return files;
}

/** Goes into each folder once: a link may lead to one that is above it. */
function filesBelow(top: string, complain: Complain): Found[] {
  const files: Found[] = [];
  const seen = new Set<string>();
  const folders = [top];
  const look = (folder: string) => {
    const real = realOf(folder);
    if (seen.has(real)) return;
    seen.add(real);
    const readable = { field: 'path', value: folder, expected: 'a folder that can be read' };
    for (const entry of onDisk(readable, () => readdirSync(folder, { withFileTypes: true }))) {
      const path = join(folder, entry.name);
      attempt(complain, () => {
        // A link may lead nowhere.
        const kind = entry.isSymbolicLink() ? kindOf(path) : entry;
        if (kind?.isDirectory()) folders.push(path);
        else if (kind?.isFile() && ['.yaml', '.yml'].includes(extname(entry.name))) {
          files.push({ path, real: entry.isSymbolicLink() ? realOf(path) : join(real, entry.name) });
        }
      });
    }
  };
  for (const folder of folders) attempt(complain, () => look(folder));
  return files.sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** What a path leads to; undefined for nothing. */
function kindOf(path: string): Stats | undefined {
  return onDisk(lookedAt(path), () => {
    try {
      return statSync(path);
    } catch (error) {
      if (leadsNowhere(error)) return undefined;
      throw error;
    }
  });
}

function realOf(path: string): string {
  return onDisk(lookedAt(path), () => realpathSync(path));
}

function lookedAt(path: string) {
  return { field: 'path', value: path, expected: 'a path that can be followed' };
}
