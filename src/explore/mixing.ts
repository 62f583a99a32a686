import { avalanche } from '../determinism/hash.js';

/** Mixes numbers into a hash of 64 bits, and adds it to one of several sums: the order of the numbers matters, that of the hashes does
 * not. One of it serves for all: it makes no objects.
 */
export class Mixer {
  private high = 0;
  private low = 0;

  begin(tag: number): this {
    this.high = 0x9e3779b9;
    this.low = 0x85ebca6b;
    return this.word(tag);
  }

  /** @param value a whole number, or one that JSON can carry */
  number(value: number): this {
    if ((value | 0) === value) return this.word(value);
    const whole = Math.floor(value);
    this.word(whole | 0).word(Math.floor(whole / 2 ** 32) | 0);
    return whole === value ? this : this.word(Math.floor((value - whole) * 2 ** 32) | 0);
  }

  text(value: string): this {
    this.word(value.length);
    for (let at = 0; at < value.length; at++) this.word(value.charCodeAt(at));
    return this;
  }

  word(value: number): this {
    this.high = Math.imul(rotate(this.high ^ Math.imul(value, 0xcc9e2d51), 13), 5) + 0x2c1b3c6d;
    this.low = Math.imul(rotate(this.low ^ Math.imul(value, 0x1b873593), 17), 9) + 0x297a2d39;
    return this;
  }

  /** Adds what was mixed to the sum at a place. @param sums two numbers each, the high and the low half */
  addTo(sums: Uint32Array, place: number): void {
    const high = avalanche(this.high ^ rotate(this.low, 15));
    const low = avalanche(this.low ^ rotate(this.high, 7));
    sums[place * 2] = (sums[place * 2] ?? 0) + high;
    sums[place * 2 + 1] = (sums[place * 2 + 1] ?? 0) + low;
  }
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
