import { type ArrayMutant, keepingSessions, ofComponents } from './mutant.js';
import { answering, without } from './tables.js';

/** Arrays that don't notice what has become of the provider: whom it knows, what it manages, what it can do. */
export const wrongProviders: readonly ArrayMutant[] = [
  ofComponents(
    'foreign-array-cloned',
    'It clones although the provider does not manage the array any more.',
    without('findService/arrayNotManaged'),
  ),
  ofComponents(
    'foreign-array-unsupported',
    'It says that clones are not supported where the provider does not manage the array.',
    answering(['findService/arrayNotManaged'], 'cimNotSupported'),
  ),
  ofComponents(
    'clones-while-unavailable',
    'It clones although the provider can execute no CreateElementReplica now.',
    without('invoke/methodUnavailable'),
  ),
  ofComponents(
    'unavailable-said-unknown',
    'It says that the provider does not know the method that it can only not execute now.',
    answering(['invoke/methodUnavailable'], 'cimMethodNotFound'),
  ),
  ofComponents(
    'ended-session-accepted',
    'It takes a session that has ended for one that is open.',
    without('authenticate/sessionEnded'),
    keepingSessions,
  ),
  ofComponents(
    'ended-session-denied',
    'It says that a caller whose session has ended is denied, instead of asking for its credentials.',
    answering(['authenticate/sessionEnded'], 'cimAccessDenied'),
    keepingSessions,
  ),
];
