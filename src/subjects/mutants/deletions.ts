import type { Reply } from '../../conformance/subject/call.js';
import type { JobSeen, VolumeSeen } from '../../conformance/subject/observations.js';
import type { Simulator } from '../simulator.js';
import { type ArrayMutant, isOk, keeping, ofComponents, on, pretending, wrapped } from './mutant.js';
import { answering, swapped, volumesThat, without } from './tables.js';
import type { Overrides } from './wrapDriver.js';

const method = 'StorageVolume.Delete';
const byJob = on({ base: 'full-copy', deletion: { by: 'job', takes: '2 s' } });
const keepsVolumes = on({ base: 'full-copy', capabilities: { deletesVolumes: false } });
/** Feature 16, besides 8 and 51: targets must remain associated with their sources. */
const remainsAssociated = on({ base: 'full-copy', capabilities: { features: [8, 16, 51] } });

/** Arrays that are wrong about the deletion of volumes. */
export const wrongDeletions: readonly ArrayMutant[] = [
  ofComponents('anybody-deletes', 'It lets anybody delete volumes.', without('StorageVolume.Delete service/role')),
  ofComponents(
    'deletes-for-half-a-credential',
    'It deletes for a caller who gives half of a credential.',
    without('StorageVolume.Delete service/malformed'),
  ),
  ofComponents(
    'deletes-for-any-password',
    'It deletes for unknown accounts and wrong passwords.',
    without('StorageVolume.Delete authenticate/wrongCredentials'),
  ),
  ofComponents(
    'exposed-volume-deleted',
    'It deletes a volume that is exposed to hosts.',
    without('StorageVolume.Delete service/exposed'),
  ),
  ofComponents(
    'deletes-without-license',
    'It deletes volumes although it says that it does not.',
    without('StorageVolume.Delete service/noDeletion', 'StorageVolume.Delete readCapabilities/deletionWithdrawn'),
    keepsVolumes,
  ),
  ofComponents(
    'locked-volume-deleted',
    'It deletes a volume that another operation has locked.',
    without('StorageVolume.Delete array/locked'),
  ),
  ofComponents(
    'deletes-in-mid-copy',
    'It deletes a volume that a job copies, or copies to.',
    without('StorageVolume.Delete array/copying'),
  ),
  ofComponents(
    'deletes-what-must-remain',
    'It deletes a volume that is associated, against feature 16.',
    without('StorageVolume.Delete array/mustRemainAssociated'),
    remainsAssociated,
  ),
  ofComponents(
    'offline-pool-takes-room-back',
    'It deletes a volume whose pool is offline or read-only.',
    without('StorageVolume.Delete array/poolTakesNothing'),
  ),
  ofComponents(
    'in-use-called-failed',
    'It answers 4 for a volume that a job copies, where 6 says that it is in use.',
    answering(['StorageVolume.Delete array/copying'], 'failed'),
  ),
  ofComponents(
    'unknown-volume-relayed',
    'It answers 43006 for a volume that does not exist, where 40313 says so.',
    answering(['StorageVolume.Delete service/volumeUnknown'], 'cimNotFound'),
  ),
  ofComponents(
    'exposed-called-in-use',
    'It answers 6 for a volume that is exposed to hosts.',
    answering(['StorageVolume.Delete service/exposed'], 'inUse'),
  ),
  ofComponents(
    'no-deletion-called-not-supported',
    'It answers 1 where 40308 says that it deletes no volumes.',
    answering(['StorageVolume.Delete service/noDeletion'], 'notSupported'),
    keepsVolumes,
  ),
  ofComponents(
    'locked-called-in-use',
    'It answers 6 for the deletion of a volume that is locked.',
    answering(['StorageVolume.Delete array/locked'], 'inUse'),
  ),
  ofComponents(
    'usual-pool-called-resource-pool',
    'It says of a usual pool that it is one for replication which takes no room back.',
    answering(['StorageVolume.Delete array/poolTakesNothing'], 'returnToResourcePoolFailed'),
  ),
  ofComponents(
    'unknown-before-malformed-deletion',
    'It looks for a volume before it reads the arguments of its deletion.',
    swapped('StorageVolume.Delete service/malformed', 'StorageVolume.Delete service/volumeUnknown'),
  ),
  ofComponents(
    'unknown-before-role-of-deletion',
    'It tells anybody whether a volume exists.',
    swapped('StorageVolume.Delete service/role', 'StorageVolume.Delete service/volumeUnknown'),
  ),
  answeringOtherwise('deletion-with-job-when-done', 'It deletes at once, and names a job.', (reply) =>
    reply.ReturnValue === 0 ? { ...reply, Job: noSuchJob } : reply,
  ),
  answeringOtherwise('refused-deletion-with-job', 'It refuses a deletion, and names a job.', (reply) =>
    isOk(reply) ? reply : { ...reply, Job: noSuchJob },
  ),
  answeringOtherwise('deletion-without-status', 'It refuses a deletion without an ExtendedStatus.', (reply) => ({
    ...reply,
    ExtendedStatus: null,
  })),
  answeringOtherwise('deletion-status-of-a-clone', 'It says of a deletion that a clone was refused.', (reply) =>
    reply.ExtendedStatus === null
      ? reply
      : { ...reply, ExtendedStatus: { ...reply.ExtendedStatus, Operation: 'MSFT_SMStorageVolume.CreateClone' } },
  ),
  answeringOtherwise('deletion-with-a-code-of-clones', 'It answers a deletion with 8, which clones have.', (reply) =>
    reply.ReturnValue === 40313 ? { ...reply, ReturnValue: 8 } : reply,
  ),
  wrapped('room-not-returned', 'What a volume took stays used when it is deleted.', (inner) => {
    const kept = new Map<string, number>();
    return {
      deletes: (volume, next) => {
        const gone = inner.observe({ kind: 'volume', id: volume });
        const done = next();
        if (done && gone !== null) kept.set(gone.pool, (kept.get(gone.pool) ?? 0) + (gone.charge ?? 0));
        return done;
      },
      pool: (one) => {
        const bytes = Math.min(kept.get(one.id) ?? 0, one.free);
        return { ...one, free: one.free - bytes, used: (one.used ?? 0) + bytes };
      },
    };
  }),
  wrapped('refused-and-deleted', 'It refuses to delete a volume that is exposed, and deletes it.', (inner) => ({
    of: method,
    answers: (reply, call) => {
      if (reply.ReturnValue === 40106) inner.act({ do: 'delete', volume: call.on });
      return reply;
    },
  })),
  wrapped('deletes-another', 'It deletes the youngest of its volumes instead.', (inner) => ({
    of: method,
    asks: (call) => {
      const all = inner.observe({ kind: 'volumes' });
      const youngest = all.at(-1);
      return all.some(({ id }) => id === call.on) && youngest !== undefined ? { ...call, on: youngest.id } : call;
    },
  })),
  wrapped(
    'association-left-behind',
    'Clones of a volume that was deleted are shown as clones of another.',
    (inner) => {
      const orphans = new Set<string>();
      return {
        deletes: (volume, next) => {
          const clones = inner.observe({ kind: 'volumes' }).filter(({ source }) => source === volume);
          const done = next();
          if (done) for (const { id } of clones) orphans.add(id);
          return done;
        },
        volume: (one) => (orphans.has(one.id) ? { ...one, source: otherThan(one, inner) } : one),
      };
    },
    keeping,
  ),
  pretending('says-deletes-by-job', 'It says that jobs delete, and deletes within the call.', {}, (advertised) => ({
    ...advertised,
    deletes: { volumes: true, pools: true, associated: true, exposed: true, by: 'job' },
  })),
  pretending(
    'says-deletes-at-once',
    'It says that it deletes within the call, and starts jobs.',
    byJob,
    (advertised) => ({
      ...advertised,
      deletes: { volumes: true, pools: true, associated: true, exposed: true, by: 'call' },
    }),
  ),
  deletingByJob('deletion-never-ends', 'The jobs that delete its volumes never end.', (job) =>
    job.jobState === completed ? { jobState: running, percentComplete: 99 } : {},
  ),
  deletingByJob('deletion-done-too-early', 'It says of a job that it has deleted a volume which is there.', (job) =>
    job.jobState === running ? { jobState: completed, percentComplete: 100 } : {},
  ),
  deletingByJob('failed-deletion-short-of-room', 'A job that fails to delete has the code of a shortage.', (job) =>
    job.jobState === failed ? { errorCode: 40002 } : {},
  ),
  wrapped(
    'usable-while-deleted',
    'A volume can be used while a job deletes it.',
    () => ({ volume: (one) => (one.state === 'deleting' ? { ...one, usable: true } : one) }),
    byJob,
  ),
  ofComponents(
    'deletes-without-a-lock',
    'It does not lock a volume that a job deletes.',
    volumesThat({ online: { DELETE: 'none' }, degraded: { DELETE: 'none' } }),
    byJob,
  ),
  wrapped(
    'stays-locked',
    'A volume whose deletion has failed stays locked.',
    (inner) => {
      const { answers, jobs } = following();
      return {
        of: method,
        answers,
        volume: (one) =>
          inner.observe({ kind: 'jobs' }).some((job) => jobs.has(job.id) && job.target === one.id && hasFailed(job))
            ? { ...one, usable: false, state: 'deleting' }
            : one,
      };
    },
    byJob,
  ),
  wrapped(
    'failed-deletion-deletes',
    'A job that fails to delete a volume, or is stopped, has deleted it all the same.',
    (inner) => {
      const { answers, jobs } = following();
      const carryOn = () => {
        for (const job of inner.observe({ kind: 'jobs' }))
          if (jobs.has(job.id) && hasFailed(job) && job.target !== null) {
            jobs.delete(job.id);
            inner.act({ do: 'delete', volume: job.target });
          }
      };
      return {
        of: method,
        answers,
        act: (action, next) => {
          const done = next(action);
          carryOn();
          return done;
        },
        advance: (ms, next) => {
          next(ms);
          carryOn();
        },
      };
    },
    byJob,
  ),
];

