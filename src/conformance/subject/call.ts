import { memberOf } from '../../vocabulary/input/plain.js';
import type { MethodName, methods } from '../../vocabulary/methods/index.js';
import type { OutOf } from '../../vocabulary/methods/notation.js';

/** A call of a method: of which element, with what, and by whom. */
export interface Call {
  /** The method's name. */
  readonly method: MethodName;
  /** The id of the volume or pool that it is called on, or the name of the class of which there is one instance. */
  readonly on: string;
  /** The arguments. */
  readonly with: Given;
  /** Who calls, where that matters. */
  readonly caller?: string;
}

/** Arguments by the documents' names; references are ids, and what is left out is not given. Some are wrong on purpose: TargetPool
 * is a pool's id, but now and then a volume's, an empty text, or one that nobody has; a user name comes without its password.
 */
export type Given = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What belongs to a call beside its arguments. */
export interface CallOptions {
  /** How many milliseconds of real time to wait for the reply. */
  readonly deadlineMs: number;
  /** Who calls, where that matters: see `deniedIdentities` of `capabilities()`. */
  readonly caller?: string;
}

/** What came back, by the documents' names: ids as `observe` gives them, and 64 bits as a number of bytes, which is exact for all
 * sizes in whole blocks. The out parameters of the method are all there, null where it has nothing to say.
 */
export type Reply = {
  /** The storage service's. What the CIM server has answered with an error n is 43000 + n, for n from 1 to 29; but 6, not found,
   * is 8 from 2016 on.
   */
  readonly ReturnValue: number;
  /** Null when there is none, and for a method that never starts one. */
  readonly Job: string | null;
  /** MSFT_SMExtendedStatus; null when there is none. */
  readonly ExtendedStatus: Readonly<Record<string, unknown>> | null;
} & { readonly [Name in Exclude<OutName, 'Job' | 'ExtendedStatus'>]?: OutValue<Name> };

/** That nothing came back: whether the call had its effect is open. */
export interface NoReply {
  /** Nothing came by the deadline, the connection was closed, or it could not be made since certificates did not fit. */
  readonly noReply: 'timeout' | 'reset' | 'tls';
}

/** Whether nothing came back. */
export function isNoReply(reply: Reply | NoReply): reply is NoReply {
  // Untyped callers may ask of anything.
  return memberOf(reply, 'noReply') !== undefined;
}

/** The text that is given as an argument; undefined for none, or for something else. */
export function textGiven({ with: given }: Pick<Call, 'with'>, name: string): string | undefined {
  const value = given[name];
  return typeof value === 'string' ? value : undefined;
}

type Outs = { [Name in MethodName]: OutOf<(typeof methods)[Name]> }[MethodName];
type NamesIn<One> = One extends object ? keyof One & string : never;
type OutName = NamesIn<Outs>;
type ValueIn<One, Name extends string> = One extends object ? (Name extends keyof One ? One[Name] : never) : never;
type OutValue<Name extends string> = Plain<ValueIn<Outs, Name>>;

/** Ids are texts to a driver, and bytes numbers. */
type Plain<Value> = Value extends bigint
  ? number
  : Value extends string
    ? string
    : Value extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : Value;

/** Real time that a call may take, where nobody in particular calls. */
export const usualOptions: CallOptions = { deadlineMs: 5_000 };
