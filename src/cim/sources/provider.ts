import { hostOf } from '../../store/objectPath.js';
import { systemIds } from '../../store/systemIds.js';
import { listed } from './elements.js';
import { sourceOf } from './source.js';

/** The provider by which the service manages the array. */
export const providers = sourceOf<'MSFT_SMProvider', string>({
  handles: (world) => [systemIds(world).provider],
  named: (world, { ObjectId }) => listed(systemIds(world).provider).find((id) => id === ObjectId),
  read(reads, id) {
    reads.other();
    const { shown: world } = reads;
    const host = hostOf(world);
    return {
      ObjectId: id,
      Identifier: id,
      SystemName: host,
      ProviderSystemID: host,
      ElementName: `provider of arraysim ${world.configuration.serial}`,
      Manufacturer: 'arraysim',
      // The port of CIM-XML over TLS. @see DMTF DSP0200, well-known ports
      URI: `https://${world.configuration.profile.provider.host}:5989`,
      InteropNamespace: 'root/interop',
    };
  },
});
