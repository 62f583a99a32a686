import type { ArraysimMatchers } from './matchers.js';

// vitest takes matchers from this interface, and does not need to be installed for it. R is what a matcher returns there.
declare global {
  namespace jest {
    interface Matchers<R> extends ArraysimMatchers<R> {}
  }
}
