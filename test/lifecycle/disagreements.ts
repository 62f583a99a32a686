import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  getInitialSnapshot,
  getNextTransitions,
  type StateValue,
  transition,
} from 'xstate';
import type { Lifecycle } from '../../src/lifecycle/table.js';

/** How a table and its machine differ, one sentence each; empty when they agree on every pair. */
export interface Comparison {
  readonly pairs: number;
  readonly differences: readonly string[];
}

/** What a machine does by itself. */
export interface Walk {
  /** Where it begins, and whether each state ends it, with what each event does there. */
  readonly initial: string;
  readonly states: ReadonlyMap<string, { readonly isDone: boolean; readonly events: ReadonlyMap<string, Reaction> }>;
}

interface Reaction {
  readonly accepted: boolean;
  readonly next: string;
}

/**
 * Walks the machine on its own, depth-first. Acceptance is read off the machine's transitions here (the table asks `can`), and names
 * are built from the state's value.
 */
export function walk(machine: AnyStateMachine, events: readonly string[]): Walk {
  const states = new Map<string, { readonly isDone: boolean; readonly events: Map<string, Reaction> }>();
  const regions = Object.keys(machine.root.states);

  const visit = (snapshot: AnyMachineSnapshot): void => {
    const name = flatName(snapshot.value, regions);
    if (states.has(name)) return;
    const reactions = new Map<string, Reaction>();
    states.set(name, { isDone: snapshot.status === 'done', events: reactions });
    for (const event of events) {
      const [next] = transition(machine, snapshot, { type: event });
      const accepted = snapshot.status === 'active' && leadsSomewhere(snapshot, event);
      reactions.set(event, { accepted, next: flatName(next.value, regions) });
      visit(next);
    }
  };
  const initial = getInitialSnapshot(machine);
  visit(initial);
  return { initial: flatName(initial.value, regions), states };
}

/** Asks the table about every state and event of the walk. */
export function disagreements(walked: Walk, lifecycle: Lifecycle<string, string, unknown>): Comparison {
  const differences: string[] = [];
  let pairs = 0;
  for (const [name, { isDone, events }] of walked.states) {
    const index = lifecycle.states.indexOf(name);
    if (index < 0) {
      differences.push(`the table has no state ${name}`);
      continue;
    }
    if (lifecycle.final(index) !== isDone) differences.push(`${name}: final`);
    for (const [event, { accepted, next }] of events) {
      pairs++;
      const expected = accepted ? next : undefined;
      if (!accepted && next !== name) differences.push(`${name}: xstate moves on ${event}`);
      const eventIndex = lifecycle.events.indexOf(event);
      const actual = eventIndex < 0 ? undefined : lifecycle.states[lifecycle.target(index, eventIndex)];
      if (actual !== expected) differences.push(`${name}, ${event}: table ${actual}, xstate ${expected}`);
    }
  }
  if (lifecycle.states[lifecycle.initial] !== walked.initial) differences.push('initial state');
  for (const name of lifecycle.states) if (!walked.states.has(name)) differences.push(`xstate never reaches ${name}`);
  return { pairs, differences };
}

// A transition without a target forbids its event.
function leadsSomewhere(snapshot: AnyMachineSnapshot, event: string): boolean {
  return getNextTransitions(snapshot).some(({ eventType, target }) => eventType === event && target !== undefined);
}

function flatName(value: StateValue, regions: readonly string[]): string {
  if (typeof value === 'string') return value;
  const keys = regions.filter((region) => region in value);
  const inOrder = keys.length > 0 ? keys : Object.keys(value);
  return inOrder.map((key) => flatName(value[key] ?? '', [])).join('+');
}
