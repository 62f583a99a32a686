import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { isLeaf } from './plainChart.js';

/** A flattened state of a chart. */
export interface ReachableState {
  /** The leaf key; in a parallel chart the leaf keys of the regions in document order, joined by '+'. */
  readonly name: string;
  /** By event: the index of the next state, or -1 when the chart does not accept the event. */
  readonly targets: readonly number[];
  /** The metas of the active leaves, merged; a frozen copy. */
  readonly meta: unknown;
  readonly final: boolean;
}

/** The active leaves in document order, which are all that there is to know of a plain chart. */
type Leaves = readonly AnyStateNode[];

/**
 * All states that a chart can reach, breadth-first, events in the order given.
 *
 * It walks the nodes that xstate made of the chart, as xstate walks them for what a plain chart can hold, and without an actor:
 * tests hold what comes out against what actors do. It is bounded: a plain chart has finitely many values, and each is visited once.
 * @throws Error when a leaf state carries no meta, or two regions can't both follow an event
 */
export function reachableStates(machine: AnyStateMachine, events: readonly string[]): ReachableState[] {
  const { root } = machine;
  const order = new Map([...leavesUnder(root)].map((leaf, index) => [leaf, index]));
  const position = (leaf: AnyStateNode) => order.get(leaf) ?? 0;
  const indexes = new Map<string, number>();
  const found: Leaves[] = [];
  const indexOf = (leaves: Leaves): number => {
    const name = nameOf(leaves);
    const known = indexes.get(name);
    if (known !== undefined) return known;
    indexes.set(name, found.length);
    return found.push(leaves) - 1;
  };

  indexOf(entered(root, []));
  const reached: ReachableState[] = [];
  for (const leaves of found) {
    const final = isDone(root, leaves);
    const target = (event: string): number => {
      const taken = final ? [] : transitionsFrom(root, leaves, event);
      if (taken.length === 0) return -1;
      return indexOf(taken.reduce(follow, leaves).toSorted((left, right) => position(left) - position(right)));
    };
    reached.push({ name: nameOf(leaves), targets: events.map(target), meta: mergedMeta(leaves), final });
  }
  return reached;
}

function nameOf(leaves: Leaves): string {
  return leaves.map(({ key }) => key).join('+');
}

function* leavesUnder(node: AnyStateNode): Generator<AnyStateNode> {
  if (isLeaf(node)) yield node;
  for (const child of childrenOf(node)) yield* leavesUnder(child);
}

function childrenOf(node: AnyStateNode): AnyStateNode[] {
  return Object.values<AnyStateNode>(node.states);
}

/** Whether a node is another, or inside it. */
function isIn(node: AnyStateNode | undefined, outer: AnyStateNode): boolean {
  return node !== undefined && (node === outer || isIn(node.parent, outer));
}

/** The leaves that become active when a node is entered on the way to nodes inside it: where no way leads on, the initial ones. */
function entered(node: AnyStateNode, targets: readonly AnyStateNode[]): Leaves {
  if (isLeaf(node)) return [node];
  const onTheWay = targets.filter((target) => target !== node && isIn(target, node));
  if (node.type === 'parallel') return childrenOf(node).flatMap((region) => entered(region, onTheWay));
  const towards = onTheWay.length > 0 ? onTheWay : (node.initial.target ?? []);
  return childrenOf(node)
    .filter((child) => towards.some((target) => isIn(target, child)))
    .flatMap((child) => entered(child, towards));
}

/** What an event sets off that leads somewhere. */
function transitionsFrom(root: AnyStateNode, leaves: Leaves, event: string): readonly AnyTransitionDefinition[] {
  const leading = takenIn(root, leaves, event).filter(({ target }) => target !== undefined);
  const domains = leading.map(domainOf);
  for (const [index, domain] of domains.entries()) {
    const other = domains.find((one, at) => at !== index && isIn(one, domain));
    if (other !== undefined) throw new Error(`state ${domain.id}: ${event} leads to two states at once`);
  }
  return leading;
}

/** The innermost of each region; a node's own only where none inside it is taken. */
function takenIn(node: AnyStateNode, leaves: Leaves, event: string): readonly AnyTransitionDefinition[] {
  const active = childrenOf(node).filter((child) => leaves.some((leaf) => isIn(leaf, child)));
  const inside = active.flatMap((child) => takenIn(child, leaves, event));
  const own = node.transitions.get(event)?.[0];
  return inside.length > 0 || own === undefined ? inside : [own];
}

/** The node that a transition stays in: all inside it is left, and entered again. */
function domainOf({ source, target = [], reenter }: AnyTransitionDefinition): AnyStateNode {
  const around = (node: AnyStateNode): AnyStateNode =>
    node.parent === undefined || target.every((one) => one !== node && isIn(one, node)) ? node : around(node.parent);
  const staysInside = !reenter && target.every((one) => isIn(one, source));
  return staysInside ? source : around(source.parent ?? source);
}

function follow(leaves: Leaves, transition: AnyTransitionDefinition): Leaves {
  const domain = domainOf(transition);
  return [...leaves.filter((leaf) => !isIn(leaf, domain)), ...entered(domain, transition.target ?? [])];
}

/** Whether a life is over: a final state inside is active, in a parallel node one of each region. */
function isDone(node: AnyStateNode, leaves: Leaves): boolean {
  if (node.type === 'parallel') return childrenOf(node).every((region) => isDone(region, leaves));
  return childrenOf(node).some((child) => child.type === 'final' && leaves.includes(child));
}

function mergedMeta(leaves: Leaves): unknown {
  const merged: Record<string, unknown> = {};
  for (const { id, meta } of leaves) {
    if (meta === undefined) throw new Error(`state ${id} carries no meta`);
    Object.assign(merged, structuredClone(meta));
  }
  for (const value of Object.values(merged)) Object.freeze(value);
  return Object.freeze(merged);
}
