import type { Change } from '../../operations/plan.js';
import { isLowOnSpace } from '../../store/capacity.js';
import { jobWork } from '../../store/jobRow.js';
import { blocks } from '../../vocabulary/units/sizes.js';
import { warnOfLowSpace } from '../controls/host.js';
import type { ChangeKind } from './changeKind.js';
import { lockVolume } from './elements.js';
import { promise, resize } from './newSize.js';

/** Another size of a volume: it is locked, and what it grows by is its own, from the moment that it is accepted. */
export const changeResize: ChangeKind<Extract<Change, { kind: 'resize' }>> = {
  details: ({ codecs, volumes, pools }, { volume, size, room }) => ({
    changed: codecs.volume.encode(volume),
    name: volumes.payload(volume),
    pool: pools.payload(volumes.read(volume).pool),
    size,
    blocks: room,
  }),

  apply(_engine, world, { volume, size, room }) {
    const { pool } = world.volumes.read(volume);
    const wasLow = isLowOnSpace(world.pools.read(pool), world.configuration);
    const row = world.pools.edit(pool);
    row.used = blocks(row.used + room);
    promise(world, volume, { size, room });
    resize(world, volume, size);
    if (!wasLow) warnOfLowSpace(world, pool);
  },

  begin(engine, world, { volume, size, room }) {
    const { pool } = world.volumes.read(volume);
    const wasLow = isLowOnSpace(world.pools.read(pool), world.configuration);
    const row = world.pools.edit(pool);
    row.reserved = blocks(row.reserved + room);
    promise(world, volume, { size, room });
    if (!wasLow) warnOfLowSpace(world, pool);
    const lockedFrom = lockVolume(engine, world, volume, 'RESIZE');
    return { work: jobWork.resize, target: volume, pool, room, resizesTo: size, lockedFrom };
  },
};
