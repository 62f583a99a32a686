import { connectionRows } from './connection.js';
import type { SharedRow } from './sharedRow.js';

/** How the service asks what the array can do now, by a query. */
export const readCapabilities: readonly SharedRow[] = [
  ...connectionRows('readCapabilities'),
  {
    refuse: 'cimQueryLanguageNotSupported',
    because: 'queryLanguage',
    cause: 'the provider does not know the query language',
    whenSystem: ({ provider }) => !provider.query.language,
    message: (facts) => `${facts.provider.name} does not know the query language DMTF:CQL`,
  },
  {
    refuse: 'cimInvalidQuery',
    because: 'query',
    cause: 'the provider cannot parse the query: it finds it malformed',
    whenSystem: ({ provider }) => !provider.query.parses,
    message: (facts) => `${facts.provider.name} cannot parse the query`,
  },
  {
    refuse: 'cimQueryFeatureNotSupported',
    because: 'queryFeature',
    cause: 'the provider lacks a feature that the query uses',
    whenSystem: ({ provider }) => !provider.query.features,
    message: (facts) => `${facts.provider.name} supports basic queries only`,
  },
];
