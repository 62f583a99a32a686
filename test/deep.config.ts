import { defineConfig, mergeConfig } from 'vitest/config';
import everyday from './vitest.config.js';

/** The property tests and the conformance suite's alone, with many more runs: see `test/properties/environment.ts`. */
export default mergeConfig(
  everyday,
  defineConfig({
    test: {
      include: ['test/**/*.test.ts', 'test/**/*.deep.ts'],
      env: { ARRAYSIM_RUNS: process.env.ARRAYSIM_RUNS ?? '10000' },
      reporters: ['verbose'],
      // What is tried is told as it goes.
      disableConsoleIntercept: true,
    },
  }),
);
