import type { CallFault } from '../../store/faultState.js';
import { type AnsweredStep, steps } from '../../vocabulary/steps.js';
import { formatDuration, type Milliseconds } from '../../vocabulary/units/durations.js';
import { none } from '../../vocabulary/units/ids.js';
import type { CallFacts } from '../facts/call.js';
import { hasLostSession } from '../facts/callers.js';
import { openSession } from '../facts/sessions.js';
import type { SystemFacts } from '../facts/system.js';
import { isOver } from '../facts/time.js';
import type { LateRow, SharedRow } from './sharedRow.js';

const unreachable: SharedRow = {
  refuse: 'methodInvocationFailed',
  because: 'unreachable',
  cause: 'the provider cannot be reached',
  whenSystem: isCut,
  message: (facts) => (facts.link === 'down' ? 'the link to the provider is down' : 'the provider is not running'),
};

const connectionLost: SharedRow = {
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

/** What can be wrong with the line to the provider when the service asks it something: nothing has happened then. */
export function connectionRows(step: AnsweredStep): readonly [SharedRow, SharedRow] {
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

/** How the service comes to a session of the provider. */
export const connect: readonly SharedRow[] = [
  ...connectionRows('connect'),
  {
    refuse: 'cimServerLimitsExceeded',
    because: 'sessions',
    cause: "all of the provider's sessions are taken",
    when: ({ world, settings, request, accountHandle }) =>
      world.connected + settings.foreignSessions >= settings.limits.sessions &&
      openSession(world, request, accountHandle) === none,
    counts: true,
    message: ({ world, settings }) =>
      `${world.connected + settings.foreignSessions} of the provider's ${settings.limits.sessions} sessions are taken`,
  },
  {
    refuse: 'cimServerShuttingDown',
    because: 'shuttingDown',
    cause: 'the provider is shutting down',
    whenSystem: ({ server }) => server === 'shuttingDown',
    message: () => 'the provider is shutting down and takes no new connection',
  },
];

export const tls: readonly SharedRow[] = [
  {
    refuse: 'sslFailure',
    because: 'certificate',
    cause: "the TLS handshake fails: the provider's certificate is expired, untrusted or for another host",
    whenSystem: ({ settings, provider }) =>
      provider.transport === 'https' && (settings.certificate !== 'valid' || settings.certificateExpiresAtMs !== null),
    when: ({ settings, world }) =>
      settings.certificate !== 'valid' || isOver(settings.certificateExpiresAtMs, world.nowMs),
    whenFault: ({ tls: problem }) => problem !== null,
    message: ({ settings }) =>
      ({
        valid: `the provider's certificate expired at ${formatDuration((settings.certificateExpiresAtMs ?? 0) as Milliseconds)}`,
        expired: "the provider's certificate has expired",
        untrusted: "the provider's certificate is signed by an authority that is not trusted",
        wrongHost: "the provider's certificate is for another host",
      })[settings.certificate],
  },
];

/** What can become of the provider's reply on its way back: the method has had its effect. */
export const invokeReply: readonly LateRow[] = [
  {
    refuse: 'timeout',
    because: 'replyLate',
    cause: "the provider's reply does not come within the operation timeout",
    waits: true,
    whenSystem: (system) => system.link === 'hung' || isTooSlow(system, 'invokeReply'),
    whenFault: ({ replyLost, tookMs }, { configuration }) => replyLost || tookMs > configuration.operationTimeoutMs,
    message: ({ configuration }) =>
      `the provider's reply did not come within ${formatDuration(configuration.operationTimeoutMs)}`,
  },
  {
    refuse: 'methodInvocationFailed',
    because: 'replyLost',
    cause: "the connection breaks before the provider's reply is here",
    whenSystem: ({ link, server, settings }) => link === 'down' || server === 'stopped' || settings.incarnation > 1,
    when: ({ link, call, settings }) => link === 'down' || hasLostSession(call, settings),
    message: () => 'the connection to the provider broke while it executed the method',
  },
];

function isCut({ link, server }: SystemFacts): boolean {
  return link === 'down' || server === 'stopped';
}

function isUnanswered(
  { requestLost, tookMs }: CallFault,
  { configuration }: Pick<CallFacts, 'configuration'>,
): boolean {
  return requestLost || tookMs > configuration.operationTimeoutMs;
}

/** Whether a step takes longer than the service waits for an answer. */
function isTooSlow({ configuration }: SystemFacts, step: AnsweredStep): boolean {
  return (configuration.latencyMs[steps.indexOf(step)] ?? 0) > configuration.operationTimeoutMs;
}
