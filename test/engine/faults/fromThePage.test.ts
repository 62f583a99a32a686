import { expect, test } from 'vitest';
import { createArray, NoReplyError, type PlanInput, type StorageArray } from '../../../src/index.js';

// Plans as somebody writes them who has read the page of faults and nothing else: each does what it says.

const clone = (array: StorageArray, options?: { readonly caller: string }, name = 'monday') => {
  try {
    return array.createClone('db', { ElementName: name }, options).ReturnValue;
  } catch (error) {
    if (!(error instanceof NoReplyError)) throw error;
    return 'no reply';
  }
};

const clonesAt = (array: StorageArray, ...spans: string[]) =>
  spans.map((span) => {
    array.advance(span);
    return clone(array);
  });

/** State, ErrorCode and end of the first job, when all is settled. */
const job = (array: StorageArray) => {
  array.settle();
  const [first] = array.jobs();
  return [first?.state, first?.errorCode, first?.changedMs];
};

interface Written {
  readonly plan: PlanInput;
  readonly act: (array: StorageArray) => unknown;
  readonly seen: unknown;
}

const written: Readonly<Record<string, Written>> = {
  'the third clone finds no room': {
    plan: 'array CreateClone nth 3: return 40002',
    act: (array) => clonesAt(array, '0 s', '0 s', '0 s', '0 s'),
    seen: [4096, 4096, 40002, 4096],
  },
  'the provider can’t be reached for five minutes': {
    plan: 'connect from 1 min to 6 min: return methodInvocationFailed',
    act: (array) => clonesAt(array, '0 s', '1 min', '4 min', '61 s'),
    seen: [4096, 40300, 40300, 4096],
  },
  'after the first refusal, all calls are refused for a minute': {
    plan: 'invoke for 1 min: return cimServerLimitsExceeded',
    act: (array) => clonesAt(array, '0 s', '59 s', '1 s', '1 h'),
    seen: [43027, 43027, 4096, 4096],
  },
  'ann does not get her first reply': {
    plan: 'serviceReply caller=ann 1*: loseReply',
    act: (array) => [...['bob', 'ann', 'ann'].map((caller) => clone(array, { caller })), array.volumes().length],
    seen: [4096, 'no reply', 4096, 5],
  },
  'jobs stand still at half for ten minutes': {
    plan: 'jobPercent@50 volume=db: stallJob 10 min',
    act: (array) => {
      clone(array);
      array.advance('5 min');
      return [array.jobs()[0]?.percentComplete, ...job(array)];
    },
    seen: [50, 'completed', 0, 700_208],
  },
  'the clone of that name fails late, with an error of the vendor, and is left': {
    plan: 'jobPercent@99 volume=monday: failJob 32768 residue=target',
    act: (array) => {
      clone(array, undefined, 'sunday');
      clone(array);
      array.settle();
      return [...array.jobs().map(({ errorCode }) => errorCode), array.findVolume('monday')?.state];
    },
    seen: [0, 32768, 'failed'],
  },
  'the pool takes no more when less than half of it is free': {
    plan: {
      faults: [
        {
          id: 'full',
          at: 'invoke',
          when: { world: { pool: 'gold', free: { below: '512 GiB' } } },
          fire: { max: 1 },
          do: { poolState: { pool: 'gold', to: 'readOnly' } },
        },
      ],
    },
    act: (array) => [...clonesAt(array, ...Array.from({ length: 6 }, () => '0 s')), array.pool('gold').state],
    seen: [4096, 4096, 4096, 4096, 4096, 4, 'readOnly'],
  },
  'nobody but ops may delete': {
    plan: { faults: [{ id: 'ops', at: 'service', when: { method: 'Delete', not: { caller: 'ops' } }, do: 'deny' }] },
    act: (array) => [
      clone(array),
      ...['ann', 'ops'].map((caller) => array.invoke('spare', 'Delete', {}, { caller }).ReturnValue),
    ],
    seen: [4096, 43002, 0],
  },
  'the provider restarts in mid-call and forgets its jobs': {
    plan: 'array after 1 1*: restartProvider 30 s loses=calls,jobs',
    act: (array) => [...clonesAt(array, '0 s', '1 s', '30 s'), array.jobs().length],
    seen: [4096, 40300, 4096, 1],
  },
  'a request arrives twice': {
    plan: 'invoke 1*: duplicate 2',
    act: (array) => [clone(array), array.volumes().length],
    seen: [4096, 4],
  },
  'a running job is said to be at 100 %': {
    plan: 'read job=monday: wrongProgress 100',
    act: (array) => {
      clone(array);
      array.advance('3 s');
      const [first] = array.jobs();
      return [first?.state, first?.percentComplete];
    },
    seen: ['running', 100],
  },
  'the password expires after the first call, until all is healed': {
    plan: {
      faults: [{ id: 'expired', at: 'connect', fire: { after: 1, max: 1 }, do: 'expireCredential' }],
      heal: { atMs: '10 min' },
    },
    act: (array) => clonesAt(array, '0 s', '1 min', '10 min'),
    seen: [4096, 51005, 4096],
  },
  'another step of a story comes after the first': {
    plan: {
      faults: [
        { id: 'slow', at: 'service', state: { to: 'slow' }, fire: { max: 1 }, do: { slowLink: '2 s' } },
        { id: 'gone', at: 'connect', when: { time: ['1 min', '1 h'] }, state: { in: 'slow' }, do: { return: 3 } },
      ],
    },
    act: (array) => [...clonesAt(array, '0 s', '1 min'), array.now],
    seen: [4096, 3, 134_000],
  },
};

test.each(Object.entries(written))('%s', (_, { plan, act, seen }) => {
  const array = createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [
      { name: 'db', pool: 'gold', size: '100 GiB' },
      { name: 'spare', pool: 'gold', size: '1 GiB' },
    ],
    faults: plan,
  });
  expect(act(array)).toEqual(seen);
  expect(array.faults.ledger().every(({ fired }) => fired > 0)).toBe(true);
});

test('twelve of them, and one more', () => expect(Object.keys(written)).toHaveLength(13));
