import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ArrayMaker, createEngine } from '../../src/engine/createArray.js';
import type { EngineParts } from '../../src/engine/parts.js';
import { shippedParts } from '../../src/engine/shippedParts.js';
import { lifecycles } from '../../src/lifecycle/lifecycles.js';
import type { Lifecycle } from '../../src/lifecycle/table.js';
import type { CallFacts } from '../../src/operations/look.js';
import type { Check } from '../../src/operations/operation.js';
import { blocks, roundUpTo } from '../../src/vocabulary/sizes.js';
import type { Step } from '../../src/vocabulary/steps.js';
import { campaign } from './campaign.js';
import { scripts } from './draws.js';
import { seed } from './environment.js';
import { exactLimits } from './limits.js';
import { relations } from './relations.js';
import { variety } from './variety.js';
import { boastful, clinging, contrary, counting, fickle, forgetful, impatient, leaky } from './wrongArrays.js';

const noBlocks = blocks(0);
const mebibyte = blocks(2048);

/** Arrays that are wrong on purpose, and the property that has to notice. A suite that can't fail proves nothing. */
const canaries: readonly {
  readonly wrong: string;
  readonly breaks: string;
  /** What it is built from; or the array itself, where it is wrong about what no part decides. */
  readonly parts: Partial<EngineParts> | ArrayMaker;
}[] = [
  // Blocks are whole numbers, and so are their halves here.
  { wrong: 'it charges half', breaks: 'CHARGE', parts: { charging: ({ size }) => Math.ceil(size / 2) as typeof size } },
  { wrong: 'it charges nothing', breaks: 'CHARGE', parts: { charging: ({ size }) => (size - size) as typeof size } },
  { wrong: 'it ignores extents', breaks: 'CHARGE', parts: { charging: ({ size }) => size } },
  {
    wrong: 'it charges an extent too much',
    breaks: 'SHORTAGE-TIGHT',
    parts: {
      charging: (clone, configuration) =>
        (shippedParts.charging(clone, configuration) + configuration.extentSize) as typeof clone.size,
    },
  },
  {
    wrong: 'its thin clones take their whole size',
    breaks: 'CHARGE',
    parts: { charging: ({ size, shares }, { extentSize }) => (shares ? noBlocks : roundUpTo(size, extentSize)) },
  },
  {
    wrong: 'its instant clones take what they share',
    breaks: 'CHARGE',
    parts: {
      charging: (clone, configuration) => shippedParts.charging({ ...clone, shares: false }, configuration),
    },
  },
  {
    wrong: 'its thin clones are free',
    breaks: 'NO-ORPHAN',
    parts: {
      charging: (clone, configuration) =>
        configuration.allocation === 'thin' ? noBlocks : shippedParts.charging(clone, configuration),
    },
  },
  { wrong: 'it shows room that it does not have', breaks: 'CONSERVE', parts: boastful },
  { wrong: 'its clones change with their sources', breaks: 'POINT-IN-TIME', parts: leaky },
  { wrong: 'its clones of clones need the first one', breaks: 'CLONE-CHAIN', parts: forgetful },
  {
    wrong: 'it promises more than it may',
    breaks: 'WITHIN-LIMITS',
    parts: { createClone: without('array', 'overcommit') },
  },
  { wrong: 'it has no end of metadata', breaks: 'WITHIN-LIMITS', parts: { createClone: without('array', 'metadata') } },
  { wrong: 'its queue has no end', breaks: 'WITHIN-LIMITS', parts: { createClone: without('array', 'queue') } },
  {
    wrong: 'it clones although it says that it does not',
    breaks: 'CAP-NO',
    parts: { createClone: withoutAny(['noClones', 'clonesWithdrawn', 'locality', 'typeWithdrawn']) },
  },
  {
    wrong: 'it refuses although nothing stands against it',
    breaks: 'CAP-YES',
    parts: { createClone: always('array', 'queue') },
  },
  { wrong: 'it has jobs where it says that it has none', breaks: 'CAP-MODE', parts: contrary },
  { wrong: 'its capabilities change when it is looked at', breaks: 'CAP-STABLE', parts: fickle },
  {
    wrong: 'it names a cause that did not hold',
    breaks: 'CAUSE-SOUND',
    parts: { createClone: always('array', 'replicas') },
  },
  {
    wrong: 'it calls every failure a lock',
    breaks: 'CAUSE-SOUND',
    parts: { createClone: always('array', 'sourceLocked') },
  },
  ...(
    [
      ['service', 'role'],
      ['tls', 'certificate'],
      ['authenticate', 'credentialsRevoked'],
      ['invoke', 'sourceStale'],
      ['array', 'snapshot'],
      ['array', 'sourceOffline'],
      ['array', 'poolReadOnly'],
      ['subscribe', 'destination'],
    ] as const
  ).map(([step, because]) => ({
    wrong: `it does not care about ${because}`,
    breaks: 'CAUSE-COMPLETE',
    parts: { createClone: without(step, because) },
  })),
  { wrong: 'it never runs out of room', breaks: 'BOUNDS', parts: { createClone: without('array', 'free') } },
  { wrong: 'it is always short of room', breaks: 'SHORTAGE-TIGHT', parts: { createClone: always('array', 'free') } },
  {
    wrong: 'it answers a shortage with a code of a later version',
    breaks: 'CODE-DOMAIN',
    parts: { createClone: changed('array', 'free', ({ refuseBefore2016: _, ...row }) => row) },
  },
  {
    wrong: 'it calls a shortage not supported',
    breaks: 'SHORTAGE-TIGHT',
    parts: {
      createClone: changed('array', 'free', ({ refuseBefore2016: _, ...row }) => ({ ...row, refuse: 'notSupported' })),
    },
  },
  {
    wrong: 'its message has no numbers',
    breaks: 'STATUS-TELLS',
    parts: { createClone: changed('array', 'free', (row) => ({ ...row, message: () => 'there is not enough room' })) },
  },
  {
    wrong: 'its message has nothing to say',
    breaks: 'STATUS-TELLS',
    parts: { createClone: changed('array', 'volumes', (row) => ({ ...row, message: () => '' })) },
  },
  {
    wrong: 'it clones what is not there',
    breaks: 'ANSWERS',
    parts: { createClone: withoutAny(['notThere', 'sourceUnknown', 'deletedInFlight', 'sourceStale', 'notFound']) },
  },
  {
    wrong: 'it makes more replicas than it may',
    breaks: 'WITHIN-LIMITS',
    parts: { createClone: without('array', 'replicas') },
  },
  {
    wrong: 'it makes more volumes than it may',
    breaks: 'WITHIN-LIMITS',
    parts: { createClone: without('array', 'volumes') },
  },
  {
    wrong: 'its jobs go on when their pool is lost',
    breaks: 'JOB-RESULT',
    parts: {
      createClone: {
        ...shippedParts.createClone,
        settle: shippedParts.createClone.settle.filter(({ because }) => because !== 'poolLost'),
      },
    },
  },
  { wrong: 'a suspended job is completed', breaks: 'RESERVE', parts: jobs({ running: { SUSPEND: 'completed' } }) },
  {
    wrong: 'a starting job is at once completed',
    breaks: 'JOB-CHART',
    parts: jobs({ starting: { RUN: 'completed' } }),
  },
  {
    wrong: 'a job starts without Starting',
    breaks: 'JOB-CHART',
    parts: jobs({ new: { START: 'running' }, running: { RUN: 'running' } }),
  },
  { wrong: 'a killed job is called terminated', breaks: 'JOB-CHART', parts: jobs({ running: { KILL: 'terminated' } }) },
  { wrong: 'a failed job is called killed', breaks: 'JOBFAIL-ATOMIC', parts: jobs({ running: { FAIL: 'killed' } }) },
  {
    wrong: 'its targets are usable too early',
    breaks: 'NO-HALF-CLONE',
    parts: {
      lifecycles: {
        ...lifecycles,
        volume: Object.assign(rewired(lifecycles.volume, {}), { initial: lifecycles.volume.stateIndex('online') }),
      },
    },
  },
];

