import type { CommonOutcome } from '../../vocabulary/methods/commonCodes.js';
import type { End } from '../operation.js';

/** How the job of any method can fail without a cause of its own: forced. */
export const ends = {
  providerFailed: {
    fail: 'cimFailed',
    because: 'providerFailed',
    cause: 'the provider fails plainly while the job runs',
  },
} as const satisfies Readonly<Record<string, End<CommonOutcome>>>;
