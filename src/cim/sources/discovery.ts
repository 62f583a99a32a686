import { hostOf } from '../../store/objectPath.js';
import { sourceOf } from './source.js';

/** The storage service's own way to discover, which goes by the machine that the service runs on. */
export const storageDiscovery = sourceOf<'MSFT_SMStorageDiscovery', string>({
  handles: (world) => [hostOf(world)],
  named: (world, { systemName }) => (systemName === hostOf(world) ? systemName : undefined),
  read(reads, systemName) {
    reads.other();
    return { systemName, version: reads.shown.configuration.version };
  },
});
