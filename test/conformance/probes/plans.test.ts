import { describe, expect, test } from 'vitest';
import { shortPlan } from '../../../src/conformance/generate/shortPlan.js';
import { effectTrials, isPossible } from '../../../src/conformance/probes/plans/effectTrials.js';
import { sweepPlans } from '../../../src/conformance/probes/plans/planSweep.js';
import { planTrials } from '../../../src/conformance/probes/plans/planTrials.js';
import { startRun } from '../../../src/conformance/run/judgedRun.js';
import { effectKinds, namedKinds } from '../../../src/faults/effectKinds.js';
import type { PlanInput } from '../../../src/faults/planSchema.js';
import { points } from '../../../src/faults/points.js';
import { readPlan } from '../../../src/faults/readPlan.js';
import { type Overrides, wrapDriver } from '../../../src/subjects/mutants/wrapDriver.js';
import { mutants } from '../../../src/subjects/mutants.js';
import { type Simulator, simulatorDriver } from '../../../src/subjects/simulator.js';
import { conformanceTimeoutMs } from '../environment.js';
import { brokenBySweep, judgingAnew } from '../swept.js';

/** The capabilities that the action's own trials change, and an effect that needs a change of an element to show. */
const elsewhere = ['staleCache'];

describe('what is tried of fault plans', () => {
  // The second makes clones to its peer, over the replication link.
  const subjects = (['full-copy', 'remote-only'] as const).map((profile) => simulatorDriver({ profile }));
  const effects = effectTrials.filter((trial) =>
    subjects.some((subject) => isPossible(trial, subject, subject.capabilities())),
  );

  test('has something to judge each time', { timeout: conformanceTimeoutMs }, async () => {
    const unjudged: string[] = [];
    for (const [number, { about, isPossible: isTried }] of planTrials.entries()) {
      const subject = subjects.find((one) => isTried(one, one.capabilities()));
      if (subject === undefined) continue;
      const judging = judgingAnew();
      const run = await startRun(subject, 'roomy', judging);
      await run.probe({ do: 'probe', property: 'FIRED', calls: [], number });
      if (judging.verdicts.judged('FIRED') === 0) unjudged.push(about);
    }
    expect(unjudged).toEqual([]);
  });

  test('is every effect that a plan names, at all points or at those that differ', () => {
    const tried = new Map<string, Set<string>>();
    for (const { fault, more } of effects) {
      const { at, do: done } = { ...fault, ...more?.({ nowMs: 0, pool: '', source: '' }) };
      for (const effect of [done].flat()) {
        const name = typeof effect === 'string' ? effect : (Object.keys(effect)[0] ?? '');
        tried.set(name, new Set([...(tried.get(name) ?? []), ...[at].flat()]));
      }
    }
    expect(namedKinds.filter((kind) => !tried.has(kind) && kind !== 'release')).toEqual(elsewhere);
    const wide = [
      'delay',
      'hold',
      'stealCapacity',
      'poolState',
      'setCapability',
      'expireCredential',
      'reportCapability',
    ];
    for (const kind of wide as (typeof namedKinds)[number][])
      expect([
        kind,
        ...effectKinds[kind].at.filter((point) => !tried.get(kind)?.has(point) && point !== 'time'),
      ]).toEqual([kind]);
    expect(points.filter((point) => ![...tried.values()].some((known) => known.has(point)))).toEqual([]);
  });

  test('means the same in the short form and in the long one', () => {
    let written = 0;
    for (const { fault, more, others } of effects) {
      const about = { nowMs: 1_000, pool: 'gold', source: 'alpha' };
      const plan = {
        version: 1,
        faults: [...(others?.(about) ?? []), { id: 'fault', ...fault, ...more?.(about) }],
      } as const;
      const short = shortPlan(plan);
      if (short === undefined) continue;
      written++;
      expect(meaning(short)).toEqual(meaning(plan));
    }
    expect(written).toBeGreaterThan(effects.length / 2);
  });
});

describe('an array is found out', () => {
  const poolOf = (inner: Simulator) => inner.observe({ kind: 'pools' })[0]?.id ?? '';
  const wrong: readonly [what: string, broken: string, change: (inner: Simulator) => Overrides][] = [
    [
      'of whose faults something stays when they are healed',
      'HEAL',
      (inner) => ({
        arm: (plan, next) => {
          next(plan);
          if (plan === null) inner.act({ do: 'setState', element: poolOf(inner), state: 'degraded' });
        },
      }),
    ],
    [
      'that forgets its faults when it is restored',
      'RESTORE',
      () => ({
        twin: (how, next) => {
          const twin = next(how);
          if (how === 'restore') twin.arm(null);
          return twin;
        },
      }),
    ],
  ];

  test.each(wrong)('%s: %s', { timeout: conformanceTimeoutMs }, async (_, broken, change) => {
    const subject = wrapDriver(simulatorDriver({ profile: 'full-copy' }), change);
    expect(await brokenBySweep(subject, sweepPlans)).toContain(broken);
  });
});

describe('an array whose replication link is wrong under faults is found out', () => {
  test.each(['link-only-degrades', 'link-breaks-at-once'])('%s', { timeout: conformanceTimeoutMs }, async (name) => {
    const subject = mutants.find((mutant) => mutant.name === name)?.make();
    expect(subject && (await brokenBySweep(subject, sweepPlans))).toContain('FIRED');
  });
});

describe('an array whose service detaches wrongly under faults is found out', () => {
  test.each([
    ['detaches-all-the-same', 'FIRED'],
    ['detaches-without-delay', 'FIRED'],
    ['detach-fails-for-ever', 'CAP-YES'],
  ])('%s: %s', { timeout: conformanceTimeoutMs }, async (name, broken) => {
    const subject = mutants.find((mutant) => mutant.name === name)?.make();
    expect(subject && (await brokenBySweep(subject, sweepPlans))).toContain(broken);
  });
});

/** A plan as it is read, without what it was written as. */
function meaning(plan: PlanInput): unknown {
  return JSON.parse(JSON.stringify(readPlan(plan)), (key, value) => (key === 'written' ? undefined : value));
}
