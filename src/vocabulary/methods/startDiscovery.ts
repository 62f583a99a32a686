import { asDiscoverer, discoversBy, discovery, discoveryCodes, whereItIs } from './discovery.js';
import type { Method } from './notation.js';

/** @see Windows Storage Management (MsftStrgMan.mof), StartDiscovery method of the MSFT_SMStorageDiscovery class */
export const startDiscovery = {
  ...discovery,
  name: 'StartDiscovery',
  summary: "Discovers a provider's storage anew, as deep as is asked for.",
  parameters: {
    ...whereItIs,
    /** Whether it is begun though another discovery is under way. */
    forceRediscovery: 'in boolean',
    /** How deep: 0 systems and what they can do, 1 pools as well, 2 volumes as well, 3 disk drives as well. */
    discoveryLevel: 'in uint32',
    ...asDiscoverer,
    ...discoversBy,
  },
  codes: discoveryCodes,
} as const satisfies Method;
