import { nameText } from '../parts/Name.js';
import { clockText, sizeText, stateText } from '../parts/words.js';

const sizes: ReadonlySet<string> = new Set([
  'size',
  'allocated',
  'charge',
  'total',
  'free',
  'used',
  'reserved',
  'stolen',
  'subscribed',
]);

/** A field of an element as people read it: sizes and times with their units. */
export function fieldText(field: string, value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'number' && sizes.has(field)) return sizeText(value);
  if (typeof value === 'number' && (field.endsWith('Ms') || field === 'now')) return clockText(value);
  if (typeof value === 'string') return field === 'state' ? stateText(value) : nameText(value);
  return JSON.stringify(value);
}
