import { aboutJob, affectedElements, asReader, codesFromJob, insteadFromJob } from './factsFromJob.js';
import type { Method } from './notation.js';

/** @see Windows Storage Management (MsftStrgMan.mof), GetStorageVolumeNameFromJob method of the MSFT_SMSystem class */
export const getStorageVolumeNameFromJob = {
  className: 'MSFT_SMSystem',
  name: 'GetStorageVolumeNameFromJob',
  since: '2012',
  until: '2012',
  summary: 'Tells the Name of the volume that a job makes or deletes.',
  provider: affectedElements,
  effect: null,
  parameters: {
    ...aboutJob,
    /** MSFT_SMStorageVolume.Name, by which hosts know the volume; null with an error. */
    StorageVolumeName: 'out string',
    ...asReader,
  },
  codes: codesFromJob,
  instead: insteadFromJob,
} as const satisfies Method;
