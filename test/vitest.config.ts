import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { timeoutMs } from './properties/environment.js';
import { yardstick } from './yardstick.js';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // `npm run test:package`, `test:clients`, `test:browser` and `test:yardstick`, which CI runs, too.
    exclude: ['test/package/**', 'test/clients/**', 'test/browser/**', ...yardstick],
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    // Nothing here keeps state in a module, and to load everything anew for each file takes a third of the time.
    isolate: false,
    // Half of them is vitest's default, or one less: nobody watches files here.
    maxWorkers: availableParallelism(),
    // As Node does it: a CommonJS package's default export stays wrapped.
    deps: { interopDefault: false },
    reporters: process.env.ARRAYSIM_TEST_REPORT ? ['default', 'json'] : ['default'],
    outputFile: { json: process.env.ARRAYSIM_TEST_REPORT ?? '' },
  },
});
