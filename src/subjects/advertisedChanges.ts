import type { Advertised } from '../conformance/subject/advertised.js';
import type { Configuration } from '../store/configuration.js';
import type { Capabilities } from '../vocabulary/profile/capabilities.js';
import { blockSize } from '../vocabulary/units/sizes.js';

/** What an array says of how it changes volumes. */
export function advertisedChanges(
  configuration: Configuration,
  capabilities: Capabilities,
): Pick<Advertised, 'resizes' | 'access'> {
  const { profile } = configuration;
  return {
    resizes: {
      volumes: capabilities.modifiesVolumes,
      larger: capabilities.expandsVolumes,
      smaller: capabilities.reducesVolumes,
      by: configuration.resizing.by,
      whileCopied: profile.resizing.whileCopying,
      associated: profile.resizing.whileAssociated === 'allowed',
      roundsTo: configuration.extentSize * blockSize,
    },
    access: {
      changes: profile.access.changes,
      snapshots: profile.access.snapshots === 'changed',
      exposed: profile.access.exposed === 'changed',
    },
  };
}