const noSuchJob = 'job-00000000-00000000';
/** MSFT_SMJob.JobState. */
const [running, completed, terminated, killed, failed] = [4, 7, 8, 9, 10] as const;

function hasFailed({ jobState }: JobSeen): boolean {
  return jobState === terminated || jobState === killed || jobState === failed;
}

function answeringOtherwise(name: string, wrong: string, answers: (reply: Reply) => Reply): ArrayMutant {
  return wrapped(name, wrong, () => ({ of: method, answers }));
}

/** What the jobs look like that delete. */
function deletingByJob(name: string, wrong: string, change: (job: JobSeen) => Partial<JobSeen>): ArrayMutant {
  return wrapped(
    name,
    wrong,
    () => {
      const { answers, jobs } = following();
      return { of: method, answers, job: (one) => (jobs.has(one.id) ? { ...one, ...change(one) } : one) };
    },
    byJob,
  );
}

/** Keeps the jobs in mind that a method has started. */
function following(): {
  readonly jobs: Set<string>;
  readonly answers: NonNullable<Overrides['answers']>;
} {
  const jobs = new Set<string>();
  return {
    jobs,
    answers: (reply) => {
      if (reply.Job !== null) jobs.add(reply.Job);
      return reply;
    },
  };
}

function otherThan(one: VolumeSeen, inner: Simulator): string | null {
  return inner.observe({ kind: 'volumes' }).find(({ id }) => id !== one.id)?.id ?? null;
}
