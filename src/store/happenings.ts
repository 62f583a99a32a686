import type { JobState } from '../lifecycle/lifecycles.js';
import type { CalledName } from '../vocabulary/methods/index.js';
import type { Step } from '../vocabulary/steps.js';
import type { CallId, JobId, PoolId, VolumeId } from '../vocabulary/units/ids.js';
import type { StorageEvents } from './storageEvents.js';

/** A job has gone from one state to another. */
export interface JobChanged {
  /** The name of the event. */
  readonly kind: 'jobChanged';
  /** Virtual time in milliseconds. */
  readonly atMs: number;
  /** The id of the job. */
  readonly job: JobId;
  /** The state that it was in. */
  readonly from: JobState;
  /** The state that it is in now. */
  readonly to: JobState;
  /** A return code of the method that started the job; 0 unless it failed. */
  readonly errorCode: number;
}

/** A volume has come to be on the array: `volumeAdded`; or has gone from it, on whatever way: `volumeRemoved`. */
export interface VolumeChanged<Kind extends 'volumeAdded' | 'volumeRemoved'> {
  /** The name of the event. */
  readonly kind: Kind;
  /** Virtual time in milliseconds. */
  readonly atMs: number;
  /** The id of the volume. */
  readonly volume: VolumeId;
  /** Its name at that moment; one that was made under another name may get its own later. */
  readonly name: string;
  /** The id of its pool. */
  readonly pool: PoolId;
}

/** A call has been answered, or its answer lost. */
export interface CallAnswered {
  /** The name of the event. */
  readonly kind: 'call';
  /** Virtual time in milliseconds. */
  readonly atMs: number;
  /** The id of the call. */
  readonly call: CallId;
  /** The method that was called. */
  readonly method: CalledName;
  /** The element that it was called on, as the caller named it. */
  readonly on: string;
  /** Who called, as in `array.set({ role, caller })`. */
  readonly caller: string;
  /** The return code; null where no reply comes. */
  readonly code: number | null;
  /** Where it was decided. */
  readonly step: Step;
  /** The cause, as `reply.decided.because` has it. */
  readonly because: string;
}

/** A call in flight that waited, or that a fault held, can go on: `array.step` and `array.finish` do. */
export interface CallReady {
  /** The name of the event. */
  readonly kind: 'callReady';
  /** Virtual time in milliseconds. */
  readonly atMs: number;
  /** The id of the call. */
  readonly call: CallId;
}

/** What `array.on` tells of, by its name: what happens to calls and elements, and the events of the documents, from 2016 on. */
export interface ArrayEvents extends StorageEvents {
  /** A job has gone from one state to another. */
  readonly jobChanged: JobChanged;
  /** A volume has come to be. */
  readonly volumeAdded: VolumeChanged<'volumeAdded'>;
  /** A volume has gone. */
  readonly volumeRemoved: VolumeChanged<'volumeRemoved'>;
  /** A call has been answered. */
  readonly call: CallAnswered;
  /** A call in flight can go on. */
  readonly callReady: CallReady;
}

/** One thing that happened. */
export type Happening = ArrayEvents[Exclude<keyof ArrayEvents, keyof StorageEvents>];
