#!/usr/bin/env node
import { exitCodes, outputOf } from './output.js';
import { runProgram } from './program.js';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader such as `head` may have seen enough; that is no failure.
  if (error.code === 'EPIPE') process.exit();
  process.stderr.write(`arraysim: the output can't be written (${error.code})\n`);
  process.exit(exitCodes.badInput);
});
// Who does not hear what is said beside the output still learns the exit code.
process.stderr.on('error', () => undefined);

process.exitCode = await runProgram(process.argv.slice(2), outputOf(process));
// A driver may have left a timer or a connection open, which would keep the process alive: once all is written, it ends.
for (const stream of [process.stdout, process.stderr]) {
  await new Promise<void>((resolve) => stream.write('', () => resolve()));
}
process.exit();
