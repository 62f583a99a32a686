import type { MethodName } from '../../src/index.js';
import { methodNames } from '../../src/vocabulary/methods/index.js';
import { driveStates } from './changes.js';
import { anyOf, called, cloneOf, poolFrom, sourceFrom, volumeFrom } from './choices.js';
import type { Interpreter } from './interpreters.js';
import { aroundClones, lifeAround } from './lifeAround.js';
import { pick } from './pick.js';

/** Methods that commands call on purpose; of others they make calls with arguments of the right types. */
const known: readonly MethodName[] = [
  'CreateClone',
  'StorageVolume.Delete',
  'Pool.Delete',
  'GetSizesInfo',
  ...aroundClones,
];
export const otherMethods = methodNames.filter((method) => !known.includes(method));

const replicating = [
  'StorageVolume.CreateReplica',
  'StorageVolume.SetReplicationRelationship',
  'StorageVolume.SetReplicationRelationship',
  'CreateSnapshot',
  'DeleteReplicationRelationship',
] as const satisfies readonly MethodName[];

export const lifeDraws = {
  // Pools, volumes, snapshots and replicas come, grow, and are set apart; now and then just what a method is given is of the right type.
  around: (array, draw, { arrayKind }) => {
    const anyone = draw.c % 8 === 7 ? anyOf(aroundClones, array, arrayKind.options.version, draw) : undefined;
    return anyone ?? lifeAround(array, draw, arrayKind) ?? { do: 'discover' };
  },
  relate: (array, draw, { arrayKind }) =>
    lifeAround(array, draw, arrayKind, replicating) ?? cloneOf(sourceFrom(array, draw.a)),
  drive: (array, { a, b }) => {
    const drive = array.drives()[a % Math.max(1, array.drives().length)];
    if (drive === undefined) return { do: 'settle' };
    const change = b % 5 === 0 ? { spare: !drive.isSpare } : { state: pick(driveStates, b) };
    return { do: 'set', change: { drive: drive.id, ...change } };
  },
  // A volume that is offline is deleted, and cloned while its deletion runs: nothing locks it.
  cloneOfDoomed: (array, { a }, { arrayKind }) => {
    const deletion = array
      .jobs()
      .find(({ method, removedAtMs }) => method === 'StorageVolume.Delete' && removedAtMs === null);
    const doomed = array.findVolume(deletion?.target ?? '');
    if (doomed !== undefined)
      return doomed.replicas === 0 ? cloneOf(doomed.id, poolFrom(array, 1, arrayKind)) : { do: 'settle' };
    const offline = array.volumes().filter(({ state }) => state === 'offline');
    if (offline.length > 0) return called('StorageVolume.Delete', pick(offline, a).id);
    const volume = volumeFrom(array, a);
    return volume === undefined ? { do: 'settle' } : { do: 'set', change: { volume: volume.id, state: 'offline' } };
  },
} as const satisfies Record<string, Interpreter>;
