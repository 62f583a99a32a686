/** arraysim/conformance: holds any provider of the methods that it answers against the documents, through a driver.
 * @packageDocumentation
 */

export type { Advice } from './conformance/checks/verdicts.js';
export { conform } from './conformance/conform.js';
export type { Moment, Picture, PicturedElement, PicturedRun } from './conformance/failures/picture.js';
export { matrixOf } from './conformance/mutants/matrix.js';
export type { Mutant, MutantMatrix, MutantRow } from './conformance/mutants/mutant.js';
export {
  type ConformOptions,
  type Progress,
  type RecordedFailure,
  type ShrinkBudget,
  type SuiteEntry,
  usualShrinking,
} from './conformance/options.js';
export {
  type ConformanceReport,
  type Coverage,
  type CoveragePart,
  type Failure,
  type Ground,
  type Level,
  levels,
  type PropertyReport,
  type Shrinking,
  type SkipReason,
  type Verdict,
} from './conformance/report.js';
export { type ReplayByHand, replayByHand } from './conformance/run/replayByHand.js';
export type { InnerStep, Recorded, RunStep, ToldRun } from './conformance/run/steps.js';
export type { Action } from './conformance/subject/action.js';
export { type Advertised, advertisedSchema } from './conformance/subject/advertised.js';
export {
  type Call,
  type CallOptions,
  type Given,
  isNoReply,
  type NoReply,
  type Reply,
} from './conformance/subject/call.js';
export { usualCodes } from './conformance/subject/declared.js';
export type { Chart, Driver, MaybePromise } from './conformance/subject/driver.js';
export { type GuardOptions, guarded } from './conformance/subject/guarded.js';
export type {
  Answer,
  ContentsRange,
  JobSeen,
  PoolSeen,
  Query,
  VolumeSeen,
} from './conformance/subject/observations.js';
export { SubjectError } from './conformance/subject/subjectError.js';
export type { Tier } from './conformance/subject/tier.js';
export { suite } from './conformance/suite.js';
export { mutants } from './subjects/mutants.js';
export { type RemoteOptions, remoteDriver } from './subjects/remote/driver.js';
export { subjectNamed as simulator } from './subjects/subjectNamed.js';
