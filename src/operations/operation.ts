import type { CallFault } from '../store/faultState.js';
import type { World } from '../store/world.js';
import type { Argument, Decision, Out, Reply } from '../vocabulary/methods/call.js';
import type { CommonOutcome } from '../vocabulary/methods/commonCodes.js';
import type { ExtendedStatus } from '../vocabulary/methods/extendedStatus.js';
import type { Complete, Method, OutcomeOf } from '../vocabulary/methods/notation.js';
import type { AfterEffectStep, Step } from '../vocabulary/steps.js';
import type { Version } from '../vocabulary/versions.js';
import type { CallFacts } from './facts/call.js';
import type { JobFacts } from './facts/job.js';
import type { ElementFacts, SystemFacts } from './facts/system.js';
import type { Plan } from './plan.js';

/** A method's behaviour, in the order in which a request meets it. Its facts are in `vocabulary/methods`.
 *
 * The first row of the first step that applies chooses the return code. Up to `array` a row refuses and nothing has changed;
 * after it the method has had its effect, and a row is a failure after the effect.
 */
export interface Operation<M extends Method = Method> {
  readonly method: Complete<M>;
  /** What is malformed about the arguments, in words, beside what their types say; null when nothing is. */
  readonly malformed?: (given: Readonly<Record<string, Argument>>, world: World) => string | null;
  /** The steps that are left out have no row, and the method passes them. */
  readonly rows: { readonly [At in Step]?: readonly Row<FactsAt<At>, OutcomeOf<M> | CommonOutcome>[] };
  /** The step at which it has its effect: `array` where it is left out. `readBack`: what the service knows is changed, by what it has
   * read; up to there nothing has happened.
   */
  readonly effectAt?: 'array' | 'readBack';
  /** How long the effect takes within the call, in milliseconds: the array answers when it is there. Left out where that is no time. */
  readonly takes?: (facts: CallFacts) => number;
  /** Proposes the effect of a request that no row has stopped. */
  readonly plan: (facts: CallFacts) => Plan;
  /** What a caller gets, in the documents' order. */
  readonly reply: (answer: Answer) => Reply;
  /** What ends a job of this method in Exception: judged when its work is done, and when what it works on changes before. */
  readonly ends: readonly End<OutcomeOf<M> | CommonOutcome>[];
}

/** An operation as it is kept among others: its outcomes are texts. */
export interface AnyOperation extends Omit<Operation, 'rows' | 'ends' | 'method'> {
  readonly method: Method;
  readonly rows: { readonly [At in Step]?: readonly Row<FactsAt<At>>[] };
  readonly ends: readonly End[];
}

/** What is judged by after the effect: the volume and the pool do not matter any more. */
export type AfterEffectFacts = Omit<CallFacts, 'volume' | 'pool'>;

type FactsAt<At extends Step> = At extends AfterEffectStep ? AfterEffectFacts : CallFacts;

/** What a reply is made from. */
interface Answer {
  readonly code: number;
  /** The ids of what the call has made, of the pool that it made, was called on or named, and of its job. */
  readonly made: string | null;
  readonly pool: string | null;
  readonly job: string | null;
  /** What the plan found out, or the row that refused. */
  readonly out: Out | null;
  readonly status: ExtendedStatus | null;
  readonly decided: Decision;
}

/** One row of an operation's table. */
export interface Row<Facts, Outcome extends string = string> {
  readonly refuse: Outcome;
  /** The cause in one word, unique within its step: what scenarios and traces call it. */
  readonly because: string;
  /** The cause in a sentence, for `explain` and for messages of forced outcomes. */
  readonly cause: string;
  /** The row applies when all three of these hold; one that is left out always does. A row without any can only be
   * forced: nothing that a user sets up leads there.
   *
   * `whenSystem` is about the system, whatever the call: judged once while the settings stay as they are. `whenElements` is about
   * what kind of volume, pool and account a call has: judged once a kind, and before the call has an effect. So a call meets no
   * more rows than can apply.
   */
  readonly whenSystem?: (system: SystemFacts) => boolean;
  readonly whenElements?: (elements: ElementFacts) => boolean;
  readonly when?: (facts: Facts) => boolean;
  /** Whether what a fault plan does to the call at this step leads here, too. */
  readonly whenFault?: (fault: CallFault, facts: Facts) => boolean;
  /** What the caller reads, with the numbers that decided. */
  readonly message?: (facts: Facts) => string;
  /** The message says numbers as they are, whether the row applies or not: as long as what it asks of system and elements holds. */
  readonly counts?: true;
  /** What the reply hands out with the refusal; nothing when left out. Sizes are blocks. */
  readonly out?: (facts: Facts) => Out;
  /** The versions that have this row. */
  readonly since?: Version;
  readonly before?: Version;
  /** The answer comes only when the operation timeout has passed. */
  readonly waits?: true;
}

/** One row of the table that judges a job: the first that applies ends it with an error. */
export interface End<Outcome extends string = string> {
  readonly fail: Outcome;
  readonly because: string;
  readonly cause: string;
  /** Left out where the failure can only be forced. */
  readonly when?: (facts: JobFacts) => boolean;
  readonly message?: (facts: JobFacts) => string;
}

/** An operation whose types have been checked against its method's facts. */
export function operation<M extends Method>(checked: Operation<M>): AnyOperation {
  return checked;
}

/** Whether a row has a cause that a user can set up. */
export function isNatural({
  whenSystem,
  whenElements,
  when,
}: Pick<Row<never>, 'whenSystem' | 'whenElements' | 'when'>): boolean {
  return whenSystem !== undefined || whenElements !== undefined || when !== undefined;
}
