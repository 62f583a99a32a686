import type { Reads } from '../../engine/reads.js';
import type { World } from '../../store/world.js';
import type { InstancedClass, Modelled } from '../notModelled.js';

/** Where the instances of a class come from. */
export interface Source<Name extends InstancedClass> {
  /** All of them, oldest first. */
  readonly all: (reads: Reads) => Iterable<Modelled<Name>>;
  /** The one with these keys, found without a look at the others. */
  readonly find: (reads: Reads, keys: KeyValues) => Modelled<Name> | undefined;
  /** Of an association: those whose property of that name names the object with that id, found without a look at the others. */
  readonly naming?: (reads: Reads, property: string, id: string) => Iterable<Modelled<Name>>;
}

/** The values of all keys of a class, by name. */
export type KeyValues = Readonly<Record<string, string>>;

/** A source of what stands for itself or for a row: its handles, the one that keys name, and what is read there, which has to
 * pass `reads`.
 */
export function sourceOf<Name extends InstancedClass, Handle>(parts: {
  readonly handles: (world: World) => Iterable<Handle>;
  readonly named: (world: World, keys: KeyValues) => Handle | undefined;
  readonly read: (reads: Reads, handle: Handle) => Modelled<Name>;
  readonly naming?: (world: World, property: string, id: string) => Iterable<Handle>;
}): Source<Name> {
  return {
    *all(reads) {
      for (const handle of parts.handles(reads.shown)) yield parts.read(reads, handle);
    },
    find(reads, keys) {
      const handle = parts.named(reads.shown, keys);
      return handle === undefined ? undefined : parts.read(reads, handle);
    },
    *naming(reads, property, id) {
      for (const handle of parts.naming?.(reads.shown, property, id) ?? []) yield parts.read(reads, handle);
    },
  };
}
