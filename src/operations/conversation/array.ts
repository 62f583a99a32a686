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

/** How the execution can fail at once, whatever the array is like: forced only. */
export const execution: readonly SharedRow[] = [
  { refuse: 'failed', because: 'executionFailed', cause: 'the execution fails at once, for a known reason' },
  { refuse: 'unspecifiedError', because: 'executionUnknown', cause: 'the execution fails at once, nobody knows why' },
  {
    refuse: 'cimFailed',
    because: 'providerFailed',
    cause: 'the provider fails plainly while it executes the method',
  },
];
