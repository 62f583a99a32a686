import { fanOut } from './columns.js';
import { type Branch, bits, type Leaf } from './tableNodes.js';

type Node = Branch<unknown> | Leaf<unknown>;

/** The handles of rows that two tables don't have in common, in ascending order: made, written or removed on one side. What the two share
 * is not looked at, so between a table and its fork it costs no more than what was written since.
 * @param width how many cells a row has
 */
export function differingIn(left: Node, leftShift: number, right: Node, rightShift: number, width: number): number[] {
  const shift = Math.max(leftShift, rightShift);
  const found: number[] = [];
  differ(raised(left, leftShift, shift), raised(right, rightShift, shift), shift, 0, width, found);
  return found;
}

/** The root as it would be in a larger table. */
function raised(root: Node, from: number, to: number): Node {
  let node = root;
  for (let at = from; at < to; at += bits) node = { owner: node.owner, children: [node], summary: undefined };
  return node;
}

function differ(
  left: Node | undefined,
  right: Node | undefined,
  shift: number,
  first: number,
  width: number,
  found: number[],
): void {
  if (left === right) return;
  // At shift 0 there are only leaves, and above it branches.
  if (shift === 0) {
    const [one, other] = [left, right] as (Leaf<unknown> | undefined)[];
    for (let row = 0; row < fanOut; row++) if (!isSameRow(one, other, row, width)) found.push(first + row);
    return;
  }
  const [one, other] = [left, right].map((node) => (node as Branch<unknown> | undefined)?.children ?? []);
  for (let at = 0; at < fanOut; at++) differ(one?.[at], other?.[at], shift - bits, first + (at << shift), width, found);
}

function isSameRow(
  one: Leaf<unknown> | undefined,
  other: Leaf<unknown> | undefined,
  row: number,
  width: number,
): boolean {
  const bit = 1 << row;
  const [isHere, isThere] = [((one?.live ?? 0) & bit) !== 0, ((other?.live ?? 0) & bit) !== 0];
  if (one === undefined || other === undefined || !isHere || !isThere) return isHere === isThere;
  if (one.payloads[row] !== other.payloads[row]) return false;
  for (let at = row * width; at < (row + 1) * width; at++) if (one.cells[at] !== other.cells[at]) return false;
  return true;
}
