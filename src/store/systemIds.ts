import type { World } from './world.js';

/** The ObjectIds of what an array has one of. */
export function systemIds({ configuration: { serial } }: World) {
  return {
    system: `sys-${serial}`,
    /** The system that remote pools belong to. */
    peer: `peer-${serial}`,
    capabilities: `syscap-${serial}`,
    replicationCapabilities: `repcap-${serial}`,
    /** The provider that manages the system, and its peer as what it replicates to. */
    provider: `provider-${serial}`,
    replicaPeer: `replicapeer-${serial}`,
  } as const;
}
