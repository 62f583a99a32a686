import { lifecycles } from '../lifecycle/lifecycles.js';
import { methodNames } from '../vocabulary/methods/index.js';
import { steps } from '../vocabulary/steps.js';
import { callPhase } from './callRow.js';
import type { World } from './world.js';

/** Which numbers in rows stand for nothing, in sentences: a state that its chart has not, a method or a step that there is not. */
export function cellFaults({ pools, volumes, synchronizations, jobs, drives, calls }: World): string[] {
  const found: string[] = [];
  const demand = (what: string, row: number, value: number, count: number) => {
    if (!Number.isInteger(value) || value < 0 || value >= count) found.push(`${what} of row ${row} is ${value}`);
  };
  const charted = [
    { what: 'the state of a pool', table: pools, chart: lifecycles.pool },
    { what: 'the state of a volume', table: volumes, chart: lifecycles.volume },
    { what: 'the state of a synchronization', table: synchronizations, chart: lifecycles.synchronization },
    { what: 'the state of a job', table: jobs, chart: lifecycles.job },
    { what: 'the state of a drive', table: drives, chart: lifecycles.drive },
  ];
  for (const { what, table, chart } of charted) {
    // Of any of these tables: each has this column.
    const rows: { handles(): Iterable<number>; read(row: number): { readonly state: number } } = table as never;
    for (const row of rows.handles()) demand(what, row, rows.read(row).state, chart.states.length);
  }
  for (const job of jobs.handles()) demand('the method of a job', job, jobs.read(job).method, methodNames.length);
  for (const call of calls.handles()) {
    const { method, step, phase } = calls.read(call);
    // One that is not modelled has no place among them.
    demand('the method of a call', call, method + 1, methodNames.length + 1);
    demand('the step of a call', call, step, steps.length + 1);
    demand('the phase of a call', call, phase, Object.keys(callPhase).length);
  }
  return found;
}
