import { badInput } from '../vocabulary/input/badInput.js';
import { Counters, type Counts } from './counters.js';
import type { FaultRecord } from './faultRecord.js';
import { listening } from './planEdits.js';
import { PlannedFaults } from './plannedFaults.js';
import type { PlanState } from './planState.js';
import { readFaults } from './readPlan.js';

/** The state of a plan as JSON: the plan as it was written, and what it has come to.
 * @throws BadInputError for a fault with a callback, which no text can hold
 */
export function savePlanState(planState: PlanState): unknown {
  const { terms, seed, machine, fires, inForce, nextSerial } = planState;
  const faults = [...planState.faults];
  const withCallback = faults.find(({ asks }) => asks.hasCallback);
  if (withCallback !== undefined) {
    badInput({
      field: 'save',
      value: withCallback.fault.id,
      expected: 'a plan without callbacks: a function cannot be saved',
    });
  }
  return {
    plan: {
      version: 1,
      ...(terms.seed === null ? {} : { seed: terms.seed }),
      faults: faults.map(({ fault }) => fault.written),
      ...(terms.healAtMs === null ? {} : { heal: { atMs: terms.healAtMs } }),
      ...(terms.budget === null ? {} : { budget: { fires: terms.budget } }),
    },
    records: faults.map(({ record }) => ({ ...record, keys: [...record.keys] })),
    ...{ seed, machine, fires, inForce, nextSerial },
  };
}

/** Takes back what {@link savePlanState} has written, and only that: a checksum vouches for it. */
export function loadPlanState(saved: unknown): PlanState {
  type Saved = Omit<PlanState, 'terms' | 'faults' | 'listens' | 'watches'> & {
    readonly plan: unknown;
    readonly records: readonly (Omit<FaultRecord, 'keys'> & { keys: readonly [string, Counts][] })[];
  };
  // As savePlanState wrote it.
  const { plan, records, ...rest } = saved as Saved;
  const { faults, ...terms } = readFaults(plan, 'saved world.faults.plan');
  if (records.length !== faults.length) {
    badInput({
      field: 'saved world.faults.records',
      value: records.length,
      expected: `${faults.length} records, one a fault`,
    });
  }
  const planned = faults.reduce((others, fault, place) => {
    // There are as many.
    const record = records[place] as (typeof records)[number];
    return others.with(fault, { ...record, keys: Counters.of(record.keys) });
  }, PlannedFaults.empty);
  return listening({ ...rest, terms, faults: planned });
}
