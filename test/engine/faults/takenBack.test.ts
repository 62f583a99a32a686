import { expect, test } from 'vitest';
import { createArray } from '../../../src/index.js';

test('what two faults changed before a third goes back to what was before the first, once the third is healed, too', () => {
  const array = createArray({ pools: [{ name: 'gold', size: '1 TiB' }] });
  const atFirst = array.digest('observable');
  for (const replicas of [3, 4, 5]) {
    const setCapability = { name: 'maximumReplicasPerSource', to: replicas } as const;
    array.faults.add({ id: `to ${replicas}`, at: 'time', when: { time: replicas }, do: { setCapability } });
  }
  array.advance(10);
  const withAll = array.digest('observable');
  expect(withAll).not.toBe(atFirst);
  array.faults.heal(['to 3', 'to 4']);
  expect(array.digest('observable')).toBe(withAll);
  array.faults.heal(['to 5']);
  expect(array.digest('observable')).toBe(atFirst);
});
