import { createClone } from '../../operations/createClone.js';
import { compileOperation } from '../../operations/operation.js';
import type { ScenarioResult } from '../../scenario/perform/result.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { codesInWords, methods, methodsNamed } from '../../vocabulary/methods/methodCodes.js';
import {
  type CreateCloneCode,
  type CreateCloneOutcome,
  codeOf,
  createCloneCodes,
  isDocumented,
  outcomeOf,
  type ReturnCode,
} from '../../vocabulary/methods/returnCodes.js';
import { isAfterEffect, type Step, steps } from '../../vocabulary/steps.js';
import { type Version, versions } from '../../vocabulary/versions.js';
import { matrixRow, type Shown } from './codeMatrix.js';
import { type Example, examples } from './examples.js';
import { type OlderRelease, olderReleases } from './olderReleases.js';
import { type OtherMethods, otherMethods } from './otherMethods.js';

/** All that there is to know about a return code of CreateClone. */
export interface Explanation {
  readonly method: 'MSFT_SMStorageVolume.CreateClone';
  readonly simulated: true;
  readonly code: CreateCloneCode;
  readonly outcome: CreateCloneOutcome;
  /** The documents' words. */
  readonly label: string;
  readonly meaning: string;
  /** The releases that it was asked about. */
  readonly asked: readonly Version[];
  /** Those of them that document it; if none does, those that do. The rest is about these. */
  readonly versions: readonly Version[];
  readonly proves: Proof;
  /** What answers it, in the order in which a request meets it. */
  readonly rows: readonly ExplainedRow[];
  /** What ends a job with it as ErrorCode. */
  readonly jobEnds: readonly ExplainedJobEnd[];
  /** Scenarios with a reply of this code, and with a job that failed so. */
  readonly scenarios: readonly Example[];
  readonly jobScenarios: readonly Example[];
  /** The reply of this code to look at first; null when there is none. */
  readonly example: Shown | null;
  /** What releases that were asked about, and do not document it, answer instead. */
  readonly olderReleases: readonly OlderRelease[];
  /** What the number means to other methods. */
  readonly otherMethods: readonly OtherMethods[];
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
  readonly scenarios: readonly Example[];
}

export type ExplainedJobEnd = Pick<ExplainedRow, 'because' | 'cause' | 'natural' | 'versions'>;

/** Explains a code by the table that answers it, and by runs of scenarios.
 * @param asked a code's number, or the name of its outcome
 * @param results runs to look for examples in
 * @throws BadInputError for a code that CreateClone does not have in any version
 */
export function explain(asked: string, version: Version | undefined, results: readonly ScenarioResult[]): Explanation {
  const outcome = outcomeNamed(asked);
  const code = codeOf(outcome);
  const of = version === undefined ? versions : [version];
  const { label, meaning }: ReturnCode = createCloneCodes[outcome];
  const having = versions.filter((one) => isDocumented('CreateClone', code, one));
  const askedAndHaving = having.filter((one) => of.includes(one));
  const documented = askedAndHaving.length === 0 ? having : askedAndHaving;
  const ran = results.filter((result) => documented.includes(result.version));
  const rows = rowsOf(code, documented).map((row) => ({ ...row, scenarios: examplesOf(ran, code, row) }));
  const failed = ({ jobs }: ScenarioResult) => code !== 0 && jobs.some(({ errorCode }) => errorCode === code);
  return {
    method: 'MSFT_SMStorageVolume.CreateClone',
    simulated: true,
    code,
    outcome,
    label,
    meaning,
    asked: of,
    versions: documented,
    proves: proofOf(outcome, rows),
    rows,
    jobEnds: jobEndsOf(code, documented),
    scenarios: examplesOf(ran, code),
    jobScenarios: examples(ran.filter(failed)),
    example: matrixRow(code, ran).shown,
    olderReleases: olderReleases(
      code,
      of.filter((one) => !having.includes(one)),
      results,
    ),
    otherMethods: otherMethods(code, methodsNamed('CreateClone')),
  };
}

function outcomeNamed(asked: string): CreateCloneOutcome {
  // The keys of an object literal are its names: `Object.keys` only forgets the type.
  const names = Object.keys(createCloneCodes) as CreateCloneOutcome[];
  const found = /^\d+$/.test(asked) ? outcomeOf(Number(asked)) : names.find((name) => name === asked);
  if (found !== undefined) return found;
  if (!/^\d+$/.test(asked)) {
    const expected =
      'a return code of CreateClone, such as 40002, or the name of its outcome, such as notEnoughResources, or a method and its code';
    return badInput({ field: 'code', value: asked, expected, among: [...names, ...methods.map(({ short }) => short)] });
  }
  const code = Number(asked);
  const listed = methodsNamed('CreateClone').map(codesInWords).join();
  const others = otherMethods(code, []).flatMap((meaning) => meaning.methods);
  const hint =
    others.length === 0 ? '' : `; ${others.slice(0, 3).join(', ')} have it: arraysim explain ${others[0]} ${code}`;
  const expected = `a return code of CreateClone (${listed}); near it are ${near(code)}${hint}`;
  return badInput({ field: 'code', value: code, expected });
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

function examplesOf(
  results: readonly ScenarioResult[],
  code: number,
  row?: { readonly step: Step; readonly because: string },
): Example[] {
  const shows = results.filter(({ codes }) =>
    codes.some(
      (reply) =>
        reply.code === code && (row === undefined || (reply.step === row.step && reply.because === row.because)),
    ),
  );
  return examples(shows);
}
