import { fromJob } from './fromJob.js';

/** MSFT_SMSystem.GetStorageVolumeObjectIdFromJob, which only asks
 * @see MSFT_SMSystem.GetStorageVolumeObjectIdFromJob, "Return value"
 */
export const getStorageVolumeObjectIdFromJob = fromJob({
  method: 'GetStorageVolumeObjectIdFromJob',
  kind: 'volume',
  text: (reply) => reply.StorageVolumeObjectId,
  isId: true,
});
