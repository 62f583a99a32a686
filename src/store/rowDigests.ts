import { addHashes, Hasher, hashOf, zeroHash } from '../determinism/hash.js';
import { type Columns, fanOut, windowOn } from './columns.js';
import type { Leaf, TableDigests } from './tableNodes.js';

/** The digests of the rows of a leaf.
 * @param first the handle of its first row
 */
export function digestLeaf<R extends object, Payload>(
  { shape, kept, observed, width }: Columns<R, Payload>,
  leaf: Leaf<Payload>,
  first: number,
): TableDigests {
  let identity = zeroHash;
  let observable = zeroHash;
  for (let at = 0; at < fanOut; at++) {
    if ((leaf.live & (1 << at)) === 0) continue;
    // A live row has its payload.
    const payload = leaf.payloads[at] as Payload;
    const text = hashOf(shape.digestedPayload ? shape.digestedPayload(payload) : payload);
    const mix = (columns: readonly number[]) => {
      const hasher = new Hasher()
        .text(shape.name)
        .number(first + at)
        .hash(text);
      for (const column of columns) hasher.number(leaf.cells[at * width + column] ?? 0);
      return hasher.end();
    };
    identity = addHashes(identity, mix(kept));
    if (observed === undefined) continue;
    if (shape.counts?.(windowOn<R>(leaf.cells, at * width)) ?? true) {
      observable = addHashes(observable, mix(observed));
    }
  }
  return { identity, observable };
}
