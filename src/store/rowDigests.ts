import { addHashes, Hasher, hashOf, zeroHash } from '../determinism/hash.js';
import { type Columns, fanOut, windowOn } from './columns.js';
import { type Branch, bits, type Leaf, summaryOf, type TableDigests } from './tableNodes.js';

/** The digests of all live rows below a node, kept beside each node.
 * @param first the handle of its first row
 */
export function digestIn<R extends object, Payload>(
  columns: Columns<R, Payload>,
  node: Branch<Payload> | Leaf<Payload> | undefined,
  shift: number,
  first: number,
): TableDigests {
  if (node === undefined) return { identity: zeroHash, observable: zeroHash };
  const summary = summaryOf(node);
  summary.digests ??=
    // At shift 0 there are only leaves, and above it branches.
    shift === 0
      ? digestLeaf(columns, node as Leaf<Payload>, first)
      : digestBranch(columns, node as Branch<Payload>, shift, first);
  return summary.digests;
}

function digestBranch<R extends object, Payload>(
  columns: Columns<R, Payload>,
  { children }: Branch<Payload>,
  shift: number,
  first: number,
): TableDigests {
  let identity = zeroHash;
  let observable = zeroHash;
  for (const [at, child] of children.entries()) {
    const part = digestIn(columns, child, shift - bits, first + (at << shift));
    identity = addHashes(identity, part.identity);
    observable = addHashes(observable, part.observable);
  }
  return { identity, observable };
}

function digestLeaf<R extends object, Payload>(
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
