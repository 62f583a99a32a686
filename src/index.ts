/** arraysim: an in-memory storage array that answers MSFT_SMStorageVolume.CreateClone as a real one does.
 * @packageDocumentation
 */

export { classesOf, classNamed } from './cim/classesOf.js';
export type { ClassModel, MethodModel, ParameterModel, PropertyModel } from './cim/classModel.js';
export { createArray, loadArray } from './cim/createArray.js';
export type { Instance, Keys } from './cim/instance.js';
export { findInstance, instance, instances, objectPath } from './cim/instances.js';
export type { ClassName } from './cim/model/classSpecs.js';
export { isInstanced } from './cim/notModelled.js';
export type { StorageArray } from './engine/array.js';
export type {
  ArrayHistory,
  CallOptions,
  CallProgress,
  HistoryStep,
  Host,
  JobControl,
  Jobs,
  OutOfBand,
  ProviderApi,
  Session,
  Sessions,
  Trace,
  TraceFilter,
  TraceHeader,
  VolumeFilter,
} from './engine/arrayApi.js';
export type { AnyInstance, AssociatorsOptions, InstanceReference, ReferencesOptions } from './engine/classPort.js';
export type { Change, OutOfBandChange } from './engine/controls/changeSchemas.js';
export type { HostReply, HostWrite, TaggedRange } from './engine/controls/host.js';
export type { OutOfBandReply } from './engine/controls/outOfBand.js';
export type { DrivesOptions } from './engine/drives.js';
export type { Faults } from './engine/faults/faultsApi.js';
export type {
  ArrayDifference,
  ElementDifference,
  ElementKind,
  FieldDifference,
  Fields,
  Patch,
  PicturedArray,
} from './engine/history/difference.js';
export type { Listener } from './engine/history/listeners.js';
export type { RequestFilter, RequestRecord } from './engine/history/requests.js';
export type {
  AccountOptions,
  ArrayOptions,
  CredentialOptions,
  PoolOptions,
  VolumeOptions,
} from './engine/options.js';
export type { EffectCallback, EffectClass, Occasion } from './faults/effect.js';
export type { FiringRecord } from './faults/faultRecord.js';
export type { LedgerEntry } from './faults/ledger.js';
export { type FaultPlanName, faultPlans, type NamedPlan } from './faults/library.js';
export type { EffectInput, FaultInput, MatchInput, PlanInput } from './faults/planSchema.js';
export type { DriveState, JobState, PoolState, SynchronizationState, VolumeState } from './lifecycle/lifecycles.js';
export type { DigestKind } from './store/digests.js';
export type { Drive } from './store/driveView.js';
export type { ArrayEvents, CallAnswered, CallReady, JobChanged, VolumeChanged } from './store/happenings.js';
export type { Reference } from './store/references.js';
export type { FaultEvent, HealthStatusChangeEvent, StorageEvent, StorageEvents } from './store/storageEvents.js';
export type { TraceEntry, TraceEvent } from './store/traceLog.js';
export type { Job, Pool, Synchronization, Volume } from './store/views.js';
export { BadInputError } from './vocabulary/input/badInput.js';
export { type Decision, NoReplyError } from './vocabulary/methods/call.js';
export type { Outcome } from './vocabulary/methods/codes.js';
export type { ExtendedStatus } from './vocabulary/methods/extendedStatus.js';
export { type CalledName, type MethodName, methods } from './vocabulary/methods/index.js';
export type { Callable, Invocable } from './vocabulary/methods/names.js';
export type {
  AnyReply,
  CreateCloneCode,
  CreateCloneOutcome,
  CreateCloneParameters,
  CreateCloneReply,
  ParametersFor,
  ReplyTo,
  UnmodelledReply,
} from './vocabulary/methods/replies.js';
export { type CheckedProfile, type ProfileChoice, type ProfileName, profiles } from './vocabulary/profile/choice.js';
export type { Profile, ProfileDraft } from './vocabulary/profile/profile.js';
export { ReadFailedError, type ReadFailure } from './vocabulary/readFailures.js';
export type { Step } from './vocabulary/steps.js';
export type { CallId, JobId, PoolId, SynchronizationId, VolumeId } from './vocabulary/units/ids.js';
export { parseBytes } from './vocabulary/units/sizes.js';
export type { Version } from './vocabulary/versions.js';
