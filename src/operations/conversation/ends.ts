import type { CommonOutcome } from '../../vocabulary/methods/commonCodes.js';
import type { End } from '../operation.js';

/** How the job of any method can fail without a cause of its own: forced, or by a provider that has lost it. */
export const ends = {
  providerFailed: {
    fail: 'cimFailed',
    because: 'providerFailed',
    cause: 'the provider fails plainly while the job runs',
  },
  forgotten: {
    fail: 'failed',
    because: 'forgotten',
    cause: 'the provider was restarted, and has forgotten the job',
    byFault: true,
  },
} as const satisfies Readonly<Record<string, End<CommonOutcome>>>;
