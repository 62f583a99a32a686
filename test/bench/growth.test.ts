import { expect, test, vi } from 'vitest';
import { Hasher } from '../../src/determinism/hash.js';
import { Counters } from '../../src/faults/counters.js';
import { PlannedFaults } from '../../src/faults/plannedFaults.js';
import { Table } from '../../src/store/table.js';
import { growing } from './growing.js';

/** How often rows and faults are asked for, and hashes made: a walk over a world, or a plan, asks for all of them. */
function accesses(work: () => number): number {
  let count = 0;
  const spies = [
    ...(['read', 'peek', 'edit', 'has', 'payload'] as const).map((method) => spied(Table.prototype, method)),
    spied(Hasher.prototype, 'end'),
    spied(Counters.prototype, 'with'),
    ...(['at', 'named', 'with', 'without'] as const).map((method) => spied(PlannedFaults.prototype, method)),
  ];
  const walk = PlannedFaults.prototype[Symbol.iterator];
  const walked = vi.spyOn(PlannedFaults.prototype, Symbol.iterator).mockImplementation(function* (this: PlannedFaults) {
    for (const one of walk.call(this)) {
      count++;
      yield one;
    }
    return undefined;
  });
  const done = work();
  walked.mockRestore();
  for (const spy of spies) {
    count += spy.mock.calls.length;
    spy.mockRestore();
  }
  return count / done;
}

function spied<Of extends object>(of: Of, method: keyof Of & string) {
  return vi.spyOn(of as Record<string, () => unknown>, method);
}

const rows = growing({ volumes: [200, 2_000], others: [50, 500] });

test.each(rows.filter(({ what }) => !what.startsWith('instances')))(
  '$what: as many rows are looked at among many $of as among few',
  ({ make, few, many }) => {
    const [inSmall, inLarge] = [few, many].map((count) => {
      const work = make(count);
      // What is found out at first is kept.
      work();
      return accesses(work);
    });
    expect(inLarge).toBeLessThan(2 * (inSmall ?? 0) + 5);
  },
);
