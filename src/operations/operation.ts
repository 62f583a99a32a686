import type { LinkMeta, ServerMeta } from '../lifecycle/providerConnection.js';
import type { Configuration } from '../store/configuration.js';
import type { CallFault } from '../store/faultState.js';
import type { Account, PoolRow, VolumeRow } from '../store/rows.js';
import type { Credential, Settings } from '../store/settings.js';
import type { CreateCloneCode, CreateCloneOutcome } from '../vocabulary/methods/returnCodes.js';
import { codeOf } from '../vocabulary/methods/returnCodes.js';
import type { Abilities } from '../vocabulary/profile/capabilities.js';
import type { Profile } from '../vocabulary/profile/profile.js';
import { type Step, steps } from '../vocabulary/steps.js';
import { atLeast, type Version } from '../vocabulary/versions.js';

/** One row of an operation's table: the first row of the first step that applies chooses the return code. */
export interface Check<Facts> {
  readonly refuse: CreateCloneOutcome;
  /** The cause in one word, unique within its step: what scenarios and traces call it. */
  readonly because: string;
  /** The cause in a sentence, for `explain` and for messages of forced outcomes. */
  readonly cause: string;
  /** The row applies when all three of these hold; one that is left out always does. A row without any can only be
   * forced: nothing that a user sets up leads there.
   *
   * `whenSystem` is about the system, whatever the call: judged once while the settings stay as they are.
   * `whenElements` is about what kind of source, pool and account a call has: judged once a kind, and before the call
   * has an effect. So a call meets no more rows than can apply.
   */
  readonly whenSystem?: (system: SystemFacts) => boolean;
  readonly whenElements?: (elements: ElementFacts) => boolean;
  readonly when?: (facts: Facts) => boolean;
  /** Whether what a fault plan does to the call at this step leads here, too. */
  readonly whenFault?: (injected: CallFault, facts: Facts) => boolean;
  /** What the caller reads, with the numbers that decided. */
  readonly message?: (facts: Facts) => string;
  /** The versions that have this row. */
  readonly since?: Version;
  readonly before?: Version;
  /** What versions before 2016 answer instead, where they lack the code. */
  readonly refuseBefore2016?: CreateCloneOutcome;
  /** The answer comes only when the operation timeout has passed. */
  readonly waits?: true;
}

/** What is the same for every call while the settings stay as they are. */
export interface SystemFacts {
  readonly settings: Settings;
  readonly configuration: Configuration;
  /** The profile's part about the provider. */
  readonly provider: Profile['provider'];
  readonly link: LinkMeta['link'];
  readonly server: ServerMeta['server'];
  /** What the array can do, what the provider tells that it can, and what the service's cache says that it can. */
  readonly live: Abilities;
  readonly reported: Abilities;
  readonly discovered: Abilities;
}

/** What is the same for every call with elements of the same kind. */
export interface ElementFacts extends SystemFacts {
  /** Undefined when no row answers to the reference, or no longer. */
  readonly source: Readonly<Pick<VolumeRow, 'state' | 'usage' | 'snapshot' | 'unseenChanges' | 'goneAt'>> | undefined;
  /** The pool that the target goes to: TargetPool, or the source's pool. */
  readonly pool:
    | Readonly<Pick<PoolRow, 'state' | 'usage' | 'primordial' | 'remote' | 'unseenChanges' | 'goneAt'>>
    | undefined;
  /** Whether the call names a TargetPool. */
  readonly namesPool: boolean;
  /** The credential of the call: its own, else the configuration provider's, else none. */
  readonly credential: Credential | undefined;
  /** The account that the credential names, whether or not its password is right. */
  readonly account: Account | undefined;
}

/** One row of the table that judges a job: the first that applies ends it with an error. */
export interface Settlement<Facts> {
  readonly fail: CreateCloneOutcome;
  /** The ErrorCode before 2016, where those versions lack the code. */
  readonly failBefore2016?: CreateCloneOutcome;
  readonly because: string;
  readonly cause: string;
  /** Only a fault plan leads here, and no forced code. */
  readonly byFault?: true;
  /** Left out where the failure can only be forced. */
  readonly when?: (facts: Facts) => boolean;
  readonly message?: (facts: Facts) => string;
}

