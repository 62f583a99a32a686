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

/**
 * Walks the machine on its own, depth-first, and asks the table about every (state, event) on the way. Acceptance is
 * read off the machine's transitions here (the table asks `can`), and names are built from the state's value.
 */
export function disagreements(
  machine: AnyStateMachine,
  lifecycle: Lifecycle<string, string, unknown>,
  unknownEvents: readonly string[],
): Comparison {
  const differences: string[] = [];
  const seen = new Set<string>();
  let pairs = 0;
  const regions = Object.keys(machine.root.states);

  const visit = (snapshot: AnyMachineSnapshot): void => {
    const name = flatName(snapshot.value, regions);
    if (seen.has(name)) return;
    seen.add(name);
    const index = lifecycle.states.indexOf(name);
    if (index < 0) {
      differences.push(`the table has no state ${name}`);
      return;
    }
    if (lifecycle.final(index) !== (snapshot.status === 'done')) differences.push(`${name}: final`);
    for (const event of [...lifecycle.events, ...unknownEvents]) {
      pairs++;
      const [next] = transition(machine, snapshot, { type: event });
      const accepted = snapshot.status === 'active' && leadsSomewhere(snapshot, event);
      const expected = accepted ? flatName(next.value, regions) : undefined;
      if (!accepted && flatName(next.value, regions) !== name) differences.push(`${name}: xstate moves on ${event}`);
      const eventIndex = lifecycle.events.indexOf(event);
      const actual = eventIndex < 0 ? undefined : lifecycle.states[lifecycle.target(index, eventIndex)];
      if (actual !== expected) differences.push(`${name}, ${event}: table ${actual}, xstate ${expected}`);
      visit(next);
    }
  };
  visit(getInitialSnapshot(machine));

  if (lifecycle.states[lifecycle.initial] !== flatName(getInitialSnapshot(machine).value, regions)) {
    differences.push('initial state');
  }
  for (const name of lifecycle.states) if (!seen.has(name)) differences.push(`xstate never reaches ${name}`);
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
