import { describe, expect, test } from 'vitest';
import { createArray, type StorageArray } from '../../../src/index.js';
import { copy, deletingAtOnce, deletingByJob, deletion, MiB, startDeletion } from './deleting.js';

const allocating = (kind: 'full' | 'thin' | 'instant') =>
  createArray({
    seed: 13,
    profile: {
      base: 'full-copy',
      allocation: { kind, overcommitLimit: null, lowSpaceWarningThreshold: 0 },
      capabilities: { synchronousActions: [2], asynchronousActions: [] },
    },
    pools: [{ name: 'gold', size: '100 MiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 MiB', written: '4 MiB' }],
  });

/** MiB used after each of the deletions, one after the other. */
const usedAfter = (array: StorageArray, ...names: string[]) =>
  names.map((name) => {
    expect(deletion(array, name)).toEqual([0, 'success']);
    expect(array.violations()).toEqual([]);
    return Number(array.pool('gold').used / MiB);
  });

describe('the room of a deleted volume is returned exactly', () => {
  test('all of its size with full allocation', () => {
    const array = allocating('full');
    array.createClone('db', { ElementName: 'copy' });
    expect(array.pool('gold')).toMatchObject({ used: 20n * MiB, subscribed: 20n * MiB });
    expect(usedAfter(array, 'db', 'copy')).toEqual([10, 0]);
    expect(array.pool('gold')).toMatchObject({ subscribed: 0n, volumes: 0, free: 100n * MiB });
  });

  test('what was written with thin allocation', () => {
    const array = allocating('thin');
    array.createClone('db', { ElementName: 'copy' });
    array.host.write('copy', { offset: '8 MiB', length: '1 MiB', tag: 'x' });
    expect(array.pool('gold').used).toBe(9n * MiB);
    expect(usedAfter(array, 'db', 'copy')).toEqual([5, 0]);
    expect(array.pool('gold').subscribed).toBe(0n);
  });

  test('nothing of what others share with instant allocation, and the rest with the last sharer', () => {
    const array = allocating('instant');
    array.createClone('db', { ElementName: 'one' });
    array.createClone('db', { ElementName: 'two' });
    expect(array.pool('gold').used).toBe(4n * MiB);
    expect(usedAfter(array, 'db', 'one', 'two')).toEqual([4, 4, 0]);
  });

  test('only its own part with instant allocation, where it was written to since', () => {
    const array = allocating('instant');
    array.createClone('db', { ElementName: 'copy' });
    array.host.write('copy', { offset: 0, length: '2 MiB', tag: 'x' });
    expect(array.pool('gold').used).toBe(6n * MiB);
    // Of the shared four nobody shows the first two once their only reader is gone.
    expect(usedAfter(array.fork(), 'db', 'copy')).toEqual([4, 0]);
    expect(usedAfter(array, 'copy', 'db')).toEqual([4, 0]);
  });

  test('by the middle of a chain of instant clones, whose ends still read what they did', () => {
    const array = allocating('instant');
    array.createClone('db', { ElementName: 'middle' });
    array.host.write('middle', { offset: 0, length: '1 MiB', tag: 'middle' });
    array.createClone('middle', { ElementName: 'end' });
    array.host.write('end', { offset: '1 MiB', length: '1 MiB', tag: 'end' });
    const read = () => ['db', 'end'].map((name) => array.host.read(name).map(({ tag }) => tag));
    const before = read();
    expect(usedAfter(array, 'middle')).toEqual([6]);
    expect(read()).toEqual(before);
    expect(usedAfter(array, 'end', 'db')).toEqual([4, 0]);
  });

  test('for the next volume, to the last block', () => {
    const array = deletingAtOnce({}, { pools: [{ name: 'gold', size: '20 MiB' }] });
    copy(array, 'copy');
    array.settle();
    expect(array.createClone('db').decided.because).toBe('free');
    deletion(array, 'copy');
    expect(array.createClone('db').ReturnValue).toBe(4096);
  });
});

describe('by a job', () => {
  test('room is used until the job ends, and free then', () => {
    const array = deletingByJob();
    const job = startDeletion(array);
    array.advance('9999 ms');
    expect([array.job(job).percentComplete, array.pool('gold').used]).toEqual([99, 10n * MiB]);
    array.advance(1);
    expect(array.job(job)).toMatchObject({ state: 'completed', percentComplete: 100, changedMs: 10_000, errorCode: 0 });
    expect(array.pool('gold')).toMatchObject({ used: 0n, volumes: 0, subscribed: 0n });
    expect(array.violations()).toEqual([]);
  });

  test('it takes its time beside copies, and leaves them all of the bandwidth', () => {
    const array = deletingByJob(
      {},
      {
        volumes: [
          { name: 'db', pool: 'gold', size: '10 MiB' },
          { name: 'old', pool: 'gold', size: '10 MiB' },
        ],
      },
    );
    startDeletion(array, 'old');
    copy(array, 'copy');
    array.settle();
    // A copy of 20480 blocks takes 2048 ms at 10 blocks a millisecond.
    expect(array.jobs().map(({ method, changedMs }) => [method, changedMs])).toEqual([
      ['StorageVolume.Delete', 10_000],
      ['CreateClone', 2_048],
    ]);
  });

  test('what is left over of the bandwidth goes to the oldest copy, though a deletion is older', () => {
    const array = deletingByJob(
      {},
      {
        volumes: [
          { name: 'db', pool: 'gold', size: '10 MiB' },
          { name: 'old', pool: 'gold', size: '10 MiB' },
        ],
      },
    );
    startDeletion(array, 'old');
    for (const name of ['a', 'b', 'c']) copy(array, name);
    array.advance(1_000);
    // 4 + 3 + 3 blocks a millisecond: 4000, 3000 and 3000 of 20480 blocks.
    expect(array.jobs().map(({ percentComplete }) => percentComplete)).toEqual([10, 19, 14, 14]);
  });

  test('a pool that can take nothing back refuses: 40314, or 40310 where it is reserved for replication', () => {
    const array = deletingByJob(
      {},
      {
        pools: [
          { name: 'gold', size: '1 GiB' },
          { name: 'replicas', size: '1 GiB', usage: 'reservedForLocalReplicationServices' },
        ],
        volumes: [
          { name: 'db', pool: 'gold', size: '10 MiB' },
          { name: 'replica', pool: 'replicas', size: '10 MiB' },
        ],
      },
    );
    array.set({ pool: 'gold', state: 'readOnly' });
    array.set({ pool: 'replicas', state: 'offline' });
    expect([deletion(array), deletion(array, 'replica')]).toEqual([
      [40314, 'poolTakesNothing'],
      [40310, 'resourcePoolTakesNothing'],
    ]);
  });

  test('a pool that went offline fails the job with the code that the call would get', () => {
    const array = deletingByJob(
      {},
      {
        pools: [
          { name: 'gold', size: '1 GiB' },
          { name: 'replicas', size: '1 GiB', usage: 'reservedForLocalReplicationServices' },
        ],
        volumes: [
          { name: 'db', pool: 'gold', size: '10 MiB' },
          { name: 'replica', pool: 'replicas', size: '10 MiB' },
        ],
      },
    );
    const jobs = ['db', 'replica'].map((on) => startDeletion(array, on));
    for (const pool of ['gold', 'replicas']) array.set({ pool, state: 'offline' });
    expect(jobs.map((job) => array.job(job).errorCode)).toEqual([40314, 40310]);
  });
});
