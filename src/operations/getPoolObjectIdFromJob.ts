import { getPoolObjectIdFromJob as facts } from '../vocabulary/methods/getPoolObjectIdFromJob.js';
import type { PoolHandle } from '../vocabulary/units/ids.js';
import { tellingOfJob } from './conversation/fromJob.js';
import { type Operation, operation } from './operation.js';

const definition: Operation<typeof facts> = {
  method: facts,
  ...tellingOfJob({
    parameter: 'PoolObjectId',
    kind: 'pool',
    // The job's pool was found.
    text: ({ codecs }, job) => codecs.pool.encode(job.pool as PoolHandle),
  }),
};

/** MSFT_SMSystem.GetPoolObjectIdFromJob: tells the pool that a job deletes.
 * @see MSFT_SMSystem.GetPoolObjectIdFromJob, "Return value"
 */
export const getPoolObjectIdFromJob = operation(definition);
