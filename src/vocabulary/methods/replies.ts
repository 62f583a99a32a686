import type { Decision } from './call.js';
import type { ExtendedStatus } from './extendedStatus.js';
import type { MethodName, Methods } from './index.js';
import type { Callable, Invocable, MethodsCalled } from './names.js';
import type { CodeOf, Method, OutcomeOf, OutOf, ParametersOf } from './notation.js';
import type { UnmodelledCodes } from './unmodelled/index.js';

/** What is given to the method of that name. */
export type ParametersFor<Name extends Callable> = ParametersOf<MethodsCalled<Name>>;

/** What a method answers, by the documents' names. */
type ReplyOf<M extends Method> = M extends Method
  ? { readonly ReturnValue: CodeOf<M> } & OutOf<M> & {
        /** Beside what the documents know: what in the simulator chose this answer. */
        readonly decided: Decision;
      }
  : never;

/** What the method of that name answers. */
export type ReplyTo<Name extends Callable> = Name extends Invocable
  ? ReplyOf<Extract<MethodsCalled<Name>, Method>>
  : UnmodelledReply;

/** What a method answers that arraysim does not model. */
export interface UnmodelledReply {
  readonly ReturnValue: UnmodelledCodes[keyof UnmodelledCodes]['code'];
  readonly ExtendedStatus: ExtendedStatus;
  readonly decided: Decision;
}

/** What a method answers, whichever it is. */
export type AnyReply = ReplyTo<MethodName> | UnmodelledReply;

/** What CreateClone takes; all of it may be left out.
 * @see MSFT_SMStorageVolume.CreateClone, Parameters
 */
export type CreateCloneParameters = ParametersFor<'CreateClone'> & {
  /** What the clone is to be called; the array supplies a name when left out. */
  readonly ElementName?: unknown;
  /** The pool that the clone goes to: its name, its id, or a view of it. */
  readonly TargetPool?: unknown;
  /** The provider's account; that of the configuration provider when left out. */
  readonly username?: unknown;
  /** Its password. */
  readonly password?: unknown;
};

/** What CreateClone answers. */
export type CreateCloneReply = ReplyTo<'CreateClone'> & {
  /** 0: it is done. 4096: a job does it. Others are errors: `arraysim explain CreateClone <code>`. */
  readonly ReturnValue: unknown;
  /** The id of the clone; null with an error. */
  readonly TargetStorageVolume: unknown;
  /** The id of the job that copies; null without one. */
  readonly Job: unknown;
  /** What went wrong, with its numbers; null without an error. */
  readonly ExtendedStatus: unknown;
};

/** The name of what CreateClone answers: 'jobStarted', 'notEnoughResources'. */
export type CreateCloneOutcome = OutcomeOf<Methods['CreateClone']>;
/** A return code of CreateClone. */
export type CreateCloneCode = CodeOf<Methods['CreateClone']>;
