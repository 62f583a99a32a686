import { formatSize, parseBytes, parseSize } from '../../vocabulary/units/sizes.js';
import type { Comparison } from './mismatch.js';

/** Sizes are the same to the byte, or they are not the same. */
export function compareSize(what: string, written: string | number | bigint | undefined, actual: bigint): Comparison[] {
  if (written === undefined) return [];
  const expected = parseBytes(written, what);
  return [{ what, expected: inUnits(expected), actual: inUnits(actual), holds: expected === actual }];
}

/** The array counts in blocks, and a scenario's sizes were checked to be whole ones. */
export function inUnits(bytes: bigint): string {
  return formatSize(parseSize(bytes, 'size'));
}
