import { describe, expect, test } from 'vitest';
import { type ArrayOptions, createArray, instances, loadArray, type StorageArray } from '../../src/index.js';

const profileOf = (kind: 'full' | 'thin' | 'instant'): ArrayOptions['profile'] => ({
  base: 'full-copy',
  allocation: { kind, overcommitLimit: null, lowSpaceWarningThreshold: 0 },
});
const MiB = 1024n * 1024n;

/** Pools with and without thin volumes, and a thin and a thick volume that something was written to. */
function mixedArray(kind: 'full' | 'thin' | 'instant'): StorageArray {
  return createArray({
    profile: profileOf(kind),
    pools: [
      { name: 'mixed', size: '100 MiB', thin: true },
      { name: 'thick', size: '100 MiB', thin: false },
    ],
    volumes: [
      { name: 'thin', pool: 'mixed', size: '10 MiB', written: '3 MiB', thin: true },
      { name: 'fat', pool: 'mixed', size: '10 MiB', written: '3 MiB', thin: false },
    ],
  });
}

describe.each(['full', 'thin', 'instant'] as const)('with %s allocation', (kind) => {
  test('each volume takes room by its own kind, in a pool that has both', () => {
    const array = mixedArray(kind);
    expect([array.volume('thin'), array.volume('fat')]).toMatchObject([
      { thinlyProvisioned: true, allocated: 3n * MiB, charge: 3n * MiB },
      { thinlyProvisioned: false, allocated: 10n * MiB, charge: 10n * MiB },
    ]);
    expect(array.pool('mixed')).toMatchObject({ supportsThin: true, used: 13n * MiB, subscribed: 20n * MiB });
    array.host.write('thin', { offset: '4 MiB', length: 512, tag: 'x' });
    array.host.write('fat', { offset: '4 MiB', length: 512, tag: 'x' });
    expect(array.pool('mixed').used).toBe(14n * MiB);
    expect(array.violations()).toEqual([]);
  });

  test('instances tell of each', () => {
    const array = mixedArray(kind);
    expect(instances(array, 'MSFT_SMStorageVolume').map((one) => [one.DisplayName, one.ThinlyProvisioned])).toEqual([
      ['thin', true],
      ['fat', false],
    ]);
    expect(
      instances(array, 'MSFT_SMPool').map((one) => [one.DisplayName, one.SupportsThinlyProvisionedStorageVolume]),
    ).toEqual([
      ['mixed', true],
      ['thick', false],
    ]);
  });

  test.each(['thin', 'fat'])('a clone of %s holds the same, whatever kind it has itself', (source) => {
    for (const TargetPool of ['mixed', 'thick']) {
      const array = mixedArray(kind);
      array.invoke(source, 'CreateClone', { ElementName: 'clone', TargetPool });
      array.settle();
      const clone = array.volume('clone');
      expect(clone.thinlyProvisioned).toBe(kind !== 'full' && TargetPool === 'mixed');
      expect(array.host.read('clone', { offset: 0, length: '10 MiB' })).toEqual(
        array.host.read(source, { offset: 0, length: '10 MiB' }),
      );
      const shares = kind === 'instant' && TargetPool === 'mixed' && source === 'thin';
      const taken = !clone.thinlyProvisioned || source === 'fat' ? 10n * MiB : 3n * MiB;
      expect(clone.charge).toBe(shares ? 0n : taken);
      expect(array.violations()).toEqual([]);
      array.host.write('clone', { offset: '8 MiB', length: '1 MiB', tag: 'y' });
      array.host.write(source, { offset: 0, length: '1 MiB', tag: 'z' });
      expect(array.violations()).toEqual([]);
      array.invoke('clone', 'StorageVolume.Delete');
      expect(array.violations()).toEqual([]);
    }
  });

  test('forks and saved arrays keep it', () => {
    const array = mixedArray(kind);
    for (const other of [array.fork(), loadArray(array.save())]) {
      expect(other.volumes().map(({ thinlyProvisioned }) => thinlyProvisioned)).toEqual([true, false]);
      expect(other.pools().map(({ supportsThin }) => supportsThin)).toEqual([true, false]);
      expect(other.digest('identity')).toBe(array.digest('identity'));
    }
  });
});

test.each([
  ['full', false],
  ['thin', true],
  ['instant', true],
] as const)('with %s allocation, volumes that nothing is said of are as they are by it: thin is %s', (kind, thin) => {
  const array = createArray({
    profile: profileOf(kind),
    pools: [{ name: 'gold', size: '1 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '1 MiB' }],
  });
  array.outOfBand.create({ name: 'other', pool: 'gold', size: '1 MiB' });
  expect(array.pool('gold').supportsThin).toBe(thin);
  expect(array.volumes().map(({ thinlyProvisioned }) => thinlyProvisioned)).toEqual([thin, thin]);
});

test('a thin volume needs a pool that has such ones', () => {
  const pools = [{ name: 'gold', size: '1 GiB' }];
  const volume = { name: 'db', pool: 'gold', size: '1 MiB', thin: true };
  expect(() => createArray({ pools, volumes: [volume] })).toThrow(
    "volumes[0].thin: got true, expected false, because pool 'gold' has no thin volumes",
  );
  const array = createArray({ pools });
  expect(() => array.outOfBand.create(volume)).toThrow(/create\.thin: got true, expected false/);
  expect(array.volumes()).toEqual([]);
});
