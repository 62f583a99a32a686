import { codesOfCreation, creatingVolumes, effectOfCreation, insteadOfCreation, inUse } from './factsOfCreation.js';
import type { Method } from './notation.js';

/** @see Windows Storage Management (MsftStrgMan.mof), CreateStorageVolume method of the MSFT_SMPool class */
export const createVolumeInPool = {
  className: 'MSFT_SMPool',
  name: 'CreateStorageVolume',
  since: '2012',
  summary: 'Creates a volume in a pool.',
  provider: creatingVolumes,
  effect: effectOfCreation,
  parameters: {
    /** The volume's name; system-supplied when left out. */
    ElementName: 'in optional string',
    /** In bytes: how large it is to be, and how large it is. With 4097 the nearest size that there is room for. */
    Size: 'in out optional uint64',
    /** Whether it is to be as large as it can be. */
    UseMaximumSize: 'in optional boolean',
    /** The id of the pool's setting by which it is made; the default one when left out or empty. */
    PoolSettingObjectId: 'in optional string since 2012R2',
    NoSinglePointOfFailure: 'in optional boolean until 2012',
    PackageRedundancyGoal: 'in optional uint16 until 2012',
    DataRedundancyGoal: 'in optional uint16 until 2012',
    ParityLayout: 'in optional uint16 until 2012',
    /** Whether it takes room only for what is written; as the array's volumes are when left out. */
    ThinlyProvisioned: 'in optional boolean',
    /** Credentials for the provider; the configuration provider's when both are left out. */
    username: 'in optional string',
    password: 'in optional string',
    /** The id of the volume; set with 0 and 4096. */
    CreatedStorageVolume: 'out optional ref MSFT_SMStorageVolume',
    /** The job that makes it; set with 4096. */
    Job: 'out ref MSFT_SMJob',
    /** Set with every error. */
    ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
  },
  codes: {
    ...codesOfCreation,
    inUse,
    sizeAndMaximum: {
      code: 40320,
      label: 'StorageService: Size and UseMaximumSize input parameters must be mutually exclusive',
      meaning: 'A size was given, and the largest one asked for.',
    },
    noPoolFound: { ...codesOfCreation.noPoolFound, meaning: 'The provider has no such pool any more.' },
  },
  instead: insteadOfCreation,
} as const satisfies Method;
