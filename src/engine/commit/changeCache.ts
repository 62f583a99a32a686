import { type Change, discoveryScope } from '../../operations/plan.js';
import { jobWork } from '../../store/jobRow.js';
import type { World } from '../../store/world.js';
import { none, type PoolHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { ChangeKind } from './changeKind.js';
import { discover } from './discover.js';

type Discovered = Extract<Change, { kind: 'discovery' }>;

/** What the storage service knows of the array: nothing of the array changes. */
export const changeCache: ChangeKind<Discovered> = {
  details: (world, { scope, of }) => ({
    discovers: parts.filter((part) => (scope & discoveryScope[part]) !== 0),
    ...(of === none ? {} : { of: idOf(world, scope, of) }),
  }),
  apply(_engine, world, change) {
    discover(world, change);
  },
  begin: (_engine, _world, { scope, of }) => ({
    work: jobWork.discover,
    target: none,
    pool: none,
    room: 0 as Blocks,
    lockedFrom: none,
    discovers: { scope, of },
  }),
};

const parts = ['system', 'pools', 'volumes'] as const;

function idOf({ codecs }: World, scope: number, of: PoolHandle | VolumeHandle): string {
  // The scope says what the handle is of.
  return (scope & discoveryScope.ofPool) === 0
    ? codecs.volume.encode(of as VolumeHandle)
    : codecs.pool.encode(of as PoolHandle);
}
