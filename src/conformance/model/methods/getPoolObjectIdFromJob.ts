import { fromJob } from './fromJob.js';

/** MSFT_SMSystem.GetPoolObjectIdFromJob, which only asks
 * @see MSFT_SMSystem.GetPoolObjectIdFromJob, "Return value"
 */
export const getPoolObjectIdFromJob = fromJob({
  method: 'GetPoolObjectIdFromJob',
  kind: 'pool',
  text: (reply) => reply.PoolObjectId,
  isId: true,
});
