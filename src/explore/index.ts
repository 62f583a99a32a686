/** All that may happen to an array, tried in all orders: what holds whatever happens, and the shortest way to what does not.
 * @packageDocumentation
 */

export type { ClaimKind, Predicate, PropertyName, Seen } from './claims.js';
export type { Counterexample } from './counterexample.js';
export { type ClaimVerdict, type Exploration, explore } from './explore.js';
export type { Action, ClaimInput, ExploreOptions, ExploreProgress } from './options.js';
