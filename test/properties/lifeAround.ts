import type { MethodName, Pool, StorageArray, Volume } from '../../src/index.js';
import { factsOf } from '../../src/vocabulary/methods/index.js';
import { numberOfOperation } from '../../src/vocabulary/relationOperations.js';
import { isWithin } from '../../src/vocabulary/versions.js';
import type { ArrayKind } from './arrayKind.js';
import { accountFrom, called, nameFrom, poolOf, sourceFrom, volumeFrom } from './choices.js';
import type { Command, Parameters } from './commands.js';
import { pick } from './pick.js';

interface Numbers {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** What a method is called on, and with: mostly what can be meant, and now and then what is refused. */
type Call = readonly [on: string, parameters: Parameters];
type Drawn = (array: StorageArray, numbers: Numbers, arrayKind: ArrayKind) => Call;

const around = {
  'Pool.CreateStorageVolume': (array, { b, c }, { options: { version } }) => {
    const concrete = array.pools().filter(({ isPrimordial, isRemote }) => !isPrimordial && !isRemote);
    const pool = c % 5 === 0 || concrete.length === 0 ? poolOf(array, b) : pick(concrete, b);
    const setting: Parameters = c % 11 === 0 && version !== '2012' ? { PoolSettingObjectId: 'no such setting' } : {};
    return [pool?.id ?? 'gold', { ...sizeFrom(pool, c), ...nameFrom(array, b), ...thinFrom(b), ...setting }];
  },
  'System.CreateStorageVolume': (array, { b, c }) => [
    'MSFT_SMSystem',
    { Size: sizeFrom(poolOf(array, b), c).Size ?? 4096, ...nameFrom(array, b), ...thinFrom(b) },
  ],
  'StorageVolume.ModifySize': (array, { a, b }, { extent }) => {
    const volume = volumeFrom(array, a);
    const size = volume?.size ?? extent;
    const sizes = [size + extent, size + 3n * extent, size + 512n, size, size / 2n, 0n];
    return [volume?.id ?? 'db', { NewSize: Number(pick(sizes, b)) }];
  },
  SetReadonly: (array, { a }) => [sourceFrom(array, a), {}],
  SetReadWrite: (array, { a, b }) => {
    const readOnly = array.volumes().filter((one) => one.isReadOnly);
    return [b % 3 === 0 || readOnly.length === 0 ? sourceFrom(array, a) : pick(readOnly, a).id, {}];
  },
  CreatePool: (array, { b, c }) => {
    const drives = drivesFrom(array, b);
    const Usage = pick([2, 2, 2, 4, 3], c);
    return [
      'MSFT_SMSystem',
      { ElementName: `pool-${b % 7}`, DiskDriveObjectIds: drives, PoolSettingObjectId: '', Usage, ...thinFrom(c) },
    ];
  },
  AddDiskDrives: (array, { a, b }) => {
    const made = array.pools().filter(({ madeOf }) => madeOf !== null);
    const pool = a % 5 === 0 || made.length === 0 ? poolOf(array, a) : pick(made, a);
    return [pool?.id ?? 'spare', { DiskDriveObjectIds: drivesFrom(array, b) }];
  },
  CreateSnapshot: (array, { a, b, c }) => {
    const pool = c % 3 === 0 ? poolOf(array, b) : undefined;
    return [sourceFrom(array, a), { ...nameFrom(array, b), ...(pool === undefined ? {} : { TargetPool: pool.id }) }];
  },
  'StorageVolume.CreateReplica': (array, { a, b, c }) => {
    const source = volumeFrom(array, a);
    const kind = { SyncType: pick([6, 6, 6, 8, 7], b), ...(c % 3 === 0 ? { Mode: pick([2, 3, 3, 4], b) } : {}) };
    // One that is there is overwritten: one that is as large, and one that need not be.
    const fits = array.volumes().filter(({ id, size }) => id !== source?.id && size >= (source?.size ?? 0n));
    const lone = fits.filter(({ synchronization, replicas }) => synchronization === null && replicas === 0);
    const target = c % 2 === 0 ? undefined : c % 7 === 0 ? volumeFrom(array, b) : lone.at(b % Math.max(1, lone.length));
    if (target !== undefined) return [source?.id ?? 'db', { ...kind, TargetStorageVolume: target.id }];
    const pool = c % 4 === 0 ? poolOf(array, b) : undefined;
    const where = pool === undefined ? {} : { TargetStoragePool: pool.id };
    return [source?.id ?? 'db', { ...kind, ...nameFrom(array, b), ...where }];
  },
  'StorageVolume.SetReplicationRelationship': (array, { a, b, c }) => {
    const target = relatedFrom(array, a);
    const source = target?.synchronization?.source ?? 'db';
    const Operation = c % 7 === 0 ? 2 + (b % 24) : numberOfOperation(pick(operations, b));
    const swapped = c % 13 === 0;
    return swapped
      ? [target?.id ?? 'db', { Operation, TargetStorageVolume: source }]
      : [source, { Operation, TargetStorageVolume: target?.id ?? 'odd' }];
  },
  DeleteReplicationRelationship: (array, { a, b }) => [
    'MSFT_SMSystem',
    {
      TargetGroupReplicaPeer: relatedFrom(array, a)?.id ?? 'db',
      ...(b % 11 === 0 ? { SourceReplicationGroup: 'all' } : {}),
    },
  ],
} as const satisfies { readonly [Name in MethodName]?: Drawn };

/** The methods that {@link lifeAround} calls. */
export const aroundClones = Object.keys(around) as readonly (keyof typeof around)[];

/** A call of a method of the life around a clone, and what happens to what it needs. */
export function lifeAround(
  array: StorageArray,
  numbers: Numbers,
  arrayKind: ArrayKind,
  among: readonly MethodName[] = aroundClones,
): Command | undefined {
  const having = aroundClones.filter(
    (method) => among.includes(method) && isWithin(arrayKind.options.version, factsOf(method)),
  );
  if (having.length === 0) return undefined;
  const method = pick(having, numbers.a);
  const rest = { ...numbers, a: Math.floor(numbers.a / having.length) };
  const drawn: Drawn = around[method];
  const [on, parameters] = drawn(array, rest, arrayKind);
  return called(method, on, { ...parameters, ...accountFrom(rest.a) });
}

/** A replica, be it related as it will: those of relations that can be changed mostly. */
function relatedFrom(array: StorageArray, n: number): Volume | undefined {
  const related = array.volumes().filter(({ synchronization }) => synchronization !== null);
  const mirrors = related.filter(({ synchronization }) => synchronization?.syncMaintained);
  const among = n % 4 !== 0 && mirrors.length > 0 ? mirrors : related;
  return among[n % Math.max(1, among.length)];
}

const operations = [
  'Fracture',
  'Split',
  'ResyncReplica',
  'ResyncReplica',
  'RestoreFromReplica',
  'ReverseRoles',
  'Suspend',
  'Resume',
  'Activate',
  'Deactivate',
  'Detach',
  'Abort',
  'ResetToAsync',
  'Unprepare',
] as const;

/** Those that no pool has mostly; one that a pool has, or that there is not. */
function drivesFrom(array: StorageArray, n: number): readonly string[] {
  const drives = array.drives();
  const free = drives.filter(({ isAvailable }) => isAvailable);
  if (n % 7 === 0) return [drives[n % Math.max(1, drives.length)]?.id ?? 'no such drive'];
  return free.slice(0, 1 + (n % 2)).map(({ id }) => id);
}

/** Of a volume in the pool; all of it, or more than it has, too. */
function sizeFrom(pool: Pool | undefined, n: number): Parameters {
  if (n % 9 === 0) return { UseMaximumSize: true };
  const free = Number(pool?.free ?? 0n);
  return { Size: pick([4096, 512, 1_048_576, 5_243_392, 3_000_000, free, free + 512, 0], n) };
}

function thinFrom(n: number): Parameters {
  return n % 3 === 0 ? { ThinlyProvisioned: n % 2 === 0 } : {};
}
