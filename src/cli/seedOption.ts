import { badInput } from '../vocabulary/input/badInput.js';

/** The number that `--seed` gives. */
export function seedOf(text: string): number {
  const seed = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(seed)) {
    badInput({ field: '--seed', value: text, expected: 'a whole number' });
  }
  return seed;
}
