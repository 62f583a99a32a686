import { type ArrayMaker, createEngine } from '../../src/engine/createArray.js';
import {
  type ArrayOptions,
  BadInputError,
  type CallId,
  type CreateCloneReply,
  type HostWrite,
  type Job,
  type Pool,
  type profiles,
  type StorageArray,
} from '../../src/index.js';

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

/** What is written to a source is written to its clones as well: they share, and forget to copy on write. */
export const leaky: ArrayMaker = wrapDriver((array) => ({
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
export const forgetful: ArrayMaker = wrapDriver((array) => {
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
export const boastful: ArrayMaker = wrapDriver((array) => ({
  pools: () => array.pools().map((pool) => ({ ...pool, free: pool.free + (pool.used > 0n ? 512n : 0n) })),
}));

/** It keeps a volume that was deleted. */
export const clinging: ArrayMaker = wrapDriver((array) => ({
  outOfBand: {
    create: array.outOfBand.create,
    set: array.outOfBand.set,
    delete: (element: string) => {
      if (array.findVolume(element)?.synchronization == null) array.outOfBand.delete(element);
    },
  },
}));

/** Time passes while it is looked at. */
export const impatient: ArrayMaker = wrapDriver((array) => ({
  volumes: () => {
    const volumes = array.volumes();
    if (volumes.length > 8) array.advance(1);
    return volumes;
  },
}));

/** It reports another capability than it has. */
export const fickle: ArrayMaker = wrapDriver((array) => ({
  save: () => {
    const saved = JSON.parse(array.save());
    saved.world.settings.capabilities.maximumReplicasPerSource += 1;
    return JSON.stringify(saved);
  },
}));

/** It answers as if it had jobs when it has none, and the other way around. */
export const contrary: ArrayMaker = {
  loadArray: shipped.loadArray,
  createArray: (options: ArrayOptions = {}) => {
    // A kind of array spells its profile out.
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
export const counting: ArrayMaker = wrapDriver((array) => ({
  createClone: (on: string, parameters = {}, options = {}) => {
    const made = array.volumes().length;
    return array.createClone(on, { ElementName: `number-${made}`, ...parameters }, options);
  },
}));

/** It answers something else than it did. */
function answering(change: (reply: CreateCloneReply, array: StorageArray, on: string) => CreateCloneReply): ArrayMaker {
  return wrapDriver((array) => ({
    createClone: (on: string, parameters = {}, options = {}) =>
      change(array.createClone(on, parameters, options), array, on),
    finish: (call: CallId) => change(array.finish(call), array, ''),
  }));
}

const isOk = ({ ReturnValue: code }: CreateCloneReply) => code === 0 || code === 4096;

export const namingAJob = answering((reply) =>
  reply.ReturnValue === 0 ? { ...reply, Job: 'job-mjcn3-00000001' as CreateCloneReply['Job'] } : reply,
);

export const jobless = answering((reply) => (reply.ReturnValue === 4096 ? { ...reply, Job: null } : reply));

export const generous = answering((reply, array) =>
  isOk(reply) ? reply : { ...reply, Job: array.jobs()[0]?.id ?? null },
);

/** A refusal takes an id. */
export const wasteful = answering((reply, array) => {
  const pool = array.pools().find(({ free }) => free > 8n * 1024n * 1024n);
  if (isOk(reply) || pool === undefined) return reply;
  array.outOfBand.create({ name: 'waste', pool: pool.id, size: 512 });
  array.outOfBand.delete('waste');
  return reply;
});

/** A clone wears its source out. */
export const wearing = answering((reply, array, on) => {
  const source = array.volumes().find(({ id }) => id === on);
  if (reply.ReturnValue === 0 && source?.state === 'online') array.set({ volume: on, state: 'degraded' });
  return reply;
});

/** What it shows of its jobs is not what they are. */
function showing(change: (job: Job, array: StorageArray) => Job): ArrayMaker {
  return wrapDriver((array) => ({
    jobs: new Proxy(array.jobs, { apply: () => array.jobs().map((job) => change(job, array)) }),
    job: (id: string) => change(array.job(id), array),
  }));
}

const isOver = ({ removedAtMs }: Job) => removedAtMs !== null;

export const forgettingProgress = showing((job) =>
  isOver(job) && job.state !== 'completed' ? { ...job, percentComplete: 0 } : job,
);
export const neverDone = showing((job) => (job.state === 'completed' ? { ...job, percentComplete: 99 } : job));
export const goingOn = showing((job, array) =>
  isOver(job) ? { ...job, elapsedMs: array.now - job.submittedMs } : job,
);
export const hasty = showing((job) => (job.startedMs === null ? job : { ...job, startedMs: job.submittedMs - 1 }));

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
export const hoarding = pooling((pool) =>
  pool.reserved > 0n && pool.used > 0n ? { ...pool, used: pool.used - 512n, reserved: pool.reserved + 512n } : pool,
);

/** It shows less than it charges. */
export const modest: ArrayMaker = wrapDriver((array) => ({
  volumes: () => array.volumes().map((volume) => (volume.charge > 0n ? { ...volume, charge: 0n } : volume)),
}));

/** What is on a volume that has never been cloned is forgotten. */
export const absentMinded: ArrayMaker = wrapDriver((array) => ({
  host: {
    write: array.host.write,
    read: (volume: string) => (array.findVolume(volume)?.name === 'block' ? [] : array.host.read(volume)),
  },
}));

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
    createClone: (on: string, parameters = {}, options = {}) =>
      array.createClone(on, { ElementName: `no-${count++}`, ...parameters }, options),
  }));
})();
