import { setImmediate } from 'node:timers/promises';
import { exitCodes, type Output } from '../output.js';

/** What somebody else's code did to the process while it was judged. */
export interface ForeignCode {
  /** The first rejection that nobody waited for, once all that came before is settled. */
  readonly rejection: () => Promise<string | null>;
  /** Waits for somebody else's code, which may leave nothing that could end the waiting: then the process ends, and says this. */
  readonly waitFor: <Value>(what: string, act: () => Promise<Value>) => Promise<Value>;
}

/** Does work that runs somebody else's code: a rejection that nobody handles does not end the process; code that ends
 * it, or leaves nothing to wait for, does not end it as a success, and what is written to stdout past `output` goes to
 * stderr.
 */
export async function runForeignCode<Result>(
  { err }: Output,
  work: (foreignCode: ForeignCode) => Promise<Result>,
): Promise<Result> {
  let first: string | null = null;
  let waitingFor: string | null = null;
  const onRejection = (reason: unknown) => {
    first ??= String(reason);
  };
  const onExit = () => {
    const forNothing = process.exitCode === unsettledAwait;
    process.exitCode = exitCodes.inconclusive;
    const why =
      waitingFor === null
        ? 'the process ended before there was a verdict'
        : forNothing
          ? `${waitingFor} never ends: nothing is left that it could wait for`
          : `the process ended before there was a verdict: ${waitingFor} had not ended`;
    err(`arraysim: inconclusive: ${why}\n`);
  };
  const { stdout, stderr } = process;
  const { write } = stdout;
  process.on('unhandledRejection', onRejection);
  process.on('exit', onExit);
  stdout.write = stderr.write.bind(stderr);
  try {
    return await work({
      rejection: async () => {
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
    stdout.write = write;
    process.off('unhandledRejection', onRejection);
    process.off('exit', onExit);
  }
}

/** What Node ends with when nothing can end an await at the top of a module any more, such as the program's own. */
const unsettledAwait = 13;
