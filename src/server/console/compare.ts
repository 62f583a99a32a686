import type { StorageArray } from '../../engine/array.js';
import type { ElementDifference } from '../../engine/history/difference.js';
import type { Comparison, DifferingElement } from './contract/answers.js';

/** What two universes do not have in common, from the left one to the right one.
 * @param most elements that are told each by itself
 * @throws BadInputError where ids of the one mean nothing in the other
 */
export function compared(
  left: { readonly id: string; readonly array: StorageArray },
  right: { readonly id: string; readonly array: StorageArray },
  most: number,
): Comparison {
  const { elements, text } = right.array.diff(left.array);
  const lines = text.split('\n');
  return {
    left: left.id,
    right: right.id,
    elements: elements.slice(0, most).map(elementOf),
    more: Math.max(0, elements.length - most),
    text: lines.slice(0, linesAtMost).join('\n'),
  };
}

/** More than anybody pastes. */
const linesAtMost = 10_000;

const places = { added: 'right', removed: 'left', changed: 'both' } as const;

function elementOf({ kind, id, name, change, fields }: ElementDifference): DifferingElement {
  return {
    kind,
    id,
    name,
    where: places[change],
    fields: fields.map(({ field, from, to }) => ({ field, left: from ?? null, right: to ?? null })),
  };
}
