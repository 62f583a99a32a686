import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EngineComponents } from '../../src/engine/components.js';
import { type ArrayMaker, createEngine } from '../../src/engine/createArray.js';
import { defaultComponents } from '../../src/engine/defaultComponents.js';
import { lifecycles } from '../../src/lifecycle/lifecycles.js';
import type { CallFacts } from '../../src/operations/facts/call.js';
import type { Check } from '../../src/operations/operation.js';
import { jobsThat, rewired } from '../../src/subjects/mutants/tables.js';
import type { Step } from '../../src/vocabulary/steps.js';
import { blocks, roundUpTo } from '../../src/vocabulary/units/sizes.js';
import { arrayKind } from './arrayKind.js';
import { properties, run } from './campaign.js';
import { type Script, scripts } from './draws.js';
import { seed } from './environment.js';
import { exactLimits } from './limits.js';
import {
  absentMinded,
  aged,
  boastful,
  clinging,
  contrary,
  counting,
  doubling,
  entangled,
  fickle,
  forgetful,
  forgettingProgress,
  generous,
  goingOn,
  hasty,
  hoarding,
  impatient,
  jobless,
  leaking,
  leaky,
  miscounting,
  modest,
  namingAJob,
  neverDone,
  offended,
  wasteful,
  watchful,
  wearing,
  worldly,
} from './mutants.js';
import { relations } from './relations.js';
import { sameAgain } from './sameAgain.js';

const noBlocks = blocks(0);
const mebibyte = blocks(2048);

/** Arrays that are wrong on purpose, and the property that has to notice. A suite that can't fail proves nothing. */
const canaries: readonly {
  readonly wrong: string;
  readonly breaks: string;
  /** What it is built from; or the array itself, where it is wrong about what no part decides. */
  readonly parts: Partial<EngineComponents> | ArrayMaker;
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
        (defaultComponents.charging(clone, configuration) + configuration.extentSize) as typeof clone.size,
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
      charging: (clone, configuration) => defaultComponents.charging({ ...clone, shares: false }, configuration),
    },
  },
  {
    wrong: 'its thin clones are free',
    breaks: 'NO-ORPHAN',
    parts: {
      charging: (clone, configuration) =>
        configuration.allocation === 'thin' ? noBlocks : defaultComponents.charging(clone, configuration),
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
  { wrong: 'it reports other capabilities than it has', breaks: 'CAP-STABLE', parts: fickle },
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
        ...defaultComponents.createClone,
        settle: defaultComponents.createClone.settle.filter(({ because }) => because !== 'poolLost'),
      },
    },
  },
  { wrong: 'it shows less than it charges', breaks: 'CHARGE', parts: modest },
  { wrong: 'its pools count a volume too many', breaks: 'NO-ORPHAN', parts: miscounting },
  { wrong: 'it reserves a block too many', breaks: 'RESERVE', parts: hoarding },
  { wrong: 'a volume forgets', breaks: 'POINT-IN-TIME', parts: absentMinded },
  {
    wrong: 'it answers a limit with a code of a later version',
    breaks: 'CODE-DOMAIN',
    parts: { createClone: changed('array', 'volumes', ({ refuseBefore2016: _, ...row }) => row) },
  },
  {
    wrong: 'it calls a pool offline that is read-only',
    breaks: 'CAUSE-SOUND',
    parts: { createClone: changed('array', 'poolReadOnly', (row) => ({ ...row, because: 'poolOffline' })) },
  },
  {
    wrong: 'it loses every clone',
    breaks: 'CAP-YES',
    parts: { createClone: always('readBack', 'targetGone') },
  },
  {
    wrong: 'it asks its provider for what it could know',
    breaks: 'CAP-NO',
    parts: { createClone: withoutAny(['noClones', 'locality']) },
  },
  { wrong: 'it names a job where there is none', breaks: 'OUT-0', parts: namingAJob },
  { wrong: 'it does not name its job', breaks: 'OUT-4096', parts: jobless },
  { wrong: 'it refuses, and names a target', breaks: 'OUT-ERR', parts: generous },
  { wrong: 'its refusals take ids', breaks: 'ERR-ATOMIC', parts: wasteful },
  { wrong: 'a clone wears its source out', breaks: 'SOURCE-FROZEN', parts: wearing },
  { wrong: 'what was deleted leaves a block behind', breaks: 'REFUND', parts: leaking },
  { wrong: 'a failed job forgets how far it was', breaks: 'JOB-MONOTONE', parts: forgettingProgress },
  {
    wrong: 'it blames the target for what the pool did',
    breaks: 'JOB-CAUSE',
    parts: {
      createClone: {
        ...defaultComponents.createClone,
        settle: defaultComponents.createClone.settle.map((row) =>
          row.because === 'poolLost' ? { ...row, message: () => "the target 'x' has failed" } : row,
        ),
      },
    },
  },
  { wrong: 'a completed job stays at 99 %', breaks: 'JOB-100', parts: neverDone },
  { wrong: 'a finished job goes on', breaks: 'JOB-FINAL', parts: goingOn },
  { wrong: 'its jobs start before they are submitted', breaks: 'JOB-TIMES', parts: hasty },
  { wrong: 'it lists a volume twice', breaks: 'ID-UNIQUE', parts: doubling },
  { wrong: 'it writes down who looked', breaks: 'READ-PURE', parts: watchful },
  { wrong: 'it writes down what made no sense', breaks: 'INPUT-PURE', parts: offended },
  { wrong: 'a suspended job is completed', breaks: 'RESERVE', parts: jobsThat({ running: { SUSPEND: 'completed' } }) },
  {
    wrong: 'a starting job is at once completed',
    breaks: 'JOB-CHART',
    parts: jobsThat({ starting: { RUN: 'completed' } }),
  },
  {
    wrong: 'a job starts without Starting',
    breaks: 'JOB-CHART',
    parts: jobsThat({ new: { START: 'running' }, running: { RUN: 'running' } }),
  },
  {
    wrong: 'a killed job is called terminated',
    breaks: 'JOB-CHART',
    parts: jobsThat({ running: { KILL: 'terminated' } }),
  },
  {
    wrong: 'a failed job is called killed',
    breaks: 'JOBFAIL-ATOMIC',
    parts: jobsThat({ running: { FAIL: 'killed' } }),
  },
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

