import { expect, test } from 'vitest';
import { replay } from '../../src/engine/history/replay.js';
import { faultPlans } from '../../src/faults/library.js';
import type { PlanInput } from '../../src/faults/planSchema.js';
import { planFromText } from '../../src/faults/shortForm.js';
import { createArray, loadArray, type StorageArray } from '../../src/index.js';
import { effectExamples } from '../engine/faults/effectExamples.js';
import { damaged, damagedText } from './damage.js';
import { pictureOf } from './judge.js';
import { allowed, longTimeoutMs, trials, tryAll } from './trials.js';

const examples = Object.values(effectExamples).map(({ plan }): unknown => plan);
const texts = [
  ...Object.values(faultPlans).map(({ plan }) => plan),
  ...examples.filter((one) => typeof one === 'string'),
];
const objects: readonly unknown[] = [
  ...texts.map((text) => planFromText(text, 'plan')),
  // A function can't be saved, nor repeated.
  ...examples.filter((one) => typeof one !== 'string' && !hasFunction(one)),
  {
    version: 1,
    seed: 7,
    budget: { fires: 5 },
    heal: { atMs: '10 min' },
    faults: [
      {
        id: 'first',
        at: ['invoke', 'array'],
        fire: { after: 1, every: 2, p: 0.5, max: 3, per: 'caller' },
        do: 'loseReply',
      },
      { id: 'lasts', at: 'array', state: { to: 'spent' }, lasts: { ms: '5 s', calls: 3 }, do: { delay: '1 s' } },
      { id: 'then', at: 'jobEnd', state: { in: 'spent' }, mode: 'stack', expect: 'must', do: { failJob: { code: 4 } } },
      {
        id: 'until',
        at: 'connect',
        lasts: { until: { method: 'CreateClone' } },
        do: { slowLink: { exponential: '2 s' } },
      },
      {
        id: 'when',
        at: 'jobPercent',
        when: { all: [{ jobPercent: [10, 50] }, { not: { element: { name: 'web', class: 'volume' } } }] },
        do: ['stallJob', { slowJob: 0.5 }],
      },
    ],
  },
];

function hasFunction(value: unknown): boolean {
  return (
    typeof value === 'function' ||
    (typeof value === 'object' && value !== null && Object.values(value).some(hasFunction))
  );
}

function fixture(): StorageArray {
  return createArray({
    profile: 'full-copy',
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'away', size: '1 TiB', system: 'peer' },
    ],
    volumes: [
      { name: 'db', pool: 'gold', size: '100 GiB' },
      { name: 'far', pool: 'away', size: '1 GiB' },
    ],
  });
}

/** Everything that faults strike, and everything that can be done to them. */
function use(array: StorageArray): string | null {
  for (const act of [
    () => array.createClone('db', { ElementName: 'copy' }),
    () => array.advance('2 min'),
    () => array.fork().advance('1 h'),
    () => [array.volumes(), array.jobs(), array.faults.ledger(), array.faults.held()],
    () => array.createClone('db', { ElementName: 'again' }, { caller: 'eve' }),
    () => array.settle(),
    () => array.invoke('copy', 'Delete'),
    () =>
      array.faults.heal(
        array.faults
          .ledger()
          .slice(0, 1)
          .map(({ fault }) => fault),
      ),
    () => array.faults.heal(),
    () => array.settle(),
  ])
    allowed(act);
  const wrong = array.violations();
  if (wrong.length > 0) return `the array is wrong: ${wrong.join('; ')}`;
  if (loadArray(array.save()).digest('identity') !== array.digest('identity')) return 'saved, it is another';
  const { header, entries } = array.trace();
  const again = replay(JSON.parse(JSON.stringify(header)), JSON.parse(JSON.stringify(entries)));
  return again.kind === 'same' ? null : `its trace is not repeated: ${JSON.stringify(again)}`;
}

test(
  'a fault plan that was damaged is refused as bad input and changes nothing, or runs, is saved and is repeated',
  () => {
    const { flaws, refused, taken } = tryAll(
      trials(60),
      (draws): unknown =>
        draws.chance(0.8) ? damaged(draws, draws.pick(objects), objects) : damagedText(draws, draws.pick(texts)),
      (plan) => {
        const array = fixture();
        const before = pictureOf(array);
        try {
          // Whatever it has become.
          array.faults.use(plan as PlanInput);
        } catch (error) {
          if (pictureOf(array) !== before) return 'refused, and the array has changed';
          throw error;
        }
        return use(array);
      },
    );
    expect(flaws).toEqual([]);
    expect(refused).toBeGreaterThan(10);
    expect(taken).toBeGreaterThan(10);
  },
  longTimeoutMs,
);
