import type { ProviderMethod } from '../../../src/vocabulary/methods/index.js';
import type { ProviderService } from '../../../src/vocabulary/methods/notation.js';
import type { Cause } from '../standardArray.js';
import { anotherCall, deletesByJob, set } from './acts.js';
import type { Exclusive } from './methodExamples.js';

/** What leads to the rows that methods share, by `<step>.<because>`. */
export function conversationCauses(
  method: ProviderMethod,
  service: ProviderService | undefined,
): Readonly<Record<string, Cause>> {
  const methodIs = (there: 'unavailable' | 'unknown' | 'unsupported'): Cause => ({
    shape: ({ profile }) => {
      profile.provider.methods[method] = there;
    },
  });
  return {
    ...upToTheProvider,
    ...(service && { [`findService.${service}Missing`]: { before: set({ provider: { [service]: 'missing' } }) } }),
    'invoke.methodUnavailable': methodIs('unavailable'),
    'invoke.methodUnknown': methodIs('unknown'),
    'invoke.methodUnsupported': methodIs('unsupported'),
    ...atTheProvider,
    ...afterTheEffect,
  };
}

/** Shared rows of which no two can apply to one call. */
export const conversationExclusive = (method: ProviderMethod): readonly Exclusive[] => [
  {
    rows: ['array.executionUnknown', 'array.providerFailed'],
    because: "the array's management controller is in one state",
  },
  {
    rows: ['invoke.methodUnavailable', 'invoke.methodUnknown', 'invoke.methodUnsupported'],
    because: `a profile has one answer to how ${method} is there`,
  },
  ...[
    'authenticate.wrongCredentials',
    'authenticate.credentialsExpired',
    'authenticate.credentialsRevoked',
    'authenticate.sessionEnded',
    'authenticate.namespaceDenied',
    'authenticate.accountSessions',
  ].map((row) => ({
    rows: ['authenticate.noCredentials', row],
    because: 'without a credential there is no account that anything could be wrong with',
  })),
];