/** A method: its ordered checks by step, and the ordered settlements of its jobs. */
export interface Operation<Facts, JobFacts> {
  readonly method: 'CreateClone';
  readonly checks: Readonly<Partial<Record<Step, readonly Check<Facts>[]>>>;
  readonly settle: readonly Settlement<JobFacts>[];
}

/** A {@link Check} with its code in one version. */
export interface CompiledCheck<Facts> extends Check<Facts> {
  readonly step: Step;
  readonly code: CreateCloneCode;
  /** Whether it has a cause that a user can set up. */
  readonly natural: boolean;
}

export interface CompiledSettlement<Facts> extends Settlement<Facts> {
  readonly code: CreateCloneCode;
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
export interface CompiledOperation<Facts, JobFacts> {
  readonly method: 'CreateClone';
  /** By index in `steps`. */
  readonly checks: readonly (readonly CompiledCheck<Facts>[])[];
  readonly settle: readonly CompiledSettlement<JobFacts>[];
  /** The conditions of those of `settle` that have one, and their places in it. */
  readonly endings: Conditions<JobFacts>;
}

/** Keeps the rows that a version has, in order, with the codes that it answers. */
export function compileOperation<Facts, JobFacts>(
  operation: Operation<Facts, JobFacts>,
  version: Version,
): CompiledOperation<Facts, JobFacts> {
  const modern = atLeast(version, '2016');
  const checks = steps.map((step) => {
    const rows = operation.checks[step] ?? [];
    return rows
      .filter(({ since, before }) => (!since || atLeast(version, since)) && (!before || !atLeast(version, before)))
      .map((row) => ({
        ...row,
        step,
        code: codeOf(modern ? row.refuse : (row.refuseBefore2016 ?? row.refuse)),
        natural: isNatural(row),
      }));
  });
  // A job's ErrorCode is the method's code for the same cause.
  const settle = operation.settle.map((row) => ({
    ...row,
    code: codeOf(modern ? row.fail : (row.failBefore2016 ?? row.fail)),
    natural: row.when !== undefined,
  }));
  const judged = settle.flatMap(({ when }, place) => (when === undefined ? [] : [{ when, place }]));
  const endings = { conditions: judged.map(({ when }) => when), places: judged.map(({ place }) => place) };
  return { method: operation.method, checks, settle, endings };
}

/** Whether a row has a cause that a user can set up. */
export function isNatural({
  whenSystem,
  whenElements,
  when,
}: Pick<Check<never>, 'whenSystem' | 'whenElements' | 'when'>): boolean {
  return whenSystem !== undefined || whenElements !== undefined || when !== undefined;
}

/** The place of the first row that applies to a call into which a fault plan has injected something; -1 when none does.
 *
 * Nothing that is known of the settings helps here: every row is asked.
 */
export function firstUnderFault<Facts extends ElementFacts>(
  rows: readonly CompiledCheck<Facts>[],
  injected: CallFault,
  facts: Facts,
): number {
  return rows.findIndex(
    (row) =>
      row.whenFault?.(injected, facts) ||
      (row.natural &&
        row.whenSystem?.(facts) !== false &&
        row.whenElements?.(facts) !== false &&
        row.when?.(facts) !== false),
  );
}

/** The row that a return code stands for where it is asked for, if its place is before another's: the row of that code that
 * can only be forced, where there is one, else the first.
 */
export function rowOfCode<Row extends { readonly code: number; readonly natural: boolean }>(
  rows: readonly Row[],
  code: number,
  before: number = rows.length,
): Row | undefined {
  const forcedOnly = rows.findIndex((row) => row.code === code && !row.natural);
  const at = forcedOnly === -1 ? rows.findIndex((row) => row.code === code) : forcedOnly;
  return at < before ? rows[at] : undefined;
}

/** The place of the row whose condition is the first that holds; -1 when none does. */
export function firstThatHolds<Facts>({ conditions, places }: Conditions<Facts>, facts: Facts): number {
  for (let index = 0; index < conditions.length; index++) {
    if (conditions[index]?.(facts)) return places[index] ?? -1;
  }
  return -1;
}
