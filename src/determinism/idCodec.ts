import { hashText } from './hash.js';

/** Turns dense handles of one class of element into public ids and back: no table, no collision, nothing to fork.
 *
 * An id looks like `vol-K7QM2XHD-9f04a1c7`: class, the array's serial number, and the handle behind a bijection keyed
 * by both, so that neighbouring elements don't get neighbouring ids and an id of another array is told apart.
 */
export class IdCodec<Id extends string, Handle extends number> {
  private readonly key: number;
  private readonly head: string;

  constructor(
    readonly prefix: string,
    serial: string,
  ) {
    this.head = `${prefix}-${serial}-`;
    this.key = hashText(this.head);
  }

  encode(handle: Handle): Id {
    const bits = scramble(handle ^ this.key);
    // The head and 8 digits are what `decode` accepts, and nothing else makes an Id.
    return (this.head +
      twoDigits[bits >>> 24] +
      twoDigits[(bits >>> 16) & 0xff] +
      twoDigits[(bits >>> 8) & 0xff] +
      twoDigits[bits & 0xff]) as Id;
  }

  /** @returns the handle, or undefined for a text that this codec never wrote; the element may be gone all the same */
  decode(id: string): Handle | undefined {
    if (id.length !== this.head.length + 8 || !id.startsWith(this.head)) return undefined;
    let bits = 0;
    for (let at = this.head.length; at < id.length; at++) {
      const digit = digitOf(id.charCodeAt(at));
      if (digit === -1) return undefined;
      bits = (bits << 4) | digit;
    }
    // `encode` applied the inverse of what is applied here, so this is the handle that it was given.
    return ((unscramble(bits) ^ this.key) >>> 0) as Handle;
  }
}

/** The value of a lower-case hexadecimal digit; -1 for any other character. */
function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  return code >= 97 && code <= 102 ? code - 87 : -1;
}

// Looking digits up is five times as fast as formatting a number: every reply carries two ids. Two at a time, because a
// table of three digits each is too large to stay in the processor's nearest memory.
const twoDigits = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

// Odd factors are invertible modulo 2^32, and so is x ^ (x >>> 16), which is its own inverse.
const factor = 0x9e3779b1;
const factorInverse = inverseOf(factor);

function scramble(value: number): number {
  const folded = value ^ (value >>> 16);
  const spread = Math.imul(folded, factor);
  return (spread ^ (spread >>> 16)) >>> 0;
}

function unscramble(value: number): number {
  const spread = value ^ (value >>> 16);
  const folded = Math.imul(spread, factorInverse);
  return (folded ^ (folded >>> 16)) >>> 0;
}

/** Newton's iteration: each round doubles the number of correct low bits. */
function inverseOf(odd: number): number {
  let inverse = odd;
  for (let round = 0; round < 5; round++) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse));
  return inverse;
}
