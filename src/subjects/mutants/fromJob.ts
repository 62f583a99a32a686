import { type ArrayMutant, isOk, ofComponents, on, release2012, wrapped } from './mutant.js';
import { answering, changed, operating, rowAt, without } from './tables.js';

const method = 'GetStorageVolumeObjectIdFromJob';
const deletesByJob = on({ base: 'full-copy', deletion: { by: 'job', takes: '2 s' } });

/** Arrays that are wrong about what their jobs make or delete. */
export const wrongAboutJobs: readonly ArrayMutant[] = [
  wrapped('source-of-the-job', 'It tells the source of a clone as the volume that its job makes.', (inner) => ({
    of: method,
    answers: (reply) => {
      const made = inner.observe({ kind: 'volumes' }).find(({ id }) => id === reply.StorageVolumeObjectId);
      return isOk(reply) && made?.source != null ? { ...reply, StorageVolumeObjectId: made.source } : reply;
    },
  })),
  wrapped('job-without-a-word', 'It succeeds, and does not tell what its job makes.', () => ({
    of: method,
    answers: (reply) => (isOk(reply) ? { ...reply, StorageVolumeObjectId: null } : reply),
  })),
  wrapped(
    'name-without-a-word',
    'It succeeds, and does not tell what the volume is called that its job makes.',
    () => ({
      of: 'GetStorageVolumeNameFromJob',
      answers: (reply) => (isOk(reply) ? { ...reply, StorageVolumeName: '' } : reply),
    }),
    release2012,
  ),
  ofComponents(
    'unknown-job-is-malformed',
    'It answers 5 for a job that does not exist, where 6 stands for that.',
    answering([`${method} array/jobUnknown`], 'invalidParameter'),
  ),
  ofComponents(
    'pool-of-a-volume',
    'It tells the pool in which a volume lies of the job that makes that.',
    without('GetPoolObjectIdFromJob array/worksOnVolume'),
  ),
  ofComponents(
    'job-not-needed',
    'It answers 6 where no job is named, and 5 stands for that.',
    changed([`${method} service/malformed`], () => []),
  ),
  ofComponents(
    'jobs-for-administrators-only',
    'It tells nobody of its jobs but those who may manage storage.',
    changed([`${method} service/malformed`], (row) => [
      { ...rowAt('StorageVolume.Delete service/role'), refuse: 'failed' },
      row,
    ]),
  ),
  ofComponents(
    'pools-of-jobs-not-told',
    'It answers 1 for the pool that a job deletes, which its provider knows.',
    operating('GetPoolObjectIdFromJob', (operation) => ({
      ...operation,
      rows: {
        ...operation.rows,
        array: [{ refuse: 'notSupported', because: 'never', cause: 'it never tells', when: () => true }],
      },
    })),
    deletesByJob,
  ),
];
