import type { ProviderService } from '../../vocabulary/methods/notation.js';
import { formatDuration } from '../../vocabulary/units/durations.js';
import { connectionRows } from './connection.js';
import type { SharedRow } from './sharedRow.js';

const words: Readonly<Record<ProviderService, string>> = {
  replicationService: 'replication service',
  storageConfigurationService: 'storage configuration service',
};

/** How the storage service finds the provider's service that has the method, by an enumeration. */
export function findService(service: ProviderService): readonly SharedRow[] {
  return [
    ...connectionRows('findService'),
    {
      refuse: 'cimInvalidNamespace',
      because: 'namespaceMissing',
      cause: "the provider's namespace does not exist",
      whenSystem: ({ settings }) => settings.namespace === 'missing',
      message: (facts) => `${facts.provider.name} has no such namespace`,
    },
    {
      refuse: 'cimInvalidClass',
      because: `${service}Missing`,
      cause: `the provider has no ${words[service]} class`,
      whenSystem: ({ settings }) => settings[service] === 'missing',
      message: (facts) => `${facts.provider.name} has no class for a ${words[service]}`,
    },
    ...enumeration,
  ];
}

const enumeration: readonly SharedRow[] = [
  {
    refuse: 'cimInvalidEnumerationContext',
    because: 'contextLost',
    cause: 'the provider has lost the context of the enumeration',
  },
  {
    refuse: 'cimInvalidOperationTimeout',
    because: 'enumerationTimeout',
    cause: 'the provider refuses the operation timeout that the service asks for in its enumeration',
    whenSystem: ({ configuration }) => configuration.operationTimeoutMs > configuration.longestEnumerationMs,
    message: ({ configuration }) =>
      `the service asks for ${formatDuration(configuration.operationTimeoutMs)}, the provider keeps an enumeration open ${formatDuration(configuration.longestEnumerationMs)} at most`,
  },
  { refuse: 'cimPullAbandoned', because: 'pullAbandoned', cause: 'the provider has abandoned the pull' },
  {
    refuse: 'cimPullCannotBeAbandoned',
    because: 'pullNotAbandonable',
    cause: 'the service gives up a pull that the provider cannot abandon',
  },
  {
    refuse: 'cimFilteredEnumerationNotSupported',
    because: 'filter',
    cause: 'the provider cannot filter an enumeration',
    whenSystem: ({ provider }) => !provider.enumeration.filters,
    message: (facts) => `${facts.provider.name} cannot filter the enumeration of its services`,
  },
  {
    refuse: 'cimContinuationOnErrorNotSupported',
    because: 'continuation',
    cause: 'the provider cannot go on with an enumeration after an error',
    whenSystem: ({ provider }) => !provider.enumeration.continuesOnError,
    message: (facts) => `${facts.provider.name} does not accept ContinueOnError`,
  },
];
