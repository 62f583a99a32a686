import { aboutJob, affectedElements, asReader, codesFromJob, insteadFromJob } from './factsFromJob.js';
import type { Method } from './notation.js';

/** @see Windows Storage Management (MsftStrgMan.mof), GetStorageVolumeObjectIdFromJob method of the MSFT_SMSystem class */
export const getStorageVolumeObjectIdFromJob = {
  className: 'MSFT_SMSystem',
  name: 'GetStorageVolumeObjectIdFromJob',
  since: '2012R2',
  summary: 'Tells the volume that a job makes or deletes.',
  provider: affectedElements,
  effect: null,
  parameters: {
    ...aboutJob,
    /** The ObjectId of the volume; null with an error. */
    StorageVolumeObjectId: 'out string',
    ...asReader,
  },
  codes: codesFromJob,
  instead: insteadFromJob,
} as const satisfies Method;
