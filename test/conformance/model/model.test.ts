import { describe, expect, test } from 'vitest';
import { shrunk } from '../../../src/conformance/failures/shrink.js';
import { compared } from '../../../src/conformance/model/compare.js';
import { withJobs } from '../../../src/conformance/model/jobs.js';
import {
  allowedCodes,
  type Judgement,
  judge,
  withEffect,
  withSuccess,
  withTime,
} from '../../../src/conformance/model/judge.js';
import { initialState, type ModelState } from '../../../src/conformance/model/state.js';
import type { RunStep } from '../../../src/conformance/run/steps.js';
import { usualCodes } from '../../../src/conformance/subject/declared.js';
import type { PoolSeen, VolumeSeen } from '../../../src/conformance/subject/observations.js';
import { simulatorDriver } from '../../../src/subjects/simulator.js';
import type { Version } from '../../../src/vocabulary/versions.js';
import { clone } from '../clone.js';

const advertised = simulatorDriver().capabilities();
const MiB = 1024 * 1024;
const db: VolumeSeen = {
  id: 'db',
  name: 'db',
  pool: 'gold',
  size: 10 * MiB,
  usable: true,
  state: 'online',
  isSnapshot: false,
  source: null,
};
const pool: PoolSeen = {
  id: 'gold',
  name: 'gold',
  total: 100 * MiB,
  free: 15 * MiB,
  isPrimordial: false,
  isRemote: false,
};
const raw: PoolSeen = { id: 'raw', name: 'raw', total: MiB, free: MiB, isPrimordial: true, isRemote: false };
const state = initialState([pool, raw], [db, { ...db, id: 'big', name: 'big', size: 40 * MiB }]);

const declaredIn = (version: Version) => ({ ...advertised.declares, codes: usualCodes(version) });

describe('the model allows', () => {
  const { deniedIdentities } = advertised;
  test.each([
    ['a clone that nothing stands against', clone('db'), [4096], [4096]],
    ['no clone that there is no room for', clone('big'), [40002], [4]],
    ['no empty name', clone('db', { ElementName: '' }), [5], [5]],
    ['no source that is not there', clone('nothing'), [8], [43006]],
    ['no stranger', { ...clone('db'), caller: deniedIdentities.caller ?? '' }, [40001], [43002]],
    ['no clone in a primordial pool', clone('db', { TargetPool: 'raw' }), [1], [1]],
    ['the earliest of several reasons alone', clone('nothing', { ElementName: '' }), [5], [5]],
  ] as const)('%s', (_, call, of2016, of2012) => {
    const codes = (version: '2016' | '2012') =>
      allowedCodes(judge({ ...advertised, version, declares: declaredIn(version) }, state, call, undefined), true);
    expect([codes('2016'), codes('2012')]).toEqual([of2016, of2012]);
  });
});

/** The state with a clone that no look has shown. */
function withUnobserved(judgement: Judgement, from: ModelState = judgement.input.state): ModelState {
  return withEffect(judgement, from, 1)[0] ?? from;
}

describe('a call without a reply', () => {
  const judgement = judge(advertised, state, clone('db'), undefined);
  const branches = [state, withUnobserved(judgement)];
  const volumes = new Map(
    ['db', 'big'].map((name) => [name, { ...db, id: name, name, size: name === 'db' ? 10 * MiB : 40 * MiB }]),
  );
  const manner = { underFaults: false, takesBack: false };

  test('leaves both branches, of which a look that shows no clone keeps the one without', () => {
    const look = {
      nowMs: 0,
      jobs: new Map(),
      volumes,
      pools: new Map([
        ['gold', pool],
        ['raw', raw],
      ]),
      drives: new Map(),
    };
    const kept = branches.map((one) => 'pools' in compared(one, look, advertised, manner));
    expect(kept).toEqual([true, false]);
  });

  test('and a look that shows it the one with', () => {
    const found: VolumeSeen = { ...db, id: 'found1', name: 'db-clone-1', usable: false, source: 'db' };
    const look = {
      nowMs: 0,
      jobs: new Map([['job', { id: 'job', jobState: 3, percentComplete: 0, target: 'found1' }]]),
      volumes: new Map([...volumes, ['found1', found]]),
      pools: new Map([
        ['gold', { ...pool, free: 5 * MiB }],
        ['raw', raw],
      ]),
      drives: new Map(),
    };
    const kept = branches.map((one) => 'pools' in compared(one, look, advertised, manner));
    expect(kept).toEqual([false, true]);
  });

  test('may have made what fills the volumes that there may be, or what was promised of the pool', () => {
    const { limits, allocation } = advertised;
    const full = [
      { ...advertised, limits: { ...limits, volumes: 3 } },
      { ...advertised, allocation: { ...allocation, overcommitLimit: 65 } },
    ];
    const roomy = initialState(
      [{ ...pool, free: 90 * MiB }, raw],
      [db, { ...db, id: 'big', name: 'big', size: 40 * MiB }],
    );
    for (const subject of full) {
      const codes = [roomy, withUnobserved(judgement, roomy)].map((one) =>
        allowedCodes(judge(subject, one, clone('db'), undefined), true),
      );
      expect(codes).toEqual([[4096], [4096, 40002]]);
    }
  });
});

