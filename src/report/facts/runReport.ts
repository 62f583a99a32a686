import type { LedgerEntry } from '../../faults/ledger.js';
import type { NotRun, ReplyCode, ScenarioResult } from '../../scenario/perform/result.js';
import { codesOf, isDocumented } from '../../vocabulary/methods/codes.js';
import { methodNames } from '../../vocabulary/methods/index.js';
import { type Version, versions } from '../../vocabulary/versions.js';
import type { Film } from '../film/film.js';
import { filmOf } from '../film/filmOf.js';
import { type ChartFacts, chartFacts } from './chartFacts.js';
import { summaryOf } from './runSummary.js';

/** Everything that a page about runs shows, as plain data: without a clock, so that the same runs make the same page. */
export interface RunReport {
  readonly kind: 'run';
  readonly summary: { readonly runs: number; readonly asExpected: number; readonly notAsExpected: number };
  readonly runs: readonly ReportedRun[];
  readonly notRun: readonly NotRun[];
  readonly codes: readonly ReportedCodes[];
  readonly charts: readonly ChartFacts[];
}

/** One run of a scenario. */
export interface ReportedRun extends Pick<ScenarioResult, 'name' | 'file' | 'seed' | 'version' | 'profile' | 'endMs'> {
  readonly rows: ScenarioResult['rows'];
  readonly failures: ScenarioResult['failures'];
  readonly ledger: readonly LedgerEntry[];
  /** Of the trace. */
  readonly hash: string;
  /** What repeats it, to be copied. */
  readonly command: string;
  /** Null for one of many: see {@link filmsAtMost}. */
  readonly film: Film | null;
}

/** What one method answered: how often each code was met in each release, and whether it is documented there. */
export interface ReportedCodes {
  readonly method: string;
  readonly releases: readonly Version[];
  readonly codes: readonly {
    readonly code: number | null;
    readonly label: string;
    readonly counts: readonly { readonly byCause: number; readonly forced: number; readonly documented: boolean }[];
  }[];
}

/** How many runs are shown moment by moment, those first that were not as expected: a page of hundreds would not open. */
const filmsAtMost = 24;

/** Gathers what a page shows of runs; those that are shown moment by moment are made once more, from their traces.
 * @param command what repeats a run of a file
 */
export function runReport(
  results: readonly ScenarioResult[],
  notRun: readonly NotRun[],
  command: (result: ScenarioResult) => string,
): RunReport {
  const failed = results.filter(({ failures }) => failures.length > 0);
  const filmed = new Set([...new Set([...failed, ...results])].slice(0, filmsAtMost));
  return {
    kind: 'run',
    summary: summaryOf(results),
    runs: results.map((result) => reported(result, command(result), filmed.has(result))),
    notRun,
    codes: codesMet(results),
    charts: chartFacts(),
  };
}

function reported(result: ScenarioResult, command: string, isFilmed: boolean): ReportedRun {
  const { name, file, seed, version, profile, endMs, rows, failures, ledger, trace } = result;
  const film = isFilmed ? filmOf(trace) : null;
  return { name, file, seed, version, profile, endMs, rows, failures, ledger, hash: trace.hash, command, film };
}

/** Of methods that were called: each documented code, met or not, and each other that was answered. */
function codesMet(results: readonly ScenarioResult[]): ReportedCodes[] {
  const releases = versions.filter((version) => results.some((result) => result.version === version));
  const replies = results.flatMap(({ codes, version }) => codes.map((reply) => ({ reply, version })));
  return methodNames.flatMap((method) => {
    const those = replies.filter(({ reply }) => reply.method === method);
    if (those.length === 0) return [];
    const lost = those.some(({ reply }) => reply.code === null) ? [{ code: null, label: 'no reply came' }] : [];
    const codes = [...codesOf(method), ...lost].map(({ code, label }) => ({
      code,
      label,
      counts: releases.map((version) => {
        const here = those
          .filter((one) => one.version === version && one.reply.code === code)
          .map(({ reply }) => reply);
        return { ...tally(here), documented: code !== null && isDocumented(method, code, version) };
      }),
    }));
    return [{ method, releases, codes }];
  });
}

function tally(replies: readonly ReplyCode[]): { readonly byCause: number; readonly forced: number } {
  const forced = replies.filter((reply) => reply.forced).length;
  return { byCause: replies.length - forced, forced };
}
