import { type ArrayMaker, createEngine } from '../../src/engine/createArray.js';
import type { ArrayOptions, HostWrite, profiles, StorageArray } from '../../src/index.js';

type Change = (array: StorageArray) => Partial<Record<keyof StorageArray, unknown>>;

const shipped = createEngine();

/** Arrays that are wrong about what no part of the engine decides: a shipped array in a coat that lies. Forks wear it, too. */
export function inCoat(change: Change): ArrayMaker {
  const dressed = (array: StorageArray): StorageArray => {
    const members = change(array);
    return new Proxy(array, {
      get: (inner, key) => {
        if (key === 'fork') return () => dressed(inner.fork());
        if (key in members) return members[key as keyof StorageArray];
        const member: unknown = Reflect.get(inner, key, inner);
        // Methods belong to the array; a surface that is a function, as `jobs` is, has members of its own.
        const isMethod =
          typeof Object.getOwnPropertyDescriptor(Object.getPrototypeOf(inner), key)?.value === 'function';
        return isMethod && typeof member === 'function' ? member.bind(inner) : member;
      },
    });
  };
  return {
    createArray: (options) => dressed(shipped.createArray(options)),
    loadArray: (saved) => dressed(shipped.loadArray(saved)),
  };
}

/** What is written to a source is written to its clones as well: they share, and forget to copy on write. */
export const leaky: ArrayMaker = inCoat((array) => ({
  host: {
    read: array.host.read,
    write: (volume: string, write: HostWrite) => {
      const reply = array.host.write(volume, write);
      for (const one of array.volumes()) {
        if (reply.written && one.synchronization?.source === volume && one.usable) array.host.write(one.id, write);
      }
      return reply;
    },
  },
}));

/** A clone of a clone holds nothing once its source is gone. */
export const forgetful: ArrayMaker = inCoat((array) => {
  const inherited = new Map<string, string>();
  return {
    host: {
      write: array.host.write,
      read: (volume: string) => {
        for (const { id, synchronization } of array.volumes())
          if (synchronization) inherited.set(id, synchronization.source);
        const source = inherited.get(volume);
        const orphan = source !== undefined && inherited.has(source) && array.findVolume(source) === undefined;
        return orphan ? [] : array.host.read(volume);
      },
    },
  };
});

/** It shows room that it does not have. */
export const boastful: ArrayMaker = inCoat((array) => ({
  pools: () => array.pools().map((pool) => ({ ...pool, free: pool.free + (pool.used > 0n ? 512n : 0n) })),
}));

/** It keeps a volume that was deleted. */
export const clinging: ArrayMaker = inCoat((array) => ({
  outOfBand: {
    create: array.outOfBand.create,
    set: array.outOfBand.set,
    delete: (element: string) => {
      if (array.findVolume(element)?.synchronization == null) array.outOfBand.delete(element);
    },
  },
}));

/** Time passes while it is looked at. */
export const impatient: ArrayMaker = inCoat((array) => ({
  volumes: () => {
    const volumes = array.volumes();
    if (volumes.length > 8) array.advance(1);
    return volumes;
  },
}));

/** It forgets a capability while it is looked at. */
export const fickle: ArrayMaker = inCoat((array) => ({
  violations: () => {
    array.set({ capabilities: { maximumReplicasPerSource: 3 } });
    return array.violations();
  },
}));

/** It answers as if it had jobs when it has none, and the other way around. */
export const contrary: ArrayMaker = {
  loadArray: shipped.loadArray,
  createArray: (options: ArrayOptions = {}) => {
    // A variety spells its profile out.
    const profile = options.profile as (typeof profiles)['full-copy'];
    const { synchronousActions, asynchronousActions } = profile.capabilities;
    if (synchronousActions.length + asynchronousActions.length !== 1) return shipped.createArray(options);
    const capabilities = {
      ...profile.capabilities,
      synchronousActions: asynchronousActions,
      asynchronousActions: synchronousActions,
    };
    const clones = { ...profile.clones, targetUsable: 'atCompletion' as const };
    return shipped.createArray({ ...options, profile: { ...profile, capabilities, clones } });
  },
};

/** A clone's name tells its age: a way in which the order of calls is seen. */
export const counting: ArrayMaker = inCoat((array) => ({
  createClone: (on: string, parameters = {}, options = {}) => {
    const made = array.volumes().length;
    return array.createClone(on, { ElementName: `number-${made}`, ...parameters }, options);
  },
}));
