import { free } from '../../store/capacity.js';
import { theDrive } from '../../store/drives.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { type Blocks, formatSize } from '../../vocabulary/units/sizes.js';
import { moveDrive } from '../commit/pools.js';
import type { Engine } from '../components.js';
import { eventTo, judgeJobsOf } from './states.js';

/** Changes a disk drive: the pool that has it is degraded while it has failed, and jobs feel that.
 * @throws BadInputError for a state that its chart does not lead to, and for a spare that a concrete pool has
 */
export function setDrive(
  engine: Engine,
  world: World,
  change: { readonly drive: string; readonly state?: string | undefined; readonly spare?: boolean | undefined },
  field: string,
): void {
  const drive = theDrive(world, change.drive, `${field}.drive`);
  const { home, holder, size, spare, state: from } = world.drives.read(drive);
  const to = change.state === undefined ? from : eventTo(engine.lifecycles.drive, from, change.state, `${field}.state`);
  const becomes = change.spare === undefined ? spare : change.spare ? 1 : 0;
  const pool = world.pools.read(home);
  if (becomes > spare && holder !== home) {
    const expected = `false: pool '${world.pools.payload(holder)}' has the drive`;
    badInput({ field: `${field}.spare`, value: change.spare, expected });
  }
  if (becomes > spare && size > free(pool)) {
    const expected = `false: '${world.pools.payload(home)}' has no more than ${formatSize(free(pool))} free`;
    badInput({ field: `${field}.spare`, value: change.spare, expected });
  }
  if (becomes !== spare) {
    world.drives.edit(drive).spare = becomes;
    // The room of a hot spare is in no pool.
    const edited = world.pools.edit(home);
    edited.total = (edited.total + (spare - becomes) * size) as Blocks;
  }
  moveDrive(engine, world, drive, to);
  judgeJobsOf(engine, world, holder);
}
