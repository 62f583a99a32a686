import { pathToFileURL } from 'node:url';
import { type Level, levels } from '../../src/conformance/report.js';
import type { Driver } from '../../src/conformance/subject/driver.js';
import { profiles } from '../../src/vocabulary/profile/choice.js';

/** A part of the suite's whole budget: one profile at one level. */
export interface Pair {
  readonly profile: string;
  readonly level: Level;
}

/** Every shipped profile at every level. */
export const pairs: readonly Pair[] = Object.keys(profiles).flatMap((profile) =>
  levels.map((level) => ({ profile, level })),
);

export function pairText({ profile, level }: Pair): string {
  return `${profile} ${level}`;
}

/** Loads an instrumented copy of the array; its driver is the copy's own, and only the suite is not.
 * @returns what makes an array of a profile: the one that is called after a release is of that release
 */
export async function loadArray(folder: string): Promise<(profile: string) => Driver> {
  const at = pathToFileURL(`${folder}subjects/subjectNamed.js`).href;
  // The copy is of what this type is of.
  const { subjectNamed } = (await import(at)) as typeof import('../../src/subjects/subjectNamed.js');
  return (profile) => subjectNamed(profile, { version: profile === 'legacy-2012' ? '2012' : '2016' });
}
