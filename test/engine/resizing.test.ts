import { describe, expect, test } from 'vitest';
import { createArray, loadArray, type ProfileChoice } from '../../src/index.js';

const GiB = 1024n ** 3n;

function arrayOf(profile: ProfileChoice) {
  return createArray({
    seed: 5,
    profile,
    pools: [{ name: 'gold', size: '100 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB', written: '10 GiB' }],
  });
}

const byJob: ProfileChoice = {
  base: 'full-copy',
  capabilities: { reducesVolumes: true },
  resizing: { by: 'job', takes: '10 s' },
};

const resize = (array: ReturnType<typeof arrayOf>, NewSize: string | bigint | number) =>
  array.invoke('db', 'StorageVolume.ModifySize', { NewSize });

describe('a resize by a job', () => {
  test('reserves what the volume grows by, and gives it back exactly when its job is stopped', () => {
    const array = arrayOf(byJob);
    const { ReturnValue, Job, NewSize } = resize(array, 20n * GiB - 1n);
    expect([ReturnValue, NewSize]).toEqual([4096, 20n * GiB]);
    expect(array.volume('db')).toMatchObject({ state: 'resizing', usable: true, size: 10n * GiB, charge: 20n * GiB });
    expect(array.pool('gold')).toMatchObject({ used: 10n * GiB, reserved: 10n * GiB, subscribed: 20n * GiB });
    expect(array.job(Job ?? '')).toMatchObject({ target: array.volume('db').id, source: null });
    array.jobs.kill(Job ?? '');
    expect(array.volume('db')).toMatchObject({ state: 'online', size: 10n * GiB, charge: 10n * GiB });
    expect(array.pool('gold')).toMatchObject({ used: 10n * GiB, reserved: 0n, subscribed: 10n * GiB });
    expect(array.violations()).toEqual([]);
  });

  test('goes on in a fork, and in an array that was saved and loaded, as it does here', () => {
    const array = arrayOf(byJob);
    resize(array, '20 GiB');
    array.advance('5 s');
    const others = [array.fork(), loadArray(JSON.parse(JSON.stringify(array.save())))];
    for (const one of [array, ...others]) {
      one.settle();
      expect(one.volume('db')).toMatchObject({ state: 'online', size: 20n * GiB });
      expect(one.digest('identity')).toBe(array.digest('identity'));
      expect(one.violations()).toEqual([]);
    }
  });

  test('is stopped, and nothing has changed, when nobody can be told of its end', () => {
    const array = arrayOf(byJob);
    array.set({ indications: { destination: 'invalid' } });
    const { ReturnValue, ExtendedStatus } = resize(array, '20 GiB');
    expect(ReturnValue).toBe(43019);
    expect(ExtendedStatus?.SMDetails).toBe("nothing has changed: the job was terminated, and volume 'db' stays");
    expect(array.volume('db').size).toBe(10n * GiB);
  });

  test('has changed nothing when it has failed before the reply was late', () => {
    const array = arrayOf({ ...byJob, resizing: { by: 'job', takes: 0 } });
    const call = array.begin('db', 'StorageVolume.ModifySize', { NewSize: '20 GiB' });
    while (array.progress(call).step !== 'invokeReply') array.step(call);
    array.set({ volume: 'db', state: 'failed' });
    array.set({ provider: { link: 'hung' } });
    const { ExtendedStatus } = array.finish(call);
    expect(ExtendedStatus?.SMDetails).toBe("nothing has changed: the job has ended, and volume 'db' stays");
  });
});

describe('a volume that becomes smaller', () => {
  test.each(['full-copy', 'thin-provisioned'] as const)('of %s loses what is beyond its end, for good', (base) => {
    const array = arrayOf({ base, capabilities: { reducesVolumes: true } });
    expect(resize(array, '4 GiB').ReturnValue).toBe(0);
    expect(array.pool('gold')).toMatchObject({ used: 4n * GiB, subscribed: 4n * GiB });
    expect(resize(array, '8 GiB').ReturnValue).toBe(0);
    expect(array.host.read('db')).toEqual([{ offset: 0n, length: 4n * GiB, tag: 'db' }]);
    expect(array.violations()).toEqual([]);
  });
});

test('a size with 64 bits and no meaning is malformed, and changes nothing', () => {
  const array = arrayOf('full-copy');
  for (const NewSize of ['many', '-1', 1.5, '16 EiB', 2n ** 64n]) expect(resize(array, NewSize).ReturnValue).toBe(5);
  expect(resize(array, 2n ** 64n - 1n).ReturnValue).toBe(4097);
});

describe('a volume with snapshots', () => {
  test.each(['full-copy', 'thin-provisioned'] as const)('of %s grows, and they show and keep what they did', (base) => {
    const array = arrayOf({ base, capabilities: { reducesVolumes: true } });
    expect(array.invoke('db', 'CreateSnapshot', { ElementName: 'monday' }).ReturnValue).toBe(4096);
    array.settle();
    expect(resize(array, '4 GiB').ReturnValue).toBe(6);
    expect(resize(array, '20 GiB').ReturnValue).toBe(0);
    const { used } = array.pool('gold');
    array.host.write('db', { offset: 9n * GiB, length: 2n * GiB, tag: 'new' });
    // Of what is overwritten it keeps only what is within its own size.
    expect(array.volume('monday')).toMatchObject({ size: 10n * GiB, charge: GiB });
    expect(array.pool('gold').used).toBe(used + (base === 'full-copy' ? GiB : 2n * GiB));
    expect(array.host.read('monday')).toEqual([{ offset: 0n, length: 10n * GiB, tag: 'db' }]);
    expect(array.violations()).toEqual([]);
  });
});
