import type { createArray, StorageArray } from '../../src/index.js';
import { type Call, gib, poolSize, type Round, type Side, sizeOf } from './cloneCalls.js';

// Loaded once for each build that is measured, with another query each time: a function that serves two builds is slower for both.

/** A build of arraysim, as a side of a comparison. */
export function arraySide(name: string, create: typeof createArray, volumes: readonly string[], forks: boolean): Side {
  const base = arrayOf(create, volumes);
  const ids = base.volumes().map(({ id }) => id);
  return { name, ids, round: (calls) => roundOf(forks ? base.fork() : base, calls) };
}

export function arrayOf(create: typeof createArray, volumes: readonly string[]): StorageArray {
  return create({
    seed: 42,
    trace: false,
    profile: { base: 'full-copy', capabilities: { maximumReplicasPerSource: 65_535 } },
    pools: [{ name: 'gold', size: poolSize }],
    volumes: volumes.map((name, index) => ({ name, pool: 'gold', size: sizeOf(index) * gib })),
  });
}

function roundOf(array: StorageArray, calls: readonly Call[]): Round {
  return () => {
    for (const { on, name } of calls) {
      if (array.createClone(on, { ElementName: name }).ReturnValue !== 4096) throw new Error('a clone was refused');
      array.settle();
    }
  };
}
