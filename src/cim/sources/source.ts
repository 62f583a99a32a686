import type { World } from '../../store/world.js';
import type { InstancedClass, Modelled } from '../notModelled.js';

/** Where the instances of a class come from. */
export interface Source<Name extends InstancedClass> {
  /** All of them, oldest first. */
  readonly all: (world: World) => Iterable<Modelled<Name>>;
  /** The one with these keys, found without a look at the others. */
  readonly find: (world: World, keys: KeyValues) => Modelled<Name> | undefined;
  /** Of an association: those whose property of that name names the object with that id, found without a look at all. Undefined
   * where they can't be.
   */
  readonly naming?: (world: World, property: string, id: string) => Iterable<Modelled<Name>> | undefined;
}

/** The values of all keys of a class, by name. */
export type KeyValues = Readonly<Record<string, string>>;

/** A source of what stands for itself or for a row: its handles, the one that keys name, and what is read there. */
export function sourceOf<Name extends InstancedClass, Handle>(parts: {
  readonly handles: (world: World) => Iterable<Handle>;
  readonly named: (world: World, keys: KeyValues) => Handle | undefined;
  readonly read: (world: World, handle: Handle) => Modelled<Name>;
  readonly naming?: (world: World, property: string, id: string) => Iterable<Handle> | undefined;
}): Source<Name> {
  return {
    *all(world) {
      for (const handle of parts.handles(world)) yield parts.read(world, handle);
    },
    find(world, keys) {
      const handle = parts.named(world, keys);
      return handle === undefined ? undefined : parts.read(world, handle);
    },
    naming(world, property, id) {
      const handles = parts.naming?.(world, property, id);
      return handles === undefined ? undefined : Array.from(handles, (handle) => parts.read(world, handle));
    },
  };
}
