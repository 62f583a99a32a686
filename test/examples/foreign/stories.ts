import { Breach } from '../../../src/conformance/checks/verdicts.js';
import { replayByHand } from '../../../src/conformance/run/replayByHand.js';
import type { RunStep } from '../../../src/conformance/run/steps.js';
import type { Call, Given } from '../../../src/conformance/subject/call.js';
import type { Driver } from '../../../src/conformance/subject/driver.js';
import { guarded } from '../../../src/conformance/subject/guarded.js';
import type { Tier } from '../../../src/conformance/subject/tier.js';
import { suite } from '../../../src/conformance/suite.js';
import { longestName } from './keptName.js';
import { denied } from './request.js';

// What clients do where the documents leave something open, and the suite may say of an array what is not so: in the words of its
// own runs, but at once instead of by chance.

/** A run of the suite. */
export interface Story {
  readonly about: string;
  readonly tier: Tier;
  /** Whether it takes a clock that waits. */
  readonly virtual?: true;
  readonly steps: readonly RunStep[];
}

const small: Call = { method: 'CreateClone', on: 'small', with: {} };
const look: RunStep = { do: 'look' };
/** Long enough for every job that waits. */
const wait: readonly RunStep[] = [look, { do: 'advance', ms: 300 }, look, look];

export const stories: readonly Story[] = [
  {
    about: 'asks for two copies of a volume at once',
    tier: 'roomy',
    steps: [clone('small'), clone('small'), look, ...wait, clone('small'), ...wait],
  },
  {
    about: 'asks for a copy of what is still copied to, while there is no room for it',
    tier: 'tight',
    steps: [clone('small'), clone('small'), clone('clone2'), look, clone('clone1'), ...wait],
  },
  {
    about: 'asks for a copy of what is still copied to, into a pool that is full',
    tier: 'tight',
    steps: [
      clone('small'),
      clone('small'),
      ...wait,
      clone('large', { TargetPool: 'silver' }),
      clone('clone3', { TargetPool: 'gold' }),
      ...wait,
    ],
  },
  {
    about: 'uses a target before its job is over',
    tier: 'roomy',
    steps: [clone('large'), clone('clone1'), remove('clone1'), clone('small', { TargetPool: 'clone1' }), ...wait],
  },
  {
    about: 'deletes the source and the target of a job again and again',
    tier: 'roomy',
    steps: [clone('small'), clone('middle'), remove('clone2'), remove('middle'), look, remove('clone2'), ...wait],
  },
  {
    about: 'copies a copy, and deletes it',
    tier: 'roomy',
    steps: [clone('small'), ...wait, clone('clone1'), look, ...wait, remove('clone1'), look, clone('clone2'), ...wait],
  },
  {
    about: 'has half a credential',
    tier: 'roomy',
    steps: [
      clone('small', { username: 'somebody' }),
      look,
      clone('middle', { password: 'something' }),
      look,
      clone('no such volume', { password: 'something' }),
      clone('large', { username: denied.account.username }),
      look,
      ...wait,
      remove('small', { username: 'somebody' }),
      remove('middle', { password: 'something' }),
      look,
    ],
  },
  {
    about: 'has an empty name',
    tier: 'roomy',
    steps: [clone('small', { ElementName: '' }), look, clone('no such volume', { ElementName: '' }), ...wait],
  },
  {
    about: 'is wrong in two ways',
    tier: 'roomy',
    steps: [
      clone('no such volume', { TargetPool: 'no such pool' }),
      clone('no such volume', { ElementName: 'n'.repeat(longestName + 1) }),
      clone('small', { TargetPool: 'no such pool', ElementName: '' }),
      clone('small', { TargetPool: 'no such pool', username: 'somebody' }),
      look,
      ...wait,
    ],
  },
  {
    about: 'names a pool that does not exist',
    tier: 'roomy',
    steps: [clone('small', { TargetPool: 'no such pool' }), look, clone('small', { TargetPool: 'silver' }), ...wait],
  },
  {
    about: 'may not do it',
    tier: 'roomy',
    steps: [
      clone('small', { ...denied.account }),
      clone('small', { ...denied.account, password: 'another' }),
      { ...clone('small'), caller: denied.caller },
      { ...remove('small'), caller: denied.caller },
      remove('small', { ...denied.account, password: 'another' }),
      look,
    ],
  },
  {
    about: 'asks for more than there is room for',
    tier: 'tight',
    steps: [clone('large'), clone('small'), look, clone('small'), clone('small'), look, clone('small'), ...wait],
  },
  {
    about: 'asks for copies at once that can not be told apart',
    tier: 'roomy',
    steps: [{ do: 'overlap', calls: [small, small, small], order: [0, 1, 2] }, look, look, look, ...wait],
  },
  {
    about: 'races for the last room',
    tier: 'tight',
    steps: [{ do: 'probe', property: 'NO-DOUBLE-SPEND', calls: [small], number: 45_997 }, ...wait],
  },
  {
    about: 'fills the pool while a job copies',
    tier: 'tight',
    virtual: true,
    steps: [clone('small'), { do: 'probe', property: 'RESERVE', calls: [small], number: 0 }, ...wait],
  },
  {
    about: 'leaves a pool just so much room',
    tier: 'roomy',
    steps: [
      clone('large'),
      { do: 'act', action: { do: 'leaveFree', pool: 'gold', bytes: 13 * 2 ** 20 } },
      clone('large'),
      look,
      ...wait,
    ],
  },
];

/** What is held against an array in a story: of the first step that shows something, 'CODE-DOMAIN: CreateClone answered 6 …' */
export async function complaintsIn({ tier, steps }: Story, driver: Driver): Promise<string[]> {
  const run = await replayByHand(guarded(driver), tier);
  for (const step of steps) {
    await run.perform(step);
    const complaints = judged.flatMap((name) => complaintOf(() => run.expect(name)));
    if (complaints.length > 0) return complaints;
  }
  return [];
}

const judged = suite.filter(({ ground }) => ground === 'law').map(({ name }) => name);

function complaintOf(expect: () => void): string[] {
  try {
    expect();
    return [];
  } catch (error) {
    if (error instanceof Breach) return [`${error.property}: ${error.message}`];
    throw error;
  }
}

function clone(on: string, given: Given = {}): Extract<RunStep, { do: 'call' }> {
  return { do: 'call', method: 'CreateClone', on, with: given };
}

function remove(on: string, given: Given = {}): Extract<RunStep, { do: 'call' }> {
  return { do: 'call', method: 'StorageVolume.Delete', on, with: given };
}
