import type { Step } from '../../vocabulary/steps.js';
import type { Version } from '../../vocabulary/versions.js';
import type { OfRun } from './examples.js';

/** An answer that a scenario got. */
export interface Shown {
  readonly scenario: string;
  readonly file: string;
  readonly versions: readonly Version[];
  readonly step: Step;
  readonly because: string;
  readonly forced: boolean;
}

/** What decided a reply. */
export interface Decided {
  readonly step: Step;
  readonly because: string;
  readonly forced: boolean;
}

/** The answers of one kind from one scenario together. First comes what shows the code best: by cause rather than forced, in
 * the most versions, and where it is the largest part of the answers.
 */
export function shownIn(
  answers: readonly { readonly run: OfRun; readonly reply: Decided; readonly part: number }[],
): Shown[] {
  const groups = new Map<string, { readonly shown: Shown; readonly versions: Version[]; part: number }>();
  for (const { run, reply, part } of answers) {
    const { step, because, forced } = reply;
    const { name: scenario, file, version } = run;
    const key = JSON.stringify([file, scenario, step, because, forced]);
    const known = groups.get(key);
    const inVersions = known?.versions ?? [];
    const group = known ?? {
      shown: { scenario, file, versions: inVersions, step, because, forced },
      versions: inVersions,
      part: 0,
    };
    if (!inVersions.includes(version)) inVersions.push(version);
    group.part += part;
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort(
      (left, right) =>
        Number(left.shown.forced) - Number(right.shown.forced) ||
        right.versions.length - left.versions.length ||
        right.part - left.part,
    )
    .map(({ shown }) => shown);
}
