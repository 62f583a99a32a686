import { type DigestKind, digest, digestKinds } from '../store/digests.js';
import { findJob, findVolume, isListed, type Reference } from '../store/references.js';
import { type Job, type Pool, poolView, type Volume } from '../store/views.js';
import type { World } from '../store/world.js';
import { demandMembers, demandText } from '../vocabulary/input/arguments.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { none } from '../vocabulary/units/ids.js';
import type { Trace, VolumeFilter } from './arrayApi.js';
import type { Engine } from './components.js';
import { reportedJob, reportedVolume } from './faults/reported.js';
import type { ArrayOptions } from './options.js';

// What `array` reads.

/** The volume, unless there is none; @throws BadInputError when several have the name */
export function volumeFound(engine: Engine, world: World, reference: Reference): Volume | undefined {
  const handle = findVolume(world, reference, 'volume');
  if (handle === none || world.volumes.read(handle).goneAt !== 0) return undefined;
  return reportedVolume(engine, world, handle);
}

export function jobFound(engine: Engine, world: World, reference: Reference | null): Job | undefined {
  const handle = reference === null ? undefined : findJob(world, reference, 'job');
  return handle === undefined ? undefined : reportedJob(engine, world, handle);
}

/** Oldest first; a look at all of them, or at those of one name alone. */
export function volumesFound(engine: Engine, world: World, filter: VolumeFilter): Volume[] {
  const { volumes, volumeNames } = world;
  demandMembers(filter, ['name'], 'volumes', 'what volumes are chosen by');
  const { name } = filter;
  if (name !== undefined) demandText(name, 'volumes.name', 'the name of volumes');
  const handles = name === undefined ? [...volumes.handles()] : volumeNames.find(volumes, name);
  return handles.filter((one) => isListed(volumes.read(one))).map((one) => reportedVolume(engine, world, one));
}

export function poolsFound(world: World): Pool[] {
  const { pools } = world;
  return [...pools.handles()].filter((one) => pools.read(one).goneAt === 0).map((one) => poolView(world, one));
}

export function digestOf(world: World, kind: DigestKind): string {
  if (digestKinds.includes(kind)) return digest(world, kind);
  return badInput({ field: 'digest', value: kind, expected: `one of ${digestKinds.join(', ')}`, among: digestKinds });
}

export function traceOf({ trace }: World, options: ArrayOptions | null): Trace {
  const entries = trace?.entries() ?? [];
  const dropped = (trace?.length ?? 0) - entries.length;
  const header = { format: 'arraysim-trace', version: 2, options, dropped } as const;
  return { header, entries, hash: trace?.hash() ?? '0000000000000000' };
}
