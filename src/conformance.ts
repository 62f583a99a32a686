/** arraysim/conformance: holds any provider of CreateClone against the documents, through a driver.
 * @packageDocumentation
 */
export { type Advertised, advertisedSchema } from './conformance/advertised.js';
export { conform } from './conformance/conform.js';
export {
  type Action,
  type Chart,
  type CloneArguments,
  type Driver,
  isNoReply,
  type MaybePromise,
  type NoReply,
  type Reply,
  type Tier,
} from './conformance/driver.js';
export { type GuardOptions, guarded } from './conformance/guarded.js';
export { matrixOf } from './conformance/matrix.js';
export type { Mutant, MutantMatrix, MutantRow } from './conformance/mutant.js';
export type { Answer, ContentsRange, JobSeen, PoolSeen, Query, VolumeSeen } from './conformance/observations.js';
export type { ConformOptions, Progress, RecordedFailure, SuiteEntry } from './conformance/options.js';
export { type Rehearsed, rehearse } from './conformance/rehearse.js';
export {
  type ConformanceReport,
  type Coverage,
  type CoveragePart,
  type Failure,
  type Level,
  levels,
  type PropertyReport,
  type SkipReason,
  type Verdict,
} from './conformance/report.js';
export type { Recorded, RunStep } from './conformance/steps.js';
export { SubjectError } from './conformance/subjectError.js';
export { suite } from './conformance/suite.js';
export { mutants } from './subjects/mutants.js';
export { subjectNamed as simulator } from './subjects/subjectNamed.js';
