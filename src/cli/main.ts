#!/usr/bin/env node
import { outputOf } from './output.js';
import { runProgram } from './program.js';

// A reader such as `head` may have seen enough; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runProgram(process.argv.slice(2), outputOf(process));