/** Properties that say something else than others, so that nothing breaks them alone. */
const neverAlone: Readonly<Record<string, string>> = {
  'WITHIN-LIMITS': 'says in numbers what CAUSE-COMPLETE says of the causes',
  BOUNDS: 'room below zero was given to a clone that did not fit: SHORTAGE-TIGHT',
  REFUND: 'says of each change what CHARGE says of the sums',
};

/** Runs until a property is broken, more than the most when it never is; and what else that last run breaks. */
function hunted(maker: ArrayMaker, name: string, from: number): { readonly runs: number; readonly others: string[] } {
  const property = properties.find((one) => one.name === name);
  if (property === undefined) throw new Error(`there is no property ${name}`);
  let others: string[] = [];
  const holds = (script: Script) => {
    if (run(maker, script, [property]).size === 0) return true;
    others = [...run(maker, script).keys()].filter((other) => other !== name);
    return false;
  };
  const details = fc.check(fc.property(all, holds), { numRuns: most, seed: from, endOnFailure: true });
  return { runs: details.failed ? details.numRuns : most + 1, others };
}

const all = scripts({ arrayKinds: arrayKind });
const most = 400;
/** An everyday test makes more than a thousand runs. */
const enough = 200;
const seeds = [seed, seed + 1, seed + 2];
const median = (numbers: readonly number[]) => [...numbers].sort((one, other) => one - other)[1] ?? 0;

describe('an array that is wrong on purpose is noticed', () => {
  const alone = new Set<string>();
  for (const { wrong, breaks, parts } of canaries) {
    test(`${breaks}: ${wrong}`, () => {
      const maker = 'createArray' in parts ? parts : createEngine(parts);
      const kills = seeds.map((from) => hunted(maker, breaks, from));
      if (kills.some(({ others }) => others.length === 0)) alone.add(breaks);
      expect(median(kills.map(({ runs }) => runs))).toBeLessThanOrEqual(enough);
    });
  }

  test('every property has one, and one that breaks nothing else', () => {
    const names = properties.map(({ name }) => name);
    const broken = new Set(canaries.map(({ breaks }) => breaks));
    expect(names.filter((name) => !broken.has(name))).toEqual([]);
    expect(names.filter((name) => !alone.has(name))).toEqual(Object.keys(neverAlone));
  });
});

/** Arrays that are wrong about what two runs have in common. */
const strange: readonly {
  readonly wrong: string;
  readonly breaks: string;
  readonly parts: Partial<EngineComponents> | ArrayMaker;
}[] = [
  {
    wrong: 'it always charges whole mebibytes',
    breaks: 'SCALE',
    parts: {
      charging: (clone, configuration) => roundUpTo(defaultComponents.charging(clone, configuration), mebibyte),
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
  { wrong: 'what was deleted leaves a block behind', breaks: 'NO-LEAK', parts: leaking },
  { wrong: 'it counts its clones across all arrays', breaks: 'DETERMINISM', parts: worldly },
  { wrong: 'its fork is the array itself', breaks: 'FORK', parts: entangled },
  { wrong: 'time passes while it is saved', breaks: 'RESTORE', parts: aged },
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
  const all = [...relations, ...sameAgain, exactLimits];
  for (const { wrong, breaks, parts } of strange) {
    test(`${breaks}: ${wrong}`, () => {
      const relation = all.find(({ name }) => name === breaks);
      if (relation === undefined) throw new Error(`there is no relation ${breaks}`);
      const maker = 'createArray' in parts ? parts : createEngine(parts);
      const kills = seeds.map((from) => {
        const tried = relation.property(maker, arrayKind, () => {});
        const details = fc.check(tried, { numRuns: most, seed: from, endOnFailure: true });
        return details.failed ? details.numRuns : most + 1;
      });
      expect(median(kills)).toBeLessThanOrEqual(enough);
    });
  }

  test('every relation has one', () => {
    const broken = new Set(strange.map(({ breaks }) => breaks));
    expect(all.filter(({ name }) => !broken.has(name))).toEqual([]);
  });
});

type Row = Check<CallFacts>;
type Operation = EngineComponents['createClone'];

function changed(step: Step, because: string, change: (row: Row) => Row | undefined): Operation {
  const { checks } = defaultComponents.createClone;
  const rows = (checks[step] ?? []).flatMap((row) => (row.because === because ? (change(row) ?? []) : [row]));
  if (!checks[step]?.some((row) => row.because === because)) throw new Error(`${step} has no row ${because}`);
  return { ...defaultComponents.createClone, checks: { ...checks, [step]: rows } };
}

function without(step: Step, because: string): Operation {
  return changed(step, because, () => undefined);
}

/** Without the rows of those names, wherever they are. */
function withoutAny(names: readonly string[]): Operation {
  const checks = Object.entries(defaultComponents.createClone.checks).map(([step, rows]) => [
    step,
    rows.filter((row) => !names.includes(row.because)),
  ]);
  return { ...defaultComponents.createClone, checks: Object.fromEntries(checks) };
}

function always(step: Step, because: string): Operation {
  return changed(step, because, ({ whenSystem: _, whenElements: __, ...row }) => ({ ...row, when: () => true }));
}
