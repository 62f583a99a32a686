import type { StorageArray } from '../../../src/index.js';
import type { Known } from '../observer.js';
import { demand, type Property, type Transition } from '../transition.js';

/** What hosts find on volumes: a model of tags by byte says what it has to be. */
export const contents: readonly Property[] = [
  {
    name: 'POINT-IN-TIME',
    statement:
      'for all volumes, hosts read what was written there; on a clone what its source held when it was taken, and since then the clone',
    watch: () => (transition, seen) => {
      for (const [id, known] of transition.observer.volumes) {
        // Clones of clones have a property of their own.
        if (known.ancestors.length > 1) continue;
        seen();
        demandContents(transition, id, known);
      }
    },
  },
  {
    name: 'CLONE-CHAIN',
    statement: 'for all clones of clones, they hold the same, also when those before them are written to or deleted',
    watch: () => (transition, seen) => {
      const { volumes, disturbed } = transition.observer;
      for (const [id, known] of volumes) {
        if (known.ancestors.length < 2) continue;
        if (known.ancestors.some((one) => disturbed.has(one))) seen();
        demandContents(transition, id, known);
      }
    },
  },
];

function demandContents({ array, after }: Transition, id: string, { tags, ancestors }: Known): void {
  const found = inWords(read(array, id));
  const expected = inWords(merged(tags.map(({ start, end, value }) => ({ start, end, tag: value }))));
  if (found === expected) return;
  const what = ancestors.length === 0 ? '' : `, a clone of ${ancestors.join(', itself of ')},`;
  demand(false, () => `${after.volumes.get(id)?.name} (${id})${what} holds ${found}, not ${expected}`);
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly tag: string;
}

function read(array: StorageArray, id: string): readonly Part[] {
  const ranges = array.host.read(id);
  return ranges.map(({ offset, length, tag }) => ({ start: Number(offset), end: Number(offset + length), tag }));
}

/** Neighbours with one tag as one part. */
function merged(parts: readonly Part[]): readonly Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last?.end === part.start && last.tag === part.tag) all[all.length - 1] = { ...last, end: part.end };
    else all.push(part);
  }
  return all;
}

function inWords(parts: readonly Part[]): string {
  return parts.map(({ start, end, tag }) => `${start}-${end} ${tag}`).join(', ') || 'nothing';
}
