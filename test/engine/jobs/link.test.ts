import { describe, expect, test } from 'vitest';
import { type ArrayOptions, createArray, instances, loadArray, type StorageArray } from '../../../src/index.js';

/** A peer to which 10 blocks are copied a millisecond: 20,480 ms for 100 MiB. */
function withPeer(jobs: object = {}, options: ArrayOptions = {}): StorageArray {
  return createArray({
    profile: {
      base: 'remote-only',
      jobs: { copyRatePerSecond: '5000 KiB', startsWithin: 0, speedOverDegradedLink: 0.5, ...jobs },
    },
    pools: [
      { name: 'gold', size: '1 GiB' },
      { name: 'far', size: '1 GiB', system: 'peer' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '100 MiB', written: '100 MiB' }],
    ...options,
  });
}

const clone = (array: StorageArray, name: string) =>
  array.createClone('db', { ElementName: name, TargetPool: 'far' }).Job ?? '';

describe('a copy that crosses the replication link', () => {
  test('stands still while it is partitioned, in its slot and with its room, and goes on where it was', () => {
    const array = withPeer();
    const job = clone(array, 'copy');
    array.advance(10_240);
    const before = array.pool('far');
    array.set({ link: 'partitioned' });
    array.advance('9 min');
    expect(array.job(job)).toMatchObject({ state: 'running', percentComplete: 50 });
    expect(array.pool('far')).toEqual(before);
    array.set({ link: 'up' });
    array.advance(10_239);
    expect(array.job(job).state).toBe('running');
    array.advance(1);
    expect(array.job(job).state).toBe('completed');
    expect(array.violations()).toEqual([]);
  });

  test('is told as suspended meanwhile, though nobody has asked for that', () => {
    const array = withPeer();
    clone(array, 'copy');
    array.advance(1_000);
    array.set({ link: 'partitioned' });
    array.advance(1_000);
    expect(array.volume('copy').synchronization).toMatchObject({
      state: 'suspended',
      copyState: 9,
      syncState: 9,
      progressStatus: 3,
      suspendedMs: 1_000,
      percentSynced: 4,
    });
    const [relation] = instances(array, 'MSFT_SMStorageSynchronized');
    expect(relation).toMatchObject({ CopyState: 9, RequestedCopyState: 4 });
    array.set({ link: 'degraded' });
    expect(array.volume('copy').synchronization).toMatchObject({ state: 'copying', copyState: 3, suspendedMs: null });
  });

  test('has a part of its speed while the link is degraded', () => {
    const array = withPeer();
    const job = clone(array, 'copy');
    array.set({ link: 'degraded' });
    array.advance(20_480);
    expect(array.job(job).percentComplete).toBe(50);
    array.set({ link: 'up' });
    array.advance(10_240);
    expect(array.job(job).state).toBe('completed');
  });

  test('fails when it has waited for as long as its profile says, and not when the link is back before', () => {
    const array = withPeer({ failsWithoutLinkAfter: '1 min' });
    const job = clone(array, 'copy');
    array.advance(1_000);
    array.set({ link: 'partitioned' });
    array.advance(59_999);
    array.set({ link: 'degraded' });
    array.set({ link: 'partitioned' });
    array.advance(59_999);
    expect(array.job(job).state).toBe('running');
    array.advance(1);
    expect(array.job(job)).toMatchObject({
      state: 'exception',
      errorCode: 4,
      errorDescription: 'the replication link has been partitioned for 1 min',
    });
    expect(array.volumes({ name: 'copy' })).toEqual([]);
    expect(array.violations()).toEqual([]);
  });

  test('fails while it waits for a slot, too', () => {
    const array = withPeer({ failsWithoutLinkAfter: '1 min' });
    const jobs = ['a', 'b', 'c'].map((name) => clone(array, name));
    array.set({ link: 'partitioned' });
    array.settle();
    expect(jobs.map((job) => array.job(job).state)).toEqual(['exception', 'exception', 'exception']);
    expect(array.now).toBe(60_000);
  });

  test('leaves the bandwidth to copies that do not cross it', () => {
    const array = withPeer(
      {},
      {
        profile: {
          base: 'full-copy',
          capabilities: { cloneRemote: true, replicationTypes: [11, 13], features: [8, 42, 51] },
          jobs: { copyRatePerSecond: '5000 KiB', startsWithin: 0 },
        },
      },
    );
    const far = clone(array, 'far');
    const near = array.createClone('db', { ElementName: 'near' }).Job ?? '';
    array.set({ link: 'partitioned' });
    array.advance(20_480);
    expect([array.job(near).state, array.job(far).percentComplete]).toEqual(['completed', 0]);
    // The profile waits for any time.
    array.settle();
    expect(array.job(far).state).toBe('running');
  });

  test('is the same on a fork, and when it is saved and loaded in mid-partition', () => {
    const array = withPeer({ failsWithoutLinkAfter: '1 min' });
    const job = clone(array, 'copy');
    array.set({ link: 'partitioned' });
    array.advance(1_000);
    const fork = array.fork();
    const loaded = loadArray(array.save());
    fork.set({ link: 'up' });
    for (const one of [array, fork, loaded]) one.settle();
    expect([array, fork, loaded].map((one) => one.job(job).state)).toEqual(['exception', 'completed', 'exception']);
    expect(loaded.digest('identity')).toBe(array.digest('identity'));
  });

  test('can be controlled while the link is partitioned', () => {
    const array = withPeer({ failsWithoutLinkAfter: null });
    const job = clone(array, 'copy');
    array.set({ link: 'partitioned' });
    array.jobs.suspend(job);
    array.jobs.resume(job);
    array.jobs.query(job);
    array.jobs.answer(job);
    expect(array.job(job).state).toBe('running');
    array.jobs.terminate(job);
    array.settle();
    expect(array.job(job).state).toBe('terminated');
    expect(array.pool('far').free).toBe(array.pool('far').total);
  });
});

