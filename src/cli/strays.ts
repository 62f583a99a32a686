import { setImmediate } from 'node:timers/promises';
import { exitCodes, type Output } from './output.js';

/** What somebody else's code did to the process while it was judged. */
export interface Strays {
  /** The first rejection that nobody waited for, once all that came before is settled. */
  readonly rejection: () => Promise<string | null>;
}

/** Does work that runs somebody else's code: a rejection that nobody handles does not end the process, and who ends it, or leaves
 * nothing to wait for, does not end it as a success.
 */
export async function amongStrays<Result>({ err }: Output, work: (strays: Strays) => Promise<Result>): Promise<Result> {
  let first: string | null = null;
  const onRejection = (reason: unknown) => {
    first ??= String(reason);
  };
  const onExit = () => {
    process.exitCode = exitCodes.inconclusive;
    err('arraysim: inconclusive: the process ended before there was a verdict\n');
  };
  process.on('unhandledRejection', onRejection);
  process.on('exit', onExit);
  try {
    const rejection = async () => {
      await setImmediate();
      return first;
    };
    return await work({ rejection });
  } finally {
    process.off('unhandledRejection', onRejection);
    process.off('exit', onExit);
  }
}
