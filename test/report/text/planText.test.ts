import { expect, test } from 'vitest';
import { faultPlans } from '../../../src/faults/library.js';
import { createArray } from '../../../src/index.js';
import { pageOf } from '../../../src/report/text/page.js';
import { ledgerLines, planSheet } from '../../../src/report/text/planText.js';

const page = pageOf({ colour: false, columns: 80 });

test('a plan says what its faults do, and when and for how long', () => {
  expect(planSheet('brown-out', faultPlans['brown-out'], page)).toContain(`
fault     at      class    does
line      time    degrade  slowLink 4 s
overload  invoke  refuse   return 43027

fault     fires
line      at 1 min, once at most, for 5 min
overload  from 1 min to 6 min, with a chance of 20 %
`);
});

test('every plan fits into 80 columns', () => {
  for (const [name, plan] of Object.entries(faultPlans)) {
    const lines = planSheet(name, plan, page).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  }
});

test('why a fault has not fired stands below its row, and not among the effects', () => {
  const array = createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '1 GiB' }],
    faults: 'other = service caller=bob must: return 51000\nslow = service: delay 1 s\nlate = jobEnd: delay 1 s',
  });
  array.createClone('db');
  expect(ledgerLines(array.faults.ledger(), page)).toEqual([
    'fault  armed  matched  fired  last at       point    effects',
    'other  yes          0      0',
    "  had to fire: service was visited once; the closest: caller is 'client',",
    "  expected 'bob'",
    'slow   yes          1      1  00:00:00.000  service  delay 1 s',
    'late   yes          0      0',
    '  has not fired: nothing came to jobEnd',
  ]);
});
