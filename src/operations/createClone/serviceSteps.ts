import { replicationTypes } from '../../vocabulary/replication.js';
import { formatDuration, type Milliseconds } from '../../vocabulary/units/durations.js';
import { atLeast } from '../../vocabulary/versions.js';
import { isInCache } from '../facts/cache.js';
import type { CallFacts } from '../facts/call.js';
import { roleOf } from '../facts/callers.js';
import { localityOf } from '../facts/elements.js';
import type { Check, SystemFacts } from '../operation.js';
import { connectionRows } from './connectionRows.js';

/** What the storage service judges by itself, from its cache, and on the way to its provider. */
export const serviceSteps = {
  service: [
    {
      refuse: 'accessDenied',
      because: 'role',
      cause: "the caller's role may not manage storage",
      since: '2016',
      whenSystem: anyoneMayNot,
      when: (facts) => roleOf(facts) !== 'administrator',
      whenFault: ({ denied }) => denied,
      message: (facts) => `${facts.request.caller} is ${roleOf(facts)}; only an administrator may manage storage`,
    },
    {
      refuse: 'invalidParameter',
      because: 'malformed',
      cause: 'an argument is malformed',
      when: ({ request }) => request.malformed !== null,
      message: ({ request }) => request.malformed ?? '',
    },
    {
      refuse: 'objectNotFound',
      because: 'sourceUnknown',
      cause: "the source volume is not in the service's cache",
      since: '2016',
      whenElements: ({ source }) => !isInCache(source),
      message: ({ request }) => `the service's cache has no volume '${request.on}'`,
    },
    {
      refuse: 'objectNotFound',
      because: 'poolUnknown',
      cause: "TargetPool is not in the service's cache",
      since: '2016',
      whenElements: ({ namesPool, pool }) => namesPool && !isInCache(pool),
      message: ({ request }) => `the service's cache has no pool '${request.targetPool}'`,
    },
    {
      refuse: 'cloneNotSupported',
      because: 'noClones',
      cause: 'the system offers no clones at all: both clone switches of its capabilities are off',
      whenSystem: ({ discovered }) => !discovered.clones,
      message: () => 'ReplicationSupportedTypeCloneLocal and ReplicationSupportedTypeCloneRemote are both false',
    },
    {
      refuse: 'replicationTypeNotSupported',
      because: 'locality',
      cause: "no supported replication type clones from the source's system to TargetPool's system",
      whenSystem: ({ discovered }) => !discovered.local || !discovered.remote,
      whenElements: (facts) => !facts.discovered[localityOf(facts)],
      message: (facts) => {
        const { replicationTypes: types, cloneLocal, cloneRemote } = facts.settings.discovered;
        const offered = atLeast(facts.configuration.version, '2016')
          ? `the supported replication types are ${list(types)}`
          : `ReplicationSupportedTypeCloneLocal is ${cloneLocal}, ReplicationSupportedTypeCloneRemote ${cloneRemote}`;
        return `this request needs a ${localityOf(facts)} clone; ${offered}`;
      },
    },
    { refuse: 'genericFailure', because: 'serviceFails', cause: 'the storage service itself fails' },
  ],

  connect: [
    ...connectionRows('connect'),
    {
      refuse: 'cimServerLimitsExceeded',
      because: 'sessions',
      cause: "all of the provider's sessions are taken",
      when: ({ world, settings }) => world.connected + settings.foreignSessions >= settings.limits.sessions,
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
  ],

  tls: [
    {
      refuse: 'sslFailure',
      because: 'certificate',
      cause: "the TLS handshake fails: the provider's certificate is expired, untrusted or for another host",
      whenSystem: ({ settings, provider }) =>
        provider.transport === 'https' &&
        (settings.certificate !== 'valid' || settings.certificateExpiresAtMs !== null),
      when: ({ settings, world }) =>
        settings.certificate !== 'valid' || isOver(settings.certificateExpiresAtMs, world.nowMs),
      whenFault: ({ tls }) => tls !== null,
      message: ({ settings }) =>
        ({
          valid: `the provider's certificate expired at ${formatDuration((settings.certificateExpiresAtMs ?? 0) as Milliseconds)}`,
          expired: "the provider's certificate has expired",
          untrusted: "the provider's certificate is signed by an authority that is not trusted",
          wrongHost: "the provider's certificate is for another host",
        })[settings.certificate],
    },
  ],
} satisfies Record<string, readonly Check<CallFacts>[]>;

/** Whether there is a caller who is not an administrator. */
export function anyoneMayNot({ settings }: SystemFacts): boolean {
  return settings.role !== 'administrator' || Object.keys(settings.roles).length > 0;
}

/** Whether something that holds until a moment has ended. */
export function isOver(untilMs: number | null, nowMs: number): boolean {
  return untilMs !== null && nowMs >= untilMs;
}

function list(numbers: readonly number[]): string {
  const labels: Readonly<Record<number, string>> = replicationTypes;
  return numbers.length === 0 ? 'none' : numbers.map((type) => `${type} (${labels[type]})`).join(', ');
}
