import type { Brand } from './brand.js';

// Public ids: what replies, traces and CIM references carry. They are never reused.

/** The id of a volume. */
export type VolumeId = Brand<string, 'VolumeId'>;
/** The id of a pool. */
export type PoolId = Brand<string, 'PoolId'>;
/** The id of a job. */
export type JobId = Brand<string, 'JobId'>;
/** The id of a clone's relation to its source. */
export type SynchronizationId = Brand<string, 'SynchronizationId'>;
/** The id of a call in flight, or that was. */
export type CallId = Brand<string, 'CallId'>;
/** The id of a disk drive. */
export type DriveId = Brand<string, 'DriveId'>;
/** The id of a setting that concrete pools are made with. */
export type PoolSettingId = Brand<string, 'PoolSettingId'>;
/** The id of a session of the provider. */
export type SessionId = Brand<string, 'SessionId'>;

/** Dense row numbers of the store; never shown outside the engine. */
export type VolumeHandle = Brand<number, 'VolumeHandle'>;
export type PoolHandle = Brand<number, 'PoolHandle'>;
export type JobHandle = Brand<number, 'JobHandle'>;
export type SynchronizationHandle = Brand<number, 'SynchronizationHandle'>;
export type CallHandle = Brand<number, 'CallHandle'>;
export type SessionHandle = Brand<number, 'SessionHandle'>;
export type AccountHandle = Brand<number, 'AccountHandle'>;
export type LayerHandle = Brand<number, 'LayerHandle'>;
export type DriveHandle = Brand<number, 'DriveHandle'>;
export type PoolSettingHandle = Brand<number, 'PoolSettingHandle'>;
export type FamilyHandle = Brand<number, 'FamilyHandle'>;

/** A cell that refers to no row. */
export const none = -1;
