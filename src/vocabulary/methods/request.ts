import type { Argument, Decision, Reply } from './call.js';
import type { CalledName } from './index.js';

/** A request as the world keeps it: references resolved to text, the password to a digest. */
export interface CallRequest {
  readonly method: CalledName;
  readonly caller: string;
  /** What the element was called by that the method is called on, for messages. */
  readonly on: string;
  /** ElementName and TargetPool, which many methods have; null where there is none. */
  readonly elementName: string | null;
  readonly targetPool: string | null;
  /** The other arguments but for the credentials, by the documents' names. */
  readonly given: Readonly<Record<string, Argument>>;
  readonly username: string | null;
  /** Null when no password was given. */
  readonly passwordDigest: string | null;
  /** What is malformed about the arguments, in words; null when nothing is. */
  readonly malformed: string | null;
}

/** How a call ended, as the world keeps it until the caller takes it. */
export interface CallReply {
  /** Null when the reply is lost on its way to the caller. */
  readonly reply: Reply | null;
  readonly decided: Decision;
}
