import { free } from '../../store/capacity.js';
import { differences, roomFor } from '../../store/mirrors.js';
import type { CommonOutcome } from '../../vocabulary/methods/commonCodes.js';
import { none } from '../../vocabulary/units/ids.js';
import type { JobFacts } from '../facts/job.js';
import type { End } from '../operation.js';
import { copyEnds } from './copyEnds.js';

/** What ends a job that copies what differs between both sides of a relation: what ends other copies, and that hosts have written more
 * meanwhile than there is room for.
 */
export const syncEnds: readonly End<CommonOutcome | 'notEnoughResources'>[] = [
  ...copyEnds,
  {
    fail: 'notEnoughResources',
    because: 'writtenMeanwhile',
    cause: 'hosts have written more to the side that is copied than the pool of the other has room for',
    when: (facts) => facts.job.copied === facts.job.size && lacksRoom(facts),
  },
];

/** Room that was taken for the copy is there already. */
function lacksRoom({ world, job: { source, target }, pool }: JobFacts): boolean {
  if (source === none || target === none || pool === undefined) return false;
  return roomFor(world, target, differences(world, source, target)) > free(pool);
}
