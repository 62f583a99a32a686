import { keepsSources, linkedClones, snapshotsText } from '../../operations/conversation/family.js';
import { openJobs } from '../../operations/facts/elements.js';
import { isHeard, notePoolEvent } from '../../store/noteEvent.js';
import { equal, readObjectPath } from '../../store/objectPath.js';
import { findPool, thePool, theVolume } from '../../store/references.js';
import type { PoolRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { volumeUsage } from '../../vocabulary/replication.js';
import { none, type PoolHandle } from '../../vocabulary/units/ids.js';
import { keepDeletedInCache } from '../commit/ghosts.js';
import { makeVolume, readSizes } from '../commit/newVolume.js';
import { leaveParent } from '../commit/pools.js';
import type { Engine } from '../components.js';
import type { NewVolume } from './changeSchemas.js';
import { indicate } from './indications.js';

/** What came of something that happens behind the service's back: the array refuses what it cannot do, as a value. */
export type OutOfBandReply =
  | {
      /** Whether it came to be. */
      readonly changed: true;
    }
  | {
      /** Whether it came to be. */
      readonly changed: false;
      /** `inUse`: jobs work on the volume, or there are linked clones or snapshots of it that the array keeps it for; a job makes or grows
       * the pool, or other pools are made of it, or drives belong to it. `notEmpty`: the pool has volumes.
       */
      readonly because: 'inUse' | 'notEmpty';
      /** The same in a sentence. */
      readonly message: string;
    };

export const changed: OutOfBandReply = { changed: true };

/** Deletes a volume or a pool.
 * @throws BadInputError when no element, or more than one, answers to the reference
 */
export function deleteOutOfBand(engine: Engine, world: World, element: string, field: string): OutOfBandReply {
  const path = readObjectPath(element);
  const isVolume = path !== undefined && equal(path.className, 'MSFT_SMStorageVolume');
  const pool = isVolume ? none : findPool(world, element, `${field}.delete`);
  if (pool !== none && world.pools.read(pool).goneAt === 0) return deletePool(engine, world, pool);
  const volume = theVolume(world, element, `${field}.delete`);
  const jobs = openJobs(world, world.volumes.read(volume));
  const [first] = jobs;
  if (first !== undefined) {
    const name = world.codecs.job.encode(first);
    const work = jobs.length === 1 ? `${name} still works` : `${name} and ${jobs.length - 1} more still work`;
    const message = `${work} on volume '${world.volumes.payload(volume)}'`;
    return { changed: false, because: 'inUse', message };
  }
  const { linkedClones: links } = world.volumes.read(volume);
  if (links > 0 && world.configuration.profile.clones.keepsParent) {
    const message = `volume '${world.volumes.payload(volume)}' has ${linkedClones(links)}`;
    return { changed: false, because: 'inUse', message };
  }
  const { snapshots } = world.volumes.read(volume);
  if (snapshots > 0 && keepsSources(world.configuration)) {
    const message = `volume '${world.volumes.payload(volume)}' has ${snapshotsText(snapshots)}`;
    return { changed: false, because: 'inUse', message };
  }
  keepDeletedInCache(engine, world, volume);
  indicate(world, 'volumeIndicated', volume);
  return changed;
}

function deletePool(engine: Engine, world: World, pool: PoolHandle): OutOfBandReply {
  const row = world.pools.edit(pool);
  if (row.volumes > 0) {
    const volumes = row.volumes === 1 ? '1 volume' : `${row.volumes} volumes`;
    return { changed: false, because: 'notEmpty', message: `pool '${world.pools.payload(pool)}' has ${volumes}` };
  }
  const why = whyPoolIsKept(row);
  if (why !== undefined)
    return { changed: false, because: 'inUse', message: `pool '${world.pools.payload(pool)}' ${why}` };
  if (isHeard(world)) notePoolEvent(world, 'MSFT_SMStorageDepartureEvent', pool);
  leaveParent(engine, world, pool);
  const { lifecycles } = engine;
  row.state = lifecycles.pool.target(row.state, lifecycles.pool.eventIndex('REMOVE'));
  row.goneAt = ++world.revision;
  indicate(world, 'poolIndicated', pool);
  return changed;
}

/** What the array needs a pool for that has no volumes. */
function whyPoolIsKept(pool: Readonly<PoolRow>): string | undefined {
  if (pool.growth > 0) return 'is made or grown by a job';
  if (pool.children > 0) return pool.children === 1 ? 'has 1 pool made of it' : `has ${pool.children} pools made of it`;
  if (pool.primordial === 0 || pool.drives === 0) return undefined;
  return pool.drives === 1 ? 'has 1 drive' : `has ${pool.drives} drives`;
}

/** Makes a volume.
 * @throws BadInputError for a name that is taken, or a size that does not fit
 */
export function createOutOfBand(engine: Engine, world: World, volume: NewVolume, field: string): void {
  const pool = thePool(world, volume.pool, `${field}.create.pool`);
  if (world.configuration.profile.clones.uniqueNames && isNamed(world, volume.name)) {
    badInput({ field: `${field}.create.name`, value: volume.name, expected: 'a name that no other volume has' });
  }
  const home = { pool: world.pools.payload(pool), room: world.pools.read(pool) };
  const made = makeVolume(world, {
    name: volume.name,
    pool,
    ...readSizes(volume, home, world.configuration, `${field}.create`),
    state: engine.lifecycles.volume.stateIndex('online'),
    usage: volumeUsage.unrestricted,
    snapshot: false,
    exposed: false,
    discovered: false,
  });
  indicate(world, 'volumeIndicated', made);
}

function isNamed({ volumes, volumeNames }: World, name: string): boolean {
  return volumeNames.find(volumes, name).some((volume) => volumes.read(volume).goneAt === 0);
}