describe('while the replication link is partitioned', () => {
  test.each(['2012', '2012R2', '2016'] as const)('a clone that would cross it is refused in %s', (version) => {
    const array = withPeer({}, { version });
    array.set({ link: 'partitioned' });
    const before = array.digest('observable');
    expect(array.createClone('db', { TargetPool: 'far' })).toMatchObject({
      ReturnValue: 4,
      decided: { step: 'array', because: 'linkPartitioned' },
    });
    expect(array.digest('observable')).toBe(before);
  });

  test('a clone that stays on the peer is made', () => {
    const array = withPeer();
    clone(array, 'copy');
    array.settle();
    array.set({ link: 'partitioned' });
    expect(array.createClone('copy', { TargetPool: 'far' }).ReturnValue).toBe(4096);
  });
});

test('a link that nothing waits for keeps nobody from settling', () => {
  const array = withPeer();
  array.set({ link: 'partitioned' });
  array.settle();
  expect(array.now).toBe(0);
});

test('an array without a peer has no link to it', () => {
  const array = createArray({ pools: [{ name: 'gold', size: '1 GiB' }] });
  expect(() => array.set({ link: 'degraded' })).toThrow(
    "set.link: got 'degraded', expected an array with a pool of its peer system: { name, size, system: 'peer' }",
  );
});

describe('linkState', () => {
  test('partitions the link for as long as the fault lasts, and what somebody set meanwhile stays', () => {
    const array = withPeer({}, { faults: 'cut = time@1 s for 1 min: linkState partitioned' });
    const job = clone(array, 'copy');
    array.advance(61_000);
    array.advance(19_480);
    expect(array.job(job).state).toBe('completed');

    const other = withPeer({}, { faults: 'cut = time@1 s for 1 min: linkState partitioned' });
    const slow = clone(other, 'copy');
    other.advance(1_000);
    other.set({ link: 'degraded' });
    other.advance(60_000);
    expect(other.job(slow).state).toBe('completed');
    expect(other.job(slow).changedMs).toBe(39_960);
  });

  test('is healed', () => {
    const array = withPeer({}, { faults: 'cut = time@1 s: linkState partitioned' });
    const job = clone(array, 'copy');
    array.advance('1 min');
    array.faults.heal();
    array.settle();
    expect(array.job(job)).toMatchObject({ state: 'completed', changedMs: 79_480 });
  });

  test('is a mistake on an array without a peer', () => {
    expect(() =>
      createArray({ pools: [{ name: 'gold', size: '1 GiB' }], faults: 'cut = array: linkState degraded' }),
    ).toThrow(/a pool of its peer system/);
  });
});
