import { badInput } from '../../vocabulary/input/badInput.js';
import { codeOf, codesOf, isDocumented, outcomeNames, outcomeOf } from '../../vocabulary/methods/codes.js';
import { codesInWords, type DocumentedMethod, documentedMethods } from '../../vocabulary/methods/documented.js';
import { factsOf, type MethodName, methodNames } from '../../vocabulary/methods/index.js';
import type { ReturnCode } from '../../vocabulary/methods/returnCode.js';
import { absenceInWords, isWithin, type Version, versions } from '../../vocabulary/versions.js';
import type { Cause, CodeFacts, CodeRow, ShownRun } from './codeFacts.js';
import { type Example, examples } from './examples.js';
import { type OlderRelease, olderReleases } from './olderReleases.js';
import { type OtherMethods, otherMethods } from './otherMethods.js';
import { type Shown, shownIn } from './shownIn.js';

/** All that there is to know about a return code of a method that arraysim answers. */
export interface Explanation {
  /** 'MSFT_SMStorageVolume.Delete' */
  readonly method: string;
  readonly answeredAs: MethodName;
  readonly simulated: true;
  readonly code: number;
  readonly outcome: string;
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
  readonly jobEnds: readonly Cause[];
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

interface ExplainedRow extends CodeRow {
  readonly scenarios: readonly Example[];
}

/** Explains a code of a method by what is known of it.
 * @param asked a code's number, or the name of its outcome
 * @param known of each code of the method
 * @param together methods that are explained beside it, and so are none of the others that have the number
 * @throws BadInputError for a code that the method does not have in any version
 */
export function explain(
  method: MethodName,
  asked: string,
  version: Version | undefined,
  known: Readonly<Record<number, CodeFacts>>,
  together: readonly DocumentedMethod[] = [],
): Explanation {
  const code = codeNamed(method, asked);
  const of = version === undefined ? versions : [version];
  const { outcome = '', label = '', meaning = '' } = codesOf(method).find((one) => one.code === code) ?? {};
  const having = versions.filter((one) => isDocumented(method, code, one));
  const facts = factsOf(method);
  const { className, name } = facts;
  if (version !== undefined && !isWithin(version, facts)) {
    const expected = `a code of a method that ${version} has; ${method} ${absenceInWords(version, facts)}`;
    return badInput({ field: 'code', value: asked, expected });
  }
  const askedAndHaving = having.filter((one) => of.includes(one));
  const documented = askedAndHaving.length === 0 ? having : askedAndHaving;
  const { rows: all, jobEnds, runs } = known[code] ?? { rows: [], jobEnds: [], runs: [] };
  const ran = runs.filter((run) => documented.includes(run.version));
  const rows = inVersions(all, documented).map((row) => ({ ...row, scenarios: examplesOf(ran, row) }));
  return {
    method: `${className}.${name}`,
    answeredAs: method,
    simulated: true,
    code,
    outcome,
    label,
    meaning,
    asked: of,
    versions: documented,
    proves: proofOf(outcome, rows),
    rows,
    jobEnds: inVersions(jobEnds, documented),
    scenarios: examplesOf(ran),
    jobScenarios: examples(ran.filter(({ failed }) => failed)),
    example: shownIn(ran.flatMap((run) => run.replies.map((reply) => ({ run, reply, part: reply.part }))))[0] ?? null,
    olderReleases: olderReleases(
      of.filter((one) => isWithin(one, facts) && !having.includes(one)),
      runs,
    ),
    otherMethods: otherMethods(
      code,
      documentedMethods().filter((one) => one.answeredAs === method || together.includes(one)),
    ),
  };
}

function codeNamed(method: MethodName, asked: string): number {
  const names = codesOf(method).map(({ outcome }) => outcome);
  if (!/^\d+$/.test(asked)) {
    const found = codeOf(method, asked);
    if (found !== undefined) return found;
    const [, such] = codesOf(method).filter(({ code }) => code > 4096);
    const example = such ?? codesOf(method)[0];
    const expected = `a return code of ${method}, such as ${example?.code}, or the name of its outcome, such as ${example?.outcome}, or a method and its code`;
    return badInput({
      field: 'code',
      value: asked,
      expected,
      among: [...names, ...documentedMethods().map(({ short }) => short)],
    });
  }
  const code = Number(asked);
  if (outcomeOf(method, code) !== undefined) return code;
  const own = documentedMethods().filter(({ answeredAs }) => answeredAs === method);
  const listed = own.map(codesInWords).join();
  const expected = `a return code of ${method} (${listed}); near it are ${near(codesOf(method), code)}${havingIt(code)}`;
  return badInput({ field: 'code', value: code, expected });
}

/** @throws BadInputError about a code that none of the methods has that arraysim answers */
export function refuseCode(asked: string): never {
  if (!/^\d+$/.test(asked)) {
    const expected = `a return code of a method (arraysim methods lists them), such as 40002, or the name of its outcome, such as notEnoughResources, or a method and its code`;
    const among = [...outcomeNames, ...documentedMethods().map(({ short }) => short)];
    return badInput({ field: 'code', value: asked, expected, among });
  }
  const code = Number(asked);
  const all = new Map(methodNames.flatMap((method) => codesOf(method).map((one) => [one.code, one] as const)));
  const expected = `a return code of a method; near it are ${near([...all.values()], code)}${havingIt(code)}`;
  return badInput({ field: 'code', value: code, expected });
}

/** Which methods have a number, and how to ask about one of them. */
function havingIt(code: number): string {
  const [first, ...more] = otherMethods(code, []).flatMap((meaning) => meaning.methods);
  if (first === undefined) return '';
  const have = more.length === 0 ? 'has' : 'have';
  return `; ${[first, ...more.slice(0, 2)].join(', ')} ${have} it: arraysim explain ${first} ${code}`;
}

function near(codes: readonly Pick<ReturnCode, 'code' | 'label'>[], code: number): string {
  const nearest = codes
    .map((entry) => ({ ...entry, apart: Math.abs(entry.code - code) }))
    .sort((left, right) => left.apart - right.apart)
    .slice(0, 3)
    .sort((left, right) => left.code - right.code);
  return nearest.map((entry) => `${entry.code} (${entry.label})`).join(', ');
}

/** What some of these versions answer so, of each of them. */
function inVersions<One extends Cause>(all: readonly One[], those: readonly Version[]): One[] {
  return all
    .map((one) => ({ ...one, versions: one.versions.filter((version) => those.includes(version)) }))
    .filter(({ versions: left }) => left.length > 0);
}

function proofOf(outcome: string, rows: readonly Pick<ExplainedRow, 'proves'>[]): Proof {
  if (outcome === 'success') return 'done';
  if (outcome === 'jobStarted') return 'accepted';
  const proofs = new Set(rows.map(({ proves }) => proves));
  const [only] = proofs;
  return proofs.size === 1 && only !== undefined ? only : 'nothing';
}

function examplesOf(runs: readonly ShownRun[], row?: Pick<CodeRow, 'step' | 'because'>): Example[] {
  const shows = runs.filter(({ replies }) =>
    replies.some((reply) => row === undefined || (reply.step === row.step && reply.because === row.because)),
  );
  return examples(shows);
}
