import { setup } from 'xstate';

/**
 * The life of the replication link between this system and its peer, over which clones are copied from one to the other.
 *
 * Each state is reached from each: a line may break at once, and come back slow.
 * @internal
 */
export const replicationLinkMachine = setup({
  // Phantom values: xstate reads the types of `types` and never looks at what is in it.
  types: { events: {} as { readonly type: ReplicationLinkEvent }, meta: {} as ReplicationLinkMeta },
}).createMachine({
  id: 'replicationLink',
  initial: 'up',
  states: {
    up: { meta: { copies: 'fully' }, on: { DEGRADE: 'degraded', PARTITION: 'partitioned' } },
    degraded: { meta: { copies: 'slowly' }, on: { REPAIR: 'up', PARTITION: 'partitioned' } },
    // Both systems are there, and neither reaches the other.
    partitioned: { meta: { copies: 'not' }, on: { REPAIR: 'up', DEGRADE: 'degraded' } },
  },
});

/** What the state of the replication link says about the copies that cross it. */
export interface ReplicationLinkMeta {
  readonly copies: 'fully' | 'slowly' | 'not';
}

/** The events of {@link replicationLinkMachine}. */
export type ReplicationLinkEvent = 'DEGRADE' | 'PARTITION' | 'REPAIR';
