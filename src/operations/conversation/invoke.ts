import type { CimOutcome } from '../../vocabulary/methods/commonCodes.js';
import type { ProviderMethod } from '../../vocabulary/methods/index.js';
import type { ElementFacts, SystemFacts } from '../facts/system.js';
import { asksForCredentials } from './authenticate.js';
import { connectionRows } from './connection.js';
import type { SharedRow } from './sharedRow.js';

/** The line to the provider when it is asked to execute the method. */
export const line: readonly SharedRow[] = connectionRows('invoke');

/** A method of the provider, and what keeps it from being executed. */
interface CalledMethod {
  readonly method: ProviderMethod;
  /** What else makes the provider not support it, though it is reported. */
  readonly alsoUnsupported?: {
    readonly whenSystem: (system: SystemFacts) => boolean;
    readonly whenElements: (elements: ElementFacts) => boolean;
  };
  /** What the provider reports, in a word. */
  readonly reports: string;
}

/** Whether the provider has its own method, and can execute it. */
export function methodRows({ method, alsoUnsupported, reports }: CalledMethod): readonly SharedRow[] {
  const is = ({ settings }: SystemFacts, what: string) => settings.methods[method] === what;
  return [
    {
      refuse: 'cimMethodNotAvailable',
      because: 'methodUnavailable',
      cause: 'the provider has the method, but cannot execute it now',
      whenSystem: (system) => is(system, 'unavailable'),
      message: (facts) => `${facts.provider.name} cannot execute ${method} now`,
    },
    {
      refuse: 'cimMethodNotFound',
      because: 'methodUnknown',
      cause: 'the provider does not have the method',
      whenSystem: (system) => is(system, 'unknown'),
      message: (facts) => `${facts.provider.name} has no method ${method}`,
    },
    {
      refuse: 'cimNotSupported',
      because: 'methodUnsupported',
      cause: 'the provider reports the capability, but does not support it',
      whenSystem: (system) => is(system, 'unsupported') || alsoUnsupported?.whenSystem(system) === true,
      whenElements: (elements) => is(elements, 'unsupported') || alsoUnsupported?.whenElements(elements) === true,
      message: (facts) => `${facts.provider.name} reports ${reports}, but does not support ${method}`,
    },
  ];
}

/** A parameter of the provider's method is declared with another type than the service sends. */
export function parameterType(parameter: 'TheElement' | 'Goal' | 'DeviceAccesses'): SharedRow {
  return {
    refuse: 'cimTypeMismatch',
    because: 'parameterType',
    cause: `this provider declares ${parameter} with another type than the service sends`,
    whenSystem: ({ provider }) => provider.mistypedParameters.includes(parameter),
    message: (facts) => `${facts.provider.name} declares ${parameter} with another CIM type`,
  };
}

/** The account may read, but not change the array. */
export const mayNotModify: SharedRow = {
  refuse: 'cimAccessDenied',
  because: 'mayNotModify',
  cause: 'the account may read, but not change the array',
  whenSystem: asksForCredentials,
  whenElements: ({ account }) => account?.mayModify === false,
  message: (facts) => `account '${facts.credential?.username}' may not call methods that change the array`,
};

/** The provider's own limits, and what it can say without a natural cause on this path. */
export const providerLimits: readonly SharedRow[] = [
  {
    refuse: 'cimServerLimitsExceeded',
    because: 'operations',
    cause: 'the provider executes as many operations as it can',
    when: ({ world, settings }) => world.operating + settings.foreignOperations >= settings.limits.operations,
    counts: true,
    message: ({ world, settings }) =>
      `${world.operating + settings.foreignOperations} of the provider's ${settings.limits.operations} operations are under way`,
  },
  {
    refuse: 'cimServerShuttingDown',
    because: 'shuttingDown',
    cause: 'the provider began to shut down before it could execute the method',
    whenSystem: ({ server }) => server === 'shuttingDown',
    message: () => 'the provider is shutting down and executes no new method',
  },
  {
    refuse: 'cimClassHasChildren',
    because: 'classHasChildren',
    cause: 'the provider says that a class has children; no natural cause on this path',
  },
  {
    refuse: 'cimClassHasInstances',
    because: 'classHasInstances',
    cause: 'the provider says that a class has instances; no natural cause on this path',
  },
  {
    refuse: 'cimInvalidSuperclass',
    because: 'invalidSuperclass',
    cause: 'the provider says that a superclass is invalid; no natural cause on this path',
  },
  {
    refuse: 'cimNamespaceNotEmpty',
    because: 'namespaceNotEmpty',
    cause: 'the provider says that a namespace is not empty; no natural cause on this path',
  },
];

/** What a provider can say of any method, for those that give it no natural cause: it can be forced only. */
export const withoutCause = {
  cimInvalidParameter: forced('cimInvalidParameter', 'parameterInvalid', 'a parameter is invalid'),
  cimInvalidClass: forced('cimInvalidClass', 'classInvalid', 'a class is invalid'),
  cimNotFound: forced('cimNotFound', 'elementMissing', 'it does not find an element'),
  cimTypeMismatch: forced('cimTypeMismatch', 'typeMismatch', 'a value is of another type'),
  cimNotSupported: forced('cimNotSupported', 'unsupported', 'it does not support this'),
  cimAlreadyExists: forced('cimAlreadyExists', 'alreadyExists', 'something exists already'),
  cimNoSuchProperty: forced('cimNoSuchProperty', 'noSuchProperty', 'there is no such property'),
  cimInvalidResponseDestination: forced('cimInvalidResponseDestination', 'destination', 'a destination is invalid'),
};

function forced(refuse: CimOutcome, because: string, says: string): SharedRow {
  return { refuse, because, cause: `the provider says that ${says}; no natural cause on this path` };
}
