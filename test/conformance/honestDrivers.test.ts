import { expect, test } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import type { ConformOptions } from '../../src/conformance/options.js';
import type { Advertised } from '../../src/conformance/subject/advertised.js';
import type { Driver } from '../../src/conformance/subject/driver.js';
import { guarded } from '../../src/conformance/subject/guarded.js';
import { simulatorDriver } from '../../src/subjects/simulator.js';
import { conformanceTimeoutMs } from './environment.js';

type Sim = ReturnType<typeof simulatorDriver>;

interface Ways {
  readonly array?: Parameters<typeof simulatorDriver>[0];
  readonly members?: readonly ('act' | 'advance' | 'overlap' | 'charts')[];
  readonly says?: (own: Advertised) => Partial<Advertised>;
  /** Changes what is seen; it may change the elements, which are its own. */
  readonly sees?: (kind: string, elements: Record<string, unknown>[]) => void;
  readonly begins?: (sim: Sim) => void;
}

/** Our array behind a driver of somebody else's, which is honest and tells less, or in another way. */
function foreign({ array, members = ['act', 'advance', 'overlap'], says, sees, begins }: Ways): Driver {
  const sim = simulatorDriver(array ?? { profile: 'full-copy' });
  const driver = {
    name: 'foreign',
    capabilities: () => {
      const own: Advertised = { ...structuredClone(sim.capabilities() as Advertised), faults: [] };
      return { ...own, ...(members.includes('act') ? {} : { actions: [] }), ...says?.(own) };
    },
    reset: (tier) => {
      const { tiers } = driver.capabilities() as Advertised;
      if (!tiers.includes(tier)) throw new Error(`no tier ${tier}`);
      sim.reset(tier);
      begins?.(sim);
    },
    call: (...call) => sim.call(...call),
    observe: (query) => {
      const answer = structuredClone(sim.observe(query));
      const elements: unknown[] = Array.isArray(answer) ? answer : [answer];
      sees?.(
        query.kind.replace(/s$/, ''),
        elements.filter((one): one is Record<string, unknown> => one instanceof Object),
      );
      return answer;
    },
  } as Driver;
  for (const name of members) {
    Object.assign(driver, { [name]: name === 'charts' ? sim.charts : sim[name].bind(sim) });
  }
  return guarded(driver);
}

function without(kind: string, ...keys: readonly string[]): NonNullable<Ways['sees']> {
  return (of, elements) => {
    if (of === kind) for (const element of elements) for (const key of keys) delete element[key];
  };
}

/** Calls one of the volumes something else. */
function calling(from: string, to: string): NonNullable<Ways['sees']> {
  return (of, elements) => {
    if (of !== 'volume') return;
    for (const element of elements.filter(({ name }) => name === from)) Object.assign(element, { name: to });
  };
}

/** What is held against it. */
async function complaints(driver: Driver, options: ConformOptions = {}): Promise<string[]> {
  const { properties, why } = await conform(driver, { runs: 10, ...options });
  const broken = properties.flatMap(({ name, failure }) => (failure === null ? [] : [`${name}: ${failure.message}`]));
  // In so few runs not everything comes up.
  return why === null || why.includes('never came up') ? broken : [...broken, why];
}

/** An honest driver, and at which levels the suite once held something against it. */
const honest: readonly { readonly about: string; readonly ways: Ways; readonly levels: ConformOptions['levels'] }[] = [
  {
    about: 'leaves out when jobs changed',
    ways: { sees: without('job', 'changedMs') },
    levels: ['jobs'],
  },
  {
    about: 'leaves out why jobs failed',
    ways: { sees: without('job', 'errorCode') },
    levels: ['jobs'],
  },
  {
    about: 'does not say what its limits are',
    ways: {
      array: { profile: 'full-copy', limits: { maximumReplicasPerSource: 3, runningJobs: 2, queuedJobs: 2 } },
      says: () => ({
        limits: {
          replicasPerSource: null,
          volumes: null,
          synchronizations: null,
          runningJobs: null,
          queuedJobs: null,
        },
      }),
    },
    levels: ['core', 'capacity', 'jobs', 'concurrency'],
  },
  {
    about: 'clones what is offline, and leaves out states',
    ways: {
      array: { profile: { base: 'full-copy', clones: { requireOnlineSource: false } } },
      members: ['advance'],
      says: () => ({ actions: [], jobControls: [] }),
      begins: ({ array }) => void array.set({ volume: 'alpha', state: 'offline' }),
      sees: without('volume', 'state'),
    },
    levels: ['core'],
  },
  {
    about: 'has a volume that is called as runs call their first clone',
    ways: { sees: calling('alpha', 'clone1') },
    levels: ['core', 'capacity'],
  },
  {
    about: 'has a volume that is called as each object has a member',
    ways: { sees: calling('alpha', 'constructor') },
    levels: ['core'],
  },
  {
    about: 'knows no tier but the tight one',
    ways: { members: ['act', 'advance', 'charts'], says: () => ({ tiers: ['tight'] }) },
    levels: ['core', 'jobs'],
  },
];

