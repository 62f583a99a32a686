import { aboutJob, affectedElements, asReader, codesFromJob, insteadFromJob } from './factsFromJob.js';
import type { Method } from './notation.js';

/** @see Windows Storage Management (MsftStrgMan.mof), GetPoolObjectIdFromJob method of the MSFT_SMSystem class */
export const getPoolObjectIdFromJob = {
  className: 'MSFT_SMSystem',
  name: 'GetPoolObjectIdFromJob',
  since: '2012',
  summary: 'Tells the pool that a job deletes.',
  provider: affectedElements,
  effect: null,
  parameters: {
    ...aboutJob,
    /** The ObjectId of the pool; null with an error. */
    PoolObjectId: 'out string',
    ...asReader,
  },
  codes: codesFromJob,
  instead: insteadFromJob,
} as const satisfies Method;
