import { demandFunction } from '../vocabulary/input/arguments.js';
import { memberOf } from '../vocabulary/input/plain.js';

/** What is asked of an AbortSignal that is given. */
export interface AbortSignalLike {
  /** Whether it has happened already. */
  readonly aborted: boolean;
  /** Why; what is waited for rejects with it. */
  readonly reason: unknown;
  /** Tells when it happens. */
  readonly addEventListener: (type: 'abort', listener: () => void) => void;
  /** Tells no more. */
  readonly removeEventListener: (type: 'abort', listener: () => void) => void;
}

/** An AbortSignal, where the types of Node or of a browser are there: the package's own need none. */
export type Signal = typeof globalThis extends { readonly AbortSignal: { readonly prototype: infer Real } }
  ? Real
  : AbortSignalLike;

/** A promise that something keeps later, unless a signal comes first.
 * @param begin what has to be done for it; it is told when it was given up
 */
export function unlessAborted<Result>(
  signal: AbortSignalLike | undefined,
  begin: (keep: (result: Result | PromiseLike<Result>) => void, fail: (reason: unknown) => void) => () => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal === undefined) {
      begin(resolve, reject);
      return;
    }
    demandFunction(memberOf(signal, 'addEventListener'), 'signal', 'an AbortSignal');
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const end = () => signal.removeEventListener('abort', giveUp);
    let abandon = () => {};
    const giveUp = () => {
      end();
      abandon();
      reject(signal.reason);
    };
    signal.addEventListener('abort', giveUp);
    const ending =
      <Given>(act: (given: Given) => void) =>
      (given: Given) => {
        end();
        act(given);
      };
    try {
      abandon = begin(ending(resolve), ending(reject));
    } catch (error) {
      end();
      throw error;
    }
  });
}
