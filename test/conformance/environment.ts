import { runs } from '../properties/environment.js';

/** Runs at each level, every day and with `npm run test:deep`. */
export const conformanceRuns = runs >= 1000 ? 100 : 25;
/** Calls for each profile and level that no property may complain about: 100,000 with `npm run test:deep`. */
export const conformanceCalls = 10 * runs;
export const conformanceTimeoutMs = 120_000;
