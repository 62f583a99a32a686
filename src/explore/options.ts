import { z } from 'zod';
import type { Change, OutOfBandChange } from '../engine/controls/changeSchemas.js';
import type { HostWrite } from '../engine/controls/host.js';
import type { FaultInput } from '../faults/planSchema.js';
import { claimableProperties, explorationParts } from '../scenario/read/explorationSchema.js';
import type { Callable } from '../vocabulary/methods/names.js';
import type { Predicate, PropertyName } from './claims.js';
import { type OwnClaim, ownClaimSchemas } from './ownClaim.js';

/** One thing that somebody does; a call is made step by step, and whatever others do comes in between. */
export type Action =
  | {
      /** A method, as `array.invoke` takes it. */
      readonly call: Callable;
      /** The element that it is called on. */
      readonly on: string;
      /** Its parameters. */
      readonly with?: Readonly<Record<string, unknown>> | undefined;
    }
  | {
      /** A change that the service sees, as `array.set` takes it: `{ provider: { server: 'stopped' } }`. */
      readonly set: Change;
    }
  | {
      /** A change behind its back, as `array.outOfBand.set` takes it. */
      readonly outOfBand: OutOfBandChange;
    }
  | {
      /** What a host writes, as `array.host.write` takes it. */
      readonly write: {
        /** The volume. */
        readonly to: string;
      } & HostWrite;
    }
  | {
      /** The storage service discovers the array anew. */
      readonly discover: true;
    };

/** Something that is claimed of all that may happen. The name of a property is claimed always. */
export type ClaimInput = PropertyName | OwnClaim<Predicate>;

/** How far an exploration has come. */
export interface ExploreProgress {
  /** How many moves lead to what is gone on from now. */
  readonly depth: number;
  /** States that were met so far. */
  readonly states: number;
  /** Those among them that are still to be gone on from. */
  readonly open: number;
  /** Moves that were made. */
  readonly transitions: number;
  /** Bytes that are kept of states that were met, without the arrays of those that are open. */
  readonly bytes: number;
}

/** What {@link explore} takes. */
export interface ExploreOptions {
  /** What is done, by who does it: each does it in order, and all orders between them are tried. */
  readonly actions: Readonly<Record<string, readonly Action[]>>;
  /** Faults each of which fires once or not at all, at any moment that it matches: a line such as 'serviceReply: loseReply', or its long
   * form. None when left out.
   */
  readonly faults?: readonly (FaultInput | string)[] | undefined;
  /** Whether time passes, from timer to timer, as one of the things that may happen; true when left out. */
  readonly time?: boolean | undefined;
  /** What has to be so; `INVARIANTS` when left out. */
  readonly claims?: readonly ClaimInput[] | undefined;
  /** How many moves deep it goes at most; as deep as there is something when left out. */
  readonly depth?: number | undefined;
  /** How many states it meets at most; 1,000,000 when left out. */
  readonly states?: number | undefined;
  /** Whether states are taken for one that differ only in who of several that do the same is where; true when left out, and where no claim
   * is a predicate: that might tell them apart.
   */
  readonly alike?: boolean | undefined;
  /** Whether steps are left out at which nothing can happen to a call, whatever others do; true when left out. */
  readonly skip?: boolean | undefined;
  /** Is told of how far it is, again and again: after a thousand states, or all of one depth. Ends it by returning false. */
  readonly onProgress?: ((progress: ExploreProgress) => boolean | undefined) | undefined;
  /** What an exploration of the same array with the same options that was cut off has left in `resume()`, to go on from there. */
  readonly resume?: Uint8Array | undefined;
}

export const exploreSchema = z.strictObject({
  ...explorationParts,
  claims: z.array(z.union([z.enum(claimableProperties), ...ownClaimSchemas])).optional(),
  onProgress: z.custom<unknown>((value) => typeof value === 'function', 'a function').optional(),
});
