import { commonCodes, noCimCodes } from './commonCodes.js';

/** What the methods of MSFT_SMStorageDiscovery have in common: the storage service looks at a provider, and its cache is what it finds.
 * The documents name no method of the provider: instances are enumerated. They give no codes but these for what goes wrong.
 * @see Windows Storage Management (MsftStrgMan.mof), the MSFT_SMStorageDiscovery class
 */
export const discovery = {
  className: 'MSFT_SMStorageDiscovery',
  since: '2012',
  provider: { method: 'EnumerateInstances' },
  // The array is as it was.
  effect: null,
  instead: {
    ...noCimCodes('failed'),
    unspecifiedError: 'failed',
    timeout: 'failed',
    invalidParameter: 'failed',
    objectNotFound: 'failed',
    accessDenied: 'failed',
    methodInvocationFailed: 'failed',
    genericFailure: 'failed',
    invalidCredentials: 'failed',
    sslFailure: 'failed',
  },
} as const;

export const discoveryCodes = {
  success: { code: 0, label: 'Success', meaning: "The service's cache is what the provider tells." },
  failed: {
    ...commonCodes.failed,
    code: 1,
    label: 'Failed',
    meaning:
      "Nothing was discovered, and the service's cache is what it was: whatever goes wrong, only ExtendedStatus says what.",
  },
  jobStarted: { code: 4096, label: 'Job started', meaning: 'A job discovers; the cache is fresh at its end.' },
} as const;

/** Where the provider is, as the caller says it. */
export const whereItIs = {
  /** The provider's host: its name, or a URI with it. */
  host: 'in string',
  /** smis-cimxml, which arraysim's providers are, smis-wmi or host-resource; none to leave that open. */
  hostType: 'in optional string',
} as const;

export const asDiscoverer = {
  /** The provider's interop namespace: interop or root/interop. */
  interopNamespace: 'in string',
  /** Credentials for the provider; the configuration provider's when both are left out. */
  username: 'in string',
  password: 'in string',
} as const;

export const discoversBy = {
  /** The job that discovers; set with 4096. */
  Job: 'out ref MSFT_SMJob',
  /** Set with every error. */
  ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
} as const;

/** discoveryLevel. */
export const discoveryLevels = { topLevel: 0, midLevel: 1, allExceptDiskDrives: 2, all: 3 } as const;

/** The classes of which a part can be discovered, in the order of their numbers, from 1. 0 is Full, or Unspecified. */
export const discoveredClasses = [
  'MSFT_SMSystem',
  'MSFT_SMStorageHardwareID',
  'MSFT_SMPool',
  'MSFT_SMVolume',
  'MSFT_SMEndpoint',
  'MSFT_SMiSCSIPortalEndpoint',
  'MSFT_SMStorageGroup',
  'MSFT_SMFCPort',
  'MSFT_SMFabric',
  'MSFT_SMSwitch',
  'MSFT_SMZoneSet',
  'MSFT_SMZone',
  'MSFT_SMZoneMembershipData',
  'MSFT_SMDiskDrive',
  'MSFT_SMProvider',
  'MSFT_SMPoolSetting',
] as const;
