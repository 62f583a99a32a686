import { createArray, type StorageArray } from '../../src/index.js';
import { collect, heapInUse, median, time } from './measuring.js';

/** What clones and writes of hosts cost with each kind of allocation, in interleaved rounds on arrays of 1,000 volumes of
 * 2 TiB that are written in full.
 */
export interface AllocationFigure {
  readonly what: string;
  readonly ns: number;
  /** Of an instant clone, against the full one of the same round: the median. */
  readonly ratio: number | null;
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
  const measure = (what: string, work: () => void) => {
    // What the section before has left lying about is not this one's.
    collect({ type: 'minor' });
    figures.set(what, [...(figures.get(what) ?? []), time(work) / volumes]);
  };
  for (let round = 0; round < rounds; round++) {
    // Each round begins with another one, so that none always follows the same.
    for (const { kind, array } of [...arrays.slice(round % 3), ...arrays.slice(0, round % 3)]) {
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
      measure(`${kind} clone`, () => cloneAll('first'));
      measure(`host write, ${kind}`, writeAll);
      measure(`${kind} clone of what was written to`, () => cloneAll('second'));
      for (const volume of made) array.outOfBand.delete(volume);
      array.discover();
    }
  }
  // The first rounds warm up the compiler.
  const warm = (what: string) => figures.get(what)?.slice(Math.floor(rounds / 3)) ?? [];
  return kinds.flatMap((kind) =>
    [`${kind} clone`, `host write, ${kind}`, `${kind} clone of what was written to`].map((what) => {
      const all = warm(what);
      const full = warm(what.replace(/^instant/, 'full'));
      const ratio = what.startsWith('instant') ? median(all.map((ns, round) => ns / (full[round] ?? 1))) : null;
      return { what, ns: median(all), ratio };
    }),
  );
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
