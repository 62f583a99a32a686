import type { ProviderService } from '../../vocabulary/methods/notation.js';
import { steps } from '../../vocabulary/steps.js';
import { formatDuration } from '../../vocabulary/units/durations.js';
import { hasLostSession } from '../facts/callers.js';
import { connectionRows } from './connection.js';
import type { SharedRow } from './sharedRow.js';

const words: Readonly<Record<ProviderService, string>> = {
  replicationService: 'replication service',
  storageConfigurationService: 'storage configuration service',
  controllerConfigurationService: 'controller configuration service',
};

/** How the storage service finds the provider's service that has the method, by an enumeration. */
export function findService(service: ProviderService): readonly SharedRow[] {
  return [
    ...enumerationBegins,
    {
      refuse: 'cimInvalidClass',
      because: `${service}Missing`,
      cause: `the provider has no ${words[service]} class`,
      whenSystem: ({ settings }) => settings[service] === 'missing',
      message: (facts) => `${facts.provider.name} has no class for a ${words[service]}`,
    },
    arrayNotManaged,
    ...enumeration,
  ];
}

const namespaceMissing: SharedRow = {
  refuse: 'cimInvalidNamespace',
  because: 'namespaceMissing',
  cause: "the provider's namespace does not exist",
  whenSystem: ({ settings }) => settings.namespace === 'missing',
  message: (facts) => `${facts.provider.name} has no such namespace`,
};

/** Before the rows of the line: it is there, and the provider answers, but knows nothing of what was open.
 * @see DSP0200, "EnumerateInstances … open, pull and close": CIM_ERR_INVALID_ENUMERATION_CONTEXT, 21
 */
const contextLost: SharedRow = {
  refuse: 'cimInvalidEnumerationContext',
  because: 'contextLost',
  cause: 'the provider was restarted inside the open enumeration, and has lost its context',
  whenSystem: ({ settings, link, server }) => settings.incarnation > 1 && link === 'up' && server === 'running',
  // Where the step takes time, the enumeration has been open meanwhile.
  when: ({ call, settings }) => call.paid === 1 && hasLostSession(call, settings),
  message: (facts) => `${facts.provider.name} was restarted, and does not know the context of the enumeration any more`,
};

/** What any enumeration of the provider's instances may meet first. */
export const enumerationBegins: readonly SharedRow[] = [
  contextLost,
  ...connectionRows('findService'),
  namespaceMissing,
];

/** The service walks from the array's CIM_ComputerSystem to what the provider has for it. */
export const arrayNotManaged: SharedRow = {
  refuse: 'cimNotFound',
  because: 'arrayNotManaged',
  cause: 'the provider does not manage the array: it is not among its systems, or another provider has it',
  whenSystem: ({ settings }) => !settings.managesArray,
  message: (facts) => `${facts.provider.name} does not manage this array`,
};

/** How it finds the array, where it has no need of a service: there is nothing to enumerate. */
export const findArray: readonly SharedRow[] = [...connectionRows('findService'), namespaceMissing, arrayNotManaged];

/** And what it meets then. */
export const enumeration: readonly SharedRow[] = [
  {
    refuse: 'cimInvalidOperationTimeout',
    because: 'enumerationTimeout',
    cause: 'the provider refuses the operation timeout that the service asks for in its enumeration',
    whenSystem: ({ configuration }) => configuration.operationTimeoutMs > configuration.longestEnumerationMs,
    message: ({ configuration }) =>
      `the service asks for ${formatDuration(configuration.operationTimeoutMs)}, the provider keeps an enumeration open ${formatDuration(configuration.longestEnumerationMs)} at most`,
  },
  {
    refuse: 'cimPullAbandoned',
    because: 'pullAbandoned',
    cause: 'the enumeration has been open for longer than the provider allows, and it has abandoned the pull',
    whenSystem: ({ configuration }) =>
      (configuration.latencyMs[steps.indexOf('findService')] ?? 0) > configuration.enumerationStaysOpenMs,
    whenFault: ({ tookMs }, { configuration }) => tookMs > configuration.enumerationStaysOpenMs,
    message: ({ configuration }) =>
      `the provider keeps an enumeration open ${formatDuration(configuration.enumerationStaysOpenMs)} at most`,
  },
  {
    refuse: 'cimPullCannotBeAbandoned',
    because: 'pullNotAbandonable',
    cause: 'the service has found what it looks for, and gives up a pull under way that the provider cannot abandon',
    whenSystem: ({ configuration, provider }) =>
      !provider.enumeration.abandonsPulls && (configuration.latencyMs[steps.indexOf('findService')] ?? 0) > 0,
    whenFault: ({ tookMs }, { provider }) => !provider.enumeration.abandonsPulls && tookMs > 0,
    message: (facts) => `${facts.provider.name} cannot abandon the pull that is under way`,
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
