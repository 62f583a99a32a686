import type { DriveHandle, JobHandle, LayerHandle, PoolHandle } from '../vocabulary/units/ids.js';
import type { World } from './world.js';

/** Which of the chains through rows lead nowhere, or to themselves, in sentences: everything else that is asked of a world follows them
 * to their end.
 */
export function endlessChains({ layers, contents, pools, drives, jobs, jobLists }: World): string[] {
  const found: string[] = [];
  const chainsOf = <Handle extends number>(next: (one: Handle) => number | undefined) => {
    // Chains that run together are followed once.
    const ending = new Set<number>([-1]);
    return (what: () => string, first: number) => {
      const met = new Set<number>();
      let at: number | undefined = first;
      // What a row names is a handle of its table, or else leads nowhere.
      for (; at !== undefined && !ending.has(at) && !met.has(at); at = next(at as Handle)) met.add(at);
      if (at === undefined || !ending.has(at)) found.push(`${what()} do not come to an end`);
      else for (const one of met) ending.add(one);
    };
  };
  const below = chainsOf<LayerHandle>((layer) => layers.peek(layer)?.parent);
  for (const layer of layers.handles()) below(() => `the layers below layer ${layer}`, layer);
  for (const volume of contents.handles()) below(() => `the layers of volume ${volume}`, contents.read(volume).parent);
  const siblings = chainsOf<PoolHandle>((pool) => pools.peek(pool)?.nextOfParent);
  const beside = chainsOf<DriveHandle>((drive) => drives.peek(drive)?.nextOfHolder);
  for (const pool of pools.handles()) {
    const { firstChild, firstDrive } = pools.read(pool);
    siblings(() => `the pools made of pool ${pool}`, firstChild);
    beside(() => `the drives of pool ${pool}`, firstDrive);
  }
  const listed = chainsOf<JobHandle>((job) => jobs.peek(job)?.next);
  for (const [list, { head, tail }] of jobLists.entries()) {
    listed(() => `the jobs of list ${list}`, head);
    if (tail !== -1 && jobs.peek(tail)?.next !== -1)
      found.push(`the last job of list ${list} is ${tail}, which is none`);
    if ((head === -1) !== (tail === -1))
      found.push(`the jobs of list ${list} begin and do not end, or end and do not begin`);
  }
  return found;
}
