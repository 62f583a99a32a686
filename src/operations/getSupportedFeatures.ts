import { getSupportedFeatures as facts } from '../vocabulary/methods/getSupportedFeatures.js';
import { isCloneType, isReplicationType, replicationTypes } from '../vocabulary/replication.js';
import { unexpectedResponse } from './conversation/afterEffect.js';
import { execution, providerGone } from './conversation/array.js';
import { authenticateReader } from './conversation/authenticate.js';
import { connect, invokeReply, tls } from './conversation/connection.js';
import { findService } from './conversation/findService.js';
import { line, methodRows, providerLimits } from './conversation/invoke.js';
import { malformed, serviceFails } from './conversation/service.js';
import type { CallFacts } from './facts/call.js';
import type { SystemFacts } from './facts/system.js';
import { type Operation, operation } from './operation.js';
import type { Plan } from './plan.js';

const definition: Operation<typeof facts> = {
  method: facts,

  malformed: ({ ReplicationType: type }) => {
    if (type === null) return 'ReplicationType is missing';
    return isReplicationType(Number(type)) ? null : `ReplicationType ${type} is no replication type`;
  },

  rows: {
    service: [malformed, serviceFails],
    connect,
    tls,
    authenticate: authenticateReader,
    findService: findService(facts.provider.service),

    invoke: [
      ...line,
      {
        refuse: 'cimNotSupported',
        because: 'noCapabilities',
        cause: 'the provider does not report its replication capabilities',
        whenSystem: ({ provider }) => !provider.reportsCapabilities,
        message: ({ provider }) => `${provider.name} does not report its replication capabilities`,
      },
      ...methodRows({ method: facts.provider.method, reports: 'its replication capabilities' }),
      ...providerLimits,
    ],

    array: [
      providerGone,
      {
        refuse: 'notSupported',
        because: 'typeNotListed',
        cause: 'the system does not replicate by this type',
        when: (call) => !capabilitiesOf(call).replicationTypes.includes(typeOf(call)),
        message: (call) => {
          const listed = capabilitiesOf(call).replicationTypes.join(', ');
          const type = typeOf(call);
          const words = isReplicationType(type) ? replicationTypes[type] : '';
          return `SupportedReplicationTypes lacks ${type} (${words}); ${listed === '' ? 'it is empty' : `it has ${listed}`}`;
        },
      },
      {
        refuse: 'inUse',
        because: 'capabilitiesInUse',
        cause: 'the provider works on its capabilities, and lets nobody read them meanwhile',
      },
      ...execution,
    ],

    invokeReply,
    readBack: [unexpectedResponse],
  },

  plan: (call): Plan => ({
    outcome: 'success',
    make: null,
    remove: null,
    job: null,
    // What an array knows of features is about its clones.
    out: { Features: isCloneType(typeOf(call)) ? capabilitiesOf(call).features : [] },
  }),

  reply: ({ code, out, status, decided }) => ({
    ReturnValue: code,
    Features: null,
    ...out,
    ExtendedStatus: status,
    decided,
  }),

  ends: [],
};

/** MSFT_SMReplicationCapabilities.GetSupportedFeatures: tells the features that replication of one type has.
 * @see MSFT_SMReplicationCapabilities.GetSupportedFeatures, "Return value"
 */
export const getSupportedFeatures = operation(definition);

/** What the provider says, true or not: the question goes to it, and not to the service's cache. */
function capabilitiesOf({ settings }: SystemFacts) {
  return settings.reported ?? settings.capabilities;
}

function typeOf({ request }: CallFacts): number {
  return Number(request.given.ReplicationType);
}
