import { codesOfCreation, creatingVolumes, effectOfCreation, insteadOfCreation, inUse } from './factsOfCreation.js';
import type { Method } from './notation.js';

/** @see Windows Storage Management (MsftStrgMan.mof), CreateStorageVolume method of the MSFT_SMSystem class */
export const createVolumeInSystem = {
  className: 'MSFT_SMSystem',
  name: 'CreateStorageVolume',
  since: '2012',
  summary: 'Creates a volume in a pool that the storage service finds for it.',
  provider: creatingVolumes,
  effect: effectOfCreation,
  parameters: {
    /** The volume's name; system-supplied when left out. */
    ElementName: 'in optional string',
    /** In bytes: how large it is to be, and how large it is. With 4097 the nearest size that there is room for. */
    Size: 'in out uint64',
    NoSinglePointOfFailure: 'in optional boolean',
    PackageRedundancyGoal: 'in optional uint16',
    DataRedundancyGoal: 'in optional uint16',
    ParityLayout: 'in optional uint16',
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
    inUse: { ...inUse, meaning: 'A job deletes the pool that was found.', since: '2016' },
    poolNotFound: { ...codesOfCreation.poolNotFound, meaning: 'The pool that was found is not there any more.' },
  },
  instead: insteadOfCreation,
  before2016: { inUse: 'failed' },
} as const satisfies Method;
