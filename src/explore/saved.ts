import { type Hash, hashOf } from '../determinism/hash.js';
import { badInput } from '../vocabulary/input/badInput.js';

/** How far a search has come, as numbers of 32 bits: what it takes to go on from there. */
export interface SavedSearch {
  /** By state, in the order in which they were met: the halves of its fingerprint, its parent, and the move from there. */
  readonly columns: readonly Uint32Array[];
  /** States that are to be gone on from, and those that were met while others of their depth were. */
  readonly edge: readonly number[];
  readonly next: readonly number[];
  readonly depth: number;
  readonly transitions: number;
  readonly ends: number;
  /** Bits of the claims of `sometimes` that were seen. */
  readonly seen: number;
}

const mark = 0x61_73_65_78;
const version = 1;
const headLength = 12;

/** @param of what is explored: nothing else can be gone on with */
export function bytesOf(saved: SavedSearch, of: unknown): Uint8Array {
  const { columns, edge, next, depth, transitions, ends, seen } = saved;
  const { hi, lo } = hashOf(of);
  const count = columns[0]?.length ?? 0;
  const head = [mark, version, hi, lo, count, edge.length, next.length, depth];
  head.push(transitions % 2 ** 32, Math.floor(transitions / 2 ** 32), ends, seen);
  const words = new Uint32Array(headLength + count * 4 + edge.length + next.length);
  words.set(head);
  for (const [at, column] of columns.entries()) words.set(column, headLength + at * count);
  words.set(edge, headLength + 4 * count);
  words.set(next, headLength + 4 * count + edge.length);
  return new Uint8Array(words.buffer);
}

/** @throws BadInputError for what {@link bytesOf} did not write, or wrote of something else */
export function savedIn(bytes: Uint8Array, of: unknown, field: string): SavedSearch {
  const refuse = (expected: string) => badInput({ field, value: `${bytes.byteLength} bytes`, expected });
  if (bytes.byteLength < headLength * 4 || bytes.byteLength % 4 !== 0)
    refuse('what an exploration that was cut off has left');
  // A copy, which begins where numbers of 32 bits may begin.
  const words = new Uint32Array(new Uint8Array(bytes).buffer);
  const at = (place: number) => words[place] ?? 0;
  if (at(0) !== mark || at(1) !== version) refuse('what an exploration that was cut off has left');
  const expected: Hash = hashOf(of);
  if (at(2) !== expected.hi || at(3) !== expected.lo)
    refuse('what an exploration of the same array with the same actions, faults and claims has left');
  const [count, edges, nexts] = [at(4), at(5), at(6)];
  if (words.length !== headLength + count * 4 + edges + nexts) refuse('all of what an exploration has left');
  const part = (from: number, length: number) => words.subarray(headLength + from, headLength + from + length);
  const edge = [...part(4 * count, edges)];
  const next = [...part(4 * count + edges, nexts)];
  const parents = part(2 * count, count);
  const isWhole =
    [...edge, ...next].every((number) => number < count) &&
    parents.every((parent, number) => parent < number || number === 0);
  if (!isWhole) refuse('numbers that were not changed since');
  return {
    columns: [0, 1, 2, 3].map((column) => part(column * count, count)),
    edge,
    next,
    depth: at(7),
    transitions: at(8) + at(9) * 2 ** 32,
    ends: at(10),
    seen: at(11),
  };
}
