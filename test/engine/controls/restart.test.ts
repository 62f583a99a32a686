import { describe, expect, test } from 'vitest';
import { BadInputError, createArray, instances, loadArray, type StorageArray } from '../../../src/index.js';

const forgets = ['calls', 'jobs', 'subscriptions'] as const;

const arrayOf = (more: { forgets?: (typeof forgets)[number][] } = {}) =>
  createArray({
    profile: { base: 'full-copy', provider: { forgets: [...forgets], ...more } },
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB', written: '10 GiB' }],
  });

const ways: readonly (readonly [string, (array: StorageArray) => void])[] = [
  [
    'by a change',
    (array) => {
      array.set({ provider: { server: 'stopped' } });
      array.set({ provider: { server: 'running' } });
    },
  ],
  [
    'by a fault',
    (array) => {
      array.faults.add({ id: 'crash', at: 'time', when: { time: array.now }, do: { restartProvider: 1 } });
      array.advance(1);
    },
  ],
];

describe.each(ways)('a provider that is restarted %s', (_, restart) => {
  test('has forgotten its jobs: nobody finds them, and their copies go on', () => {
    const array = arrayOf();
    const { Job, TargetStorageVolume } = array.createClone('db', { ElementName: 'copy' });
    array.advance('5 s');
    restart(array);
    expect(() => array.job(Job ?? '')).toThrow(BadInputError);
    expect(() => array.jobs.kill(Job ?? '')).toThrow('forgotten by a restart (provider.forgets)');
    expect(array.jobs()).toEqual([]);
    expect(instances(array, 'MSFT_SMJob')).toEqual([]);
    expect(instances(array, 'MSFT_SMJobToStorageVolume')).toEqual([]);
    expect(array.volume('copy').state).toBe('starting');
    const loaded = loadArray(array.save());
    for (const one of [array, loaded]) {
      one.settle();
      expect(one.volume(TargetStorageVolume ?? '')).toMatchObject({ state: 'online', usable: true });
      expect(one.host.read('copy')).toEqual(one.host.read('db'));
      expect(one.pool('gold').reserved).toBe(0n);
      expect(one.jobs()).toEqual([]);
      expect(one.violations()).toEqual([]);
    }
  });

  test('has forgotten a job that was over, too', () => {
    const array = arrayOf();
    const { Job } = array.createClone('db', { ElementName: 'copy' });
    array.settle();
    restart(array);
    expect(() => array.job(Job ?? '')).toThrow(BadInputError);
    array.advance('10 min');
    expect(array.violations()).toEqual([]);
  });

  test('the volume of a job that it has forgotten is still in use, until the copy is done', () => {
    const array = arrayOf();
    array.createClone('db', { ElementName: 'copy' });
    array.advance('1 s');
    restart(array);
    expect(array.invoke('copy', 'Delete').ReturnValue).toBe(6);
    array.settle();
    expect(array.invoke('copy', 'Delete').ReturnValue).toBe(0);
  });

  test('knows what its profile does not say that it forgets', () => {
    const array = arrayOf({ forgets: [] });
    const { Job } = array.createClone('db', { ElementName: 'copy' });
    array.set({ indications: { subscription: 'exists' } });
    const call = array.begin('db', 'CreateClone');
    while (array.progress(call).step !== 'invoke') array.step(call);
    restart(array);
    expect(array.job(Job ?? '').state).toBe('starting');
    // There is a subscription still, so that another one can't be made.
    expect(array.finish(call)).toMatchObject({ ReturnValue: 43011, decided: { step: 'subscribe' } });
  });
});
