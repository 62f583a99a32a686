import type { JobState, PoolState, ReplicationLinkState, VolumeState } from '../lifecycle/lifecycles.js';
import type { Loss } from '../vocabulary/losses.js';
import type { Capabilities } from '../vocabulary/profile/capabilities.js';
import type { ReadFailure } from '../vocabulary/readFailures.js';
import type { Blocks } from '../vocabulary/units/sizes.js';
import type { ForcedCode } from './readCode.js';

/** What a class of effects leaves to be relied on, and so how a test may judge:
 *
 * - `refuse`: the call or the job fails, and the array is as before, but for residue that the effect declares.
 * - `ambiguous`: the client can't know what happened; there are two states that the array may be in.
 * - `degrade`: time and what is available change, and nothing else.
 * - `schedule`: the order of events changes, and nothing else.
 * - `lie`: what is reported is not what is so.
 */
export const effectClasses = ['refuse', 'ambiguous', 'degrade', 'schedule', 'lie'] as const;

/** What kind of thing an effect does to a run. */
export type EffectClass = (typeof effectClasses)[number];

/** A span of virtual milliseconds, fixed or drawn anew for each firing. */
export type Span =
  | { readonly kind: 'fixed'; readonly ms: number }
  | { readonly kind: 'uniform'; readonly fromMs: number; readonly toMs: number }
  | { readonly kind: 'exponential'; readonly meanMs: number };

/** What is left of a job or of a call that failed on the way: nothing, or a target in state failed with its room. */
export type Residue = 'none' | 'target';

/** Capabilities by their names, see `capabilities` of a profile. */
export type CapabilityName = keyof Capabilities;

/** What a provider forgets when it restarts. */
export const forgettable = ['calls', 'jobs', 'subscriptions'] as const;

export type Forgettable = (typeof forgettable)[number];

/** States that readers can meet: of jobs, and of volumes. */
export const reportedStates = [
  'new',
  'starting',
  'running',
  'suspended',
  'service',
  'queryPending',
  'shuttingDown',
  'completed',
  'terminated',
  'killed',
  'exception',
  'online',
  'degraded',
  'resizing',
  'restoring',
  'deleting',
  'offline',
  'failed',
] as const satisfies readonly (JobState | VolumeState)[];

export type ReportedState = (typeof reportedStates)[number];

/** What a fault does, as the engine carries it out: one member a kind; spans in milliseconds, room in blocks. */
export type Effect =
  /** The step answers with a return code of its table. */
  | ({ readonly kind: 'return'; readonly message: string | null } & ForcedCode)
  | { readonly kind: 'deny' }
  | { readonly kind: 'badCredential' }
  | { readonly kind: 'tls'; readonly problem: 'expired' | 'untrusted' | 'hostMismatch' | 'dropped' }
  /** The job fails at once, or when it has copied `atPercent`. */
  | {
      readonly kind: 'failJob';
      readonly atPercent: number | null;
      /** Null: the plain failure. */
      readonly code: number | null;
      readonly outcome: string | null;
      /** Null: as the profile says. */
      readonly residue: Residue | null;
      readonly message: string | null;
    }
  /** The array makes part of the target, and fails. */
  | ({ readonly kind: 'partial'; readonly fraction: number; readonly residue: Residue } & ForcedCode)
  /** The request is lost on its way; a caller that waits for the answer learns nothing. */
  | { readonly kind: 'loseRequest'; readonly as: Loss }
  | { readonly kind: 'loseReply'; readonly as: Loss }
  /** A read tells nothing. */
  | { readonly kind: 'failRead'; readonly why: ReadFailure }
  /** How many times the array gets the request. */
  | { readonly kind: 'duplicate'; readonly times: number }
  /** `loses` null: what the profile says. */
  | { readonly kind: 'restartProvider'; readonly downMs: number; readonly loses: readonly Forgettable[] | null }
  | { readonly kind: 'delay'; readonly span: Span }
  /** How much longer every step between service and provider takes. */
  | { readonly kind: 'slowLink'; readonly span: Span }
  /** `ms` null: until the fault is healed. */
  | { readonly kind: 'stallJob'; readonly atPercent: number | null; readonly ms: number | null }
  | { readonly kind: 'slowJob'; readonly factor: number }
  /** `pool` null: that of the call or the job. `size` 'all': what is free. */
  | { readonly kind: 'stealCapacity'; readonly pool: string | null; readonly size: Blocks | 'all' }
  | {
      readonly kind: 'poolState';
      readonly pool: string | null;
      readonly state: Extract<PoolState, 'degraded' | 'offline' | 'readOnly'>;
    }
  | { readonly kind: 'linkState'; readonly state: Exclude<ReplicationLinkState, 'up'> }
  | { readonly kind: 'setCapability'; readonly name: CapabilityName; readonly to: unknown }
  /** Changes are not seen by the storage service; `changes` null: for as long as the effect lasts. */
  | { readonly kind: 'staleCache'; readonly changes: number | null }
  /** `account` null: that of the configuration provider. */
  | { readonly kind: 'expireCredential'; readonly account: string | null }
  /** The provider's clock is so far ahead; negative: behind. */
  | { readonly kind: 'clockSkew'; readonly ms: number }
  | { readonly kind: 'hold'; readonly tag: string }
  | { readonly kind: 'release'; readonly tag: string }
  | { readonly kind: 'reportCapability'; readonly name: CapabilityName; readonly as: unknown }
  /** PercentComplete that is reported of an unfinished job. */
  | { readonly kind: 'wrongProgress'; readonly percent: number }
  | { readonly kind: 'reportCompletedEarly' }
  /** The size that is reported of a volume, as a multiple of the real one. */
  | { readonly kind: 'wrongSize'; readonly factor: number }
  /** The state that is reported of a job, or of a volume. */
  | { readonly kind: 'wrongState'; readonly state: ReportedState }
  /** Readers are shown the array as it was when this fired. */
  | { readonly kind: 'staleReads' }
  /** Hosts read something else from the job's target than its source held. */
  | { readonly kind: 'wrongContents' }
  /** A function of the test's own, told what is known, answers with effects as a plan writes them. */
  | { readonly kind: 'callback'; readonly callback: EffectCallback };

export type EffectKind = Effect['kind'];

export type EffectOf<Kind extends EffectKind> = Extract<Effect, { readonly kind: Kind }>;

/** What a callback is given; a copy. */
export interface Occasion {
  /** Where it is: a step of a call, or a moment of a job. */
  readonly point: string;
  /** When, in virtual milliseconds. */
  readonly atMs: number;
  /** The match that it is, from 1. */
  readonly ordinal: number;
  /** The method that was called; null where it is about no call. */
  readonly method: string | null;
  /** Who called; null where it is about no call. */
  readonly caller: string | null;
  /** The elements that it is about. */
  readonly elements: readonly {
    /** What it is: a volume, a pool, a job. */
    readonly class: string;
    /** Its id. */
    readonly id: string;
    /** Its name. */
    readonly name: string;
  }[];
  /** How much the job has done; null where it is about none. */
  readonly jobPercent: number | null;
}

/** Effects as a plan writes them, or nothing. */
export type EffectCallback = (occasion: Occasion) => readonly unknown[] | undefined;
