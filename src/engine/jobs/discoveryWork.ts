import { discover } from '../commit/discover.js';
import type { JobsWork } from './jobsWork.js';

/** A discovery: the cache is fresh at its end, and what it was when it is given up before. */
export const discoveryWork: JobsWork = {
  complete(_engine, world, { scope, scopeOf }) {
    discover(world, { scope, of: scopeOf });
  },
  undo() {
    // Nothing was done yet.
  },
};
