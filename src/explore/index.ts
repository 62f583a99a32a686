/** All that may happen to an array, tried in all orders: what holds whatever happens, and the shortest way to what does not.
 * @packageDocumentation
 */

export type { Predicate, PropertyName, Seen } from './claims.js';
export type { ClientSeen, ClientsPredicate, ClientsSeen } from './clients/claims.js';
export { type ClientsExploration, exploreClients } from './clients/exploreClients.js';
export type { ClientsClaimInput, ExploreClientsOptions } from './clients/options.js';
export type { Client } from './clients/run.js';
export type { Counterexample } from './counterexample.js';
export { type ClaimVerdict, type Exploration, explore } from './explore.js';
export type { Action, ClaimInput, ExploreOptions, ExploreProgress } from './options.js';
export type { ClaimKind, OwnClaim } from './ownClaim.js';
