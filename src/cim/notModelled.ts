import type { Instance, PropertyName } from './instance.js';
import type { ClassName } from './model/classSpecs.js';

/** The classes that arraysim has instances of, each with those of its properties that arraysim does not model.
 *
 * They are null in every instance. All other properties of these classes have a value whenever there is one to have.
 */
export const notModelled = {
  MSFT_SMStorageVolume: [
    'OtherNameFormat',
    'OtherNameNamespace',
    'OtherIdentifyingInfo',
    'IdentifyingDescriptions',
    'NoSinglePointOfFailure',
    'ExtentStripeLength',
    'UserDataStripeDepth',
    'DataRedundancy',
    'PackageRedundancy',
    'ParityLayout',
  ],
  MSFT_SMPool: [
    'DefaultSettingName',
    'NoSinglePointOfFailure',
    'NoSinglePointOfFailureDefault',
    'DataRedundancyMax',
    'DataRedundancyMin',
    'DataRedundancyDefault',
    'PackageRedundancyMax',
    'PackageRedundancyMin',
    'PackageRedundancyDefault',
    'ExtentStripeLengthDefault',
    'ParityLayoutDefault',
    'UserDataStripeDepthDefault',
    'ThinProvisionMetaDataSpace',
  ],
  MSFT_SMJob: [],
  MSFT_SMStorageSynchronized: [
    'Mode',
    'ModeDescription',
    'WhenDeactivated',
    'CopyPriority',
    'CopyPriorityDescription',
    'RecoveryPointObjective',
  ],
  MSFT_SMSystem: [
    'OtherIdentifyingInfo',
    'IdentifyingDescriptions',
    'ManagementServer',
    'Tag',
    'FirmwareVersion',
    'CacheLevel',
  ],
  MSFT_SMSystemCapabilities: [
    'MaximumReplicasPerSourceMirror',
    'StorageConfigSupportsPoolModification',
    'MaskingValidHardwareIdTypes',
    'MaskingValidHardwareIdTypeDescriptions',
    'MaskingOtherValidHardwareIDTypes',
    'MaskingPortsPerView',
    'MaskingPortsPerViewDescription',
    'MaskingClientSelectableDeviceNumbers',
    'MaskingOneHardwareIDPerView',
    'MaskingExposeStorageVolumesToHostsSupported',
    'MaskingHideStorageVolumesFromHostsSupported',
    'MaskingMaximumMapCount',
    'iSCSITargetEndpointCreation',
    'iSCSITargetEndpointCreationDescription',
    'SupportedHostTypes',
    'OtherHostTypeDescriptions',
    'SupportedHostTypeDescriptions',
    'SupportsFileSystemCreation',
    'SupportsFileServer',
    'SupportsFileServerCreation',
    'SupportsContinuouslyAvailableFileServer',
    'SupportedFileServerProtocols',
  ],
  MSFT_SMReplicationCapabilities: [
    'DefaultRecoveryPointObjective',
    'SupportsReplicationGroup',
    'SupportsEmptyReplicationGroup',
    'SupportsFullDiscovery',
    'SupportsCreateReplicationRelationshipMethod',
  ],
  MSFT_SMStorageDiscovery: [],
  MSFT_SMPoolToVolume: [],
  MSFT_SMJobToStorageVolume: [],
  MSFT_SMSystemToPool: [],
  MSFT_SMSystemToCapabilities: [],
  MSFT_SMSystemToReplicationCapabilities: [],
  MSFT_SMProvider: [
    'VersionString',
    'MultipleOperationsSupported',
    'Namespaces',
    'SMISProfileVersion',
    'AutonomousProfiles',
    'AutonomousProfileVersions',
    'CommunicationMechanisms',
  ],
  MSFT_SMProviderToSystem: [],
  MSFT_SMReplicaPeer: ['PeerProviderURI', 'Element'],
  MSFT_SMSystemToReplicaPeer: [],
  MSFT_SMJobToPool: [],
  MSFT_SMDiskDrive: [
    'Description',
    'Manufacturer',
    'Model',
    'SerialNumber',
    'PartNumber',
    'FirmwareVersion',
    'SoftwareVersion',
    'PhysicalLocation',
    'BusType',
    'BytesPerPhysicalSector',
    'SpindleSpeed',
    'IsIndicationEnabled',
    'DiskType',
    'Encryption',
    'CompressionMethod',
  ],
  MSFT_SMDiskDriveToPool: [],
  MSFT_SMPoolSetting: [
    'ExtentStripeLength',
    'ExtentStripeLengthMin',
    'ExtentStripeLengthMax',
    'ParityLayout',
    'UserDataStripeDepth',
    'UserDataStripeDepthMin',
    'UserDataStripeDepthMax',
    'ThinProvisionedPoolType',
    'ThinProvisionedPoolTypeDescription',
  ],
  MSFT_SMPoolToSetting: [],
  MSFT_SMPrimordialPoolToConcretePool: [],
} as const satisfies { readonly [Name in ClassName]?: readonly PropertyName<Name>[] };

/** A class that arraysim has instances of. */
export type InstancedClass = keyof typeof notModelled;

/** What a source of instances says of one: all that is modelled, but for the descriptions, which come from the model. */
export type Modelled<Name extends InstancedClass> = Omit<
  Instance<Name>,
  (typeof notModelled)[Name][number] | DescriptionOf<PropertyName<Name>> | '__CLASS' | '__RELPATH'
>;

type DescriptionOf<Property extends string> = `${Property}Description` | 'StatusDescription' | 'StatusDescriptions';

/** Whether arraysim has instances of a class at all: of others `instances` returns none, because they are not modelled and not
 * because there are none.
 * @param name a class of the documents
 */
export function isInstanced(name: ClassName): name is InstancedClass {
  // Untyped callers may ask for anything.
  return typeof name === 'string' && Object.hasOwn(notModelled, name);
}

/** Whether arraysim gives the property of the class a value. */
export function isModelled(name: ClassName, property: string): boolean {
  if (!isInstanced(name)) return false;
  const left: readonly string[] = notModelled[name];
  return !left.includes(property);
}
