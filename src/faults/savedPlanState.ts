import { badInput } from '../vocabulary/input/badInput.js';
import { Counters, type Counts } from './counters.js';
import { listening } from './planEdits.js';
import type { PlanState } from './planState.js';
import { readFaults } from './readPlan.js';

/** The state of a plan as JSON: the plan as it was written, and what it has come to.
 * @throws BadInputError for a fault with a callback, which no text can hold
 */
export function savePlanState(planState: PlanState): unknown {
  const { plan, records, seed, machine, fires, inForce, nextSerial } = planState;
  const withCallback = plan.faults.find(({ effects }) => effects.some(({ kind }) => kind === 'callback'));
  if (withCallback !== undefined) {
    badInput({
      field: 'save',
      value: withCallback.id,
      expected: 'a plan without callbacks: a function cannot be saved',
    });
  }
  return {
    plan: {
      version: 1,
      ...(plan.seed === null ? {} : { seed: plan.seed }),
      faults: plan.faults.map(({ written }) => written),
      ...(plan.healAtMs === null ? {} : { heal: { atMs: plan.healAtMs } }),
      ...(plan.budget === null ? {} : { budget: { fires: plan.budget } }),
    },
    records: records.map((record) => ({ ...record, keys: [...record.keys] })),
    ...{ seed, machine, fires, inForce, nextSerial },
  };
}

/** Takes back what {@link savePlanState} has written, and only that: a checksum vouches for it. */
export function loadPlanState(saved: unknown): PlanState {
  type Saved = Omit<PlanState, 'plan' | 'records'> & {
    readonly plan: unknown;
    readonly records: readonly (Omit<PlanState['records'][number], 'keys'> & { keys: readonly [string, Counts][] })[];
  };
  // As savePlanState wrote it.
  const { plan, records, ...rest } = saved as Saved;
  return listening({
    ...rest,
    plan: readFaults(plan, 'saved world.faults.plan'),
    records: records.map((record) => ({ ...record, keys: Counters.of(record.keys) })),
  });
}
