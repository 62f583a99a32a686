import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/createArray.js';
import type { EngineParts } from '../../src/engine/parts.js';
import { shippedParts } from '../../src/engine/shippedParts.js';
import { lifecycles } from '../../src/lifecycle/lifecycles.js';
import type { Lifecycle } from '../../src/lifecycle/table.js';
import type { CallFacts } from '../../src/operations/look.js';
import type { Check } from '../../src/operations/operation.js';
import type { Step } from '../../src/vocabulary/steps.js';
import { campaign } from './campaign.js';
import { scripts } from './draws.js';
import { seed } from './environment.js';
import { variety } from './variety.js';

/** Arrays that are wrong on purpose, and the property that has to notice. A suite that can't fail proves nothing. */
const canaries: readonly { readonly wrong: string; readonly breaks: string; readonly parts: Partial<EngineParts> }[] = [
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
    breaks: 'CAP-LIMIT',
    parts: { createClone: without('array', 'replicas') },
  },
  {
    wrong: 'it makes more volumes than it may',
    breaks: 'CAP-LIMIT',
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
      const maker = createEngine(parts);
      const found = new Set<string>();
      // A few runs at a time, until the one that notices.
      for (let batch = 0; batch < 6 && !found.has(breaks); batch++) {
        const parameters = { numRuns: 50, seed: seed + batch };
        for (const name of campaign(maker, all, parameters).breaches.keys()) found.add(name);
      }
      expect([...found]).toContain(breaks);
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
  return changed(step, because, (row) => ({ ...row, when: () => true }));
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
