import type { StorageArray } from '../engine/array.js';
import type { CallOptions } from '../engine/arrayApi.js';
import type { Reference } from '../store/references.js';
import type { Callable } from '../vocabulary/methods/names.js';
import type { AnyReply, ParametersFor } from '../vocabulary/methods/replies.js';
import type { AbortSignalLike } from './signals.js';

/** What a port asks, and who answers. */
export interface PortLine {
  /** The array, while it may be looked at. */
  readonly array: StorageArray;
  /** Calls a method; the promise is kept when the reply comes. */
  readonly call: <Name extends Callable>(
    on: Reference,
    method: Name,
    parameters: ParametersFor<Name> | undefined,
    options: CallOptions,
    signal: AbortSignalLike | undefined,
  ) => Promise<AnyReply>;
  /** Looks at something, in words: "job 'X'". */
  readonly look: <Result>(what: string, act: () => Result) => Promise<Result>;
  /** Changes something at once. */
  readonly change: <Result>(what: string, act: () => Result) => Promise<Result>;
}
