import type { AnyStateMachine } from 'xstate';
import { assertPlainChart } from './plainChart.js';
import { type ReachableState, reachableStates } from './reachableStates.js';
import type { EventNames, MetaOf, StateNames } from './stateNames.js';

/** A chart flattened into a table of strings and numbers, to step through in nanoseconds. */
export interface Lifecycle<State extends string, Event extends string, Meta> {
  /** The chart's id. */
  readonly name: string;
  /** Breadth-first from the initial state; a state's index is the number the store keeps. */
  readonly states: readonly State[];
  readonly events: readonly Event[];
  /** The index of the state in which a life begins. */
  readonly initial: number;
  /** The index of the next state; -1 when the chart does not accept the event. @throws RangeError on an unknown index */
  target(stateIndex: number, eventIndex: number): number;
  /** Like {@link target}, by the event's name; -1 also for an event that the chart does not know. */
  after(stateIndex: number, event: Event): number;
  /** @throws RangeError when the chart has no such state */
  stateIndex(name: State): number;
  /** @throws RangeError when the chart has no such event */
  eventIndex(name: Event): number;
  /** What the state says about its element, frozen. @throws RangeError on an unknown index */
  meta(stateIndex: number): Meta;
  /** Whether a life ends in this state. @throws RangeError on an unknown index */
  final(stateIndex: number): boolean;
}

/**
 * Walks the nodes of a chart over every reachable (state, event) and keeps where each leads.
 *
 * Stepping with xstate itself costs microseconds, since every call builds an actor; asking it for every pair would cost more than
 * all else that is done at load.
 * @throws Error when the chart holds more than states, events and metas
 * @internal
 */
export function compileLifecycle<Machine extends AnyStateMachine, State extends string = StateNames<Machine>>(
  machine: Machine,
): Lifecycle<State, EventNames<Machine>, MetaOf<Machine>> {
  assertPlainChart(machine);
  // xstate calls them descriptors, which may be wildcards; a plain chart has none, so they are the event types.
  const events: readonly EventNames<Machine>[] = machine.events;
  return new Table(machine.id, events, reachableStates(machine, events));
}

/**
 * The index of the state that an event leads to.
 * @throws UnacceptedEventError when the chart does not accept the event in this state
 */
export function step<State extends string, Event extends string, Meta>(
  lifecycle: Lifecycle<State, Event, Meta>,
  stateIndex: number,
  event: Event,
): number {
  const target = lifecycle.after(stateIndex, event);
  if (target < 0) throw new UnacceptedEventError(lifecycle, stateIndex, event);
  return target;
}

/**
 * Like {@link step}, by the event's number: for paths where finding an event by its name would cost more than the step.
 * @throws UnacceptedEventError when the chart does not accept the event in this state
 */
export function stepBy<State extends string, Event extends string, Meta>(
  lifecycle: Lifecycle<State, Event, Meta>,
  stateIndex: number,
  eventIndex: number,
): number {
  const target = lifecycle.target(stateIndex, eventIndex);
  if (target < 0) throw new UnacceptedEventError(lifecycle, stateIndex, lifecycle.events[eventIndex] ?? '');
  return target;
}

/** The numbers of a chart's events, by name. */
export function eventNumbers<Event extends string>(
  lifecycle: Lifecycle<string, Event, unknown>,
): Readonly<Record<Event, number>> {
  // One entry an event, from the chart's list of events.
  return Object.fromEntries(lifecycle.events.map((event, index) => [event, index])) as Record<Event, number>;
}

/** A programmer's error: an event was sent to a state whose chart does not accept it there. */
export class UnacceptedEventError extends Error {
  override readonly name = 'UnacceptedEventError';
  readonly chart: string;
  readonly state: string;
  readonly event: string;
  /** The events that the chart accepts in this state; none in a final one. */
  readonly accepted: readonly string[];

  constructor(lifecycle: Lifecycle<string, string, unknown>, stateIndex: number, event: string) {
    const state = lifecycle.states[stateIndex] ?? `#${stateIndex}`;
    const accepted = lifecycle.events.filter((_, eventIndex) => lifecycle.target(stateIndex, eventIndex) >= 0);
    const instead = accepted.length > 0 ? `it accepts ${accepted.join(', ')}` : 'it accepts no event';
    super(`chart ${lifecycle.name}, state ${state}: ${event} is not accepted, ${instead}`);
    this.chart = lifecycle.name;
    this.state = state;
    this.event = event;
    this.accepted = accepted;
  }
}

class Table<State extends string, Event extends string, Meta> implements Lifecycle<State, Event, Meta> {
  readonly states: readonly State[];
  readonly initial = 0;
  /** targets[state * events.length + event]. */
  private readonly targets: Int16Array;
  private readonly metas: readonly Meta[];
  private readonly finals: readonly boolean[];
  private readonly stateIndexes: ReadonlyMap<State, number>;
  private readonly eventIndexes: ReadonlyMap<Event, number>;

  constructor(
    readonly name: string,
    readonly events: readonly Event[],
    reached: readonly ReachableState[],
  ) {
    // Both casts: names and metas are read off the machine whose type State and Meta are read off; the one union that is
    // spelled out is held against the machine by a test.
    this.states = reached.map((state) => state.name as State);
    this.metas = reached.map((state) => state.meta as Meta);
    this.finals = reached.map((state) => state.final);
    this.targets = Int16Array.from(reached.flatMap((state) => state.targets));
    this.stateIndexes = new Map(this.states.map((state, index) => [state, index]));
    this.eventIndexes = new Map(events.map((event, index) => [event, index]));
  }

  target(stateIndex: number, eventIndex: number): number {
    // Without the check an event past the end would read the next state's row.
    const known = eventIndex >= 0 && eventIndex < this.events.length;
    const target = known ? this.targets[stateIndex * this.events.length + eventIndex] : undefined;
    return target ?? this.unknown('pair of state and event', `${stateIndex}, ${eventIndex}`);
  }

  after(stateIndex: number, event: Event): number {
    const eventIndex = this.eventIndexes.get(event);
    return eventIndex === undefined ? -1 : this.target(stateIndex, eventIndex);
  }

  stateIndex(name: State): number {
    return this.stateIndexes.get(name) ?? this.unknown('state', name);
  }

  eventIndex(name: Event): number {
    return this.eventIndexes.get(name) ?? this.unknown('event', name);
  }

  meta(stateIndex: number): Meta {
    return this.metas[stateIndex] ?? this.unknown('state', stateIndex);
  }

  final(stateIndex: number): boolean {
    return this.finals[stateIndex] ?? this.unknown('state', stateIndex);
  }

  private unknown(what: string, value: string | number): never {
    throw new RangeError(`chart ${this.name} has no ${what} ${value}`);
  }
}
