import { compileOperation } from '../../operations/compile.js';
import { operations } from '../../operations/index.js';
import { codesOf, documentedCodes } from '../../vocabulary/methods/codes.js';
import { type CalledName, factsOf, type MethodName, methodNames } from '../../vocabulary/methods/index.js';
import type { Step } from '../../vocabulary/steps.js';
import { isWithin, type Version, versions } from '../../vocabulary/versions.js';

/** How much of a method, as one release has it, answers have shown. */
export interface MethodCoverage {
  /** 'CreateClone', 'Pool.Delete' */
  readonly method: MethodName;
  /** The release of the arrays that were called. */
  readonly version: Version;
  /** How many calls of it were answered, or got no reply. */
  readonly calls: number;
  /** Every documented code, ascending. */
  readonly codes: readonly CodeCoverage[];
  /** Reasons to refuse or to fail that answered no call, in the order in which a call meets them. */
  readonly rowsNeverReached: readonly RowCoverage[];
  /** How many such reasons there are. */
  readonly rows: number;
}

/** How often calls were answered with a code. */
export interface CodeCoverage {
  /** The documents' return code. */
  readonly code: number;
  /** The documents' words for it. */
  readonly label: string;
  /** By something in the array that leads to it. */
  readonly byCause: number;
  /** By a fault, that of a `fail` step too, and no natural cause. */
  readonly forced: number;
}

/** A reason to refuse or to fail. */
export interface RowCoverage {
  /** Where on its way a call meets it. */
  readonly step: Step;
  /** What it answers. */
  readonly code: number;
  /** The cause, in one word. */
  readonly because: string;
  /** Whether something that a user can set up leads here; else it is forced only. */
  readonly natural: boolean;
}

/** An answer, as it is counted. */
export interface CountedAnswer {
  readonly version: Version;
  readonly method: CalledName;
  /** Null where no reply came. */
  readonly code: number | null;
  readonly step: Step;
  readonly because: string;
  readonly forced: boolean;
}

/** What answers have shown of each method in each release that they are of, the releases in order, the methods in that of their list;
 * methods without a call, too.
 */
export function coverage(answers: readonly CountedAnswer[]): MethodCoverage[] {
  const of = new Set(answers.map(({ version }) => version));
  return versions
    .filter((version) => of.has(version))
    .flatMap((version) =>
      methodNames
        .filter((method) => isWithin(version, factsOf(method)))
        .map((method) => coverageOfMethod(method, version, answers)),
    );
}

/** The same of the answers that runs of scenarios got. */
export function coverageOfRuns(
  results: readonly { readonly version: Version; readonly codes: readonly Omit<CountedAnswer, 'version'>[] }[],
): MethodCoverage[] {
  return coverage(results.flatMap(({ version, codes }) => codes.map((reply) => ({ ...reply, version }))));
}

/** Of the documented codes of the methods that were called, how many in a hundred answered some call; 100 without a call. */
export function percentCovered(methods: readonly MethodCoverage[]): number {
  const codes = methods.filter(({ calls }) => calls > 0).flatMap((one) => one.codes);
  if (codes.length === 0) return 100;
  return (100 * codes.filter(isReached).length) / codes.length;
}

/** Whether some call was answered with the code. */
export function isReached({ byCause, forced }: CodeCoverage): boolean {
  return byCause + forced > 0;
}

function coverageOfMethod(method: MethodName, version: Version, answers: readonly CountedAnswer[]): MethodCoverage {
  const own = answers.filter((answer) => answer.method === method && answer.version === version);
  const documented = documentedCodes(method, version);
  const codes = codesOf(method)
    .filter(({ code }) => documented.includes(code))
    .map(({ code, label }) => {
      const those = own.filter((answer) => answer.code === code);
      const forced = those.filter((answer) => answer.forced).length;
      return { code, label, byCause: those.length - forced, forced };
    });
  const rows = compileOperation(operations[method], version).rows.flat();
  const reached = new Set(own.map(({ step, because }) => `${step} ${because}`));
  const rowsNeverReached = rows
    .filter(({ step, because }) => !reached.has(`${step} ${because}`))
    .map(({ step, code, because, natural }) => ({ step, code, because, natural }));
  return { method, version, calls: own.length, codes, rowsNeverReached, rows: rows.length };
}
