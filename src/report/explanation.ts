import { createClone } from '../operations/createClone.js';
import { compileOperation } from '../operations/operation.js';
import type { ScenarioResult } from '../scenario/result.js';
import { badInput } from '../vocabulary/badInput.js';
import {
  type CreateCloneCode,
  type CreateCloneOutcome,
  codeOf,
  createCloneCodes,
  isDocumented,
  outcomeOf,
  type ReturnCode,
} from '../vocabulary/returnCodes.js';
import { isAfterEffect, type Step, steps } from '../vocabulary/steps.js';
import { type Version, versions } from '../vocabulary/versions.js';

/** All that there is to know about a return code of CreateClone. */
export interface Explanation {
  readonly code: CreateCloneCode;
  readonly outcome: CreateCloneOutcome;
  /** The documents' words. */
  readonly label: string;
  readonly meaning: string;
  /** The releases that it was asked about. */
  readonly asked: readonly Version[];
  /** Those of them that document it. */
  readonly versions: readonly Version[];
  readonly proves: Proof;
  /** What answers it, in the order in which a request meets it. */
  readonly rows: readonly ExplainedRow[];
  /** What ends a job with it as ErrorCode. */
  readonly jobEnds: readonly ExplainedJobEnd[];
  /** Names of scenarios: with a reply of this code, and with a job that failed so. */
  readonly scenarios: readonly string[];
  readonly jobScenarios: readonly string[];
}

/** What a caller knows about the array from the code alone. */
export type Proof = 'done' | 'accepted' | 'nothingChanged' | 'mayBeLeft' | 'nothing';

/** A row of CreateClone's table. */
export interface ExplainedRow {
  readonly step: Step;
  readonly because: string;
  readonly cause: string;
  /** Whether something that a user can set up leads here; else it is forced only. */
  readonly natural: boolean;
  /** The releases that answer so. */
  readonly versions: readonly Version[];
  readonly proves: 'nothingChanged' | 'mayBeLeft';
  /** Names of scenarios that show it. */
  readonly scenarios: readonly string[];
}

export type ExplainedJobEnd = Pick<ExplainedRow, 'because' | 'cause' | 'natural' | 'versions'>;

/** Explains a code by the table that answers it, and by runs of scenarios.
 * @param asked a code's number, or the name of its outcome
 * @param results runs to look for examples in
 * @throws BadInputError for a code that CreateClone does not have, or not in that version
 */
export function explain(asked: string, version: Version | undefined, results: readonly ScenarioResult[]): Explanation {
  const outcome = outcomeNamed(asked);
  const code = codeOf(outcome);
  const of = version === undefined ? versions : [version];
  const documented = of.filter((one) => isDocumented('CreateClone', code, one));
  // Only some entries of the catalogue say since when they are.
  const { label, meaning, since }: ReturnCode = createCloneCodes[outcome];
  if (documented.length === 0) {
    badInput({
      field: 'code',
      value: asked,
      expected: `a code that CreateClone has in ${version}; it has this one since ${since}`,
    });
  }
  const ran = results.filter((result) => documented.includes(result.version));
  const rows = rowsOf(code, documented).map((row) => ({ ...row, scenarios: namesOf(ran, code, row) }));
  const jobScenarios = code === 0 ? [] : ran.filter(({ jobs }) => jobs.some(({ errorCode }) => errorCode === code));
  return {
    code,
    outcome,
    label,
    meaning,
    asked: of,
    versions: documented,
    proves: proofOf(outcome, rows),
    rows,
    jobEnds: jobEndsOf(code, documented),
    scenarios: namesOf(ran, code),
    jobScenarios: jobScenarios.map(({ name }) => name),
  };
}

function outcomeNamed(asked: string): CreateCloneOutcome {
  // The keys of an object literal are its names: `Object.keys` only forgets the type.
  const names = Object.keys(createCloneCodes) as CreateCloneOutcome[];
  const found = /^\d+$/.test(asked) ? outcomeOf(Number(asked)) : names.find((name) => name === asked);
  if (found !== undefined) return found;
  if (!/^\d+$/.test(asked)) {
    const expected =
      'a return code of CreateClone, such as 40002, or the name of its outcome, such as notEnoughResources';
    return badInput({ field: 'code', value: asked, expected, among: names });
  }
  return badInput({
    field: 'code',
    value: Number(asked),
    expected: `a return code of CreateClone; near it are ${near(Number(asked))}`,
  });
}

function near(code: number): string {
  const nearest = Object.values(createCloneCodes)
    .map((entry) => ({ ...entry, apart: Math.abs(entry.code - code) }))
    .sort((left, right) => left.apart - right.apart)
    .slice(0, 3)
    .sort((left, right) => left.code - right.code);
  return nearest.map((entry) => `${entry.code} (${entry.label})`).join(', ');
}

function rowsOf(code: number, documented: readonly Version[]): Omit<ExplainedRow, 'scenarios'>[] {
  const compiled = documented.map((version) => ({ version, ...compileOperation(createClone, version) }));
  return steps.flatMap((step, at) => {
    const found = new Map<string, Omit<ExplainedRow, 'scenarios'>>();
    for (const { version, checks } of compiled) {
      for (const { because, cause, natural, code: answered } of checks[at] ?? []) {
        if (answered !== code) continue;
        const proves = isAfterEffect(step) ? 'mayBeLeft' : 'nothingChanged';
        const known = found.get(because)?.versions ?? [];
        found.set(because, {
          step,
          because,
          cause,
          natural,
          versions: [...known, version],
          proves,
        });
      }
    }
    return [...found.values()];
  });
}

function jobEndsOf(code: number, documented: readonly Version[]): ExplainedJobEnd[] {
  const found = new Map<string, ExplainedJobEnd>();
  for (const version of documented) {
    for (const { because, cause, natural, code: error } of compileOperation(createClone, version).settle) {
      if (error !== code) continue;
      const known = found.get(because)?.versions ?? [];
      found.set(because, { because, cause, natural, versions: [...known, version] });
    }
  }
  return [...found.values()];
}

function proofOf(outcome: CreateCloneOutcome, rows: readonly Pick<ExplainedRow, 'proves'>[]): Proof {
  if (outcome === 'success') return 'done';
  if (outcome === 'jobStarted') return 'accepted';
  const proofs = new Set(rows.map(({ proves }) => proves));
  const [only] = proofs;
  return proofs.size === 1 && only !== undefined ? only : 'nothing';
}

function namesOf(
  results: readonly ScenarioResult[],
  code: number,
  row?: { readonly step: Step; readonly because: string },
): string[] {
  const shows = results.filter(({ codes }) =>
    codes.some(
      (reply) =>
        reply.code === code && (row === undefined || (reply.step === row.step && reply.because === row.because)),
    ),
  );
  return shows.map(({ name }) => name);
}
