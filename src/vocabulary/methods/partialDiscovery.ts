import { asDiscoverer, discoversBy, discovery, discoveryCodes, whereItIs } from './discovery.js';
import type { Method } from './notation.js';

const { success, failed, jobStarted } = discoveryCodes;

/** @see Windows Storage Management (MsftStrgMan.mof), PartialDiscovery method of the MSFT_SMStorageDiscovery class */
export const partialDiscovery = {
  ...discovery,
  name: 'PartialDiscovery',
  summary: "Discovers a part of a provider's storage anew: a class of elements, or one element.",
  parameters: {
    ...whereItIs,
    ...asDiscoverer,
    /** How deep a full one goes, as of StartDiscovery; 3 when it is left out. */
    discoveryLevel: 'in optional uint32',
    /** 0 for all, or the number of a class: 1 MSFT_SMSystem, 3 MSFT_SMPool, 4 MSFT_SMVolume. */
    partialDiscoveryType: 'in uint32',
    /** The ObjectId of the one element that is discovered, or in which: of a pool also its volumes. */
    targetObjectId: 'in optional string',
    /** The class of that element by its number; 0 without one. */
    targetObjectClassType: 'in uint32',
    ...discoversBy,
  },
  codes: {
    success,
    failed,
    inProgress: {
      code: 2,
      label: 'Discovery already in progress',
      meaning: 'Another discovery is under way; a part is discovered when it is over.',
    },
    jobStarted,
  },
} as const satisfies Method;
