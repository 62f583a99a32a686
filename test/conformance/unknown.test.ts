import { describe, expect, test } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import type { Advertised } from '../../src/conformance/subject/advertised.js';
import { guarded } from '../../src/conformance/subject/guarded.js';
import { foreignDriver, type Told } from '../examples/foreign/driver.js';
import type { Switches } from '../examples/foreign/switches.js';

// Of a subject that does not say what it does, nothing of that is held against it; all else is.

const knowsNothing: Partial<Advertised> = {
  deletes: { volumes: true, pools: false, by: 'unknown', associated: null, exposed: false },
  clones: {
    local: true,
    remote: false,
    copies: 'unknown',
    synchronousUpTo: 0,
    targetUsable: 'unknown',
    ofSnapshots: null,
    source: 'unknown',
    detaches: null,
  },
  targetPool: { given: 'unknown', ofSourceOnly: null, reserved: null },
  names: { longest: null, unique: null, given: 'unknown' },
  allocation: { kind: 'unknown', extent: 1, overcommitLimit: null },
};

async function judged(switches: Partial<Switches>, told: Told = {}) {
  const driver = foreignDriver(switches, { says: knowsNothing, ...told });
  const { properties } = await conform(guarded(driver), { levels: ['core', 'capacity'], runs: 10, shrink: false });
  const skipped = properties.flatMap(({ name, skipped: lack }) => (lack?.reason === 'not-advertised' ? [name] : []));
  return { broken: properties.flatMap(({ name, failure }) => (failure === null ? [] : [name])), skipped };
}

const healthy: readonly Partial<Switches>[] = [{}, { allocation: 'instant' }, { targetListed: 'atCompletion' }];

describe.each(['virtual', 'passing'] as const)('in time that is %s', (time) => {
  test.each(healthy)('nothing is held against %j', async (switches) => {
    expect((await judged(switches, { time })).broken).toEqual([]);
  });
});

test('a target that can be used early is no fault then, and a target that is too small still is', async () => {
  expect((await judged({ wrong: 'targetUsableEarly' })).broken).not.toContain('NO-HALF-CLONE');
  expect((await judged({ wrong: 'targetTooSmall' })).broken).not.toEqual([]);
});

test('what can not be judged is skipped, and not passed', async () => {
  const { skipped } = await judged({});
  expect(skipped).toEqual(expect.arrayContaining(['NO-HALF-CLONE', 'NO-ORPHAN', 'CHARGE', 'REFUND']));
});
