import type { Version } from '../../vocabulary/versions.js';
import type { ClassSpecs } from './specNotation.js';

/** Associations of two elements and nothing more; each reference is a key. */
export const associationClasses = () =>
  ({
    MSFT_SMDiscoveryToFabric: association('2012', { Parent: 'MSFT_SMDiscovery', Child: 'MSFT_SMFabric' }),
    MSFT_SMDiscoveryToSystem: association('2012', { Parent: 'MSFT_SMDiscovery', Child: 'MSFT_SMSystem' }),
    MSFT_SMDiskDriveToPool: association('2012', { Parent: 'MSFT_SMDiskDrive', Child: 'MSFT_SMPool' }),
    MSFT_SMEndpointToiSCSIPortal: association('2012', {
      Parent: 'MSFT_SMEndpoint',
      Child: 'MSFT_SMiSCSIPortalEndpoint',
    }),
    MSFT_SMFabricToSwitch: association('2012', { Parent: 'MSFT_SMFabric', Child: 'MSFT_SMSwitch' }),
    MSFT_SMFabricToZoneSet: association('2012', { Parent: 'MSFT_SMFabric', Child: 'MSFT_SMZoneSet' }),
    MSFT_SMFCPortToProtocolEndpoint: association('2012', { Parent: 'MSFT_SMFCPort', Child: 'MSFT_SMProtocolEndpoint' }),
    MSFT_SMPoolToSetting: association('2012', { Parent: 'MSFT_SMPool', Child: 'MSFT_SMPoolSetting' }),
    MSFT_SMPoolToVolume: association('2012', { Parent: 'MSFT_SMPool', Child: 'MSFT_SMStorageVolume' }),
    MSFT_SMPrimordialPoolToConcretePool: association('2012', { Parent: 'MSFT_SMPool', Child: 'MSFT_SMPool' }),
    MSFT_SMProviderToSystem: association('2012', { Parent: 'MSFT_SMProvider', Child: 'MSFT_SMSystem' }),
    MSFT_SMStorageGroupToEndpoint: association('2012', { Parent: 'MSFT_SMStorageGroup', Child: 'MSFT_SMEndpoint' }),
    MSFT_SMStorageGroupToStorageHardwareID: association('2012', {
      Parent: 'MSFT_SMStorageGroup',
      Child: 'MSFT_SMStorageHardwareID',
    }),
    MSFT_SMStorageGroupToStorageVolume: association('2012', {
      Parent: 'MSFT_SMStorageGroup',
      Child: 'MSFT_SMStorageVolume',
    }),
    MSFT_SMSwitchToFCPort: association('2012', { Parent: 'MSFT_SMSwitch', Child: 'MSFT_SMFCPort' }),
    MSFT_SMSystemToCapabilities: association('2012', { Parent: 'MSFT_SMSystem', Child: 'MSFT_SMSystemCapabilities' }),
    MSFT_SMSystemToEndpoint: association('2012', { Parent: 'MSFT_SMSystem', Child: 'MSFT_SMEndpoint' }),
    MSFT_SMSystemToFCPort: association('2012', { Parent: 'MSFT_SMSystem', Child: 'MSFT_SMFCPort' }),
    MSFT_SMSystemToPool: association('2012', { Parent: 'MSFT_SMSystem', Child: 'MSFT_SMPool' }),
    MSFT_SMSystemToStorageGroup: association('2012', { Parent: 'MSFT_SMSystem', Child: 'MSFT_SMStorageGroup' }),
    MSFT_SMSystemToStorageHardwareID: association('2012', {
      Parent: 'MSFT_SMSystem',
      Child: 'MSFT_SMStorageHardwareID',
    }),
    MSFT_SMZoneSetToZone: association('2012', { Parent: 'MSFT_SMZoneSet', Child: 'MSFT_SMZone' }),
    MSFT_SMZoneToZoneMembershipData: association('2012', { Parent: 'MSFT_SMZone', Child: 'MSFT_SMZoneMembershipData' }),
    MSFT_SMJobToPool: association('2012R2', { Job: 'MSFT_SMJob', AffectedPool: 'MSFT_SMPool' }),
    MSFT_SMJobToStorageGroup: association('2012R2', { Job: 'MSFT_SMJob', AffectedStorageGroup: 'MSFT_SMStorageGroup' }),
    MSFT_SMJobToStorageVolume: association('2012R2', {
      Job: 'MSFT_SMJob',
      AffectedStorageVolume: 'MSFT_SMStorageVolume',
    }),
    MSFT_SMFileServerToFileShare: association('2016', { Parent: 'MSFT_SMFileServer', Child: 'MSFT_SMFileShare' }),
    MSFT_SMFileServerToFileSystem: association('2016', { Parent: 'MSFT_SMFileServer', Child: 'MSFT_SMFileSystem' }),
    MSFT_SMFileShareToFileShareAccessControlEntry: association('2016', {
      Parent: 'MSFT_SMFileShare',
      Child: 'MSFT_SMFileShareAccessControlEntry',
    }),
    MSFT_SMFileSystemToFileShare: association('2016', { Parent: 'MSFT_SMFileSystem', Child: 'MSFT_SMFileShare' }),
    MSFT_SMPoolToFileSystem: association('2016', { Parent: 'MSFT_SMPool', Child: 'MSFT_SMFileSystem' }),
    MSFT_SMReplicationGroupToStorageVolume: association('2016', {
      Parent: 'MSFT_SMReplicationGroup',
      Child: 'MSFT_SMStorageVolume',
    }),
    MSFT_SMSystemToFileServer: association('2016', { Parent: 'MSFT_SMSystem', Child: 'MSFT_SMFileServer' }),
    MSFT_SMSystemToReplicaPeer: association('2016', { Parent: 'MSFT_SMSystem', Child: 'MSFT_SMReplicaPeer' }),
    MSFT_SMSystemToReplicationCapabilities: association('2016', {
      Parent: 'MSFT_SMSystem',
      Child: 'MSFT_SMReplicationCapabilities',
    }),
    MSFT_SMSystemToReplicationGroup: association('2016', { Parent: 'MSFT_SMSystem', Child: 'MSFT_SMReplicationGroup' }),
  }) as const satisfies ClassSpecs;

type Keys<References> = { readonly [Name in keyof References]: `key ref ${References[Name] & string}` };

function association<const References extends Readonly<Record<string, string>>>(
  since: Version,
  references: References,
) {
  const texts = Object.entries(references).map(([name, of]) => [name, `key ref ${of}`]);
  // One entry a reference, just written so.
  return { kind: 'association', since, properties: Object.fromEntries(texts) as Keys<References> } as const;
}
