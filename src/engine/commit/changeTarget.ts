import type { Change } from '../../operations/plan.js';
import type { World } from '../../store/world.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import { acceptCopy } from '../jobs/start.js';
import type { ChangeKind } from './changeKind.js';
import { copyContents, dropContents } from './contents.js';
import { lockVolume } from './elements.js';
import { leaveFamily } from './families.js';
import { relate } from './relate.js';

type Overwriting = Extract<Change, { kind: 'overwrite' }>;

/** A volume becomes the replica of another one, and what it held is gone at once: what is not copied yet is not there. */
export const changeTarget: ChangeKind<Overwriting> = {
  final: true,
  details: ({ codecs, volumes }, { source, target, room }) => ({
    overwritten: codecs.volume.encode(target),
    name: volumes.payload(target),
    source: codecs.volume.encode(source),
    blocks: room,
  }),
  apply(engine, world, change) {
    refill(world, change, 'used');
    relate(engine, world, { ...seedOf(change), method: change.method }, true);
  },
  begin() {
    throw new Error('a volume is overwritten within the call, or by a job that copies');
  },
  copy(engine, world, method, change) {
    const { source, target } = change;
    const lockedFrom = lockVolume(engine, world, target, 'RESTORE');
    refill(world, change, 'reserved');
    relate(engine, world, { ...seedOf(change), method }, false);
    return acceptCopy(engine, world, method, target, {
      detaches: change.detaches,
      size: world.volumes.read(source).size,
      lockedFrom,
    });
  },
};

function seedOf({ source, target, syncType, mode }: Overwriting) {
  return { source, target, syncType, mode };
}

/** Gives back what the target took, and takes what the copy does. */
function refill(world: World, { source, target, room }: Overwriting, as: 'used' | 'reserved'): void {
  dropContents(world, target);
  leaveFamily(world, target as VolumeHandle);
  const row = world.volumes.edit(target);
  const pool = world.pools.edit(row.pool);
  pool.used = (pool.used - row.charge) as Blocks;
  pool[as] = (pool[as] + room) as Blocks;
  row.charge = room;
  row.depth = 0;
  row.incomplete = 0;
  copyContents(world, source, target);
}
