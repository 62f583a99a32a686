import { type Version, versions } from '../../vocabulary/versions.js';

/** A scenario that shows something, and in which versions it does. */
export interface Example {
  readonly scenario: string;
  /** '' for a scenario that was written inline. */
  readonly file: string;
  readonly versions: readonly Version[];
}

/** A run, by its scenario and version. */
export interface OfRun {
  readonly name: string;
  readonly file: string;
  readonly version: Version;
}

/** The scenarios of runs, each once, those that ran in the most versions first. */
export function examples(results: readonly OfRun[]): Example[] {
  const groups = new Map<string, { readonly scenario: string; readonly file: string; readonly in: Set<Version> }>();
  for (const { name: scenario, file, version } of results) {
    const key = JSON.stringify([file, scenario]);
    const group = groups.get(key) ?? { scenario, file, in: new Set() };
    group.in.add(version);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ scenario, file, in: those }) => ({ scenario, file, versions: versions.filter((one) => those.has(one)) }))
    .sort((left, right) => right.versions.length - left.versions.length);
}
