import { none } from '../../vocabulary/units/ids.js';
import type { LateRow } from './sharedRow.js';

/** What can go wrong when the service reads back what came of the method. */
export const unexpectedResponse: LateRow = {
  refuse: 'cimUnexpectedResponse',
  because: 'unexpectedResponse',
  cause: 'the provider answers the read-back with something that the service does not understand',
};

/** How the service has itself told of the job's end. */
export const subscribe: readonly LateRow[] = [
  {
    refuse: 'cimInvalidResponseDestination',
    because: 'destination',
    cause: "the provider rejects the service's destination for indications of the job",
    whenSystem: ({ settings }) => settings.indications.destination === 'invalid',
    when: ({ call }) => call.job !== none,
    message: () => "the provider rejects the service's destination for indications",
  },
  {
    refuse: 'cimAlreadyExists',
    because: 'subscriptionExists',
    cause: 'a subscription of an earlier call still exists',
    whenSystem: ({ settings }) => settings.indications.subscription === 'exists',
    when: ({ call }) => call.job !== none,
    message: () => "a subscription for the job's indications exists already",
  },
];
