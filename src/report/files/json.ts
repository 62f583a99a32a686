import type { NotRun, ScenarioResult } from '../../scenario/perform/result.js';
import { methodNames } from '../../vocabulary/methods/index.js';
import { codeCoverage } from '../facts/codeCoverage.js';
import { codeMatrix } from '../facts/codeMatrix.js';
import { coverageOfRuns } from '../facts/coverage.js';
import { summaryOf } from '../facts/runSummary.js';
import { jsonText } from './jsonText.js';

/** All runs as one JSON document; of each trace only its hash and length.
 * @param options.all whether these are all shipped scenarios, which together show every code: adds the matrix of codes
 * @param options.notRun what could not be run, if anything
 * @param options.covers adds what the answers have shown of each method
 */
export function resultsJson(
  results: readonly ScenarioResult[],
  {
    all = false,
    notRun = [],
    covers = false,
  }: { readonly all?: boolean; readonly notRun?: readonly NotRun[]; readonly covers?: boolean } = {},
): string {
  const scenarios = results.map(({ trace, ...result }) => {
    const { header, entries, hash } = trace;
    return {
      ...result,
      asExpected: result.failures.length === 0,
      trace: { hash, events: header.dropped + entries.length },
    };
  });
  const matrix = all ? { matrix: methodNames.map((method) => codeMatrix(method, results)) } : {};
  const covered = covers ? { coverage: coverageOfRuns(results) } : {};
  return jsonText({
    summary: summaryOf(results),
    codes: codeCoverage(results),
    ...matrix,
    ...covered,
    scenarios,
    notRun,
  });
}
