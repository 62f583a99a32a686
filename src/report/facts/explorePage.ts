import { type Explored, extentOf } from './explored.js';
import type { RunReport } from './runReport.js';

/** Everything that a page about an exploration shows, as plain data. */
export interface ExplorePage extends Pick<Explored, 'claims' | 'byDepth'> {
  readonly kind: 'explore';
  readonly came: Explored['kind'];
  /** What the scenario is called. */
  readonly name: string;
  /** What explores it, to be copied. */
  readonly command: string;
  /** How much was tried, in sentences. */
  readonly extent: readonly string[];
  readonly ways: readonly ExploredWay[];
}

/** A shortest way to where a claim does not hold. */
export interface ExploredWay {
  readonly claim: string;
  readonly kind: string;
  readonly because: string;
  readonly steps: readonly string[];
  /** The same as files, by lines; none where there is no such file. */
  readonly scenario: readonly string[];
  readonly test: readonly string[];
  /** The run of the scenario, moment by moment; null where there is none. */
  readonly run: RunReport | null;
}

/** Gathers what a page shows of an exploration.
 * @param command what explores it
 * @param run the scenario of a way, run
 */
export function explorePage(
  name: string,
  explored: Explored,
  command: string,
  run: (scenario: string) => RunReport,
): ExplorePage {
  const { kind: came, claims, byDepth, broken } = explored;
  const ways = broken.map(({ claim, kind, because, steps, scenario, test }) => ({
    ...{ claim, kind, because, steps },
    scenario: linesOf(scenario),
    test: linesOf(test),
    run: scenario === null ? null : run(scenario),
  }));
  return { kind: 'explore', came, name, command, extent: extentOf(explored), claims, byDepth, ways };
}

function linesOf(text: string | null): string[] {
  return text === null ? [] : text.trimEnd().split('\n');
}
