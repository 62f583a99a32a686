import { StorageArray } from '../engine/array.js';
import type { AnyInstance } from '../engine/classPort.js';
import { demandArray } from '../engine/demandArray.js';
import type { Reads } from '../engine/reads.js';
import { hostOf, objectPathOf } from '../store/objectPath.js';
import { settingOfHandle } from '../store/poolSettings.js';
import { systemIds } from '../store/systemIds.js';
import { badInput, readPlain } from '../vocabulary/input/badInput.js';
import { classNamed, keysOf } from './classesOf.js';
import type { ClassModel } from './classModel.js';
import type { Instance, Keys } from './instance.js';
import type { ClassName } from './model/classSpecs.js';
import { type InstancedClass, isInstanced } from './notModelled.js';
import { recordOf, recordsOf } from './record.js';
import { jobToPool, jobToStorageVolume, poolToVolume, systemToPool } from './sources/associations.js';
import { replicationCapabilities, systemCapabilities } from './sources/capabilities.js';
import { storageDiscovery } from './sources/discovery.js';
import { diskDrives, diskDriveToPool } from './sources/drives.js';
import { jobs } from './sources/jobs.js';
import {
  providerToSystem,
  systemToCapabilities,
  systemToReplicaPeer,
  systemToReplicationCapabilities,
} from './sources/pairs.js';
import { poolSettings, poolToSetting, primordialPoolToConcretePool } from './sources/poolSettings.js';
import { pools } from './sources/pools.js';
import { providers } from './sources/provider.js';
import { replicaPeers } from './sources/replicaPeer.js';
import type { KeyValues, Source } from './sources/source.js';
import { synchronizations } from './sources/synchronizations.js';
import { systems } from './sources/systems.js';
import { volumes } from './sources/volumes.js';

/** All instances of exactly this class, oldest first, as frozen records; a walk through the elements. Reads only.
 *
 * They show the array as it is at this moment, but for capabilities, which are those that the storage service knows of;
 * faults at the point `read` meet them as they do all reads.
 * @returns none where there are none, or where arraysim has no instances of the class: `isInstanced` tells which
 * @throws BadInputError when the array's release has no such class
 */
export function instances<Name extends ClassName>(array: StorageArray, name: Name): readonly Instance<Name>[] {
  modelIn(array, name);
  return [...eachInstance(array, name, StorageArray.readsOf(array))];
}

/** Like {@link instances}, one after the other: of an array that changes meanwhile a fork is to be read. */
export function* eachInstance<Name extends ClassName>(
  array: StorageArray,
  name: Name,
  reads: Reads,
): Generator<Instance<Name>> {
  const make = recordsOf(modelIn(array, name));
  const source = sourceNamed(name);
  if (source === undefined) return;
  let isEmpty = true;
  for (const one of source.all(reads)) {
    isEmpty = false;
    // As `madeOf` says.
    yield make(one) as Instance<Name>;
  }
  // A look that finds none is a read, too.
  if (isEmpty) reads.other();
}

/** The instances of an association whose property of that name names the object with that id.
 * @throws BadInputError as {@link instances}
 */
export function linksOf(
  array: StorageArray,
  name: ClassName,
  property: string,
  id: string,
  reads: Reads,
): readonly object[] {
  const model = modelIn(array, name);
  const source = sourceNamed(name);
  return Array.from(source?.naming?.(reads, property, id) ?? [], (one) => madeOf(model, one));
}

/** The instance with these keys, found without a walk: an ObjectId, or the values of all keys by name.
 * @throws BadInputError when there is none; and as {@link instances}
 */
export function instance<Name extends ClassName>(array: StorageArray, name: Name, keys: Keys<Name>): Instance<Name> {
  const read = readKeys(keys);
  const found = findInstance(array, name, read);
  if (found !== undefined) return found;
  const wanted = keysOf(modelIn(array, name)).join(' and ');
  return badInput({ field: 'keys', value: read, expected: `${wanted} of an instance of ${name} that there is` });
}

/** Like {@link instance}; undefined when there is none. */
export function findInstance<Name extends ClassName>(
  array: StorageArray,
  name: Name,
  keys: Keys<Name>,
): Instance<Name> | undefined {
  modelIn(array, name);
  return instanceRead(array, name, readKeys(keys), StorageArray.readsOf(array));
}

/** Each is read once. */
function readKeys<Name extends ClassName>(keys: Keys<Name>): Keys<Name> {
  // What is none of them is refused where they are looked at.
  return readPlain(keys, 'keys') as Keys<Name>;
}

/** Like {@link findInstance}, of what is read otherwise. */
export function instanceRead<Name extends ClassName>(
  array: StorageArray,
  name: Name,
  keys: Keys<Name>,
  reads: Reads,
): Instance<Name> | undefined {
  const model = modelIn(array, name);
  const values = keyValues(model, keys);
  const found = sourceNamed(name)?.find(reads, values);
  if (found !== undefined) return madeOf<Name>(model, found);
  reads.other();
  return undefined;
}

/** The instance of that id, read otherwise; undefined when there is none. Its class has one key. */
export function recordOfId(array: StorageArray, name: ClassName, id: string, reads: Reads): AnyInstance | undefined {
  const model = modelIn(array, name);
  const found = sourceNamed(name)?.find(reads, keyValues(model, id));
  // A record of a model, as every instance.
  return found === undefined ? undefined : (recordOf(model, found) as AnyInstance);
}

