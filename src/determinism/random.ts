import { customRandom } from 'nanoid';
import { Hasher } from './hash.js';

/** One draw, a pure function of (seed, stream, ordinal): a draw added in one stream never shifts another.
 * @returns an integer, 0 <= n < 2^32
 */
export function draw(seed: number, stream: string, ordinal: number): number {
  return new Hasher().number(seed).text(stream).number(ordinal).end().lo;
}

const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A serial number as arrays carry them, drawn by nanoid from a stream of its own.
 * @param size characters
 */
export function serialNumber(seed: number, stream: string, size: number): string {
  let ordinal = 0;
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => draw(seed, stream, ordinal++) & 0xff);
  return customRandom(alphabet, size, bytes)();
}