describe('twenty jobs that are gone when somebody looks', () => {
  const roomy = initialState([{ ...pool, free: 10_000 * MiB, total: 10_000 * MiB }], [db]);
  const numbers = Array.from({ length: 20 }, (_, at) => at);
  const accepted = numbers.reduce((before, at) => {
    const judgement = judge(advertised, before, clone('db'), undefined);
    return withTime(withSuccess(judgement, { made: `clone${at}`, job: `job${at}` }));
  }, roomy);

  test('have ended as their targets show, in one way each', () => {
    const left = numbers.filter((at) => at % 3 !== 0).map((at) => `clone${at}`);
    const volumes = new Map(['db', ...left].map((id) => [id, { ...db, id }]));
    const states = withJobs(accepted, { jobs: new Map(), volumes }, advertised, true);
    expect(states).toHaveLength(1);
    expect(Object.keys(states[0]?.volumes ?? {})).toEqual(['db', ...left]);
  });

  test('may have completed or failed where failed targets stay, unless one can be used', () => {
    const leaving = { ...advertised, leaves: { ...advertised.leaves, afterFailedJob: true } };
    const volumes = new Map(['db', ...numbers.map((at) => `clone${at}`)].map((id) => [id, { ...db, id }]));
    volumes.set('clone7', { ...db, id: 'clone7', usable: false });
    const states = withJobs(accepted, { jobs: new Map(), volumes }, leaving, true);
    expect(states.map((one) => one.volumes.clone7?.usable)).toEqual([true, false]);
  });
});

test('a recorded run is shrunk to the steps that it takes, and these to what matters', async () => {
  const copy = (on: string): RunStep => ({ do: 'call', ...clone(on, { ElementName: `copy of ${on}` }) });
  const steps: RunStep[] = [
    copy('a'),
    { do: 'look' },
    copy('b'),
    { do: 'advance', ms: 5000 },
    copy('c'),
    { do: 'look' },
  ];
  const shows = (run: { readonly steps: readonly RunStep[] }) =>
    Promise.resolve(
      run.steps.some((step) => step.do === 'call' && step.on === 'b') &&
        run.steps.some(({ do: what }) => what === 'advance')
        ? { asked: askedBefore(run.steps) }
        : undefined,
    );
  expect((await shrunk({ tier: 'roomy', steps }, shows)).run.steps).toEqual([
    { do: 'call', ...clone('b') },
    { do: 'advance', ms: 1 },
  ]);
});

test('what is left of a shrunk run names the same clones as before', async () => {
  const steps: RunStep[] = [
    { do: 'call', ...clone('a', { ElementName: 'clone3' }) },
    { do: 'overlap', calls: [clone('a'), clone('b'), clone('a')], order: [0, 1, 2] },
    { do: 'call', ...clone('b') },
    { do: 'call', ...clone('clone5', { ElementName: 'clone5' }) },
    { do: 'act', action: { do: 'control', job: 'job6', control: 'kill' } },
  ];
  // It takes a clone of b, the clone of that clone, and the end of its job.
  const shows = ({ steps: tried }: { readonly steps: readonly RunStep[] }) => {
    const made = new Map<string, string>();
    let count = 0;
    let ended = '';
    for (const step of tried) {
      if (step.do === 'call') made.set(`clone${++count}`, step.on);
      if (step.do === 'overlap') for (const call of step.calls) if ('on' in call) made.set(`clone${++count}`, call.on);
      if (step.do === 'act' && 'job' in step.action) ended = step.action.job.replace('job', 'clone');
    }
    const source = made.get(ended) ?? '';
    return Promise.resolve(made.get(source) === 'b' ? { asked: askedBefore(tried) } : undefined);
  };
  expect((await shrunk({ tier: 'roomy', steps }, shows)).run.steps).toEqual([
    { do: 'call', ...clone('b') },
    { do: 'call', ...clone('clone1') },
    { do: 'act', action: { do: 'control', job: 'job2', control: 'kill' } },
  ]);
});

describe('making a run shorter ends', () => {
  const steps = Array.from({ length: 20 }, (): RunStep => ({ do: 'look' }));
  const run = { tier: 'roomy', steps } as const;

  test('when nothing more can be left out', async () => {
    const all = await shrunk(run, async ({ steps: tried }) => (tried.length > 2 ? { asked: [] } : undefined));
    expect([all.run.steps.length, all.ended]).toEqual([3, 'shortest']);
  });

  test.each(['budget', 'time'] as const)('when the %s is used up, with the shortest run so far', async (reason) => {
    const stop = (runs: number) => (runs < 2 ? null : reason);
    const { run: best, ended, runs } = await shrunk(run, async () => ({ asked: [] }), stop);
    expect([best.steps.length, ended, runs]).toEqual([10, reason, 2]);
  });

  test('when the run does not show it again', async () => {
    const { run: best, seen, ended, runs } = await shrunk(run, async () => undefined);
    expect([best, seen, ended, runs]).toEqual([run, undefined, 'not-again', 3]);
  });
});

function askedBefore(steps: readonly RunStep[]): number[] {
  let asked = 0;
  return steps.map((step) => {
    const before = asked;
    asked += step.do === 'call' ? 1 : step.do === 'overlap' ? step.calls.length : 0;
    return before;
  });
}
