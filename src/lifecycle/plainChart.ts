import type { AnyStateMachine, AnyStateNode } from 'xstate';

/**
 * Makes sure that a chart holds states and events only, so that a state's name says all there is to know about it.
 *
 * A guard, history, timer or actor makes the next state depend on more than the name; an action would be lost in a table.
 * @throws Error when the chart holds anything else, or uses one key twice
 */
export function assertPlainChart(machine: AnyStateMachine): void {
  if (machine.config.context !== undefined) throw new Error(`chart ${machine.id}: context has no place in a table`);
  const keys = new Set<string>();
  for (const node of nodesOf(machine.root)) {
    const extra = extraOf(node);
    if (extra !== undefined) throw new Error(`chart ${machine.id}, state ${node.id}: ${extra} has no place in a table`);
    if (keys.has(node.key)) throw new Error(`chart ${machine.id}: two states are called ${node.key}`);
    keys.add(node.key);
  }
}

/** A node without states of its own. */
export function isLeaf(node: AnyStateNode): boolean {
  return node.type === 'atomic' || node.type === 'final';
}

function* nodesOf(node: AnyStateNode): Generator<AnyStateNode> {
  yield node;
  for (const child of Object.values(node.states)) yield* nodesOf(child);
}

function extraOf(node: AnyStateNode): string | undefined {
  if (node.type === 'history') return 'history';
  if (node.invoke.length > 0) return 'an invoked actor';
  if (node.after.length > 0) return 'a timer';
  if (node.always !== undefined && node.always.length > 0) return 'a transition without an event';
  if (node.entry.length > 0 || node.exit.length > 0) return 'an action';
  for (const [event, transitions] of node.transitions) {
    if (event.includes('*')) return 'a wildcard event';
    if (event.startsWith('xstate.')) return `xstate's own event ${event}`;
    for (const transition of transitions) {
      if (transition.guard !== undefined) return 'a guard';
      if (transition.actions.length > 0) return 'an action';
    }
  }
  return undefined;
}
