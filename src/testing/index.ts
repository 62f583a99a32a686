/** For tests of software that uses a storage array: fault plans around a piece of a test, and matchers of vitest. Drawn plans
 * have an entry of their own, `arraysim/testing/arbitraries`, since they load fast-check.
 * @packageDocumentation
 */
import './matcherTypes.js';

export type { CodeCoverage, MethodCoverage, RowCoverage } from '../report/facts/coverage.js';
export { coverageOf } from './coverageOf.js';
export { type Exercise, type Exercised, type ExercisedAnswer, exercised } from './exercised.js';
export type { ExerciseFloor } from './exerciseFloor.js';
export { type ArraysimMatchers, matchers } from './matchers.js';
export { withFaults } from './withFaults.js';
