import type { Step } from '../../vocabulary/steps.js';
import type { Version } from '../../vocabulary/versions.js';
import type { OtherAnswer, ShownRun } from './codeFacts.js';
import { type Example, examples } from './examples.js';

/** What a release without a code answers to the very call that another answers with it. */
export interface OlderRelease {
  /** The cause of the code, where it is documented. */
  readonly because: string;
  readonly versions: readonly Version[];
  readonly answer: {
    readonly code: number;
    readonly label: string;
    readonly step: Step | '';
    readonly because: string;
  };
  readonly scenarios: readonly Example[];
}

/** Compares runs of one scenario in several versions, step by step.
 * @param without the versions that lack the code
 */
export function olderReleases(without: readonly Version[], runs: readonly ShownRun[]): OlderRelease[] {
  const groups = new Map<
    string,
    { readonly because: string; readonly other: OtherAnswer; readonly runs: ShownRun[] }
  >();
  for (const { name, file, steps } of runs) {
    const others = runs.filter((one) => one.name === name && one.file === file && without.includes(one.version));
    for (const { number, because } of steps) {
      for (const run of others) {
        const other = run.others.find((one) => one.number === number);
        if (other === undefined) continue;
        const key = JSON.stringify([because, other.code, other.step, other.because]);
        const group = groups.get(key) ?? { because, other, runs: [] };
        if (!group.runs.includes(run)) group.runs.push(run);
        groups.set(key, group);
      }
    }
  }
  return [...groups.values()].map(({ because, other, runs: those }) => {
    const { code, label, step, because: why } = other;
    const versions = without.filter((version) => those.some((run) => run.version === version));
    return { because, versions, answer: { code, label, step, because: why }, scenarios: examples(those) };
  });
}
