import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
  initialTransition,
  type StateValue,
  transition,
} from 'xstate';

/** A flattened state of a chart, as xstate reaches it. */
export interface ReachableState {
  /** The leaf key; in a parallel chart the leaf keys of the regions in document order, joined by '+'. */
  readonly name: string;
  /** By event: the index of the next state, or -1 when xstate does not accept the event. */
  readonly targets: readonly number[];
  /** The metas of the active leaves, merged; a frozen copy. */
  readonly meta: unknown;
  readonly final: boolean;
}

/**
 * All states that a chart can reach, breadth-first, events in the order given: xstate itself decides every step.
 *
 * Bounded: a plain chart has finitely many values, and each is visited once.
 * @throws Error when a leaf state carries no meta
 */
export function reachableStates(machine: AnyStateMachine, events: readonly string[]): ReachableState[] {
  const indexes = new Map<string, number>();
  const snapshots: AnyMachineSnapshot[] = [];
  const indexOf = (snapshot: AnyMachineSnapshot): number => {
    const name = nameOf(activeLeaves(snapshot));
    const known = indexes.get(name);
    if (known !== undefined) return known;
    indexes.set(name, snapshots.length);
    return snapshots.push(snapshot) - 1;
  };
  const target = (snapshot: AnyMachineSnapshot, type: string): number => {
    // A finished machine still says `can` to events of its root but goes nowhere: a final state accepts nothing.
    const accepted = snapshot.status === 'active' && snapshot.can({ type });
    return accepted ? indexOf(transition(machine, snapshot, { type })[0]) : -1;
  };

  indexOf(initialTransition(machine)[0]);
  const reached: ReachableState[] = [];
  for (const snapshot of snapshots) {
    const leaves = activeLeaves(snapshot);
    reached.push({
      name: nameOf(leaves),
      targets: events.map((type) => target(snapshot, type)),
      meta: mergedMeta(leaves),
      final: snapshot.status === 'done',
    });
  }
  return reached;
}

function nameOf(leaves: readonly AnyStateNode[]): string {
  return leaves.map(({ key }) => key).join('+');
}

function activeLeaves(snapshot: AnyMachineSnapshot): AnyStateNode[] {
  return leavesUnder(snapshot.machine.root, snapshot.value);
}

// In document order: the keys of a parallel value need not come in it.
function leavesUnder(node: AnyStateNode, value: StateValue): AnyStateNode[] {
  const children = Object.values<AnyStateNode>(node.states);
  if (typeof value === 'string') return children.filter(({ key }) => key === value);
  return children.flatMap((child) => {
    const inner = value[child.key];
    return inner === undefined ? [] : leavesUnder(child, inner);
  });
}

function mergedMeta(leaves: readonly AnyStateNode[]): unknown {
  const merged: Record<string, unknown> = {};
  for (const { id, meta } of leaves) {
    if (meta === undefined) throw new Error(`state ${id} carries no meta`);
    Object.assign(merged, structuredClone(meta));
  }
  for (const value of Object.values(merged)) Object.freeze(value);
  return Object.freeze(merged);
}
