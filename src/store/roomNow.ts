import { addHashes, type Hash, Hasher, subtractHash } from '../determinism/hash.js';
import { movedSince } from './progress.js';
import type { PoolRow } from './rows.js';
import { sumOf } from './tableNodes.js';
import type { World } from './world.js';

/** The room of all pools as it is now, as a sum of hashes: what their rows say, but for those in which something is being copied.
 * @param by what pools are told apart by: their handles, or their names
 */
export function roomNow(world: World, by: 'handle' | 'name'): Hash {
  const { pools } = world;
  const hash = ({ goneAt, used, reserved }: Readonly<PoolRow>, name: string, handle: number, moved = 0): Hash =>
    new Hasher()
      .text(by === 'name' ? name : String(handle))
      .number(goneAt === 0 ? used + moved : 0)
      .number(goneAt === 0 ? reserved - moved : 0)
      .end();
  let sum = pools.sum(by === 'name' ? sumOf.roomByName : sumOf.roomByHandle, (row, name, handle) =>
    hash(row, name, handle),
  );
  for (const [pool, moved] of movedSince(world)) {
    const [row, name] = [pools.read(pool), pools.payload(pool)];
    sum = addHashes(subtractHash(sum, hash(row, name, pool)), hash(row, name, pool, moved));
  }
  return sum;
}
