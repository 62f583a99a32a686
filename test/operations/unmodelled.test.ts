import { describe, expect, test } from 'vitest';
import { replay } from '../../src/engine/history/replay.js';
import { BadInputError, type Callable, createArray, loadArray, type Version } from '../../src/index.js';
import { documentedMethods } from '../../src/vocabulary/methods/documented.js';
import { factsOf } from '../../src/vocabulary/methods/index.js';
import { unmodelled, unmodelledNames } from '../../src/vocabulary/methods/unmodelled/index.js';
import { isWithin, versions } from '../../src/vocabulary/versions.js';

const arrayOf = (version: Version = '2016') =>
  createArray({
    seed: 1,
    version,
    pools: [{ name: 'gold', size: '8 MiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '1 MiB' }],
  });
const among = (version: Version, has: boolean) =>
  unmodelledNames.filter((name) => isWithin(version, factsOf(name)) === has);

describe('methods of what is not modelled', () => {
  test.each(versions)('of %s are refused as not supported, whatever they are called on', (version) => {
    const array = arrayOf(version);
    const before = array.fork();
    for (const name of among(version, true)) {
      for (const on of ['gold', 'db', 'MSFT_SMSystem', 'nothing'])
        expect(array.invoke(on, name)).toMatchObject({
          ReturnValue: 1,
          decided: { method: name, step: 'service', because: 'notModelled' },
          ExtendedStatus: {
            StatusCode: 1,
            SMErrorSource: 1,
            Operation: `MSFT_SM${name}`,
            Description: 'Not Supported',
          },
        });
    }
    expect(array.digest('observable')).toBe(before.digest('observable'));
    expect(array.violations()).toEqual([]);
  });

  test('are all that the documents have a 1 for, and that arraysim does not answer', () => {
    const listed = documentedMethods().filter(({ refusedAs }) => refusedAs !== null);
    expect(listed.map(({ refusedAs }) => refusedAs).sort()).toEqual([...unmodelledNames].sort());
    for (const { codes, answeredAs } of listed) {
      expect(answeredAs).toBeNull();
      expect(codes.map(({ code }) => code)).toEqual(expect.arrayContaining([1, 5]));
    }
  });

  test.each(versions.slice(0, 2))('are bad input where %s has them not', (version) => {
    for (const name of among(version, false))
      expect(() => arrayOf(version).invoke('db', name)).toThrow(`a method that ${version} has; this one came with`);
  });

  test('are bad input where the documents have no 1, and it is said why', () => {
    const without = Object.entries(unmodelled).flatMap(([className, ofClass]) =>
      Object.keys(ofClass).map((name) => `${className.replace('MSFT_SM', '')}.${name}`),
    );
    const unanswered = without.filter((name) => !unmodelledNames.some((one) => one === name));
    expect(unanswered).toContain('Provider.Remove');
    for (const name of unanswered)
      expect(() => arrayOf().invoke('db', name as Callable)).toThrow(
        `the documents have no code for MSFT_SM${name} that says "not supported"`,
      );
  });

  test('refuse what is malformed as that', () => {
    const array = arrayOf();
    const given = { LUNames: 'db', DeviceNumbers: null };
    // A list is what the documents ask for.
    const reply = array.invoke('group', 'StorageGroup.AddStorageVolumes', given as never);
    expect(reply).toMatchObject({ ReturnValue: 5, ExtendedStatus: { SMMessage: 'LUNames is a string, not an array' } });
    expect(array.invoke('group', 'Rename', { Name: 'x', username: 'admin' })).toMatchObject({ ReturnValue: 5 });
    expect(() => array.invoke('group', 'Rename', { NewName: 'x' } as never)).toThrow(BadInputError);
  });

  test('are called by class and name, or by a name that nothing else has', () => {
    const array = arrayOf();
    for (const name of ['Rename', 'StorageGroup.Rename', 'MSFT_SMStorageGroup.Rename'] as const)
      expect(array.invoke('group', name).decided.method).toBe('StorageGroup.Rename');
    expect(array.invoke('db', 'Delete').decided.method).toBe('StorageVolume.Delete');
  });

  test('are in flight, saved, traced and replayed like others', () => {
    const array = arrayOf();
    const call = array.begin('group', 'Rename', { Name: 'x' });
    const saved = loadArray(array.save());
    expect(saved.finish(call)).toMatchObject({ ReturnValue: 1, decided: { because: 'notModelled' } });
    expect(array.finish(call)).toMatchObject({ ReturnValue: 1 });
    expect(array.requests({ method: 'Rename', code: 1 })).toMatchObject([
      { method: 'StorageGroup.Rename', on: 'group', parameters: { Name: 'x' }, answer: { code: 1 } },
    ]);
    const { header, entries, hash } = array.trace();
    expect(replay(header, entries)).toMatchObject({ kind: 'same', hash });
  });
});
