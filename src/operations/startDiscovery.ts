import { startDiscovery as facts } from '../vocabulary/methods/startDiscovery.js';
import { none } from '../vocabulary/units/ids.js';
import { discoveryOf, isUnderWay, malformedLevel, scopeOfLevel, underWay } from './conversation/discovery.js';

/** MSFT_SMStorageDiscovery.StartDiscovery: discovers a provider's storage anew. The documents do not say what becomes of it while
 * another discovery is under way: here it fails, unless forceRediscovery asks for one all the same.
 * @see MSFT_SMStorageDiscovery.StartDiscovery, "Return value"
 */
export const startDiscovery = discoveryOf(facts, {
  malformed: ({ forceRediscovery, discoveryLevel }) => {
    if (forceRediscovery === null) return 'forceRediscovery is missing';
    return discoveryLevel === null ? 'discoveryLevel is missing' : malformedLevel(discoveryLevel);
  },

  busy: {
    refuse: 'failed',
    because: 'underWay',
    cause: 'another discovery is under way, and forceRediscovery is false',
    when: (call) => isUnderWay(call) && call.request.given.forceRediscovery !== true,
    message: (call) => `${underWay(call)}, and forceRediscovery is false`,
  },

  unless: [],

  what: ({ request }) => ({ scope: scopeOfLevel(Number(request.given.discoveryLevel)), of: none }),
});
