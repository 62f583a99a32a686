import fc from 'fast-check';
import { describe, test } from 'vitest';
import { createArray } from '../../src/index.js';
import { share } from './environment.js';
import { demand, inExtents } from './transition.js';

const MiB = 1024n * 1024n;
const sizes = fc.integer({ min: 1, max: 40_000 }).map((blocks) => BigInt(blocks) * 512n);
const extents = fc.constantFrom(512n, MiB, 3n * MiB);
const versions = fc.constantFrom('2012' as const, '2012R2' as const, '2016' as const);
const profileWith = (extent: bigint) => ({
  base: 'full-copy' as const,
  extentSize: `${extent} B`,
  limits: { runningJobs: 2, queuedJobs: 100 },
});

describe('room', () => {
  test('SHORTAGE-TIGHT: for all sizes, extents and pools, a clone is short of room if and only if need > free', () => {
    const shape = fc.record({
      size: sizes,
      extent: extents,
      spare: fc.nat(12_000),
      clones: fc.integer({ min: 1, max: 6 }),
      version: versions,
    });
    let [short, fitting] = [0, 0];
    fc.assert(
      fc.property(shape, ({ size, extent, spare, clones, version }) => {
        const need = inExtents(size, extent);
        // Around a whole number of copies, one block more or less than it takes.
        const total =
          need * BigInt(clones) + (BigInt(spare % 3) - 1n) * 512n + (spare % 5 === 0 ? BigInt(spare) * 512n : 0n);
        const pools = [
          { name: 'home', size: need },
          { name: 'away', size: total },
        ];
        const array = createArray({
          version,
          profile: profileWith(extent),
          pools,
          volumes: [{ name: 'db', pool: 'home', size }],
        });
        for (let n = 0; n < clones + 2; n++) {
          const { free } = array.pool('away');
          const { ReturnValue: code, decided } = array.createClone('db', { TargetPool: 'away' });
          if (need > free) short++;
          else fitting++;
          const expected = need <= free ? 4096 : version === '2016' ? 40_002 : 4;
          demand(
            code === expected,
            () => `needs ${need}, ${free} are free: ${code} (${decided.because}), not ${expected}`,
          );
          if (code !== 4096)
            demand(decided.because === 'free', () => `the shortage is said to be of ${decided.because}`);
          if (n % 2 === 1) array.advance(spare);
        }
      }),
      share(1),
    );
    demand(short > 0 && fitting > 0, () => 'only one side was tried');
  });

  test('REFUND: for all ways in which a job can end without a clone, the pool gets back exactly what it gave', () => {
    const ways = fc.constantFrom('terminate', 'kill', 'fail');
    fc.assert(
      fc.property(ways, sizes, extents, fc.nat(60), fc.boolean(), (way, size, extent, afterMs, crowded) => {
        const pools = [{ name: 'gold', size: size * 4n + 16n * MiB }];
        const array = createArray({
          profile: profileWith(extent),
          pools,
          volumes: [{ name: 'db', pool: 'gold', size }],
        });
        if (crowded) array.createClone('db');
        const untouched = array.fork();
        const { Job } = array.createClone('db', { ElementName: 'short-lived' });
        if (Job === null) throw new Error('no job was started');
        if (way === 'fail') array.provider.failAt('jobEnd', 4, { times: 2 });
        array.advance(way === 'fail' ? 5000 : 190 + afterMs);
        untouched.advance(way === 'fail' ? 5000 : 190 + afterMs);
        const [gave, had] = [untouched.pool('gold').free, array.pool('gold').free];
        const running = array.job(Job).state !== 'completed';
        if (way !== 'fail' && running) {
          demand(had === gave - inExtents(size, extent), () => `${gave} became ${had}`);
          array.jobs[way === 'kill' ? 'kill' : 'terminate'](Job);
          array.advance(501);
          demand(array.pool('gold').free === gave, () => `${gave} became ${array.pool('gold').free}`);
        }
        if (way === 'fail') {
          const { free, used, reserved } = array.pool('gold');
          // All jobs failed: only the source is left.
          demand(
            used === inExtents(size, extent) && reserved === 0n,
            () => `${free} free, ${used} used, ${reserved} reserved`,
          );
        }
      }),
      share(1),
    );
  });

  test('NO-DOUBLE-SPEND: for all interleavings of k clones that race for room for j, exactly j get it', () => {
    const shape = fc.record({
      size: sizes,
      extent: extents,
      k: fc.integer({ min: 2, max: 7 }),
      j: fc.nat(6),
      order: fc.array(fc.nat(6), { maxLength: 100, size: 'max' }),
      within: fc.boolean(),
    });
    fc.assert(
      fc.property(shape, ({ size, extent, k, j, order, within }) => {
        const need = inExtents(size, extent);
        const pools = [
          { name: 'home', size: need },
          { name: 'away', size: need * BigInt(j) + need - 512n },
        ];
        const capabilities = within ? { synchronousActions: [2], asynchronousActions: [] } : {};
        const profile = { ...profileWith(extent), capabilities };
        const array = createArray({ profile, pools, volumes: [{ name: 'db', pool: 'home', size }] });
        const calls = Array.from({ length: k }, () => array.begin('db', 'CreateClone', { TargetPool: 'away' }));
        for (const at of order) {
          const call = calls[at % k];
          if (call !== undefined) array.step(call);
          demand(array.pool('away').free >= 0n, () => 'room was spent twice');
        }
        const codes = calls.map((call) => array.finish(call).ReturnValue);
        const spent = codes.filter((code) => code === 0 || code === 4096).length;
        demand(
          spent === Math.min(j, k),
          () => `${codes.join(', ')}: ${spent} of ${k} got room that was there for ${j}`,
        );
        demand(
          codes.every((code) => code === 0 || code === 4096 || code === 40_002),
          () => codes.join(', '),
        );
      }),
      share(1),
    );
  });
});
