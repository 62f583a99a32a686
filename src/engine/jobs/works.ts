import { type JobRow, jobWork } from '../../store/jobRow.js';
import { copyWork } from './copyWork.js';
import { creationWork } from './creationWork.js';
import { discoveryWork } from './discoveryWork.js';
import { growthWork } from './growthWork.js';
import type { JobsWork } from './jobsWork.js';
import { removalWork } from './removalWork.js';
import { resizeWork } from './resizeWork.js';
import { snapshotWork } from './snapshotWork.js';
import { syncWork } from './syncWork.js';

const works: { readonly [Kind in keyof typeof jobWork]: JobsWork } = {
  copy: copyWork,
  remove: removalWork,
  discover: discoveryWork,
  growPool: growthWork,
  sync: syncWork,
  snapshot: snapshotWork,
  create: creationWork,
  resize: resizeWork,
};

// In the order of their numbers.
const byNumber: readonly JobsWork[] = Object.entries(jobWork)
  .sort(([, one], [, other]) => one - other)
  // Its entries are named by its keys.
  .map(([kind]) => works[kind as keyof typeof jobWork]);

/** @throws Error for a number that no kind has */
export function workOf({ work }: Readonly<JobRow>): JobsWork {
  const found = byNumber[work];
  if (found === undefined) throw new Error(`no job does work ${work}`);
  return found;
}