const all = scripts({ varieties: variety, longest: 60 });

describe('an array that is wrong on purpose is noticed', () => {
  for (const { wrong, breaks, parts } of canaries) {
    test(`${breaks}: ${wrong}`, () => {
      const maker = 'createArray' in parts ? parts : createEngine(parts);
      const found = new Set<string>();
      // A few runs at a time, until the one that notices.
      for (let batch = 0; batch < 6 && !found.has(breaks); batch++) {
        for (const name of campaign(maker, all, { numRuns: 50, seed: seed + batch }).breaches.keys()) found.add(name);
      }
      expect([...found]).toContain(breaks);
    });
  }
});

/** Arrays that are wrong about what two runs have in common. */
const strange: readonly {
  readonly wrong: string;
  readonly breaks: string;
  readonly parts: Partial<EngineParts> | ArrayMaker;
}[] = [
  {
    wrong: 'it always charges whole mebibytes',
    breaks: 'SCALE',
    parts: {
      charging: (clone, configuration) => roundUpTo(shippedParts.charging(clone, configuration), mebibyte),
    },
  },
  {
    wrong: 'it refuses what begins with a letter that it does not like',
    breaks: 'RENAME',
    parts: {
      createClone: changed('array', 'executionFailed', (row) => ({
        ...row,
        when: ({ world, call }) => call.source !== -1 && world.volumes.payload(call.source).startsWith('d'),
      })),
    },
  },
  {
    wrong: 'it refuses every other clone',
    breaks: 'COMMUTE',
    parts: {
      createClone: changed('array', 'executionFailed', (row) => ({
        ...row,
        when: ({ world }) => world.volumes.size % 2 === 0,
      })),
    },
  },
  { wrong: 'its names tell the order of calls', breaks: 'COMMUTE', parts: counting },
  { wrong: 'time passes while it is looked at', breaks: 'READ-INSERT', parts: impatient },
  { wrong: 'it keeps what was deleted', breaks: 'UNDO', parts: clinging },
  {
    wrong: 'it has one replica less than it may',
    breaks: 'CAP-LIMIT',
    parts: {
      createClone: changed('array', 'replicas', (row) => ({
        ...row,
        when: ({ source, settings }) =>
          source !== undefined && source.replicas + 1 >= settings.capabilities.maximumReplicasPerSource,
      })),
    },
  },
  { wrong: 'its sessions have no end', breaks: 'CAP-LIMIT', parts: { createClone: without('connect', 'sessions') } },
  { wrong: 'its operations have no end', breaks: 'CAP-LIMIT', parts: { createClone: without('invoke', 'operations') } },
];

