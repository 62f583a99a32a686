import type { ArraysimMatchers } from './matchers.js';

// vitest and jest both take matchers from this interface: so it needs neither of them to be installed. R is what a matcher
// returns there.
declare global {
  namespace jest {
    interface Matchers<R> extends ArraysimMatchers<R> {}
  }
}
