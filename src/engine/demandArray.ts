import { badInput } from '../vocabulary/input/badInput.js';
import type { StorageArray } from './array.js';

/** Judged by what it can do: a test may load arraysim twice, and then an array of one copy is no instance of the other's class.
 * @throws BadInputError naming `field`
 */
export function demandArray(value: unknown, field: string): asserts value is StorageArray {
  const can = (name: string) => typeof value === 'object' && value !== null && name in value;
  if (['faults', 'digest', 'pools', 'violations'].every(can)) return;
  badInput({ field, value, expected: 'an array, as createArray or loadArray makes it' });
}
