import { setImmediate, setTimeout } from 'node:timers/promises';
import { thrownText } from '../../vocabulary/input/thrown.js';
import { exitCodes, type Output } from '../output.js';

/** What somebody else's code did to the process while it was judged. */
export interface ForeignCode {
  /** The first error that nobody could catch, in a sentence, once all that was due before has had its turn. */
  readonly stray: () => Promise<string | null>;
  /** Waits for somebody else's code, which may leave nothing that could end the waiting: then the process ends, and says this. */
  readonly waitFor: <Value>(what: string, act: () => Promise<Value>) => Promise<Value>;
}

/** Does work that runs somebody else's code: an error that nobody catches, in a promise, a timer or an event, does not end the
 * process; code that ends it, or leaves nothing to wait for, does not end it as a success.
 */
export async function runForeignCode<Result>(
  { err }: Output,
  work: (foreignCode: ForeignCode) => Promise<Result>,
): Promise<Result> {
  let first: string | null = null;
  let waitingFor: string | null = null;
  const onRejection = (reason: unknown) => {
    first ??= `the driver left a rejected promise to nobody: ${thrownText(reason)}`;
  };
  const onError = (error: unknown) => {
    first ??= `the driver threw where nobody could catch it, as in a timer or an event: ${thrownText(error)}`;
  };
  // Node says this where nothing is left to do, and not where somebody ends the process.
  let forNothing = false;
  const onIdle = () => {
    forNothing = true;
  };
  const onExit = () => {
    process.exitCode = exitCodes.inconclusive;
    const why =
      waitingFor === null
        ? 'the process ended before there was a verdict'
        : forNothing
          ? `${waitingFor} never ends: nothing is left that it could wait for`
          : `the process ended before there was a verdict: ${waitingFor} had not ended`;
    err(`arraysim: inconclusive: ${why}\n`);
  };
  process.on('unhandledRejection', onRejection);
  process.on('uncaughtException', onError);
  process.on('beforeExit', onIdle);
  process.on('exit', onExit);
  try {
    return await work({
      stray: async () => {
        // Where calls are answered at once, no timer of the driver has had a turn: those that are due are before this one.
        await setTimeout(1);
        await setImmediate();
        return first;
      },
      waitFor: async (what, act) => {
        waitingFor = what;
        try {
          return await act();
        } finally {
          waitingFor = null;
        }
      },
    });
  } finally {
    process.off('unhandledRejection', onRejection);
    process.off('uncaughtException', onError);
    process.off('beforeExit', onIdle);
    process.off('exit', onExit);
  }
}
