import type { Decision } from './call.js';
import type { MethodName, Methods } from './index.js';
import type { Invocable, MethodsCalled } from './names.js';
import type { CodeOf, Method, OutcomeOf, OutOf, ParametersOf } from './notation.js';

/** What is given to the method of that name. */
export type ParametersFor<Name extends Invocable> = ParametersOf<MethodsCalled<Name>>;

/** What a method answers, by the documents' names. */
type ReplyOf<M extends Method> = M extends Method
  ? { readonly ReturnValue: CodeOf<M> } & OutOf<M> & {
        /** Beside what the documents know: what in the simulator chose this answer. */
        readonly decided: Decision;
      }
  : never;

/** What the method of that name answers. */
export type ReplyTo<Name extends Invocable> = ReplyOf<MethodsCalled<Name>>;

/** What a method answers, whichever it is. */
export type AnyReply = ReplyTo<MethodName>;

export type CreateCloneParameters = ParametersFor<'CreateClone'>;
export type CreateCloneReply = ReplyTo<'CreateClone'>;
export type CreateCloneOutcome = OutcomeOf<Methods['CreateClone']>;
export type CreateCloneCode = CodeOf<Methods['CreateClone']>;
