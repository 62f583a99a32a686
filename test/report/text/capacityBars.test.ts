import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capacityBars, sharesOf } from '../../../src/report/text/capacityBars.js';
import { pageOf } from '../../../src/report/text/page.js';

const gib = 1024n ** 3n;
const page = pageOf({ colour: false });

describe('a capacity bar', () => {
  test('shows used, reserved and free, and says a state that is not online', () => {
    const gold = {
      name: 'gold',
      state: 'online',
      total: 200n * gib,
      used: 100n * gib,
      reserved: 20n * gib,
      stolen: 0n,
      free: 80n * gib,
    } as const;
    const silver = {
      name: 'silver',
      state: 'offline',
      total: gib,
      used: 0n,
      reserved: 0n,
      stolen: 0n,
      free: gib,
    } as const;
    const robbed = { ...gold, stolen: 40n * gib, free: 40n * gib } as const;
    expect(capacityBars([robbed], page)).toEqual([
      'gold  [████████████▓▓░░░░░·····] used 100 GiB, reserved 20 GiB, stolen 40 GiB, free 40 GiB of 200 GiB',
    ]);
    expect(capacityBars([gold, silver], page)).toEqual([
      'gold    [████████████▓▓··········] used 100 GiB, reserved 20 GiB, free 80 GiB of 200 GiB',
      'silver  [························] used     0 B, reserved    0 B, free  1 GiB of 1 GiB, offline',
    ]);
  });

  test('of a pool without any room is empty', () => {
    expect(sharesOf({ total: 0n, used: 0n, reserved: 0n, stolen: 0n, free: 0n }, 24)).toEqual({
      used: 0,
      reserved: 0,
      stolen: 0,
      free: 24,
    });
  });

  test('for all pools, has its length exactly, and shows whatever there is', () => {
    const part = fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 2n ** 62n }), fc.bigInt({ min: 1n, max: 4096n }));
    fc.assert(
      fc.property(part, part, part, part, fc.integer({ min: 6, max: 24 }), (used, reserved, stolen, free, cells) => {
        const shares = sharesOf({ total: used + reserved + stolen + free, used, reserved, stolen, free }, cells);
        expect(shares.used + shares.reserved + shares.stolen + shares.free).toBe(cells);
        if (used + reserved + stolen + free === 0n) return;
        expect(shares.used > 0).toBe(used > 0n);
        expect(shares.reserved > 0).toBe(reserved > 0n);
        expect(shares.stolen > 0).toBe(stolen > 0n);
        expect(shares.free > 0).toBe(free > 0n);
      }),
      { seed: 20_161, numRuns: 500 },
    );
  });
});