/** Whether an ObjectId is one that this array has given to an instance of a class, which may be gone. Reads nothing. */
export function wasEver(array: StorageArray, name: ClassName, objectId: string): boolean {
  const world = StorageArray.worldOf(array);
  const { codecs, volumes, pools, jobs, drives } = world;
  const { system, peer, capabilities, replicationCapabilities, provider, replicaPeer } = systemIds(world);
  const isGiven = (handle: number | undefined, length: number) => handle !== undefined && handle < length;
  switch (name) {
    case 'MSFT_SMStorageVolume':
      return isGiven(codecs.volume.decode(objectId), volumes.length);
    case 'MSFT_SMPool':
      return isGiven(codecs.pool.decode(objectId), pools.length);
    case 'MSFT_SMJob':
      return isGiven(codecs.job.decode(objectId), jobs.length);
    case 'MSFT_SMDiskDrive':
      return isGiven(codecs.drive.decode(objectId), drives.length);
    case 'MSFT_SMPoolSetting': {
      const handle = codecs.setting.decode(objectId);
      return handle !== undefined && settingOfHandle(world, handle) !== undefined;
    }
    case 'MSFT_SMSystem':
      return objectId === system || objectId === peer;
    case 'MSFT_SMSystemCapabilities':
      return objectId === capabilities;
    case 'MSFT_SMReplicationCapabilities':
      return objectId === replicationCapabilities;
    case 'MSFT_SMProvider':
      return objectId === provider;
    case 'MSFT_SMReplicaPeer':
      return objectId === replicaPeer;
    case 'MSFT_SMStorageDiscovery':
      return objectId === hostOf(world);
    default:
      return false;
  }
}

/** The WMI object path of the instance with these keys: that of an element is a reference that calls take.
 * @throws BadInputError as {@link instance}
 */
export function objectPath<Name extends ClassName>(array: StorageArray, name: Name, keys: Keys<Name>): string {
  const found: Readonly<Record<string, unknown>> = instance(array, name, keys);
  const world = StorageArray.worldOf(array);
  const model = modelIn(array, name);
  const paths = model.properties.flatMap(({ name: property, key, type, of }): (readonly [string, string])[] => {
    const value = String(found[property]);
    if (!key) return [];
    // What a reference names has one key.
    return [[property, type === 'ref' ? objectPathOf(world, of ?? '', [['ObjectId', value]]) : value]];
  });
  return objectPathOf(world, name, paths);
}

/** @throws BadInputError for what is no array, or no class of its release */
function modelIn(array: StorageArray, name: ClassName): ClassModel {
  demandArray(array, 'array');
  return classNamed(name, StorageArray.readsOf(array).shown.configuration.version);
}

function madeOf<Name extends ClassName>(model: ClassModel, modelled: object): Instance<Name> {
  // The record has the model's properties, which are those of the type; a source has a value for each that may not be
  // null.
  return recordOf(model, modelled) as Instance<Name>;
}

type AnySource = Pick<Source<InstancedClass>, keyof Source<InstancedClass>>;

function sourceNamed(name: ClassName): AnySource | undefined {
  return isInstanced(name) ? sources[name] : undefined;
}

const sources: { readonly [Name in InstancedClass]: Source<Name> } = {
  MSFT_SMStorageVolume: volumes,
  MSFT_SMPool: pools,
  MSFT_SMJob: jobs,
  MSFT_SMStorageSynchronized: synchronizations,
  MSFT_SMSystem: systems,
  MSFT_SMSystemCapabilities: systemCapabilities,
  MSFT_SMReplicationCapabilities: replicationCapabilities,
  MSFT_SMStorageDiscovery: storageDiscovery,
  MSFT_SMPoolToVolume: poolToVolume,
  MSFT_SMJobToStorageVolume: jobToStorageVolume,
  MSFT_SMSystemToPool: systemToPool,
  MSFT_SMSystemToCapabilities: systemToCapabilities,
  MSFT_SMSystemToReplicationCapabilities: systemToReplicationCapabilities,
  MSFT_SMProvider: providers,
  MSFT_SMProviderToSystem: providerToSystem,
  MSFT_SMReplicaPeer: replicaPeers,
  MSFT_SMSystemToReplicaPeer: systemToReplicaPeer,
  MSFT_SMJobToPool: jobToPool,
  MSFT_SMDiskDrive: diskDrives,
  MSFT_SMDiskDriveToPool: diskDriveToPool,
  MSFT_SMPoolSetting: poolSettings,
  MSFT_SMPoolToSetting: poolToSetting,
  MSFT_SMPrimordialPoolToConcretePool: primordialPoolToConcretePool,
};

/** The values of all keys, by name. */
function keyValues(model: ClassModel, keys: string | Readonly<Record<string, unknown>>): KeyValues {
  const names = keysOf(model);
  const [only] = names;
  if (typeof keys === 'string' && only !== undefined && names.length === 1) return { [only]: keys };
  const given = typeof keys === 'object' && keys !== null ? Object.entries(keys) : [];
  const values = given.filter(
    (entry): entry is [string, string] => names.includes(entry[0]) && typeof entry[1] === 'string',
  );
  if (values.length === names.length && given.length === names.length && names.length > 0)
    return Object.fromEntries(values);
  const wanted = names.length === 0 ? 'a class that has keys' : `a text for each of ${names.join(' and ')}`;
  return badInput({ field: 'keys', value: keys, expected: `${wanted} (${model.name})` });
}