describe('an array that is wrong about two runs is noticed', () => {
  for (const { wrong, breaks, parts } of strange) {
    test(`${breaks}: ${wrong}`, () => {
      const relation = [...relations, exactLimits].find(({ name }) => name === breaks);
      if (relation === undefined) throw new Error(`there is no relation ${breaks}`);
      const maker = 'createArray' in parts ? parts : createEngine(parts);
      const parameters = { numRuns: 300, seed, endOnFailure: true };
      expect(
        fc.check(
          relation.property(maker, variety, () => {}),
          parameters,
        ).failed,
      ).toBe(true);
    });
  }
});

type Row = Check<CallFacts>;
type Operation = EngineParts['createClone'];

function changed(step: Step, because: string, change: (row: Row) => Row | undefined): Operation {
  const { checks } = shippedParts.createClone;
  const rows = (checks[step] ?? []).flatMap((row) => (row.because === because ? (change(row) ?? []) : [row]));
  if (!checks[step]?.some((row) => row.because === because)) throw new Error(`${step} has no row ${because}`);
  return { ...shippedParts.createClone, checks: { ...checks, [step]: rows } };
}

function without(step: Step, because: string): Operation {
  return changed(step, because, () => undefined);
}

/** Without the rows of those names, wherever they are. */
function withoutAny(names: readonly string[]): Operation {
  const checks = Object.entries(shippedParts.createClone.checks).map(([step, rows]) => [
    step,
    rows.filter((row) => !names.includes(row.because)),
  ]);
  return { ...shippedParts.createClone, checks: Object.fromEntries(checks) };
}

function always(step: Step, because: string): Operation {
  return changed(step, because, ({ given: _, where: __, ...row }) => ({ ...row, when: () => true }));
}

/** The job's chart with other transitions. */
function jobs(transitions: Readonly<Record<string, Readonly<Record<string, string>>>>): Partial<EngineParts> {
  return { lifecycles: { ...lifecycles, job: rewired(lifecycles.job, transitions) } };
}

function rewired<State extends string, Event extends string, Meta>(
  chart: Lifecycle<State, Event, Meta>,
  transitions: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Lifecycle<State, Event, Meta> {
  const target = (state: number, event: number): number => {
    const other = transitions[chart.states[state] ?? '']?.[chart.events[event] ?? ''];
    // A name that is no state's gives -1: not accepted.
    return other === undefined ? chart.target(state, event) : chart.states.indexOf(other as State);
  };
  const { name, states, events, initial } = chart;
  return {
    name,
    states,
    events,
    initial,
    target,
    after: (state, event) => (chart.events.includes(event) ? target(state, chart.eventIndex(event)) : -1),
    stateIndex: (state) => chart.stateIndex(state),
    eventIndex: (event) => chart.eventIndex(event),
    meta: (state) => chart.meta(state),
    final: (state) => chart.final(state),
  };
}
