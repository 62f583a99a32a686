import { getPoolObjectIdFromJob as facts } from '../vocabulary/methods/getPoolObjectIdFromJob.js';
import { tellingOfJob } from './conversation/fromJob.js';
import { type Operation, operation } from './operation.js';

const definition: Operation<typeof facts> = {
  method: facts,
  ...tellingOfJob({
    parameter: 'PoolObjectId',
    kind: 'pool',
    text: ({ codecs }, job) => codecs.pool.encode(job.pool),
  }),
};

/** MSFT_SMSystem.GetPoolObjectIdFromJob: tells the pool that a job deletes.
 * @see MSFT_SMSystem.GetPoolObjectIdFromJob, "Return value"
 */
export const getPoolObjectIdFromJob = operation(definition);
