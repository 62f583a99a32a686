import type { PlanInput } from '../../faults/planSchema.js';

/** A plan in full, as the suite writes them. */
export type SuitePlan = Exclude<PlanInput, string>;
