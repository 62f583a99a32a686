import { isInCache } from '../facts/cache.js';
import { roleOf } from '../facts/callers.js';
import type { SystemFacts } from '../facts/system.js';
import type { SharedRow } from './sharedRow.js';

/** The caller may not manage storage: for methods that change something. */
export const role: SharedRow = {
  refuse: 'accessDenied',
  because: 'role',
  cause: "the caller's role may not manage storage",
  since: '2016',
  whenSystem: anyoneMayNot,
  when: (facts) => roleOf(facts) !== 'administrator',
  whenFault: ({ denied }) => denied,
  message: (facts) => `${facts.request.caller} is ${roleOf(facts)}; only an administrator may manage storage`,
};

export const malformed: SharedRow = {
  refuse: 'invalidParameter',
  because: 'malformed',
  cause: 'an argument is malformed',
  when: ({ request }) => request.malformed !== null,
  message: ({ request }) => request.malformed ?? '',
};

/** The pool that the method is called on is not in the service's cache. */
export const poolUnknown: SharedRow = {
  refuse: 'objectNotFound',
  because: 'poolUnknown',
  cause: "the pool is not in the service's cache",
  whenElements: ({ pool }) => !isInCache(pool),
  message: ({ request }) => `the service's cache has no pool '${request.on}'`,
};

export const serviceFails: SharedRow = {
  refuse: 'genericFailure',
  because: 'serviceFails',
  cause: 'the storage service itself fails: its configuration provider is gone, and the call brings no credential',
  whenSystem: ({ settings, provider }) =>
    settings.configurationProvider === 'gone' && provider.authentication === 'required',
  when: ({ request }) => request.username === null,
  message: () => 'the configuration provider, which has the credential, does not answer the storage service',
};

/** Whether there is a caller who is not an administrator. */
export function anyoneMayNot({ settings }: SystemFacts): boolean {
  return settings.role !== 'administrator' || Object.keys(settings.roles).length > 0;
}
