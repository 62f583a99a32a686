import { expect, test } from 'vitest';
import { firingText, planTexts } from '../../src/faults/firingText.js';
import { faultPlans } from '../../src/faults/library.js';
import { readPlan } from '../../src/faults/readPlan.js';

const texts = (written: unknown) => readPlan(written).faults.map(firingText);
const longForm = (more: object) =>
  texts({ version: 1, faults: [{ id: 'x', at: 'service', do: { delay: 1 }, ...more }] });

test.each([
  ['invoke: return 40300', 'at every visit'],
  ['invoke 20% 3*: return 40300', 'with a chance of 20 %, 3 times at most'],
  ['lost = serviceReply CreateClone 1*: loseReply', 'CreateClone, once at most'],
  ['tls after 1: tls expired', 'after the first match'],
  ['invoke after 2 nth 2: return 40300', 'after 2 matches, at match 4 only'],
  ['invoke every 2 per caller must: return 40300', 'at every 2. match, counted for each caller, has to fire'],
  ['jobPercent@73: stallJob 5 min', 'at 73 %'],
  ['invoke volume=db caller=ann for 5 min: return 40300', "volume 'db' and caller 'ann', once at most, for 5 min"],
  ['invoke ElementName=web for 3 calls: return 40300', "ElementName 'web', once at most, for 3 calls"],
])('%s fires %s', (line, words) => expect(texts(line)).toEqual([words]));

test.each([
  [
    { arm: { p: 0.5 }, state: { in: 'start', to: 'down' } },
    "in 50 % of all runs, only in state 'start', leads to state 'down'",
  ],
  [{ mode: 'stack' }, 'lets later faults fire at the same moment'],
  [
    { when: { world: { pool: 'gold', free: { below: '5 GiB' } } }, lasts: { until: { time: '1 h' } } },
    "pool 'gold' free less than 5 GiB, once at most, until at 1 h",
  ],
  [
    { when: { any: [{ caller: ['ann', 'bob'] }, { not: { method: 'CreateClone', decides: 40002 } }] } },
    "caller 'ann' or 'bob' or not (CreateClone and where 40002 decides)",
  ],
  [
    { when: { volume: { where: { size: { atLeast: 5 } } }, world: { jobs: 'waiting', count: 2 } } },
    'volume with size at least 5 and waiting jobs 2',
  ],
])('the long form %j fires %s', (more, words) => expect(longForm(more)).toEqual([words]));

test('what holds for the whole plan is told', () => {
  const plan = readPlan({ version: 1, seed: 5, faults: [], budget: { fires: 2 }, heal: { atMs: '5 min' } });
  expect(planTexts(plan)).toEqual([
    'Its chances are drawn from seed 5.',
    'All faults together fire twice at most.',
    'All faults end at 5 min.',
  ]);
});

test.each(Object.entries(faultPlans))('each number of when %s fires is told', (_, { plan }) => {
  for (const fault of readPlan(plan).faults) {
    const { after, max, p } = fault.fire;
    const text = firingText(fault);
    expect(text.includes('at most')).toBe(max !== null);
    expect(text.includes('after')).toBe(after > 0);
    expect(text.includes('chance')).toBe(p < 1);
    expect(text.includes('for ')).toBe(fault.lasts !== null);
  }
});
