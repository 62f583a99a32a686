import { discoveryOf } from './discovery.js';

/** MSFT_SMStorageDiscovery.StartDiscovery
 * @see MSFT_SMStorageDiscovery.StartDiscovery, "Return value"
 */
export const startDiscovery = discoveryOf({
  method: 'StartDiscovery',
  given: { forceRediscovery: false, discoveryLevel: 3 },
  busy: { outcome: 'failed', holds: ({ with: { forceRediscovery } }) => forceRediscovery !== true },
  malformed: ({ with: { forceRediscovery, discoveryLevel } }) =>
    typeof forceRediscovery !== 'boolean' || typeof discoveryLevel !== 'number' || discoveryLevel > 3,
  unless: [],
  others: () => [
    { discoveryLevel: 0 },
    { discoveryLevel: 1 },
    { discoveryLevel: 2 },
    { forceRediscovery: true },
    { forceRediscovery: true, discoveryLevel: 1 },
  ],
  bad: [{ discoveryLevel: 4 }, { discoveryLevel: 'all' }, { forceRediscovery: 'yes' }],
});
