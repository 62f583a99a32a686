import type { EngineComponents } from '../../engine/components.js';
import { defaultComponents } from '../../engine/defaultComponents.js';
import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { Lifecycle } from '../../lifecycle/table.js';
import type { CallFacts } from '../../operations/facts/call.js';
import type { AnyOperation, Row as AnyRow, End } from '../../operations/operation.js';
import { type MethodName, methodNames } from '../../vocabulary/methods/index.js';
import type { Step } from '../../vocabulary/steps.js';

/** A row of a method's table by its step and its cause: 'array/free' of CreateClone, 'Pool.Delete array/hasVolumes' of another. */
export type Place = `${Step}/${string}` | `${MethodName} ${Step}/${string}`;

type Row = AnyRow<CallFacts>;
type Components = Pick<EngineComponents, 'operations'>;

/** The tables with other rows in the places of some.
 * @param change the rows that stand there instead of one
 */
export function changed(
  places: readonly Place[],
  change: (row: Row) => readonly Row[],
  { operations }: Components = defaultComponents,
): Components {
  for (const place of places) rowAt(place, { operations });
  return ofEach(operations, (operation, method) => ({
    ...operation,
    rows: Object.fromEntries(
      Object.entries(operation.rows).map(([step, rows]) => [
        step,
        // Rows of later steps look at less.
        (rows as readonly Row[]).flatMap((row) =>
          places.some((place) => isPlace(place, method, step, row)) ? change(row) : [row],
        ),
      ]),
    ),
  }));
}

/** The tables without some of their rows. */
export function without(...places: readonly Place[]): Components {
  return changed(places, () => []);
}

/** The tables with rows that answer something else. */
export function answering(places: readonly Place[], refuse: Row['refuse']): Components {
  return changed(places, (row) => [{ ...row, refuse }]);
}

/** The tables with two rows each in the place of the other. */
export function swapped(one: Place, other: Place): Components {
  const rows = { [one]: rowAt(other), [other]: rowAt(one) };
  const isAt = (place: Place) => (row: Row) => row === rowAt(place);
  return changed([one, other], (row) => [(isAt(one)(row) ? rows[one] : rows[other]) ?? row]);
}

/** The tables with a row at the end, or before all others, of another step. */
export function moved(place: Place, to: Step, end: 'first' | 'last'): Components {
  const row = rowAt(place);
  const { method: moving } = partsOf(place);
  const { operations } = without(place);
  return ofEach(operations, (operation, method) => {
    if (method !== moving) return operation;
    const rows = (operation.rows[to] ?? []) as readonly Row[]; // as above
    return { ...operation, rows: { ...operation.rows, [to]: end === 'first' ? [row, ...rows] : [...rows, row] } };
  });
}

/** The tables with a row more at the end of a step of CreateClone. */
export function added(row: Row, to: Step, { operations }: Components): Components {
  return ofEach(operations, (operation, method) => {
    const rows = (operation.rows[to] ?? []) as readonly Row[]; // as above
    return method === 'CreateClone' ? { ...operation, rows: { ...operation.rows, [to]: [...rows, row] } } : operation;
  });
}

/** The tables with other endings of jobs.
 * @param because the cause in one word, of jobs of CreateClone, or after the name of another method
 */
export function ending(because: string, change: (row: End) => readonly End[]): Components {
  const [name = '', of = 'CreateClone'] = because.split(' ').reverse();
  return ofEach(defaultComponents.operations, (operation, method) =>
    method === of
      ? { ...operation, ends: operation.ends.flatMap((row) => (row.because === name ? change(row) : [row])) }
      : operation,
  );
}

/** The operations with another one of a method. */
export function operating(method: MethodName, change: (operation: AnyOperation) => AnyOperation): Components {
  return ofEach(defaultComponents.operations, (operation, name) => (name === method ? change(operation) : operation));
}

/** A job's chart in which some transitions lead elsewhere. */
export function jobsThat(transitions: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  return { lifecycles: { ...lifecycles, job: rewired(lifecycles.job, transitions) } };
}

/** A volume's chart in which some transitions lead elsewhere; the name of no state for those that are not accepted. */
export function volumesThat(transitions: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  return { lifecycles: { ...lifecycles, volume: rewired(lifecycles.volume, transitions) } };
}

/** The steps at which CreateClone has a row of that name. */
export function everywhere(...names: readonly string[]): Place[] {
  return Object.entries(defaultComponents.operations.CreateClone.rows).flatMap(([step, rows]) =>
    // The table's keys are steps.
    rows.filter(({ because }) => names.includes(because)).map(({ because }) => `${step}/${because}` as Place),
  );
}

export function rowAt(place: Place, { operations }: Components = defaultComponents): Row {
  const { method } = partsOf(place);
  for (const [step, rows] of Object.entries(operations[method].rows)) {
    const row = (rows as readonly Row[]).find((one) => isPlace(place, method, step, one)); // as above
    if (row !== undefined) return row;
  }
  throw new Error(`there is no row ${place}`);
}

function isPlace(place: Place, method: string, step: string, { because }: Row): boolean {
  const parts = partsOf(place);
  return parts.method === method && parts.at === `${step}/${because}`;
}

function partsOf(place: Place): { readonly method: MethodName; readonly at: string } {
  const [at = '', named] = place.split(' ').reverse();
  return { method: methodNames.find((name) => name === named) ?? 'CreateClone', at };
}

function ofEach(
  operations: EngineComponents['operations'],
  change: (operation: AnyOperation, method: MethodName) => AnyOperation,
): Components {
  // One entry a method, as before.
  const all = methodNames.map((method) => [method, change(operations[method], method)]);
  return { operations: Object.fromEntries(all) as EngineComponents['operations'] };
}

/** A chart with other transitions. */
function rewired<State extends string, Event extends string, Meta>(
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
