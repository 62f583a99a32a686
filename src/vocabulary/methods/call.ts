import type { Loss } from '../losses.js';
import type { Step } from '../steps.js';
import type { CallId } from '../units/ids.js';
import type { ExtendedStatus } from './extendedStatus.js';
import type { CalledName } from './index.js';

/** Which row of the method's table answered, and when. */
export interface Decision {
  /** The method that was called. */
  readonly method: CalledName;
  /** Where on its way the call was answered. */
  readonly step: Step;
  /** The row's cause; `success`, `jobStarted` or `replyLost` where none of the table applied. */
  readonly because: string;
  /** When, in virtual milliseconds. */
  readonly atMs: number;
  /** The fault that brought the row about by itself, or lost the reply; left out where the array's state did. */
  readonly fault?: string;
  /** What the client meets in the place of a lost reply; left out where there is a reply. */
  readonly lostAs?: Loss;
}

/** An argument as the world keeps it: a reference is its text. Null when it was not given. */
export type Argument = string | number | boolean | null | readonly Argument[];

/** Out parameters as the world keeps them, by the documents' names: sizes are blocks, and instances records. */
export type Out = Readonly<
  Record<string, string | number | boolean | null | readonly (string | number | Readonly<Record<string, unknown>>)[]>
>;

/** What any method answers, by the documents' names; its out parameters stand beside these. */
export interface Reply {
  /** The documents' return code. */
  readonly ReturnValue: number;
  /** Set with every error. */
  readonly ExtendedStatus: ExtendedStatus | null;
  /** Beside what the documents know: what in the simulator chose this answer. */
  readonly decided: Decision;
}

/** No reply came: the call may or may not have had its effect, and only looking at the array tells. */
export class NoReplyError extends Error {
  constructor(
    readonly call: CallId,
    readonly decided: Decision,
  ) {
    super(`no reply came to ${call}: whether it had its effect can only be seen by looking at the array`);
    this.name = 'NoReplyError';
  }

  /** What a client would meet on the wire: nothing at all, a connection that is reset, and so on. */
  get as(): Loss {
    return this.decided.lostAs ?? 'silence';
  }
}
