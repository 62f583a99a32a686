import { nameOfVolume } from '../store/nameOfVolume.js';
import { getStorageVolumeNameFromJob as facts } from '../vocabulary/methods/getStorageVolumeNameFromJob.js';
import { tellingOfJob, volumeOf } from './conversation/fromJob.js';
import { type Operation, operation } from './operation.js';

const definition: Operation<typeof facts> = {
  method: facts,
  ...tellingOfJob({
    parameter: 'StorageVolumeName',
    kind: 'volume',
    text: ({ configuration, codecs }, job) => nameOfVolume(configuration, codecs.volume.encode(volumeOf(job))),
  }),
};

/** MSFT_SMSystem.GetStorageVolumeNameFromJob: tells the Name of the volume that a job makes or deletes.
 * @see MSFT_SMSystem.GetStorageVolumeNameFromJob, "Return value"
 */
export const getStorageVolumeNameFromJob = operation(definition);
