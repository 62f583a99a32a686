import type { Written } from './hostData.js';

/** What a volume is made of: extents by their numbers, in order. Those of a copy that takes no room are its source's. */
export interface Extents {
  extents: readonly number[];
}

/** How many extents these volumes have together: one that several share counts once. */
export function countOf(volumes: readonly Extents[]): number {
  return new Set(volumes.flatMap(({ extents }) => extents)).size;
}

/** Those of a volume that no other has. */
export function ownOf(volume: Extents, others: Iterable<Extents>): readonly number[] {
  const shared = new Set([...others].flatMap((other) => (other === volume ? [] : other.extents)));
  return volume.extents.filter((one) => !shared.has(one));
}

/** Whether a write touches the extent at an index. */
export function touches({ offset, length }: Written, index: number, extent: number): boolean {
  return offset < (index + 1) * extent && offset + length > index * extent;
}
