import { createArray, instances, loadArray, type StorageArray } from '../../src/index.js';
import { runScenario } from '../../src/scenario/perform/run.js';
import { loadScenarios } from '../../src/scenario/read/load.js';

/** What is done again and again in a small world and in a large one, and is not to cost more there than a tree is deeper. */
export interface Growing {
  readonly what: string;
  /** What there are few and many of. */
  readonly of: string;
  readonly few: number;
  readonly many: number;
  /** Makes a world of that many. @returns work that can be done again and again; it says how often it was done */
  readonly make: (count: number) => () => number;
}

/** How large the worlds are: by volumes, and by what else there may be many of. */
export interface Sizes {
  readonly volumes: readonly [few: number, many: number];
  readonly others: readonly [few: number, many: number];
}

type Options = NonNullable<Parameters<typeof createArray>[0]>;

const gib = 2 ** 30;
const named = 100;

const listOf = <Item>(count: number, item: (at: number) => Item) => Array.from({ length: count }, (_, at) => item(at));
const volumesOf = (count: number) => listOf(count, (at) => ({ name: `volume ${at}`, pool: 'gold', size: gib }));

function arrayOf(volumes: number, options: Partial<Options> = {}, runningJobs = 8): StorageArray {
  return createArray({
    seed: 42,
    trace: false,
    profile: {
      base: 'full-copy',
      capabilities: { maximumReplicasPerSource: 65_535 },
      limits: { queuedJobs: 100_000, runningJobs },
    },
    pools: [{ name: 'gold', size: 2n ** 61n }],
    volumes: volumesOf(volumes),
    ...options,
  });
}

/** Does something for each of the next numbers, and says how often. */
function times(count: number, act: (at: number) => void): () => number {
  let at = 0;
  return () => {
    for (const end = at + count; at < end; at++) act(at);
    return count;
  };
}

/** One that has so many jobs that copy, or wait for a slot. */
function arrayAtWork(jobs: number, runningJobs: number): StorageArray {
  const array = arrayOf(jobs + 1, {}, runningJobs);
  for (let at = 0; at < jobs; at++) array.createClone(`volume ${at}`);
  return array;
}

const cloning = (array: StorageArray) => (at: number) => {
  array.createClone(`volume ${at % named}`, { ElementName: `clone ${at}` });
  array.settle();
};

/** One whose trace is full. */
function tracing(retain: number): StorageArray {
  const array = arrayOf(named, { trace: true, retain });
  const cloned = cloning(array);
  for (let at = 0; array.trace({ from: Number.MAX_SAFE_INTEGER }).header.dropped < 2 * retain; at++) cloned(at);
  return array;
}

function stepsOf(volumes: number, steps: number): () => number {
  const list = listOf(volumes, (at) => `{ name: volume ${at}, pool: gold, size: 1 GiB }`).join(', ');
  const [scenario] = loadScenarios(
    `name: long\nabout: long\narray: { pools: [{ name: gold, size: 1 PiB }], volumes: [${list}] }\nsteps:\n${'  - advance: 1\n'.repeat(steps)}`,
  );
  if (scenario === undefined) throw new Error('there is no scenario');
  return () => {
    runScenario(scenario, { trace: false });
    return steps;
  };
}

const stolen = (id: string, atMs: number) => ({
  id,
  at: 'time' as const,
  when: { time: atMs },
  do: { stealCapacity: { pool: 'gold', size: 1_048_576 } },
});

function arrayUnder(faults: number): StorageArray {
  const array = arrayOf(1);
  array.faults.use({ faults: listOf(faults, (at) => stolen(`fault ${at}`, 1000 + at)) });
  return array;
}

/** Whose sessions are limited, with calls that are held in flight. */
function arrayWithCalls(count: number): StorageArray {
  const account = { name: 'service', password: 'secret' };
  const array = arrayOf(named, {
    accounts: [{ ...account, maximumSessions: 100_000 }],
    credential: { username: account.name, password: account.password },
    profile: {
      base: 'full-copy',
      capabilities: { maximumReplicasPerSource: 65_535 },
      limits: { sessions: 200_000, operations: 200_000 },
    },
  });
  for (let at = 0; at < count; at++) {
    const call = array.begin('volume 1', 'CreateClone', {}, { caller: 'patient' });
    for (let step = 0; step < 5; step++) array.step(call);
  }
  return array;
}

