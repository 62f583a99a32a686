import { createArray, type StorageArray } from '../../src/index.js';
import { cpuTime, heapInUse, least, median } from './measuring.js';

/** What a try costs in a world of ten volumes, where explorations live: a fork, and a call on it. */
export interface SmallWorldFigure {
  readonly side: string;
  /** A fork and a clone that was accepted; the same with its job done. Processor time: median and least. */
  readonly cloneNs: readonly [number, number];
  readonly wholeNs: readonly [number, number];
  /** What such a fork keeps while it is there: in bytes. */
  readonly cloneBytes: number;
  readonly wholeBytes: number;
}

const tries = 2_000;

/** @param builds arraysim, and others that take part */
export function measureSmallWorlds(
  builds: readonly { readonly name: string; readonly create: typeof createArray }[],
  rounds: number,
): SmallWorldFigure[] {
  const sides = builds.map(({ name, create }) => ({
    name,
    base: create({
      seed: 42,
      trace: false,
      pools: [{ name: 'gold', size: '1 PiB' }],
      volumes: Array.from({ length: 10 }, (_, at) => ({ name: `volume ${at}`, pool: 'gold', size: '1 GiB' })),
    }),
    clone: [] as number[],
    whole: [] as number[],
  }));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < sides.length; turn++) {
      const side = sides[(round + turn) % sides.length];
      side?.clone.push(cpuTime(() => forksOf(side.base, false)) / tries);
      side?.whole.push(cpuTime(() => forksOf(side.base, true)) / tries);
    }
  }
  return sides.map(({ name: side, base, clone, whole }) => {
    const [cloneWarm, wholeWarm] = [clone, whole].map((those) => those.slice(Math.floor(rounds / 3))) as [
      number[],
      number[],
    ];
    return {
      side,
      cloneNs: [median(cloneWarm), least(cloneWarm)],
      wholeNs: [median(wholeWarm), least(wholeWarm)],
      cloneBytes: bytesOf(base, false),
      wholeBytes: bytesOf(base, true),
    };
  });
}

function forksOf(base: StorageArray, whole: boolean): void {
  for (let at = 0; at < tries; at++) forkWithClone(base, at, whole);
}

function forkWithClone(base: StorageArray, at: number, whole: boolean): StorageArray {
  const fork = base.fork();
  if (fork.createClone(`volume ${at % 10}`, { ElementName: `clone ${at}` }).ReturnValue !== 4096)
    throw new Error('a clone was refused');
  if (whole) fork.settle();
  return fork;
}

function bytesOf(base: StorageArray, whole: boolean): number {
  const kept: StorageArray[] = [];
  const before = heapInUse();
  for (let at = 0; at < 5 * tries; at++) kept.push(forkWithClone(base, at, whole));
  const bytes = (heapInUse() - before) / kept.length;
  // Asked at the end, so that they are still there when they are measured.
  if (kept.some((fork) => fork.volumes().length !== 11)) throw new Error('a fork does not have the clone');
  return bytes;
}

export const arraysim = { name: 'arraysim', create: createArray };
