#!/usr/bin/env node
import { outputOf } from './output.js';
import { runProgram } from './program.js';

// A reader such as `head` may have seen enough; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runProgram(process.argv.slice(2), outputOf(process));
// A driver may have left a timer or a connection open, which would keep the process alive: once all is written, it ends.
for (const stream of [process.stdout, process.stderr]) {
  await new Promise<void>((resolve) => stream.write('', () => resolve()));
}
process.exit();
