import { describe, expect, test } from 'vitest';
import { conform } from '../../../src/conformance/conform.js';
import type { ConformOptions } from '../../../src/conformance/options.js';
import type { Failure, Level } from '../../../src/conformance/report.js';
import { replayByHand } from '../../../src/conformance/run/replayByHand.js';
import type { Driver } from '../../../src/conformance/subject/driver.js';
import { mutants } from '../../../src/subjects/mutants.js';
import type { MethodName } from '../../../src/vocabulary/methods/index.js';

// What is wrong with a call shows at the next look, or in what a later call is answered: it is to be blamed all the same.

function mutant(wanted: string): Driver {
  const found = mutants.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`there is no mutant ${wanted}`);
  const driver = found.make();
  const { capabilities } = driver;
  // Of few methods, so that what is drawn stays the same when there are more.
  const few = async () => ({ ...(await capabilities.call(driver)), methods });
  return Object.assign(driver, { capabilities: few });
}

const methods: readonly MethodName[] = ['CreateClone', 'StorageVolume.Delete', 'GetSizesInfo', 'Pool.Delete'];

/** One at which the defect of half-charge shows in a later call first. */
const seed = 10;

async function failuresOf(name: string, options: ConformOptions): Promise<Record<string, Failure>> {
  const { properties } = await conform(mutant(name), { runs: 12, seed, ...options });
  return Object.fromEntries(properties.flatMap(({ name, failure }) => (failure === null ? [] : [[name, failure]])));
}

/** Where a defect of a clone used to show when a call that came later was judged. */
const elsewhere = ['ERR-ATOMIC', 'CAP-YES', 'CAP-MODE', 'OUT-0'];

interface Wrong {
  readonly of: string;
  readonly name: string;
  readonly property: string;
  readonly foundAs: string | null;
}

const wrongs: readonly Wrong[] = [
  { of: 'charge', name: 'half-charge', property: 'CHARGE', foundAs: 'OUT-0' },
  { of: 'charge', name: 'an-extent-too-many', property: 'CHARGE', foundAs: null },
  { of: 'name', name: 'name-ignored', property: 'OUT-4096', foundAs: null },
  { of: 'mode', name: 'promises-usable-at-once', property: 'JOB-RESULT', foundAs: 'CAP-YES' },
];

const levels: readonly Level[] = ['core', 'capacity'];

describe('a wrong', () => {
  test.each(wrongs)('$of of $name is blamed on $property', async ({ name, property, foundAs }) => {
    const found = await failuresOf(name, { levels });
    expect(Object.keys(found).filter((one) => elsewhere.includes(one))).toEqual([]);
    expect(found[property]?.foundAs).toBe(foundAs);
  });
});

test('what is blamed is found again by its command, and by its run', async () => {
  const { property, name } = { property: 'CHARGE', name: 'half-charge' };
  const failure = (await failuresOf(name, { levels }))[property];
  if (failure === undefined) throw new Error('nothing is blamed');
  const { again, run, answers } = failure;
  expect(again).toBe('arraysim conform --seed 10 --level core --runs 12 --only OUT-0,CHARGE');
  const once = await failuresOf(name, { levels: ['core'], only: ['OUT-0', 'CHARGE'] });
  expect(Object.keys(once)).toEqual([property]);
  // The look that shows it is the last step, and has no answer.
  expect(answers).toHaveLength(run.steps.length - 1);
  const replay = await replayByHand(mutant(name), run.tier);
  for (const step of run.steps) await replay.perform(step);
  expect(() => replay.expect(property)).toThrow(failure.message);
});

test('what breaks in the runs of a level is told, also if the level is not about it, and its command asks for its own', async () => {
  const found = await failuresOf('promises-usable-at-once', { levels: ['core'] });
  expect(found['JOB-RESULT']?.again).toContain(' --level core,jobs --runs 12 --only CAP-YES,JOB-RESULT');
});

test('what a property that is left out has led to breaks no other', async () => {
  const found = await failuresOf('an-extent-too-many', { levels, except: ['CHARGE'] });
  expect(found).toEqual({});
});

test('a run is reported as it was found, and not blamed on anybody, where no other run is to be made', async () => {
  const found = await failuresOf('half-charge', { levels: ['core'], shrink: false });
  expect(found['OUT-0']).toMatchObject({ foundAs: null, shrinking: { ended: 'off' } });
});
