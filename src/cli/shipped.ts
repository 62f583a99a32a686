import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the scenarios that come with arraysim. */
export const shippedScenarios = fileURLToPath(new URL('../../scenarios', import.meta.url));

/** A path, relative to the folder where that is the shorter way to say it. */
export function shortened(path: string, folder: string): string {
  if (path === '') return path;
  const short = relative(folder, path);
  return short.startsWith('..') ? path : short;
}
