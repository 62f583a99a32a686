import { hasLostSession } from '../facts/callers.js';
import type { SharedRow } from './sharedRow.js';

/** The provider was stopped before it handed the request on. */
export const providerGone: SharedRow = {
  refuse: 'methodInvocationFailed',
  because: 'providerGone',
  cause: 'the provider has been stopped before it handed the request to the array',
  whenSystem: ({ settings }) => settings.incarnation > 1,
  when: ({ call, settings }) => hasLostSession(call, settings),
  message: () => 'the provider was stopped before it handed the request to the array',
};

/** How the execution can fail at once, whatever was asked for. */
export const execution: readonly SharedRow[] = [
  { refuse: 'failed', because: 'executionFailed', cause: 'the execution fails at once, for a known reason' },
  {
    refuse: 'unspecifiedError',
    because: 'executionUnknown',
    cause: "the array's management controller fails, and nobody knows why",
    whenSystem: ({ settings }) => settings.managementController === 'failing',
    message: () => "the array's management controller fails, and gives no reason",
  },
  {
    refuse: 'cimFailed',
    because: 'providerFailed',
    cause: "the provider fails plainly: it can't reach the array's management controller",
    whenSystem: ({ settings }) => settings.managementController === 'unreachable',
    message: (facts) => `${facts.provider.name} can't reach the array's management controller`,
  },
];
