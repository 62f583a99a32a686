import type { LedgerEntry } from '../../faults/ledger.js';
import type { NotRun, ReplyCode, ScenarioResult } from '../../scenario/perform/result.js';
import { codesOf, isDocumented } from '../../vocabulary/methods/codes.js';
import { methodNames } from '../../vocabulary/methods/index.js';
import { type Version, versions } from '../../vocabulary/versions.js';
import type { Film } from '../film/film.js';
import { filmOf } from '../film/filmOf.js';
import { fairShares, folded, sizeOf } from '../film/folding.js';
import { lengthOf, shortFilm } from '../film/shortFilm.js';
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
  /** Its steps, and how many there are: of very many the page has some. */
  readonly rows: ScenarioResult['rows'];
  readonly steps: number;
  /** What was not as expected, and how much that is: of very much the page has some. */
  readonly failures: ScenarioResult['failures'];
  readonly failed: number;
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
/** Characters of all films, of all steps, and of all that was not as expected: a page of more than some 3 MB opens slowly, and is too large
 * for many a ticket.
 */
const most = { films: 2_000_000, rows: 500_000, failures: 200_000 };

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
  // One after the other, so that no two of very long runs are there at once.
  const films = new Map(
    [...filmed].map((result) => {
      const moments = lookedAt(result);
      return [result, shortFilm(filmOf(result.trace, moments), most.films, moments)];
    }),
  );
  const forFilms = fairShares([...films.values()].map(lengthOf), most.films);
  const shares = new Map([...films.keys()].map((result, at) => [result, forFilms[at] ?? 0]));
  const forRows = fairShares(
    results.map(({ rows }) => sizeOf(rows)),
    most.rows,
  );
  const forFailures = fairShares(
    results.map(({ failures }) => sizeOf(failures)),
    most.failures,
  );
  return {
    kind: 'run',
    summary: summaryOf(results),
    runs: results.map((result, at) => {
      const film = films.get(result);
      const share = shares.get(result) ?? 0;
      return {
        ...shortened(result, forRows[at] ?? 0, forFailures[at] ?? 0),
        command: command(result),
        film: film === undefined ? null : shortFilm(film, share, lookedAt(result)),
      };
    }),
    notRun,
    codes: codesMet(results),
    charts: chartFacts(),
  };
}

/** The moments that a reader looks at first: those of what was not as expected. */
function lookedAt({ failures, rows }: ScenarioResult): number[] {
  const failed = new Set(failures.slice(0, 100).map(({ number }) => number));
  return rows.flatMap(({ number, events }) => (failed.has(number) ? [events] : []));
}

/** A run without what there is no room for: of its steps those are kept first that failed, and those beside them. */
function shortened(
  result: ScenarioResult,
  forRows: number,
  forFailures: number,
): Omit<ReportedRun, 'film' | 'command'> {
  const { name, file, seed, version, profile, endMs, rows, failures, ledger, trace } = result;
  const kept = folded(failures, { kindOf: ({ expected }) => expected, isWanted: () => false, most: forFailures }).kept;
  const numbers = kept.map(({ number }) => number);
  const near = new Set(numbers.flatMap((number) => [-3, -2, -1, 0, 1].map((by) => number + by)));
  const shown = folded(rows, {
    kindOf: ({ what, code }) => `${what.split(' ')[0]} ${code}`,
    isWanted: ({ number }) => near.has(number),
    most: forRows,
  });
  return {
    ...{ name, file, seed, version, profile, endMs, ledger, hash: trace.hash },
    rows: shown.kept,
    steps: rows.length,
    failures: kept,
    failed: failures.length,
  };
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
