import type { CallFault } from '../../store/faultState.js';
import { type AnsweredStep, steps } from '../../vocabulary/steps.js';
import { formatDuration } from '../../vocabulary/units/durations.js';
import type { CallFacts } from '../facts/call.js';
import { hasLostSession } from '../facts/callers.js';
import type { Check, SystemFacts } from '../operation.js';

/** What can be wrong with the line to the provider when the service asks it something: nothing has happened then. */
export function connectionRows(step: AnsweredStep): readonly [Check<CallFacts>, Check<CallFacts>] {
  return [
    step === 'connect' ? unreachable : connectionLost,
    {
      refuse: 'timeout',
      because: 'noAnswer',
      cause: 'the provider gives no answer within the operation timeout',
      waits: true,
      whenSystem: (system) => system.link === 'hung' || isTooSlow(system, step),
      whenFault: isUnanswered,
      message: ({ configuration }) => `no answer within ${formatDuration(configuration.operationTimeoutMs)}`,
    },
  ];
}

const unreachable: Check<CallFacts> = {
  refuse: 'methodInvocationFailed',
  because: 'unreachable',
  cause: 'the provider cannot be reached',
  whenSystem: isCut,
  message: (facts) => (facts.link === 'down' ? 'the link to the provider is down' : 'the provider is not running'),
};

const connectionLost: Check<CallFacts> = {
  refuse: 'methodInvocationFailed',
  because: 'connectionLost',
  cause: 'the connection breaks, or the provider has been restarted since',
  whenSystem: (system) => isCut(system) || system.settings.incarnation > 1,
  when: (facts) => isCut(facts) || hasLostSession(facts.call, facts.settings),
  message: (facts) => {
    if (facts.link === 'down') return 'the link to the provider is down';
    return facts.server === 'stopped' ? 'the provider is not running' : 'the provider has been restarted meanwhile';
  },
};

function isCut({ link, server }: SystemFacts): boolean {
  return link === 'down' || server === 'stopped';
}

function isUnanswered({ requestLost, tookMs }: CallFault, { configuration }: SystemFacts): boolean {
  return requestLost || tookMs > configuration.operationTimeoutMs;
}

/** Whether a step takes longer than the service waits for an answer. */
export function isTooSlow({ configuration }: SystemFacts, step: AnsweredStep): boolean {
  return (configuration.latencyMs[steps.indexOf(step)] ?? 0) > configuration.operationTimeoutMs;
}