const upToTheProvider: Readonly<Record<string, Cause>> = {
  'service.serviceFails': { before: set({ configurationProvider: 'gone' }) },
  'service.role': { before: set({ role: 'reader', caller: 'client' }) },

  'connect.unreachable': { before: set({ provider: { server: 'stopped' } }) },
  'connect.noAnswer': { before: set({ provider: { link: 'hung' } }) },
  'connect.sessions': { before: set({ provider: { foreignSessions: 32 } }) },
  'connect.shuttingDown': { before: set({ provider: { server: 'shuttingDown' } }) },

  'tls.certificate': { before: set({ certificate: 'expired' }) },

  'authenticate.connectionLost': { at: { step: 'authenticate', do: set({ provider: { server: 'stopped' } }) } },
  'authenticate.noAnswer': { at: { step: 'authenticate', do: set({ provider: { link: 'hung' } }) } },
  'authenticate.noCredentials': { before: set({ credential: null }) },
  'authenticate.wrongCredentials': { parameters: { username: 'service', password: 'wrong' } },
  'authenticate.credentialsExpired': {
    before: (array) => {
      array.set({ account: { name: 'service', expiresIn: '1 min' } });
      array.advance('1 min');
    },
  },
  'authenticate.credentialsRevoked': { before: set({ account: { name: 'service', revoked: true } }) },
  'authenticate.role': { before: set({ role: 'reader', caller: 'client' }) },
  'authenticate.sessionEnded': {
    shape: ({ profile }) => {
      profile.provider.sessions = { end: 'whenClosed', idleTimeout: '1 min', tokenLifetime: null };
    },
    prepare: (array) => {
      array.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' });
      array.advance('1 min');
    },
  },
  'authenticate.namespaceDenied': { before: set({ account: { name: 'service', deniedNamespace: true } }) },
  'authenticate.accountSessions': {
    prepare: anotherCall,
    before: set({ account: { name: 'service', maximumSessions: 1 } }),
  },
  'authenticate.shuttingDown': { at: { step: 'authenticate', do: set({ provider: { server: 'shuttingDown' } }) } },

  'findService.contextLost': {
    shape: ({ profile }) => {
      profile.provider.latency.findService = '2 s';
    },
    // Time passes where the step waits, and before that it does not.
    before: (array) => void array.faults.use(`time@${array.now + 1000}ms: restartProvider 100 ms`),
  },
  'findService.pullAbandoned': {
    shape: ({ profile }) => {
      profile.provider.latency.findService = '2 s';
      profile.provider.enumeration.staysOpen = '1 s';
    },
  },
  'findService.pullNotAbandonable': {
    shape: ({ profile }) => {
      profile.provider.latency.findService = '2 s';
      profile.provider.enumeration.abandonsPulls = false;
    },
  },
  'findService.connectionLost': {
    at: {
      step: 'findService',
      do: (array) => {
        array.set({ provider: { server: 'stopped' } });
        array.set({ provider: { server: 'running' } });
      },
    },
  },
  'findService.noAnswer': { at: { step: 'findService', do: set({ provider: { link: 'hung' } }) } },
  'findService.namespaceMissing': { before: set({ provider: { namespace: 'missing' } }) },
  'findService.arrayNotManaged': { before: set({ provider: { managesArray: false } }) },
  'findService.enumerationTimeout': {
    shape: ({ profile }) => {
      profile.provider.enumeration.longestTimeout = '30 s';
    },
  },
  'findService.filter': {
    shape: ({ profile }) => {
      profile.provider.enumeration.filters = false;
    },
  },
  'findService.continuation': {
    shape: ({ profile }) => {
      profile.provider.enumeration.continuesOnError = false;
    },
  },

  'readCapabilities.connectionLost': { at: { step: 'readCapabilities', do: set({ provider: { server: 'stopped' } }) } },
  'readCapabilities.noAnswer': { at: { step: 'readCapabilities', do: set({ provider: { link: 'hung' } }) } },
  'readCapabilities.queryLanguage': {
    shape: ({ profile }) => {
      profile.provider.query.language = false;
    },
  },
  'readCapabilities.query': {
    shape: ({ profile }) => {
      profile.provider.query.parses = false;
    },
  },
  'readCapabilities.queryFeature': {
    shape: ({ profile }) => {
      profile.provider.query.features = false;
    },
  },
};

const atTheProvider: Readonly<Record<string, Cause>> = {
  'invoke.connectionLost': { at: { step: 'invoke', do: set({ provider: { server: 'stopped' } }) } },
  'invoke.noAnswer': { at: { step: 'invoke', do: set({ provider: { link: 'hung' } }) } },
  'invoke.mayNotModify': { before: set({ account: { name: 'service', mayModify: false } }) },
  'invoke.operations': { before: set({ provider: { foreignOperations: 16 } }) },
  'invoke.shuttingDown': { at: { step: 'invoke', do: set({ provider: { server: 'shuttingDown' } }) } },

  'array.executionUnknown': { before: set({ managementController: 'failing' }) },
  'array.providerFailed': { before: set({ managementController: 'unreachable' }) },
  'array.providerGone': { at: { step: 'array', do: set({ provider: { server: 'stopped' } }) } },
};

const afterTheEffect: Readonly<Record<string, Cause>> = {
  'invokeReply.replyLate': { at: { step: 'invokeReply', do: set({ provider: { link: 'hung' } }) } },
  'invokeReply.replyLost': { at: { step: 'invokeReply', do: set({ provider: { server: 'stopped' } }) } },

  'readBack.unexpectedResponse': {
    shape: ({ profile }) => {
      profile.provider.readsBack = 'otherClass';
    },
  },

  // Only of a job's end does the service have itself told.
  'subscribe.destination': { ...deletesByJob, before: set({ indications: { destination: 'invalid' } }) },
  'subscribe.subscriptionExists': { ...deletesByJob, before: set({ indications: { subscription: 'exists' } }) },
};
