import type { EngineComponents } from '../../engine/components.js';
import { defaultComponents } from '../../engine/defaultComponents.js';
import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { Lifecycle } from '../../lifecycle/table.js';
import type { CallFacts } from '../../operations/facts/call.js';
import type { JobFacts } from '../../operations/facts/job.js';
import type { Check, Settlement } from '../../operations/operation.js';
import type { Step } from '../../vocabulary/steps.js';

/** A row of the table of CreateClone by its step and its cause: 'array/free'. */
export type Place = `${Step}/${string}`;

type Row = Check<CallFacts>;
type Components = Pick<EngineComponents, 'createClone'>;

/** The table with other rows in the places of some.
 * @param change the rows that stand there instead of one
 */
export function changed(
  places: readonly Place[],
  change: (row: Row) => readonly Row[],
  { createClone }: Components = defaultComponents,
): Components {
  for (const place of places) rowAt(place, { createClone });
  const checks = Object.entries(createClone.checks).map(([step, rows]) => [
    step,
    rows.flatMap((row) => (places.some((place) => place === `${step}/${row.because}`) ? change(row) : [row])),
  ]);
  return { createClone: { ...createClone, checks: Object.fromEntries(checks) } };
}

/** The table without some of its rows. */
export function without(...places: readonly Place[]): Components {
  return changed(places, () => []);
}

/** The table with rows that answer something else. */
export function answering(places: readonly Place[], refuse: Row['refuse']): Components {
  return changed(places, ({ refuseBefore2016: _, ...row }) => [{ ...row, refuse }]);
}

/** The table with two rows each in the place of the other. */
export function swapped(one: Place, other: Place): Components {
  const rows = { [one]: rowAt(other), [other]: rowAt(one) };
  const isAt = (place: Place) => (row: Row) => row === rowAt(place);
  return changed([one, other], (row) => [(isAt(one)(row) ? rows[one] : rows[other]) ?? row]);
}

/** The table with a row at the end, or before all others, of another step. */
export function moved(place: Place, to: Step, end: 'first' | 'last'): Components {
  const row = rowAt(place);
  const { createClone } = without(place);
  const rows = createClone.checks[to] ?? [];
  const checks = { ...createClone.checks, [to]: end === 'first' ? [row, ...rows] : [...rows, row] };
  return { createClone: { ...createClone, checks } };
}

/** The table with other endings of its jobs. */
export function ending(
  because: string,
  change: (row: Settlement<JobFacts>) => readonly Settlement<JobFacts>[],
): Components {
  const { createClone } = defaultComponents;
  const settle = createClone.settle.flatMap((row) => (row.because === because ? change(row) : [row]));
  return { createClone: { ...createClone, settle } };
}

/** A job's chart in which some transitions lead elsewhere. */
export function jobsThat(transitions: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  return { lifecycles: { ...lifecycles, job: rewired(lifecycles.job, transitions) } };
}

/** The steps that have a row of that name. */
export function everywhere(...names: readonly string[]): Place[] {
  return Object.entries(defaultComponents.createClone.checks).flatMap(([step, rows]) =>
    // The table's keys are steps.
    rows.filter(({ because }) => names.includes(because)).map(({ because }) => `${step}/${because}` as Place),
  );
}

export function rowAt(place: Place, { createClone }: Components = defaultComponents): Row {
  const [step, because] = place.split('/');
  const row = Object.entries(createClone.checks)
    .find(([one]) => one === step)?.[1]
    .find((one) => one.because === because);
  if (row === undefined) throw new Error(`there is no row ${place}`);
  return row;
}

/** A chart with other transitions. */
export function rewired<State extends string, Event extends string, Meta>(
  chart: Lifecycle<State, Event, Meta>,
  transitions: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Lifecycle<State, Event, Meta> {
  const target = (state: number, event: number): number => {
    const other = transitions[chart.states[state] ?? '']?.[chart.events[event] ?? ''];
    // A name that is no state's gives -1: not accepted.
    return other === undefined ? chart.target(state, event) : chart.states.indexOf(other as State);
  };
  const { name, states, events, initial } = chart;
  return {
    name,
    states,
    events,
    initial,
    target,
    after: (state, event) => (chart.events.includes(event) ? target(state, chart.eventIndex(event)) : -1),
    stateIndex: (state) => chart.stateIndex(state),
    eventIndex: (event) => chart.eventIndex(event),
    meta: (state) => chart.meta(state),
    final: (state) => chart.final(state),
  };
}
