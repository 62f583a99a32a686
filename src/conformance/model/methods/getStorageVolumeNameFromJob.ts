import { fromJob } from './fromJob.js';

/** MSFT_SMSystem.GetStorageVolumeNameFromJob, which only asks
 * @see MSFT_SMSystem.GetStorageVolumeNameFromJob, "Return value"
 */
export const getStorageVolumeNameFromJob = fromJob({
  method: 'GetStorageVolumeNameFromJob',
  kind: 'volume',
  text: (reply) => reply.StorageVolumeName,
  isId: false,
});
