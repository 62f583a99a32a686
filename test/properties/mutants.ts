import { type ArrayMaker, createEngine } from '../../src/engine/createArray.js';
import {
  type AnyReply,
  BadInputError,
  type CallId,
  type MethodName,
  type Pool,
  type StorageArray,
} from '../../src/index.js';
import { password } from './arrayKind.js';
import type { Parameters } from './commands.js';
import { isOk } from './transition.js';

type Change = (array: StorageArray) => Partial<Record<keyof StorageArray, unknown>>;

const shipped = createEngine();

/** Arrays that are wrong about what no part of the engine decides: a shipped array in a wrapper that lies. Forks wear
 * it, too.
 */
export function wrapDriver(change: Change): ArrayMaker {
  const dressed = (array: StorageArray): StorageArray => {
    const members = change(array);
    return new Proxy(array, {
      get: (inner, key) => {
        if (key in members) return members[key as keyof StorageArray];
        if (key === 'fork') return () => dressed(inner.fork());
        const member: unknown = Reflect.get(inner, key, inner);
        // Methods belong to the array; a part of its API that is a function, as `jobs` is, has members of its own.
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

/** It keeps a volume that was deleted. */
export const clinging: ArrayMaker = wrapDriver((array) => ({
  outOfBand: {
    create: array.outOfBand.create,
    set: array.outOfBand.set,
    delete: (element: string) => {
      const isKept = array.findVolume(element)?.synchronization != null;
      return isKept ? { changed: true } : array.outOfBand.delete(element);
    },
  },
}));

/** Whoever ends a copy takes away what hosts could use, and what was declared to stay. */
export const sweeping: ArrayMaker = wrapDriver((array) => {
  const ending = (control: 'kill' | 'terminate') => (id: string) => {
    array.jobs[control](id);
    const left = array.findVolume(array.findJob(id)?.target ?? '');
    if (left?.state === 'failed') array.outOfBand.delete(left.id);
  };
  return {
    jobs: Object.assign(() => array.jobs(), array.jobs, { kill: ending('kill'), terminate: ending('terminate') }),
  };
});

/** Time passes while it is looked at. */
export const impatient: ArrayMaker = wrapDriver((array) => ({
  volumes: () => {
    const volumes = array.volumes();
    if (volumes.length > 8) array.advance(1);
    return volumes;
  },
}));

/** A clone's name tells its age: a way in which the order of calls is seen. */
export const counting: ArrayMaker = wrapDriver((array) => ({
  invoke: (on: string, method: MethodName, parameters = {}, options = {}) => {
    const named: Parameters = method === 'CreateClone' ? { ElementName: `number-${array.volumes().length}` } : {};
    return array.invoke(on, method, { ...named, ...parameters }, options);
  },
}));

/** It answers something else than it did. */
function answering(change: (reply: AnyReply, array: StorageArray) => AnyReply): ArrayMaker {
  return wrapDriver((array) => ({
    invoke: (on: string, method: MethodName, parameters = {}, options = {}) =>
      change(array.invoke(on, method, parameters, options), array),
    finish: (call: CallId) => change(array.finish(call), array),
  }));
}

/** A refusal takes an id. */
export const wasteful = answering((reply, array) => {
  const pool = array.pools().find(({ free }) => free > 8n * 1024n * 1024n);
  if (isOk(reply.ReturnValue) || pool === undefined) return reply;
  array.outOfBand.create({ name: 'waste', pool: pool.id, size: 512 });
  array.outOfBand.delete('waste');
  return reply;
});

/** What it says of an error it says to everybody. */
export const talkative = answering((reply) =>
  reply.ExtendedStatus === null
    ? reply
    : { ...reply, ExtendedStatus: { ...reply.ExtendedStatus, SMMessage: `refused to ${password}` } },
);

/** It does not write down what hosts write. */
export const silent: ArrayMaker = wrapDriver((array) => ({
  trace: () => {
    const trace = array.trace();
    return { ...trace, entries: trace.entries.filter(({ event }) => event.kind !== 'input' || event.do !== 'write') };
  },
}));

/** It lists its last volume twice. */
export const doubling: ArrayMaker = wrapDriver((array) => ({
  volumes: () => {
    const volumes = array.volumes();
    return volumes.length > 8 ? [...volumes, ...volumes.slice(-1)] : volumes;
  },
}));

/** What it shows of its pools is not what they are. */
function pooling(change: (pool: Pool) => Pool): ArrayMaker {
  return wrapDriver((array) => ({ pools: () => array.pools().map(change) }));
}

export const miscounting = pooling((pool) => ({ ...pool, volumes: pool.volumes + 1 }));
/** It shows less than it charges. */
/** What is on a volume that has never been cloned is forgotten. */
/** It keeps a diary of who looked at it. */
export const watchful: ArrayMaker = wrapDriver((array) => ({
  findVolume: (volume: string) => {
    array.advance(0);
    return array.findVolume(volume);
  },
}));

/** It keeps a diary of what made no sense. */
export const offended: ArrayMaker = wrapDriver((array) => ({
  advance: (ms: number) => {
    try {
      array.advance(ms);
    } catch (thrown) {
      if (thrown instanceof BadInputError) array.advance(0);
      throw thrown;
    }
  },
}));

/** What was deleted once leaves a block behind. */
export const leaking: ArrayMaker = wrapDriver((array) => {
  const deleted = new Set<string>();
  const known = new Map<string, string>();
  return {
    pools: () => {
      const there = new Set(array.volumes().map(({ id }) => String(id)));
      for (const { id, pool } of array.volumes()) known.set(id, pool);
      for (const [id, pool] of known) if (!there.has(id)) deleted.add(pool);
      return array
        .pools()
        .map((pool) => (deleted.has(pool.id) ? { ...pool, free: pool.free - 512n, used: pool.used + 512n } : pool));
    },
  };
});

/** A fork is the array itself. */
export const entangled: ArrayMaker = wrapDriver((array) => ({ fork: () => array }));

/** Time passed while it was saved. */
export const aged: ArrayMaker = {
  createArray: shipped.createArray,
  loadArray: (saved) => {
    const array = shipped.loadArray(saved);
    array.advance(1);
    return array;
  },
};

/** It counts its clones across all arrays. */
export const worldly: ArrayMaker = (() => {
  let count = 0;
  return wrapDriver((array) => ({
    invoke: (on: string, method: MethodName, parameters = {}, options = {}) => {
      const named: Parameters = method === 'CreateClone' ? { ElementName: `no-${count++}` } : {};
      return array.invoke(on, method, { ...named, ...parameters }, options);
    },
  }));
})();
