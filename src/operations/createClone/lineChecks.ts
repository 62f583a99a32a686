import { formatDuration } from '../../vocabulary/durations.js';
import { type AnsweredStep, steps } from '../../vocabulary/steps.js';
import type { CallFacts } from '../look.js';
import type { Check, SystemFacts } from '../operation.js';

/** What can be wrong with the line to the provider when the service asks it something: nothing has happened then. */
export function lineChecks(
  step: AnsweredStep,
  because: 'unreachable' | 'connectionLost',
): readonly [Check<CallFacts>, Check<CallFacts>] {
  return [
    {
      refuse: 'methodInvocationFailed',
      because,
      cause: 'the provider cannot be reached, or drops the connection',
      given: ({ link, server }) => link === 'down' || server === 'stopped',
      message: (facts) => (facts.link === 'down' ? 'the link to the provider is down' : 'the provider is not running'),
    },
    {
      refuse: 'timeout',
      because: 'noAnswer',
      cause: 'the provider gives no answer within the operation timeout',
      waits: true,
      given: (system) => system.link === 'hung' || isTooSlow(system, step),
      message: ({ configuration }) => `no answer within ${formatDuration(configuration.operationTimeoutMs)}`,
    },
  ];
}

/** Whether a step takes longer than the service waits for an answer. */
export function isTooSlow({ configuration }: SystemFacts, step: AnsweredStep): boolean {
  return (configuration.latencyMs[steps.indexOf(step)] ?? 0) > configuration.operationTimeoutMs;
}
