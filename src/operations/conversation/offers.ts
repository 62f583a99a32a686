import type { ReplicaKind } from '../../vocabulary/profile/capabilities.js';
import { replicationTypes } from '../../vocabulary/replication.js';
import { atLeast } from '../../vocabulary/versions.js';
import type { CallFacts } from '../facts/call.js';
import { labelOf, localityOf } from '../facts/elements.js';
import type { Row } from '../operation.js';
import { methodRows } from './invoke.js';
import { noReplicaCapabilities } from './replica.js';

/** What of a kind of replicas the system offers, for a method that makes them: by the service's cache, by what the provider reports,
 * and by what the array can do.
 * @param refuse the outcome where it offers none at all
 */
export function offerRows<None extends string>(kind: ReplicaKind, refuse: None) {
  const isPartial = (offers: { readonly local: boolean; readonly remote: boolean }) => !offers.local || !offers.remote;
  const words = capitalized(kind);
  return {
    service: [
      {
        refuse,
        because: `no${words}s`,
        cause: `the system offers no ${kind}s at all: both ${kind} switches of its capabilities are off`,
        whenSystem: ({ discovered }) => !discovered.offers[kind].any,
        message: () =>
          `ReplicationSupportedType${words}Local and ReplicationSupportedType${words}Remote are both false`,
      },
      {
        refuse: 'replicationTypeNotSupported',
        because: 'locality',
        cause: `no supported replication type ${kind}s from the source's system to TargetPool's system`,
        whenSystem: ({ discovered }) => isPartial(discovered.offers[kind]),
        whenElements: (elements) => !elements.discovered.offers[kind][localityOf(elements, kind)],
        message: (facts) => `this request needs a ${localityOf(facts, kind)} ${kind}; ${offered(facts, kind)}`,
      },
    ] as const satisfies readonly Row<CallFacts>[],

    readCapabilities: [
      noReplicaCapabilities,
      {
        refuse,
        because: `${kind}sWithdrawn`,
        cause: `the live capabilities offer no ${kind}s, though the service's cache says so`,
        whenSystem: ({ reported }) => !reported.offers[kind].any,
        message: () => `the array offers no ${kind}s any more; the service's cache still says that it does`,
      },
      {
        refuse: 'replicationTypeNotSupported',
        because: 'typeWithdrawn',
        cause: "the live capabilities lack the replication type that the service's cache promises",
        whenSystem: ({ reported }) => isPartial(reported.offers[kind]),
        whenElements: (elements) => !elements.reported.offers[kind][localityOf(elements, kind)],
        message: (facts) =>
          `the array makes no ${localityOf(facts, kind)} ${kind}s any more; the service's cache still says that it does`,
      },
    ] as const satisfies readonly Row<CallFacts>[],

    /** Whether the provider's method makes them. */
    method: methodRows({
      method: 'CreateElementReplica',
      reports: `${kind}s`,
      alsoUnsupported: {
        whenSystem: ({ live }) => isPartial(live.offers[kind]),
        whenElements: (elements) => !elements.live.offers[kind][localityOf(elements, kind)],
      },
    }),
  };
}

/** What the service believes that there is. */
function offered({ settings, configuration, discovered }: CallFacts, kind: ReplicaKind): string {
  const { local, remote } = discovered.offers[kind];
  const name = `ReplicationSupportedType${capitalized(kind)}`;
  if (!atLeast(configuration.version, '2016')) return `${name}Local is ${local}, ${name}Remote ${remote}`;
  const { replicationTypes: types } = settings.discovered;
  const listed = types.map((type) => `${type} (${labelOf(replicationTypes, type)})`).join(', ');
  return `the supported replication types are ${listed || 'none'}`;
}

function capitalized(kind: ReplicaKind): string {
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}