test.each(honest)(
  'nothing is held against a driver that $about',
  {
    timeout: conformanceTimeoutMs,
  },
  async ({ ways, levels }) => {
    expect(await complaints(foreign(ways), levels === undefined ? {} : { levels })).toEqual([]);
  },
);

test('nothing is held against a driver whose time passes between any two looks', {
  timeout: conformanceTimeoutMs,
}, async () => {
  const sim = simulatorDriver();
  const driver = {
    name: 'on and on',
    capabilities: () => {
      const own = sim.capabilities() as Advertised;
      return { ...own, faults: [], actions: [], time: { ...own.time, virtual: false } };
    },
    reset: (tier) => sim.reset(tier),
    call: (...call) => sim.call(...call),
    // Who waits gets on faster.
    advance: (ms) => sim.advance(ms),
    observe: (query) => {
      sim.advance?.(7);
      return sim.observe(query);
    },
  } as Driver;
  expect(await complaints(guarded(driver), { levels: ['core', 'capacity', 'jobs'], runs: 25 })).toEqual([]);
});

test('a subject that does not say what its limits are learns what it gets away with, and nothing else', {
  timeout: conformanceTimeoutMs,
}, async () => {
  const limits = {
    replicasPerSource: null,
    volumes: null,
    synchronizations: null,
    runningJobs: null,
    queuedJobs: null,
  };
  const { properties } = await conform(foreign({ says: () => ({ limits }) }), { runs: 20, levels: ['core', 'jobs'] });
  const judged = new Map(properties.map(({ name, judged: times }) => [name, times]));
  expect(judged.get('CAP-YES')).toBeGreaterThan(0);
  expect(judged.get('JOB-CONTROL')).toBeGreaterThan(0);
});

test('a subject that numbers volumes and pools alike is asked to keep them apart', async () => {
  const numbered = (_: string, elements: Record<string, unknown>[]) => {
    for (const [at, element] of elements.entries()) Object.assign(element, { id: `${at + 1}` });
  };
  const { verdict, why } = await conform(foreign({ sees: numbered }), { runs: 1, levels: ['core'] });
  expect(verdict).toBe('inconclusive');
  expect(why).toBe("the driver: a pool and a volume have the id '1', expected ids that tell them apart: 'volume-1'");
});

test('a subject that breaks down before the first call is closed all the same, and the verdict says why it is none', async () => {
  let closed = 0;
  const driver = foreign({
    begins: () => {
      throw new Error('no array there');
    },
  });
  driver.close = () => void closed++;
  const { verdict, why } = await conform(driver);
  expect({ verdict, why, closed }).toEqual({
    verdict: 'inconclusive',
    why: "the driver of 'foreign': reset('roomy') threw Error: no array there",
    closed: 1,
  });
});

test('a run that is found too late is not made shorter any more', { timeout: conformanceTimeoutMs }, async () => {
  const driver = foreign({ members: ['advance'] });
  let resets = 0;
  const wrong: Driver = {
    ...driver,
    reset: async (tier) => {
      resets++;
      await driver.reset(tier);
    },
    call: async (...call) => {
      const reply = await driver.call(...call);
      // The time that there is ends with the first call.
      for (const since = performance.now(); performance.now() - since < 350; );
      return 'noReply' in reply ? reply : { ...reply, ExtendedStatus: null, Job: null };
    },
  };
  const { properties } = await conform(wrong, { levels: ['core'], timeMs: 300 });
  const failed = properties.filter(({ failure }) => failure !== null);
  expect(failed.map(({ name }) => name)).toEqual(['OUT-4096']);
  // The first, the campaign's, and the run's: what was answered is known from there.
  expect(resets).toBe(3);
});

test('what finds a failure again makes as many runs as found it', { timeout: conformanceTimeoutMs }, async () => {
  const driver = foreign({ members: ['advance'] });
  const wrong: Driver = {
    ...driver,
    call: async (...call) => {
      const reply = await driver.call(...call);
      return 'noReply' in reply ? reply : { ...reply, Job: null };
    },
  };
  const found = await conform(wrong, { levels: ['core'], only: ['OUT-4096'], runs: 3, command: 'arraysim conform x' });
  expect(found.properties[0]?.failure?.again).toBe(
    'arraysim conform x --seed 20161 --level core --runs 3 --only OUT-4096',
  );
  const usual = await conform(wrong, { levels: ['core'], only: ['OUT-4096'], command: 'arraysim conform x' });
  expect(usual.properties[0]?.failure?.again).toBe('arraysim conform x --seed 20161 --level core --only OUT-4096');
});
