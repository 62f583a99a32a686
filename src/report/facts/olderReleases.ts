import type { ScenarioResult, StepRow } from '../../scenario/perform/result.js';
import type { MethodName } from '../../vocabulary/methods/index.js';
import type { Step } from '../../vocabulary/steps.js';
import type { Version } from '../../vocabulary/versions.js';
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
export function olderReleases(
  method: MethodName,
  code: number,
  without: readonly Version[],
  results: readonly ScenarioResult[],
): OlderRelease[] {
  const groups = new Map<
    string,
    { readonly because: string; readonly other: StepRow; readonly runs: ScenarioResult[] }
  >();
  for (const { name, file, rows } of results) {
    for (const [at, row] of rows.entries()) {
      if (row.code !== code || row.method !== method) continue;
      const runs = results.filter((one) => one.name === name && one.file === file && without.includes(one.version));
      for (const run of runs) {
        const other = run.rows[at];
        if (other === undefined || other.code == null) continue;
        const key = JSON.stringify([row.because, other.code, other.step, other.because]);
        const group = groups.get(key) ?? { because: row.because, other, runs: [] };
        if (!group.runs.includes(run)) group.runs.push(run);
        groups.set(key, group);
      }
    }
  }
  return [...groups.values()].map(({ because, other, runs }) => {
    const { code: answered, label, step, because: why } = other;
    const scenarios = examples(runs);
    const versions = without.filter((version) => runs.some((run) => run.version === version));
    return { because, versions, answer: { code: answered ?? 0, label, step, because: why }, scenarios };
  });
}
