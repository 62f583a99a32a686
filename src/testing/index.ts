/** For tests of software that uses a storage array: fault plans around a piece of a test, arbitraries of fast-check, and
 * matchers of vitest.
 * @packageDocumentation
 */
export { arbitraries, type FaultPlanOptions, type GeneratedPlan } from './arbitraries.js';
export { type ArraysimMatchers, matchers } from './matchers.js';
export { withFaults } from './withFaults.js';
