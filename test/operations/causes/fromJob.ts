import type { MethodName, StorageArray } from '../../../src/index.js';
import type { Cause } from '../standardArray.js';
import { clone, deletesByJob, killYoungestJob } from './acts.js';
import type { MethodExamples } from './methodExamples.js';

// The ids of the first and the second job of the standard array.
const first = 'job-Z5SR8GUS-72d2d40c';
const second = 'job-Z5SR8GUS-110a3185';

/** A job deletes silver. */
function deletion(array: StorageArray): void {
  const { ReturnValue, ExtendedStatus } = array.invoke('silver', 'Pool.Delete');
  if (ReturnValue !== 4096) throw new Error(`the deletion to prepare was refused: ${ExtendedStatus?.SMMessage}`);
}

/** Its job stands still, so that nothing changes while a call waits. */
const suspended = (starts: (array: StorageArray) => void) => (array: StorageArray) => {
  starts(array);
  array.advance('3 s');
  array.jobs.suspend(first);
};

/** The suspended job goes on, and is done. */
function deleted(array: StorageArray): void {
  array.jobs.resume(first);
  array.advance('2 min');
}

const jobOf = {
  volume: { standing: { prepare: suspended(clone) }, other: { ...deletesByJob, prepare: deletion } },
  pool: { standing: { ...deletesByJob, prepare: suspended(deletion) }, other: { prepare: clone } },
} as const satisfies Record<string, { readonly standing: MethodExamples['standing']; readonly other: Cause }>;

function telling(kind: 'volume' | 'pool'): MethodExamples {
  const { standing, other } = jobOf[kind];
  const worksOnOther = `array.worksOn${kind === 'volume' ? 'Pool' : 'Volume'}`;
  const notThere = `array.${kind}NotThere`;
  return {
    on: 'MSFT_SMSystem',
    parameters: { Job: first },
    standing,
    succeeds: 'success',
    startsJob: null,

    causes: {
      'service.malformed': { parameters: { Job: null } },
      'array.jobUnknown': { parameters: { Job: 'job 1' } },
      [worksOnOther]: { ...other, parameters: { Job: second } },
      [notThere]: {
        before: kind === 'volume' ? killYoungestJob : deleted,
      },
    },

    exclusive: [
      { rows: ['array.jobUnknown', worksOnOther], because: 'a job that is not known works on nothing' },
      { rows: ['array.jobUnknown', notThere], because: 'a job that is not known works on nothing' },
      { rows: [worksOnOther, notThere], because: 'a job works on a volume or on a pool' },
      ...['array.jobUnknown', worksOnOther].flatMap((row) =>
        ['invokeReply.replyLate', 'invokeReply.replyLost'].map((reply) => ({
          rows: [row, reply],
          because: `where nothing is found there is no ${kind}, and ${notThere} answers, if nothing else does`,
        })),
      ),
    ],

    ends: {},

    before2016: [],
  };
}

/** Those of the methods that tell what a job makes or deletes. */
export const fromJob = {
  GetStorageVolumeObjectIdFromJob: telling('volume'),
  GetStorageVolumeNameFromJob: telling('volume'),
  GetPoolObjectIdFromJob: telling('pool'),
} as const satisfies Partial<Record<MethodName, MethodExamples>>;
