import type { Reads } from '../../engine/reads.js';
import { systemIds } from '../../store/systemIds.js';
import type { World } from '../../store/world.js';
import { hasReplicaPeer } from './replicaPeer.js';
import type { Source } from './source.js';

// Associations of two things of which an array has one each.

/** The provider with the system that it manages; of the peer it knows no more than that it is there. */
export const providerToSystem = pair('provider', 'system');

/** The system with what it can do. */
export const systemToCapabilities = pair('system', 'capabilities');

/** The same of its replication, from 2016 on. */
export const systemToReplicationCapabilities = pair('system', 'replicationCapabilities');

/** The system with the one that it replicates to. */
export const systemToReplicaPeer = pair('system', 'replicaPeer', hasReplicaPeer);

/** All such classes have the same two properties. */
function pair(
  parent: keyof ReturnType<typeof systemIds>,
  child: keyof ReturnType<typeof systemIds>,
  isThere: (world: World) => boolean = () => true,
): Source<'MSFT_SMSystemToCapabilities'> {
  const both = ({ shown }: Reads) => ({ Parent: systemIds(shown)[parent], Child: systemIds(shown)[child] });
  const all = (reads: Reads) => {
    if (!isThere(reads.shown)) return [];
    reads.other();
    return [both(reads)];
  };
  return {
    all,
    find: (reads, { Parent, Child }) => {
      const there = both(reads);
      return there.Parent === Parent && there.Child === Child ? all(reads)[0] : undefined;
    },
    naming: (reads, property, id) => (both(reads)[property === 'Parent' ? 'Parent' : 'Child'] === id ? all(reads) : []),
  };
}
