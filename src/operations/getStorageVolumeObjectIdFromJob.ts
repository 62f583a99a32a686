import { getStorageVolumeObjectIdFromJob as facts } from '../vocabulary/methods/getStorageVolumeObjectIdFromJob.js';
import { tellingOfJob, volumeOf } from './conversation/fromJob.js';
import { type Operation, operation } from './operation.js';

const definition: Operation<typeof facts> = {
  method: facts,
  ...tellingOfJob({
    parameter: 'StorageVolumeObjectId',
    kind: 'volume',
    text: ({ codecs }, job) => codecs.volume.encode(volumeOf(job)),
  }),
};

/** MSFT_SMSystem.GetStorageVolumeObjectIdFromJob: tells the volume that a job makes or deletes.
 * @see MSFT_SMSystem.GetStorageVolumeObjectIdFromJob, "Return value"
 */
export const getStorageVolumeObjectIdFromJob = operation(definition);
