import type { ForcedCode } from '../faults/readCode.js';
import type { CallFault } from '../store/faultState.js';
import type { Method } from '../vocabulary/methods/notation.js';
import { type Signature, signatureOf } from '../vocabulary/methods/parameters.js';
import { type Step, steps } from '../vocabulary/steps.js';
import { atLeast, isWithin, type Version } from '../vocabulary/versions.js';
import type { CallFacts } from './facts/call.js';
import type { JobFacts } from './facts/job.js';
import { type AnyOperation, type End, isNatural, type Row } from './operation.js';

/** A {@link Row} with its code in one version. */
export interface CompiledRow extends Row<CallFacts> {
  readonly step: Step;
  /** What it refuses with, and the number that the method has for it. */
  readonly outcome: string;
  readonly code: number;
  /** Whether it has a cause that a user can set up. */
  readonly natural: boolean;
}

/** An {@link End} with the ErrorCode that a job gets in one version. */
export interface CompiledEnd extends End {
  readonly outcome: string;
  readonly code: number;
  readonly natural: boolean;
}

/** Conditions, and the places in a table of the rows that they are of. Two lists of one kind each are walked several times
 * as fast as one list of rows that each have other optional members.
 */
export interface Conditions<Facts> {
  readonly conditions: readonly ((facts: Facts) => boolean)[];
  readonly places: readonly number[];
}

/** An operation as one version has it. */
export interface CompiledOperation
  extends Pick<AnyOperation, 'method' | 'malformed' | 'takes' | 'plan' | 'reply'>,
    Signature {
  /** Of the method: its class and its name there. */
  readonly name: string;
  /** Whether the version has the method at all. */
  readonly exists: boolean;
  readonly className: string;
  /** By index in `steps`. */
  readonly rows: readonly (readonly CompiledRow[])[];
  readonly ends: readonly CompiledEnd[];
  /** The conditions of those of `ends` that have one, and their places in it. */
  readonly endings: Conditions<JobFacts>;
  readonly effectAt: Step;
  readonly success: number;
  readonly jobStarted: number;
  /** The number of an outcome, its own or of what stands for it; undefined where the method has neither. */
  readonly codeFor: (outcome: string) => number | undefined;
}

/** Keeps the rows that a version has, in order, with the codes that it answers. */
export function compileOperation(operation: AnyOperation, version: Version): CompiledOperation {
  const { method, malformed, takes, plan, reply, effectAt = 'array' } = operation;
  const name = `${method.className}.${method.name}`;
  const rows = steps.map((step) =>
    (operation.rows[step] ?? [])
      .filter(({ since, before }) => (!since || atLeast(version, since)) && (!before || !atLeast(version, before)))
      .map((row) => ({
        ...row,
        step,
        outcome: row.refuse,
        code: demandCode(method, row.refuse, version),
        natural: isNatural(row),
      })),
  );
  // A job's ErrorCode is the method's code for the same cause.
  const ends = operation.ends.map((row) => ({
    ...row,
    outcome: row.fail,
    code: demandCode(method, row.fail, version),
    natural: row.when !== undefined,
  }));
  const judged = ends.flatMap(({ when }, place) => (when === undefined ? [] : [{ when, place }]));
  const endings = { conditions: judged.map(({ when }) => when), places: judged.map(({ place }) => place) };
  const success = method.codes.success?.code ?? 0;
  // A method that never starts a job has no code for it, and is never asked.
  const jobStarted = method.codes.jobStarted?.code ?? success;
  const codeFor = (outcome: string) => codeIn(method, outcome, version);
  return {
    method,
    name,
    exists: isWithin(version, method),
    className: method.className,
    ...signatureOf(method, version),
    ...(malformed && { malformed }),
    ...(takes && { takes }),
    plan,
    reply,
    rows,
    ends,
    endings,
    effectAt,
    success,
    jobStarted,
    codeFor,
  };
}

/** The number that a method answers in one version for an outcome: its own, or that of the outcome that stands for it. */
function codeIn(method: Method, outcome: string, version: Version): number | undefined {
  const modern = atLeast(version, '2016');
  const asked = (!modern && method.before2016?.[outcome]) || outcome;
  return (method.codes[asked] ?? method.codes[method.instead[asked] ?? ''])?.code;
}

/** @throws when the method neither has the outcome nor says what stands for it; the types of operations see to that */
function demandCode(method: Method, outcome: string, version: Version): number {
  const code = codeIn(method, outcome, version);
  if (code === undefined) throw new Error(`${method.className}.${method.name} has no code for '${outcome}'`);
  return code;
}

/** The place of the first row that applies to a call that faults have been injected into; -1 when none does.
 *
 * Nothing that is known of the settings helps here: every row is asked.
 */
export function firstUnderFault(rows: readonly CompiledRow[], fault: CallFault, facts: CallFacts): number {
  return rows.findIndex(
    (row) =>
      row.whenFault?.(fault, facts) ||
      (row.natural &&
        row.whenSystem?.(facts) !== false &&
        row.whenElements?.(facts) !== false &&
        row.when?.(facts) !== false),
  );
}

/** The number that a fault asks for from a call of this method: a name means what it means to the method. */
export function numberOf(operation: CompiledOperation, { code, outcome }: ForcedCode): number | undefined {
  return outcome === null ? code : operation.codeFor(outcome);
}

/** A row that can be asked for, by its number or by the name of its outcome. */
interface Askable {
  readonly outcome: string;
  readonly code: number;
  readonly natural: boolean;
}

/** The row that a fault asks for, if its place is before another's. A name is the row of that outcome: a method may answer
 * several with one number. Without such a row, and where a number is given, it is the row of that number. Of several it is
 * the one that can only be forced, where there is one, else the first.
 * @param number what the name, if it is one, means to the method; undefined where that is nothing
 */
export function rowAskedFor<R extends Askable>(
  rows: readonly R[],
  number: number | undefined,
  outcome: string | null,
  before: number = rows.length,
): R | undefined {
  const named = outcome === null ? -1 : placeOf(rows, (row) => row.outcome === outcome);
  const at = named === -1 ? placeOf(rows, (row) => row.code === number) : named;
  return at < before ? rows[at] : undefined;
}

function placeOf(rows: readonly Askable[], isMeant: (row: Askable) => boolean): number {
  const forcedOnly = rows.findIndex((row) => isMeant(row) && !row.natural);
  return forcedOnly === -1 ? rows.findIndex(isMeant) : forcedOnly;
}

/** The place of the row whose condition is the first that holds; -1 when none does. */
export function firstThatHolds<Facts>({ conditions, places }: Conditions<Facts>, facts: Facts): number {
  for (let index = 0; index < conditions.length; index++) {
    if (conditions[index]?.(facts)) return places[index] ?? -1;
  }
  return -1;
}
