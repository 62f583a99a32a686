import { badInput } from '../vocabulary/input/badInput.js';
import type { StorageArray } from './array.js';
import { arrayMark } from './arrayMark.js';

/** Judged by what it says of itself: a test may load arraysim twice, and then an array of one copy is no instance of the other's class.
 * @throws BadInputError naming `field`
 */
export function demandArray(value: unknown, field: string): asserts value is StorageArray {
  if (typeof value === 'object' && value !== null && isItself(value)) return;
  badInput({ field, value, expected: 'an array, as createArray or loadArray makes it' });
}

function isItself(value: object): boolean {
  try {
    return Reflect.get(value, arrayMark) === value;
  } catch {
    // A getter of theirs has thrown.
    return false;
  }
}
