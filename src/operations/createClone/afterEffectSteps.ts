import { formatDuration } from '../../vocabulary/units/durations.js';
import { none } from '../../vocabulary/units/ids.js';
import type { AfterEffectFacts } from '../facts/call.js';
import { hasLostSession } from '../facts/callers.js';
import { nameIsTaken } from '../facts/names.js';
import type { Check } from '../operation.js';
import { isTooSlow } from './connectionRows.js';

/** What can still go wrong when the clone exists or its job runs: the caller gets an error all the same. */
export const afterEffectSteps = {
  invokeReply: [
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
  ],

  readBack: [
    {
      refuse: 'cimUnexpectedResponse',
      because: 'unexpectedResponse',
      cause: 'the provider answers the read-back with something that the service does not understand',
    },
    {
      refuse: 'cimNotFound',
      because: 'targetGone',
      cause: 'the target is not found when the service reads it back',
      when: ({ world, call }) => world.volumes.peek(call.target)?.goneAt !== 0,
      message: () => 'the provider made a target, but it is not found when the service reads it back',
    },
  ],

  rename: [
    {
      refuse: 'cannotModifyVolume',
      because: 'renameRefused',
      cause: "the provider can't take a client's ElementName (feature 51 absent), and refuses to rename the new volume",
      whenSystem: ({ live, provider }) => !live.has.acceptsElementName && provider.rename === 'refused',
      when: ({ request }) => request.elementName !== null,
      message: ({ request }) => `the provider refuses to rename the target to '${request.elementName}'`,
    },
    {
      refuse: 'cimAlreadyExists',
      because: 'nameExists',
      cause: 'names are unique on this array, and another volume has the name that the target is to get',
      whenSystem: ({ live, configuration }) => !live.has.acceptsElementName && configuration.profile.clones.uniqueNames,
      when: nameIsTaken,
      message: ({ request }) => `'${request.elementName}' is the name of another volume`,
    },
    {
      refuse: 'cimNoSuchProperty',
      because: 'noSuchProperty',
      cause: 'the provider has no property ElementName that could be changed',
      whenSystem: ({ live, provider }) => !live.has.acceptsElementName && provider.rename === 'noSuchProperty',
      when: ({ request }) => request.elementName !== null,
      message: () => "the provider's volumes have no property ElementName",
    },
    {
      refuse: 'cimNotSupported',
      because: 'renameUnsupported',
      cause: 'the provider does not support the modification of instances',
      whenSystem: ({ live, provider }) => !live.has.acceptsElementName && provider.rename === 'unsupported',
      when: ({ request }) => request.elementName !== null,
      message: () => 'the provider does not support ModifyInstance',
    },
  ],

  subscribe: [
    {
      refuse: 'cimInvalidResponseDestination',
      because: 'destination',
      cause: "the provider rejects the service's destination for indications of the job",
      whenSystem: ({ settings }) => settings.indications.destination === 'invalid',
      when: ({ call }) => call.job !== none,
      message: () => "the provider rejects the service's destination for indications",
    },
    {
      refuse: 'cimAlreadyExists',
      because: 'subscriptionExists',
      cause: 'a subscription of an earlier call still exists',
      whenSystem: ({ settings }) => settings.indications.subscription === 'exists',
      when: ({ call }) => call.job !== none,
      message: () => "a subscription for the job's indications exists already",
    },
  ],
} satisfies Record<string, readonly Check<AfterEffectFacts>[]>;
