import type { Reads } from '../../engine/reads.js';
import { systemIds } from '../../store/systemIds.js';
import { poolView } from '../../store/views.js';
import type { World } from '../../store/world.js';
import type { Modelled } from '../notModelled.js';
import { poolHandles } from './elements.js';
import { sourceOf } from './source.js';

/** The system, and its peer where a pool belongs to it. */
export const systems = sourceOf<'MSFT_SMSystem', string>({
  *handles(world) {
    const { system, peer } = systemIds(world);
    yield system;
    if (hasPeer(world)) yield peer;
  },
  named(world, { ObjectId }) {
    const { system, peer } = systemIds(world);
    if (ObjectId === system) return system;
    return ObjectId === peer && hasPeer(world) ? peer : undefined;
  },
  read: systemOf,
});

function systemOf(reads: Reads, id: string): Modelled<'MSFT_SMSystem'> {
  const { shown: world } = reads;
  reads.other();
  const { serial, profile } = world.configuration;
  const own = id === systemIds(world).system;
  return {
    ObjectId: id,
    Identifier: id,
    DisplayName: nameOfSystem(world, own),
    Name: id,
    NameFormat: 'Other',
    ...healthOf(world, own),
    // Of its peer the array knows no more than that it is there.
    Manufacturer: own ? 'arraysim' : null,
    Model: own ? profile.name : null,
    SerialNumber: own ? serial : null,
  };
}

export function nameOfSystem({ configuration: { serial, name } }: World, own: boolean): string {
  const system = name ?? `arraysim ${serial}`;
  return own ? system : `peer of ${system}`;
}

/** A system is as well as its pools are: one of them that is not makes it degraded. */
function healthOf(world: World, own: boolean) {
  for (const pool of poolHandles(world)) {
    const isOwn = world.pools.read(pool).remote === 0;
    if (isOwn === own && poolView(world, pool).healthStatus !== healthy)
      return { HealthStatus: warning, OperationalStatus: [degraded] };
  }
  return { HealthStatus: healthy, OperationalStatus: [ok] };
}

/** MSFT_SMSystem.HealthStatus and OperationalStatus. */
const [healthy, warning, ok, degraded] = [0, 1, 2, 3];

/** A look at pools, which are few, up to the first one of the peer's. */
export function hasPeer(world: World): boolean {
  for (const pool of poolHandles(world)) if (world.pools.read(pool).remote === 1) return true;
  return false;
}
