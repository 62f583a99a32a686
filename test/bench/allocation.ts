import { createArray, type StorageArray } from '../../src/index.js';
import { heapInUse, median, time } from './measuring.js';

/** What clones and writes of hosts cost with each kind of allocation, in interleaved rounds on arrays of 1,000 volumes of
 * 2 TiB that are written in full.
 */
export interface AllocationFigure {
  readonly what: string;
  readonly ns: number;
}

const gib = 2 ** 30;
const mib = 2 ** 20;
const volumes = 1_000;
const kinds = ['full', 'thin', 'instant'] as const;

function arrayOf(kind: (typeof kinds)[number], names: readonly string[], size: number, written: number): StorageArray {
  return createArray({
    seed: 42,
    trace: false,
    profile: {
      base: 'full-copy',
      capabilities: { maximumReplicasPerSource: 65_535 },
      allocation: { kind, overcommitLimit: null, lowSpaceWarningThreshold: 0 },
      clones: { targetUsable: 'atAcceptance' },
    },
    pools: [{ name: 'gold', size: 3n * 2n ** 60n }],
    volumes: names.map((name) => ({ name, pool: 'gold', size, written })),
  });
}

export function measureAllocation(rounds: number): AllocationFigure[] {
  const names = Array.from({ length: volumes }, (_, index) => `volume number ${index}`);
  const arrays = kinds.map((kind) => ({ kind, array: arrayOf(kind, names, 2048 * gib, 2048 * gib) }));
  const figures = new Map<string, number[]>();
  const note = (what: string, ns: number) => figures.set(what, [...(figures.get(what) ?? []), ns / volumes]);
  for (let round = 0; round < rounds; round++) {
    for (const { kind, array } of arrays) {
      const made: string[] = [];
      const cloneAll = (label: string) => {
        for (const [index, name] of names.entries()) {
          const { TargetStorageVolume } = array.createClone(name, { ElementName: `${label} ${round} ${index}` });
          if (TargetStorageVolume === null) throw new Error('arraysim refused a clone');
          made.push(TargetStorageVolume);
          array.settle();
        }
      };
      const writeAll = () => {
        for (const [index, name] of names.entries()) {
          const offset = ((round * 7919 + index * 131) % 2000) * gib;
          const { written } = array.host.write(name, { offset, length: gib, tag: `round ${round}` });
          if (!written) throw new Error('arraysim refused a write');
        }
      };
      note(
        `${kind} clone`,
        time(() => cloneAll('first')),
      );
      note(`host write, ${kind}`, time(writeAll));
      note(
        `${kind} clone of what was written to`,
        time(() => cloneAll('second')),
      );
      for (const volume of made) array.outOfBand.delete(volume);
      array.discover();
    }
  }
  // The first rounds warm up the compiler.
  return [...figures].map(([what, all]) => ({ what, ns: median(all.slice(Math.floor(rounds / 3))) }));
}

/** Bytes of a run when an instant clone shares `count` runs of one extent each, and every other has been written over. */
export function measureSharing(count: number): number {
  const before = heapInUse();
  const array = arrayOf('instant', ['source'], 2 * count * mib, 0);
  for (let run = 0; run < count; run++)
    array.host.write('source', { offset: 2 * run * mib, length: mib, tag: 'source' });
  array.createClone('source', { ElementName: 'clone' });
  array.settle();
  for (let run = 0; run < count; run += 2)
    array.host.write('clone', { offset: 2 * run * mib, length: mib, tag: 'clone' });
  // The shared ones, the clone's own, and as many notes of what it covers.
  const bytes = (heapInUse() - before) / (2 * count);
  // Asked at the end, so that the array is still there when it is measured.
  if (array.volume('clone').allocated !== BigInt(count * mib)) throw new Error('the clone does not show all extents');
  return bytes;
}
