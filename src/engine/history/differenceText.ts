import { formatSize, parseSize } from '../../vocabulary/units/sizes.js';
import type { ElementDifference, FieldDifference } from './difference.js';

/** A line for each element, and below it one for each of its fields that differ. */
export function differenceText(elements: readonly ElementDifference[]): string {
  return elements.flatMap(elementLines).join('\n');
}

function elementLines({ kind, id, name, change, fields }: ElementDifference): string[] {
  const called = kind === 'system' ? kind : `${kind} ${valueText(name)}${id === name ? '' : ` (${id})`}`;
  const said = fields.filter(({ field }) => change === 'changed' || !isHead.has(field));
  return [`${called} ${change}`, ...said.map((one) => `  ${fieldText(change, one)}`)];
}

/** What the line of an element says already. */
const isHead: ReadonlySet<string> = new Set(['id', 'name']);

function fieldText(change: ElementDifference['change'], { field, from, to }: FieldDifference): string {
  if (change === 'changed') return `${field}: ${valueText(from)} -> ${valueText(to)}`;
  return `${field}: ${valueText(change === 'added' ? to : from)}`;
}

function valueText(value: unknown): string {
  switch (typeof value) {
    case 'bigint':
      // All bigints of views are bytes.
      return formatSize(parseSize(value));
    case 'string':
      return /^[\w.:+-]+$/.test(value) ? value : JSON.stringify(value);
    case 'undefined':
      return 'nothing';
    case 'object':
      if (value === null) return 'none';
      if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
      return `{ ${Object.entries(value)
        .map(([name, member]) => `${name}: ${valueText(member)}`)
        .join(', ')} }`;
    default:
      return String(value);
  }
}
