import { badInput } from '../vocabulary/input/badInput.js';
import type { JobHandle, PoolHandle, VolumeHandle } from '../vocabulary/units/ids.js';
import { none } from '../vocabulary/units/ids.js';
import { knownJob } from './knownJobs.js';
import { several } from './nameIndex.js';
import { idIn } from './objectPath.js';
import type { VolumeRow } from './rows.js';
import type { World } from './world.js';

/** Names an element: its id, a name that only it has, its WMI object path, or the object that a read returned, an instance among
 * them.
 */
export type Reference =
  | string
  | {
      /** The id of the element. */
      readonly id: string;
    }
  | {
      /** The same, of an instance. */
      readonly ObjectId: string;
    };

/** @returns `none` when no volume answers to the reference
 * @throws BadInputError when several volumes have that name
 */
export function findVolume(world: World, reference: Reference, field: string): VolumeHandle | -1 {
  const text = textOf(reference, field);
  const id = idIn(world, text, 'MSFT_SMStorageVolume', field);
  const handle = world.codecs.volume.decode(id);
  if (handle !== undefined) return world.volumes.peek(handle)?.hidden === 0 ? handle : none;
  // The ObjectId of a path is never a name.
  if (id !== text) return none;
  const only = world.volumeNames.only(world.volumes, text);
  if (only === none || (only !== several && world.volumes.read(only).hidden === 0)) return only;
  const listed = world.volumeNames.find(world.volumes, text).filter((one) => world.volumes.read(one).hidden === 0);
  const [first = none] = listed;
  if (listed.length < 2) return first;
  return ambiguous(listed, text, field, (one) => world.codecs.volume.encode(one));
}

/** Whether clients see a volume: it is there, and no job is still making it that lists it at its end. */
export function isListed(volume: Readonly<VolumeRow> | undefined): boolean {
  return volume?.goneAt === 0 && volume.hidden === 0;
}

/** @returns `none` when no pool answers to the reference
 * @throws BadInputError when several pools have that name
 */
export function findPool(world: World, reference: Reference, field: string): PoolHandle | -1 {
  const text = textOf(reference, field);
  const id = idIn(world, text, 'MSFT_SMPool', field);
  const handle = world.codecs.pool.decode(id);
  if (handle !== undefined) return world.pools.has(handle) ? handle : none;
  // The ObjectId of a path is never a name.
  if (id !== text) return none;
  const only = world.poolNames.only(world.pools, text);
  if (only !== several) return only;
  return ambiguous(world.poolNames.find(world.pools, text), text, field, (one) => world.codecs.pool.encode(one));
}

/** @throws BadInputError when no volume, or more than one, answers to the reference */
export function theVolume(world: World, reference: Reference, field: string): VolumeHandle {
  const handle = findVolume(world, reference, field);
  if (handle !== none && world.volumes.read(handle).goneAt === 0) return handle;
  const among = namesOf(world.volumes.handles(), (one) => world.volumes.payload(one));
  return badInput({ field, value: textOf(reference, field), expected: 'the id or the unique name of a volume', among });
}

/** @throws BadInputError when no pool, or more than one, answers to the reference */
export function thePool(world: World, reference: Reference, field: string): PoolHandle {
  const handle = findPool(world, reference, field);
  if (handle !== none && world.pools.read(handle).goneAt === 0) return handle;
  const among = namesOf(world.pools.handles(), (one) => world.pools.payload(one));
  return badInput({ field, value: textOf(reference, field), expected: 'the id or the unique name of a pool', among });
}

/** The job with that id; undefined when there is none, or no longer. */
export function findJob(world: World, reference: Reference, field: string): JobHandle | undefined {
  return knownJob(world, idIn(world, textOf(reference, field, 'the id of a job'), 'MSFT_SMJob', field));
}

/** @throws BadInputError when no job has the id, it was removed when its TimeBeforeRemoval was over, or its provider has
 * forgotten it
 */
export function theJob(world: World, reference: Reference, field: string): JobHandle {
  const found = findJob(world, reference, field);
  if (found !== undefined) return found;
  const text = idIn(world, textOf(reference, field, 'the id of a job'), 'MSFT_SMJob', field);
  const expected =
    world.codecs.job.decode(text) === undefined
      ? 'the id of a job'
      : 'a job that has not been removed yet (profile.jobs.removedAfter), or forgotten by a restart (provider.forgets)';
  return badInput({ field, value: text, expected });
}

/** The text that a reference stands for in requests and traces.
 * @throws BadInputError for what refers to nothing
 */
export function textOf(
  reference: Reference,
  field: string,
  expected = 'an id, a unique name, or an object with an id',
): string {
  if (typeof reference === 'string') return reference;
  const id = idOf(reference);
  if (typeof id === 'string') return id;
  return badInput({ field, value: reference, expected });
}

/** What an object that stands for an element has as its id, whatever it is; undefined for what is no such object. */
export function idOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    // Views have an id, instances of the documents' classes an ObjectId.
    if ('id' in value) return value.id;
    return 'ObjectId' in value ? value.ObjectId : undefined;
  } catch {
    // A getter of theirs has thrown: it stands for nothing.
    return undefined;
  }
}

function ambiguous<Handle>(
  found: readonly Handle[],
  name: string,
  field: string,
  encode: (handle: Handle) => string,
): never {
  const ids = found.slice(0, 3).map(encode).join(', ');
  return badInput({ field, value: name, expected: `an id, because ${found.length} elements have this name: ${ids}` });
}

/** Names to suggest from; a look through all of them is for mistakes only, and is cut short on a large array. */
function namesOf<Handle>(handles: Iterable<Handle>, nameOf: (handle: Handle) => string): string[] {
  const names: string[] = [];
  for (const handle of handles) {
    names.push(nameOf(handle));
    if (names.length === 1000) break;
  }
  return names;
}
