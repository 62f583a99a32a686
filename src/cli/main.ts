#!/usr/bin/env node
import { runAsProcess } from './asProcess.js';

await runAsProcess(process.stdout, {
  apart: async () => {
    const { runApart } = await import('./apart/runApart.js');
    return await runApart(process.argv.slice(2));
  },
});
