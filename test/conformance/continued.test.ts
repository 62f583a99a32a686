import { expect, test } from 'vitest';
import { Breach } from '../../src/conformance/checks/verdicts.js';
import { conform } from '../../src/conformance/conform.js';
import { replayByHand } from '../../src/conformance/run/replayByHand.js';
import type { Recorded } from '../../src/conformance/run/steps.js';
import { isNoReply } from '../../src/conformance/subject/call.js';
import type { Driver } from '../../src/conformance/subject/driver.js';
import { guarded } from '../../src/conformance/subject/guarded.js';
import type { Tier } from '../../src/conformance/subject/tier.js';
import { foreignDriver, type Time } from '../examples/foreign/driver.js';

// Where a reset is dear, a run goes on from what the one before has left.

/** An array that loses the jobs of the clones that come after so many since the reset. */
function tiring(
  time: Time,
  after: number,
): { readonly driver: Driver; readonly resets: Tier[]; readonly lost: number[] } {
  const inner = foreignDriver({}, { time, passingMs: 1 });
  const resets: Tier[] = [];
  /** Jobs that were lost, by reset. */
  const lost: number[] = [];
  let made = 0;
  const driver = {
    ...inner,
    reset: async (tier) => {
      resets.push(tier);
      lost.push(0);
      made = 0;
      await inner.reset(tier);
    },
    call: async (...call) => {
      const reply = await inner.call(...call);
      if (isNoReply(reply) || reply.ReturnValue !== 4096 || ++made <= after) return reply;
      lost.push((lost.pop() ?? 0) + 1);
      return { ...reply, Job: null };
    },
  } satisfies Driver;
  return { driver: guarded(driver), resets, lost };
}

/** Does a run again from its reset: what it says of OUT-4096, if that is broken. */
async function again(driver: Driver, { tier, steps }: Recorded): Promise<string | undefined> {
  const replay = await replayByHand(driver, tier);
  for (const step of steps) await replay.perform(step);
  try {
    replay.expect('OUT-4096');
    return undefined;
  } catch (error) {
    if (error instanceof Breach) return error.message;
    throw error;
  }
}

const options = { levels: ['core'], only: ['OUT-4096'], runs: 20 } as const;

test.each([false, undefined])(
  'what goes wrong long after a reset is told, and done again, from there on (shrink: %s)',
  async (shrink) => {
    const { driver } = tiring('passing', 14);
    const { properties } = await conform(driver, shrink === undefined ? options : { ...options, shrink: false });
    const failure = properties[0]?.failure;
    expect(failure?.message).toBe('4096 came with a target and no job');
    const run = failure?.run ?? { tier: 'roomy', steps: [] };
    expect(run.steps.filter((step) => step.do === 'call').length).toBeGreaterThanOrEqual(15);
    expect(await again(tiring('passing', 14).driver, run)).toBe(failure?.message);
  },
);

test('nothing is asked of a subject any more that has broken something, before the next reset', async () => {
  const { driver, lost } = tiring('passing', 2);
  const { runs } = await conform(driver, { ...options, only: ['OUT-4096', 'CAP-YES'], shrink: false });
  expect(runs).toBe(20);
  // Also where the property is switched off by then: nothing is known of a job that nobody has named.
  expect(new Set(lost)).toEqual(new Set([0, 1]));
});

test('in real time some runs share a reset, and the tiers take turns', async () => {
  const { driver, resets } = tiring('passing', Number.POSITIVE_INFINITY);
  const { runs } = await conform(driver, { levels: ['core'], runs: 15 });
  expect(runs).toBe(15);
  const [first, ...others] = resets;
  expect(first).toBe('roomy');
  expect(others.length).toBeLessThanOrEqual(6);
  expect(new Set(others)).toEqual(new Set(['roomy', 'tight']));
  // It changes with each fifth run at most, and for what no run has come by.
  expect(others.filter((tier, at) => at > 0 && tier !== others[at - 1]).length).toBeLessThanOrEqual(3);
});

test('in virtual time each run begins anew', async () => {
  const { driver, resets } = tiring('virtual', Number.POSITIVE_INFINITY);
  await conform(driver, { levels: ['core'], runs: 15, only: ['CODE-DOMAIN'] });
  // And once for the scene that is the part of so few runs.
  expect(resets.length).toBe(2 + 15 + 1);
});