/** Each in a small world and in a large one. */
export function growing({ volumes: [fewVolumes, manyVolumes], others: [few, many] }: Sizes): readonly Growing[] {
  const volumes = { of: 'volumes', few: fewVolumes, many: manyVolumes };
  const among = (of: string) => ({ of, few, many });
  const digesting = (kind: 'identity' | 'observable' | 'canonical'): Growing => ({
    what: `a clone, and the ${kind} digest`,
    ...volumes,
    make: (count) => {
      const array = arrayOf(count);
      const cloned = cloning(array);
      array.digest(kind);
      return times(50, (at) => {
        cloned(at);
        array.digest(kind);
      });
    },
  });
  const counting = (per: 'element' | 'caller'): Growing => ({
    what: `a call that a fault counts, per ${per}`,
    ...among(`${per}s counted`),
    make: (count) => {
      const fault = { id: 'counts', at: 'array', fire: { per, nth: 2_000_000 }, do: { delay: 1 } } as const;
      const array = arrayOf(count, { faults: { faults: [fault] } });
      const ask = (at: number) =>
        array.invoke(`volume ${at % count}`, 'StorageVolume.SetReadWrite', {}, { caller: `caller ${at % count}` });
      for (let at = 0; at < count; at++) ask(at);
      return times(100, ask);
    },
  });
  return [
    digesting('identity'),
    digesting('observable'),
    digesting('canonical'),
    {
      what: 'the canonical digest of what is as it was',
      ...volumes,
      make: (count) => {
        const array = arrayOf(count);
        array.digest('canonical');
        return times(100, () => array.digest('canonical'));
      },
    },
    {
      what: 'a change out of band, and discover()',
      ...volumes,
      make: (count) => {
        const array = arrayOf(count);
        array.discover();
        return times(100, (at) => {
          array.outOfBand.set({ volume: `volume ${at % named}`, exposed: at % 2 === 0 });
          array.discover();
        });
      },
    },
    {
      what: 'discover() with nothing to find, after load',
      of: 'volumes',
      few: fewVolumes,
      // The text of an array is read as a whole.
      many: Math.min(100_000, manyVolumes),
      make: (count) => {
        const array = loadArray(arrayOf(count).save());
        array.discover();
        return times(100, () => array.discover());
      },
    },
    {
      what: 'instances() of volumes, each',
      ...volumes,
      make: (count) => {
        const array = arrayOf(count);
        return () => instances(array, 'MSFT_SMStorageVolume').length;
      },
    },
    counting('element'),
    counting('caller'),
    {
      what: 'a clone that is traced, beyond `retain`',
      ...among('events kept'),
      make: (retain) => {
        const cloned = cloning(tracing(retain));
        return times(100, (at) => cloned(1_000_000 + at));
      },
    },
    {
      what: 'a clone, and the events of it alone',
      ...among('events kept'),
      make: (retain) => {
        const array = tracing(retain);
        const cloned = cloning(array);
        const ever = () => array.trace({ from: Number.MAX_SAFE_INTEGER }).header.dropped;
        return times(100, (at) => {
          const before = ever();
          cloned(1_000_000 + at);
          array.trace({ from: before + 1 });
        });
      },
    },
    {
      what: 'a clone for an account with a limit of sessions',
      ...among('calls in flight'),
      make: (count) => times(100, cloning(arrayWithCalls(count))),
    },
    {
      what: "a volume's state",
      ...among('jobs queued'),
      make: (count) => {
        const array = arrayAtWork(count, 8);
        const volume = `volume ${count}`;
        return times(100, (at) => array.set({ volume, state: at % 2 === 0 ? 'degraded' : 'online' }));
      },
    },
    {
      what: 'set(), and a clone whose rows do not ask about it',
      ...volumes,
      make: (count) => {
        const array = arrayOf(count);
        const cloned = cloning(array);
        return times(100, (at) => {
          array.set({ limits: { sessions: 100 + (at % 7) } });
          cloned(at);
        });
      },
    },
    {
      what: 'a step of a scenario that changes nothing',
      of: 'steps',
      few: Math.min(1_000, few),
      many: Math.min(2_000, many),
      make: (count) => stepsOf(1, count),
    },
    {
      what: 'a job that begins, and is ended while others copy',
      ...among('jobs that copy'),
      make: (count) => {
        const array = arrayAtWork(count, 1_000_000);
        return times(20, () => {
          const job = array.createClone(`volume ${count}`).Job ?? '';
          // Until it runs.
          array.advance(200);
          array.jobs.kill(job);
        });
      },
    },
    {
      what: 'a clone of many that copy, and end one after another',
      ...among('jobs that copy'),
      make: (count) => {
        const array = arrayOf(count, {}, 1_000_000);
        return () => {
          for (let at = 0; at < count; at++) array.createClone(`volume ${at}`);
          array.settle();
          return count;
        };
      },
    },
    {
      what: 'System.CreateStorageVolume, the oldest pool has room',
      ...among('pools'),
      make: (count) => {
        const pools = listOf(count, (at) => ({ name: `pool ${at}`, size: gib }));
        const array = arrayOf(1, { pools: [{ name: 'gold', size: 2n ** 50n }, ...pools] });
        return times(50, (at) => {
          array.invoke('MSFT_SMSystem', 'System.CreateStorageVolume', { ElementName: `made ${at}`, Size: gib });
          array.settle();
        });
      },
    },
    {
      what: 'faults.add',
      ...among('faults'),
      make: (count) => {
        const array = arrayUnder(count);
        return times(20, (at) => array.faults.add(stolen(`another ${at}`, 5_000_000 + at)));
      },
    },
    {
      what: 'time that passes to a fault',
      ...among('faults'),
      make: (count) => {
        const array = arrayUnder(count);
        array.advance(999);
        return times(10, () => array.advance(1));
      },
    },
    {
      what: 'faults.heal of one',
      ...among('faults'),
      make: (count) => {
        const array = arrayUnder(count);
        array.advance(1000 + Math.min(count, 100));
        return times(10, (at) => array.faults.heal([`fault ${at % count}`]));
      },
    },
  ];
}
