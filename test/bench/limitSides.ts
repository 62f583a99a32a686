import {
  blocksPerMs,
  type Call,
  gib,
  poolSize,
  type Round,
  retentionMs,
  type Side,
  sizeOf,
  startsWithinMs,
} from './cloneCalls.js';
import { FullLimit } from './fullLimit.js';
import { Limit } from './limit.js';

/** The least that any program must do, as a side of a comparison.
 * @param anew whether each round begins with the same volumes
 */
export function limitSide(volumes: readonly string[], anew: boolean): Side {
  const make = () => filled(new Limit(total, blocksPerMs, retentionMs), volumes);
  let limit = make();
  const ids = volumes.map((_, index) => limit.idOf(index));
  const round = (calls: readonly Call[]): Round => {
    if (anew) limit = make();
    return () => {
      for (const { on, name } of calls) {
        if (limit.createClone(on, name).ReturnValue !== 4096) throw new Error('the limit refused a clone');
        limit.settle();
      }
    };
  };
  return { name: 'limit', ids, round };
}

/** What every program must do that answers as arraysim does, as a side of a comparison. */
export function fullLimitSide(volumes: readonly string[], anew: boolean): Side {
  const make = () => filled(new FullLimit(total, blocksPerMs, retentionMs, startsWithinMs), volumes);
  let limit = make();
  const ids = volumes.map((_, index) => limit.idOf(index));
  const round = (calls: readonly Call[]): Round => {
    if (anew) limit = make();
    return () => {
      for (const { on, name } of calls) {
        if (limit.createClone(on, { ElementName: name }).ReturnValue !== 4096)
          throw new Error('the fuller limit refused a clone');
        limit.settle();
      }
    };
  };
  return { name: 'fuller limit', ids, round };
}

const total = Number(poolSize / 512n);

function filled<L extends { addVolume(name: string, size: number): number }>(limit: L, volumes: readonly string[]): L {
  for (const [index, name] of volumes.entries()) limit.addVolume(name, (sizeOf(index) * gib) / 512);
  return limit;
}
