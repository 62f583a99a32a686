import { describe, expect, test } from 'vitest';
import { deletingAtOnce, deletingByJob, deletion, startDeletion, upTo } from './deleting.js';

const withAccounts = () =>
  deletingAtOnce(
    {},
    {
      accounts: [
        { name: 'alice', password: 'a' },
        { name: 'bob', password: 'b', mayModify: false },
      ],
      credential: { username: 'bob', password: 'b' },
    },
  );

describe('the credentials of a deletion', () => {
  test.each([
    ['come from the configuration provider when none are given', {}, 43002],
    ['are its own when it brings some', { username: 'alice', password: 'a' }, 0],
    ['are wrong though those of the configuration provider are right', { username: 'bob', password: 'a' }, 51005],
    ['are malformed without a password', { username: 'alice' }, 5],
  ])('%s', (_, parameters, code) => {
    const array = withAccounts();
    expect(array.invoke('db', 'StorageVolume.Delete', parameters).ReturnValue).toBe(code);
    expect(array.volumes()).toHaveLength(code === 0 ? 0 : 1);
  });

  test('that the documents have no codes for are 40300 to Pool.Delete, and 4 where the account may not', () => {
    const array = withAccounts();
    const wrong = array.invoke('silver', 'Pool.Delete', { username: 'bob', password: 'a' });
    expect([wrong.ReturnValue, array.invoke('silver', 'Pool.Delete').ReturnValue]).toEqual([40300, 4]);
  });

  test('need not be allowed to change anything for a question', () => {
    const array = withAccounts();
    expect(array.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' }).ReturnValue).toBe(0);
  });

  test('are in no message, no trace and no saved world', () => {
    const array = withAccounts();
    const call = array.begin('db', 'Delete', { username: 'alice', password: 'battery staple' });
    const texts = [array.save(), JSON.stringify(array.finish(call)), JSON.stringify(array.trace())];
    expect(texts.filter((text) => text.includes('battery staple'))).toEqual([]);
  });
});

test('a role decides about deletions, and not about questions', () => {
  const array = deletingAtOnce();
  array.set({ role: 'reader' });
  expect([deletion(array)[0], deletion(array, 'silver')[0]]).toEqual([43002, 4]);
  expect(array.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' }).ReturnValue).toBe(0);
});

describe("the service's cache", () => {
  test('is fresh after a deletion through the service, within the call and by a job', () => {
    for (const array of [deletingAtOnce(), deletingByJob()]) {
      deletion(array);
      array.settle();
      deletion(array, 'silver');
      array.settle();
      expect(deletion(array, 'db')).toEqual([40313, 'volumeUnknown']);
      expect(array.invoke('silver', 'Pool.Delete').decided.because).toBe('poolUnknown');
      const before = array.digest('observable');
      array.discover();
      expect(array.digest('observable')).toBe(before);
    }
  });

  test('does not know of a volume that was made out of band, until a discovery', () => {
    const array = deletingAtOnce();
    array.outOfBand.create({ name: 'new', pool: 'gold', size: '1 MiB' });
    expect(deletion(array, 'new')).toEqual([40313, 'volumeUnknown']);
    array.discover();
    expect(deletion(array, 'new')).toEqual([0, 'success']);
  });

  test('still has a volume that went out of band: the array does not find it', () => {
    const array = deletingAtOnce();
    array.outOfBand.delete('db');
    expect(deletion(array)).toEqual([40313, 'notThere']);
    array.discover();
    expect(deletion(array)).toEqual([40313, 'volumeUnknown']);
  });

  test('may be out of date about a volume, and it is deleted all the same', () => {
    const array = deletingAtOnce();
    array.outOfBand.set({ volume: 'db', state: 'degraded' });
    expect(deletion(array)).toEqual([0, 'success']);
  });
});

describe('a volume that goes while a call is in flight', () => {
  test.each([
    ['out of band', (array: ReturnType<typeof deletingAtOnce>) => void array.outOfBand.delete('db')],
    ['by another deletion', (array: ReturnType<typeof deletingAtOnce>) => void deletion(array)],
  ])('%s, is not found at invoke (43006), nor at the array (40313)', (_, remove) => {
    const answers = (['invoke', 'array'] as const).map((step) => {
      const array = deletingAtOnce();
      const call = upTo(array, step);
      remove(array);
      const { ReturnValue, decided } = array.finish(call);
      expect(array.violations()).toEqual([]);
      return [ReturnValue, decided.step, decided.because];
    });
    expect(answers).toEqual([
      [43006, 'invoke', 'deletedInFlight'],
      [40313, 'array', 'notThere'],
    ]);
  });

  test('by a deletion, fails a clone of it in the same two ways', () => {
    const answers = (['invoke', 'array'] as const).map((step) => {
      const array = deletingAtOnce();
      const call = array.begin('db', 'CreateClone');
      while (array.progress(call).step !== step) array.step(call);
      deletion(array);
      const { ReturnValue, decided } = array.finish(call);
      return [ReturnValue, decided.because];
    });
    expect(answers).toEqual([
      [43006, 'deletedInFlight'],
      [1, 'notThere'],
    ]);
  });

  test('that was deleted before the call began is unknown to it, in the same millisecond', () => {
    const array = deletingAtOnce();
    deletion(array);
    expect([deletion(array), array.createClone('db').decided.because, array.now]).toEqual([
      [40313, 'volumeUnknown'],
      'sourceUnknown',
      0,
    ]);
  });
});

describe('what is deleted out of band', () => {
  test('is refused by value while a job works on the volume', () => {
    const array = deletingByJob();
    const job = startDeletion(array);
    const before = array.digest('identity');
    expect(array.outOfBand.delete('db')).toEqual({
      changed: false,
      because: 'inUse',
      message: `${job} still works on volume 'db'`,
    });
    expect(array.digest('identity')).toBe(before);
  });

  test('is refused by value for a pool that has volumes', () => {
    const array = deletingAtOnce();
    const replies = [array.outOfBand.delete('gold'), array.outOfBand.set({ delete: 'gold' })];
    expect(replies).toEqual(
      Array(2).fill({ changed: false, because: 'notEmpty', message: "pool 'gold' has 1 volume" }),
    );
  });

  test('tells that it came to be', () => {
    const array = deletingAtOnce();
    expect([array.outOfBand.delete('db'), array.outOfBand.delete('gold')]).toEqual([
      { changed: true },
      { changed: true },
    ]);
    expect(array.violations()).toEqual([]);
  });

  test('has to be there: a name of nothing is a slip of the test', () => {
    expect(() => deletingAtOnce().outOfBand.delete('nowhere')).toThrow(/outOfBand\.delete: got "?'?nowhere/);
  });

  test('is not subject to faults, nor to the state of the provider', () => {
    const array = deletingAtOnce({}, { faults: 'connect: return 40300' });
    array.set({ provider: { link: 'down' } });
    expect(array.outOfBand.delete('db')).toEqual({ changed: true });
  });
});
