import { runs } from '../properties/environment.js';

/** Runs at each level, every day and with `npm run test:deep`. */
export const conformanceRuns = runs >= 1000 ? 100 : 20;
/** The same for releases before the latest, and for profiles that nobody ships: mostly they run through the same code. */
export const fewConformanceRuns = runs >= 1000 ? 100 : 4;
/** Calls for each profile and level that no property may complain about: 100,000 with `npm run test:deep`. */
export const conformanceCalls = 10 * runs;
export const conformanceTimeoutMs = 120_000;
