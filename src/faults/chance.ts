import { draw } from '../determinism/random.js';

/** A number of [0, 1) that depends on seed, fault and ordinal alone. */
export function chance(seed: number, fault: string, name: string, ordinal: number): number {
  return draw(seed, `fault ${fault} ${name}`, ordinal) / 2 ** 32;
}
