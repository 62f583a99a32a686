import type { Brand } from './brand.js';

/** Public ids: what replies, traces and CIM references carry. They are never reused. */
export type VolumeId = Brand<string, 'VolumeId'>;
export type PoolId = Brand<string, 'PoolId'>;
export type JobId = Brand<string, 'JobId'>;
export type SynchronizationId = Brand<string, 'SynchronizationId'>;
export type CallId = Brand<string, 'CallId'>;

/** Dense row numbers of the store; never shown outside the engine. */
export type VolumeHandle = Brand<number, 'VolumeHandle'>;
export type PoolHandle = Brand<number, 'PoolHandle'>;
export type JobHandle = Brand<number, 'JobHandle'>;
export type SynchronizationHandle = Brand<number, 'SynchronizationHandle'>;
export type CallHandle = Brand<number, 'CallHandle'>;
export type AccountHandle = Brand<number, 'AccountHandle'>;
export type LayerHandle = Brand<number, 'LayerHandle'>;

/** A cell that refers to no row. */
export const none = -1;
