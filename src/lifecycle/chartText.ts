import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { isLeaf } from './plainChart.js';

/**
 * A chart as a Mermaid `stateDiagram-v2`, with nested states as blocks and parallel regions parted by `--`.
 *
 * States and events come in document order, so the same chart always gives the same text. Guards, actions and
 * transitions without a target are not drawn.
 */
export function mermaid(machine: AnyStateMachine): string {
  const { root } = machine;
  // Mermaid parts regions inside a block only, so a chart that is parallel at its root becomes one block.
  const body = root.type === 'parallel' ? [`[*] --> ${root.key}`, ...block(root)] : inside(root);
  return `${['stateDiagram-v2', ...indented(body)].join('\n')}\n`;
}

/** A chart as xstate's own definition, in plain JSON: no functions, and states named by their ids. */
export function chartJson(machine: AnyStateMachine): unknown {
  return JSON.parse(JSON.stringify(machine));
}

/** A node's states, and the arrows that cross no further out than this node. */
function inside(node: AnyStateNode): string[] {
  const children: AnyStateNode[] = Object.values(node.states);
  // Leaves are named too: Mermaid puts a state into the block that mentions it first.
  const blocks = children.map((child) => (isLeaf(child) ? [child.key] : block(child)));
  if (node.type === 'parallel') return blocks.flatMap((lines, region) => (region === 0 ? lines : ['--', ...lines]));
  const initial = node.initial.target?.map(({ key }) => `[*] --> ${key}`) ?? [];
  const finals = children.filter((child) => child.type === 'final').map(({ key }) => `${key} --> [*]`);
  return [...initial, ...blocks.flat(), ...arrowsOf(node), ...finals];
}

function block(node: AnyStateNode): string[] {
  return [`state ${node.key} {`, ...indented(inside(node)), '}'];
}

/** An arrow is drawn in the innermost block that holds both of its ends: drawn deeper, it would pull the far end in. */
function arrowsOf(scope: AnyStateNode): string[] {
  return descendants(scope).flatMap((source) =>
    [...source.transitions].flatMap(([event, transitions]) =>
      transitions
        .flatMap(({ target }) => target ?? [])
        .filter((target) => scopeOf(source, target) === scope)
        .map((target) => `${source.key} --> ${target.key} : ${event}`),
    ),
  );
}

function scopeOf(source: AnyStateNode, target: AnyStateNode): AnyStateNode | undefined {
  const around = ancestors(target);
  return ancestors(source).find((node) => around.includes(node));
}

function ancestors(node: AnyStateNode): AnyStateNode[] {
  return node.parent === undefined ? [] : [node.parent, ...ancestors(node.parent)];
}

function descendants(node: AnyStateNode): AnyStateNode[] {
  return Object.values<AnyStateNode>(node.states).flatMap((child) => [child, ...descendants(child)]);
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
