import { defineConfig, mergeConfig } from 'vitest/config';

// Before the everyday configuration is read: what a test may take depends on it.
process.env.ARRAYSIM_RUNS ??= '10000';
const { default: everyday } = await import('./vitest.config.js');

/** The property tests and the conformance suite's alone, with many more runs: see `test/properties/environment.ts`. */
const all = mergeConfig(everyday, {});
all.test.exclude = ['test/package/**', 'test/clients/**', 'test/browser/**'];

export default mergeConfig(
  all,
  defineConfig({
    test: {
      include: ['test/**/*.test.ts', 'test/**/*.deep.ts'],
      reporters: ['verbose'],
      // What is tried is told as it goes.
      disableConsoleIntercept: true,
    },
  }),
);
