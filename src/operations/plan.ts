import type { SynchronizationEvent } from '../lifecycle/synchronization.js';
import type { Out } from '../vocabulary/methods/call.js';
import type {
  DriveHandle,
  JobHandle,
  PoolHandle,
  SynchronizationHandle,
  VolumeHandle,
} from '../vocabulary/units/ids.js';
import type { Blocks } from '../vocabulary/units/sizes.js';

/** What one commit writes, no more and no less; null where a method does not do it. */
export interface Plan {
  /** With `jobStarted`, room is reserved and the job does the rest; with `success` all is done. */
  readonly outcome: 'success' | 'jobStarted';
  readonly make: Make | null;
  /** What becomes of something that is there, at once or with the end of the job. */
  readonly change: Change | null;
  /** What goes, at once or with the end of the job. */
  readonly remove: Removal | null;
  readonly job: Work | null;
  /** What a method that only asks has found out; sizes are blocks. */
  readonly out: Out | null;
}

/** A new volume, with a copy of another's contents, or with none. */
export interface Make {
  readonly name: string;
  readonly pool: PoolHandle;
  readonly size: Blocks;
  /** Blocks that the pool gives up: used at once with `success`, reserved with `jobStarted`. */
  readonly room: Blocks;
  /** What it holds a copy of; -1 for nothing: what is said of a replica below does not matter then. */
  readonly source: VolumeHandle | -1;
  /** What kind of replica it is: 6 Mirror, 7 Snapshot, 8 Clone. */
  readonly syncType: number;
  /** Whether it takes room only for what was written. */
  readonly thin: boolean;
  /** Of a mirror, 2 Synchronous or 3 Asynchronous; 0 of others. */
  readonly mode: number;
  /** Whether it shares the source's extents, instead of getting copies. */
  readonly shares: boolean;
  /** Whether hosts may only read it. */
  readonly readOnly: boolean;
  readonly usableAtOnce: boolean;
  readonly listedAtOnce: boolean;
  /** Whether its association with the source ends with the copy. */
  readonly detaches: boolean;
}

/** What becomes of something that is there: a kind for each sort of effect, which `engine/commit/changes.ts` writes. */
export type Change =
  | { readonly kind: 'access'; readonly volume: VolumeHandle; readonly readOnly: boolean }
  | Resizing
  | ({ readonly kind: 'discovery' } & Discovery)
  | PoolCreation
  | PoolGrowth
  | Overwriting
  | {
      readonly kind: 'relation';
      readonly synchronization: SynchronizationHandle;
      readonly operation: string;
      readonly doing: Doing;
    };

/** Another size of a volume. */
interface Resizing {
  readonly kind: 'resize';
  readonly volume: VolumeHandle;
  readonly size: Blocks;
  /** Blocks that the pool gives up for what it grows by: used at once with `success`, reserved with `jobStarted`. */
  readonly room: Blocks;
}

/** A concrete pool of a primordial one. */
interface PoolCreation extends Room {
  readonly kind: 'poolCreation';
  readonly name: string;
  /** The primordial pool. */
  readonly home: PoolHandle;
  /** The place of its setting among those of the primordial pool. */
  readonly setting: number;
  readonly usage: number;
  /** Whether its volumes may be thin. */
  readonly thin: boolean;
}

/** What is added to a concrete pool. */
interface PoolGrowth extends Room {
  readonly kind: 'poolGrowth';
  readonly pool: PoolHandle;
}

/** What a primordial pool gives. */
interface Room {
  readonly size: Blocks;
  /** The drives that have it; all that are available, where a primordial pool with drives gives all that it has left. */
  readonly drives: readonly DriveHandle[] | 'all';
}

/** A part of the array that the storage service discovers anew. */
export interface Discovery {
  /** Bits of `discoveryScope`. */
  readonly scope: number;
  /** The one pool or volume that it is about; -1 for all. */
  readonly of: PoolHandle | VolumeHandle | -1;
}

/** What is discovered of the array. `ofPool`, `ofVolume`: only of one, or in one. */
export const discoveryScope = { system: 1, pools: 2, volumes: 4, ofPool: 8, ofVolume: 16 } as const;

/** A volume that becomes a replica, whatever it held. */
interface Overwriting extends Pick<Make, 'room' | 'syncType' | 'mode' | 'detaches'> {
  readonly kind: 'overwrite';
  readonly source: VolumeHandle;
  readonly target: VolumeHandle;
  /** The place in `methodNames` of the method. */
  readonly method: number;
}

/** What is done to a relation. */
export type Doing =
  | { readonly do: 'move'; readonly event: SynchronizationEvent }
  /** What differs is copied, at once or by a job. */
  | {
      readonly do: 'copy';
      readonly event: SynchronizationEvent;
      readonly from: VolumeHandle;
      readonly to: VolumeHandle;
    }
  | { readonly do: 'end' }
  | { readonly do: 'reverse' }
  | { readonly do: 'mode'; readonly mode: number }
  /** The copy that is under way is stopped, or let on. */
  | { readonly do: 'control'; readonly job: JobHandle; readonly event: 'TERMINATE' | 'SUSPEND' | 'RESUME' };

/** What goes: a volume is locked until its job has ended. */
export type Removal =
  | { readonly kind: 'volume'; readonly volume: VolumeHandle }
  | { readonly kind: 'pool'; readonly pool: PoolHandle };

/** What a job does: copy blocks at its part of the bandwidth, for what the plan makes or changes, or let its time pass, at the end of which
 * what is planned is there, or done.
 */
type Work = { readonly work: 'copy' } | { readonly work: 'wait'; readonly ms: number };
