import { badInput } from '../vocabulary/input/badInput.js';
import type { StorageArray } from './array.js';
import { isMarked } from './arrayMark.js';

/** @throws BadInputError naming `field` */
export function demandArray(value: unknown, field: string): asserts value is StorageArray {
  if (!isMarked(value)) badInput({ field, value, expected: 'an array, as createArray or loadArray makes it' });
}
