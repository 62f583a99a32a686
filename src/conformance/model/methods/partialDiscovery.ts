import { discoveryOf } from './discovery.js';

/** Numbers of classes. @see PartialDiscovery, partialDiscoveryType and targetObjectClassType */
const [system, pool, volume, fabric, last] = [1, 3, 4, 9, 16];

/** MSFT_SMStorageDiscovery.PartialDiscovery
 * @see MSFT_SMStorageDiscovery.PartialDiscovery, "Return value": 2, Discovery already in progress
 */
export const partialDiscovery = discoveryOf({
  method: 'PartialDiscovery',
  given: { partialDiscoveryType: volume, targetObjectClassType: 0 },
  busy: { outcome: 'inProgress', holds: () => true },
  malformed: ({
    with: { discoveryLevel = 0, partialDiscoveryType: type, targetObjectClassType: of, targetObjectId: id },
  }) => {
    const isClass = (value: unknown) => typeof value === 'number' && value <= last;
    if (typeof discoveryLevel !== 'number' || discoveryLevel > 3 || !isClass(type) || !isClass(of)) return true;
    return (id === undefined || id === '') !== (of === 0);
  },
  unless: [
    {
      step: 'array',
      because: 'classUnknown',
      outcome: 'failed',
      property: 'CAUSE-COMPLETE',
      // A subject may have switches that the suite knows nothing of.
      holds: ({ call: { with: given } }) => (given.partialDiscoveryType === fabric ? undefined : false),
    },
    {
      step: 'array',
      because: 'targetUnknown',
      outcome: 'failed',
      property: 'CAUSE-COMPLETE',
      holds: ({ call: { with: given }, state }) => {
        const { targetObjectId: id, targetObjectClassType: of } = given;
        if (typeof id !== 'string' || id === '') return false;
        const known = of === pool ? state.pools[id] : state.volumes[id];
        // What is gone may be known for a while.
        return known === undefined ? undefined : of === volume ? undefined : false;
      },
    },
  ],
  others: ({ state }) => [
    { partialDiscoveryType: 0 },
    { partialDiscoveryType: 0, discoveryLevel: 1 },
    { partialDiscoveryType: system },
    { partialDiscoveryType: pool },
    ...Object.keys(state.pools).map((id) => ({
      partialDiscoveryType: pool,
      targetObjectId: id,
      targetObjectClassType: pool,
    })),
    ...Object.entries(state.volumes).flatMap(([id, { shown }]) =>
      shown ? [{ targetObjectId: id, targetObjectClassType: volume }] : [],
    ),
  ],
  bad: [
    { partialDiscoveryType: last + 1 },
    { targetObjectClassType: last + 1 },
    { targetObjectClassType: volume },
    { targetObjectId: 'nobody' },
    { discoveryLevel: 4 },
    { partialDiscoveryType: fabric },
    { targetObjectId: 'nobody', targetObjectClassType: volume },
  ],
});
