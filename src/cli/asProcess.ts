import { exitCodes, type Output, type OutStream, outputOf } from './output.js';
import { runProgram } from './program.js';

/** Runs the program with this process's arguments, and ends the process. No module waits for it at its top: newer releases of Node
 * would have a word of their own to say before ours when nothing can end such a wait.
 * @param stdout what the process was started with
 * @param surroundings what else the program is given
 */
export async function runAsProcess(stdout: OutStream, surroundings: Partial<Output> = {}): Promise<never> {
  const { stderr } = process;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader such as `head` may have seen enough; that is no failure.
    if (error.code === 'EPIPE') process.exit();
    stderr.write(`arraysim: the output can't be written (${error.code})\n`);
    process.exit(exitCodes.badInput);
  });
  // Who does not hear what is said beside the output still learns the exit code.
  stderr.on('error', () => undefined);
  // An end before it is known how it ends is a bug, unless somebody else's code is at fault, which tells so itself.
  process.exitCode = exitCodes.bug;
  process.exitCode = await runProgram(process.argv.slice(2), { ...outputOf(process, stdout), ...surroundings });
  // The verdict is there: what a driver leaves behind changes nothing about it.
  for (const stray of ['uncaughtException', 'unhandledRejection']) process.on(stray, () => undefined);
  // A driver may have left a timer or a connection open, which would keep the process alive: once all is written, it ends.
  for (const stream of [stdout, stderr]) await new Promise<void>((resolve) => stream.write('', () => resolve()));
  process.exit();
}
