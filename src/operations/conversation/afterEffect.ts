import { formatDuration, milliseconds } from '../../vocabulary/units/durations.js';
import { none } from '../../vocabulary/units/ids.js';
import type { LateRow } from './sharedRow.js';

/** What can go wrong when the service reads back what came of the method. */
export const unexpectedResponse: LateRow = {
  refuse: 'cimUnexpectedResponse',
  because: 'unexpectedResponse',
  cause: 'the service reads back something else than it asked for: an instance of another class',
  whenSystem: ({ provider }) => provider.readsBack === 'otherClass',
  message: () => 'the service read back an instance of a class that it did not ask for',
};

/** The same where something was made: what is read back is not that. */
export const anotherTarget: LateRow = {
  ...unexpectedResponse,
  cause: 'the service reads back something else than the target that it asked for: of another class, or another size',
  whenSystem: ({ provider }) => provider.readsBack !== 'asMade',
  message: ({ provider }) =>
    `the service read back ${provider.readsBack === 'otherClass' ? 'an instance that is no MSFT_SMStorageVolume' : 'a volume of another size'}`,
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

/** The array answers when the copy is done, and the service does not wait for so long. */
export const copyLate: LateRow = {
  refuse: 'timeout',
  because: 'copyLate',
  cause: 'the copy within the call takes longer than the operation timeout',
  when: ({ call, configuration }) => call.tookMs > configuration.operationTimeoutMs,
  message: ({ call, configuration }) =>
    `the copy takes ${formatDuration(milliseconds(call.tookMs))}; the service waits ${formatDuration(configuration.operationTimeoutMs)}`,
};
