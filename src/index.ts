/** arraysim: an in-memory storage array that answers MSFT_SMStorageVolume.CreateClone as a real one does.
 * @packageDocumentation
 */
export {
  type ClassModel,
  classesOf,
  classNamed,
  type MethodModel,
  type ParameterModel,
  type PropertyModel,
} from './cim/classModel.js';
export type { Instance, Keys } from './cim/instance.js';
export { findInstance, instance, instances } from './cim/instances.js';
export type { ClassName } from './cim/model/classSpecs.js';
export type { StorageArray } from './engine/array.js';
export type { Change, OutOfBandChange } from './engine/changes.js';
export { createArray, loadArray } from './engine/createArray.js';
export type { HostReply, HostWrite, TaggedRange } from './engine/host.js';
export type { TraceHeader } from './engine/inputs.js';
export type { ArrayOptions } from './engine/options.js';
export type {
  CallOptions,
  CallProgress,
  Host,
  JobControl,
  Jobs,
  OutOfBand,
  ProviderSurface,
  Trace,
} from './engine/surfaces.js';
export type { DigestKind } from './store/digests.js';
export type { Reference } from './store/references.js';
export type { TraceEntry, TraceEvent } from './store/traceLog.js';
export type { Job, Pool, Synchronization, Volume } from './store/views.js';
export { BadInputError } from './vocabulary/badInput.js';
export {
  type CreateCloneParameters,
  type CreateCloneReply,
  type Decision,
  type ExtendedStatus,
  NoReplyError,
} from './vocabulary/call.js';
export type { CallId, JobId, PoolId, SynchronizationId, VolumeId } from './vocabulary/ids.js';
export type { Profile, ProfileDraft } from './vocabulary/profile.js';
export { type CheckedProfile, type ProfileChoice, type ProfileName, profiles } from './vocabulary/profileChoice.js';
export { type CreateCloneCode, type CreateCloneOutcome, createCloneCodes } from './vocabulary/returnCodes.js';
export { parseBytes } from './vocabulary/sizes.js';
export type { Step } from './vocabulary/steps.js';
export type { Version } from './vocabulary/versions.js';
