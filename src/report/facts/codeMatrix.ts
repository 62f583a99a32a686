import type { ScenarioResult } from '../../scenario/perform/result.js';
import { codesOf, documentedCodes, isDocumented, labelOf } from '../../vocabulary/methods/codes.js';
import type { MethodName } from '../../vocabulary/methods/index.js';
import { type Version, versions } from '../../vocabulary/versions.js';
import { type Shown, shownIn } from './shownIn.js';

/** Which of a method's documented codes the runs were answered with, version by version. */
export interface CodeMatrix {
  readonly method: MethodName;
  readonly versions: Readonly<Record<Version, Tally>>;
  /** Every documented code, ascending. */
  readonly codes: readonly MatrixRow[];
}

export interface Tally {
  readonly documented: number;
  readonly byCause: number;
  /** By a `fail` step alone. */
  readonly forced: number;
  /** Documented, but no run was answered so. */
  readonly missing: readonly number[];
}

export interface MatrixRow {
  readonly code: number;
  readonly label: string;
  /** Null where the version does not document the code. */
  readonly versions: Readonly<Record<Version, MatrixCell | null>>;
  /** The answer to look at first; null when there is none. */
  readonly shown: Shown | null;
  /** How many other scenarios show the code. */
  readonly others: number;
}

type MatrixCell = 'cause' | 'forced' | 'missing';

/** Builds the matrix of a method from the replies of runs, and from nothing else. */
export function codeMatrix(method: MethodName, results: readonly ScenarioResult[]): CodeMatrix {
  const codes = codesOf(method).map(({ code }) => matrixRow(method, code, results));
  return { method, versions: byVersion((version) => tallyOf(method, version, codes)), codes };
}

/** The row of one code. */
function matrixRow(method: MethodName, code: number, results: readonly ScenarioResult[]): MatrixRow {
  const answers = results.flatMap((result) =>
    result.codes.filter((reply) => reply.method === method && reply.code === code).map((reply) => ({ result, reply })),
  );
  const cells = byVersion((version) => {
    const inVersion = answers.filter(({ result }) => result.version === version);
    if (inVersion.length === 0) return isDocumented(method, code, version) ? 'missing' : null;
    return inVersion.some(({ reply }) => !reply.forced) ? 'cause' : 'forced';
  });
  const shown = shownIn(answers.map(({ result, reply }) => ({ run: result, reply, part: 1 / result.codes.length })));
  const scenarios = new Set(shown.map(({ scenario, file }) => JSON.stringify([scenario, file])));
  return {
    code,
    label: labelOf(method, code) ?? '',
    versions: cells,
    shown: shown[0] ?? null,
    others: Math.max(0, scenarios.size - 1),
  };
}

function tallyOf(method: MethodName, version: Version, rows: readonly MatrixRow[]): Tally {
  const those = (cell: MatrixCell) => rows.filter((row) => row.versions[version] === cell);
  return {
    documented: documentedCodes(method, version).length,
    byCause: those('cause').length,
    forced: those('forced').length,
    missing: those('missing').map(({ code }) => code),
  };
}

function byVersion<T>(make: (version: Version) => T): Record<Version, T> {
  // One entry for each of `versions`, which are all there are.
  return Object.fromEntries(versions.map((version) => [version, make(version)])) as Record<Version, T>;
}
