import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // `npm run test:package`, which CI runs, too.
    exclude: ['test/package/**'],
    testTimeout: 60_000,
    // Half of them is vitest's default, or one less: nobody watches files here.
    maxWorkers: availableParallelism(),
    // As Node does it: a CommonJS package's default export stays wrapped.
    deps: { interopDefault: false },
    reporters: process.env.ARRAYSIM_TEST_REPORT ? ['default', 'json'] : ['default'],
    outputFile: { json: process.env.ARRAYSIM_TEST_REPORT ?? '' },
  },
});
