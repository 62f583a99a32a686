import 'vitest';
import type { ArraysimMatchers } from '../../src/testing/index.js';

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: vitest's own declaration
  interface Matchers<T = any> extends ArraysimMatchers<T> {}
}
