#!/usr/bin/env node
import { runAsProcess } from './asProcess.js';

void runAsProcess(process.stdout, {
  apart: async () => {
    const { runApart } = await import('./apart/runApart.js');
    // Nothing was written here, and a full device would refuse even the attempt to wait for that.
    process.exit(await runApart(new URL('./apart/main.js', import.meta.url), process.argv.slice(2)));
  },
});
