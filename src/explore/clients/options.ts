import { z } from 'zod';
import type { FaultInput } from '../../faults/planSchema.js';
import { claimableProperties, explorationParts } from '../../scenario/read/explorationSchema.js';
import type { PropertyName } from '../claims.js';
import type { ExploreProgress } from '../options.js';
import { type OwnClaim, ownClaimSchemas } from '../ownClaim.js';
import { type ClientsPredicate, clientsReturn } from './claims.js';
import type { Client } from './run.js';

/** Something that is claimed of all that may happen. The name of a property is claimed always; `CLIENTS-RETURN` says that no client throws. */
export type ClientsClaimInput = PropertyName | typeof clientsReturn | OwnClaim<ClientsPredicate>;

/** What {@link exploreClients} takes. */
export interface ExploreClientsOptions {
  /** Clients, by name: each a function that gets a port as `connect` of `arraysim/client` makes it, with a clock. It is run again and
   * again, and has to do the same whenever it is answered the same.
   */
  readonly clients: Readonly<Record<string, Client>>;
  /** How many replies may get lost, whichever, or fewer; 1 when left out. */
  readonly losses?: number | undefined;
  /** Other faults, each of which fires once or not at all, as `explore` takes them. */
  readonly faults?: readonly (FaultInput | string)[] | undefined;
  /** Whether time passes, up to the next timer of the array or a client, as one of the things that may happen; true when left out. */
  readonly time?: boolean | undefined;
  /** What has to be so; `INVARIANTS` and `CLIENTS-RETURN` when left out. */
  readonly claims?: readonly ClientsClaimInput[] | undefined;
  /** How many moves deep it goes at most; as deep as there is something when left out. */
  readonly depth?: number | undefined;
  /** How many states it meets at most; 100,000 when left out. */
  readonly states?: number | undefined;
  /** Whether steps are left out at which nothing can happen to a call, whatever others do; true when left out. */
  readonly skip?: boolean | undefined;
  /** Is told of how far it is, every thousand states; ends it by returning false. */
  readonly onProgress?: ((progress: ExploreProgress) => boolean | undefined) | undefined;
}

const text = z.string().min(1);
const functionOf = <Given>(what: string) => z.custom<Given>((value) => typeof value === 'function', what);

const { faults, time, depth, states, skip } = explorationParts;

export const exploreClientsSchema = z.strictObject({
  clients: z
    .record(text, functionOf<Client>('a function: what the client does'))
    .refine((clients) => Object.keys(clients).length > 0, 'one client at least'),
  losses: z.number().int().min(0).max(8).optional(),
  faults,
  time,
  depth,
  states,
  skip,
  claims: z.array(z.union([z.enum([clientsReturn, ...claimableProperties]), ...ownClaimSchemas])).optional(),
  onProgress: functionOf<unknown>('a function').optional(),
});
