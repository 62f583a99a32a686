import { expect, test } from 'vitest';
import { createArray, instances } from '../../src/index.js';

test.each([
  ['full', null, { thin: false, limit: 100n, determination: 2, replicaType: 2, methodology: 3 }],
  ['thin', 300, { thin: true, limit: 300n, determination: 3, replicaType: 2, methodology: 3 }],
  ['instant', null, { thin: true, limit: null, determination: 4, replicaType: 0, methodology: 6 }],
] as const)('instances tell of %s allocation, overcommitted up to %s %%', (kind, overcommitLimit, expected) => {
  const gib = 2n ** 30n;
  const array = createArray({
    profile: {
      base: 'full-copy',
      allocation: { kind, overcommitLimit, lowSpaceWarningThreshold: 20 },
      service: { detaches: 'never' },
    },
    pools: [{ name: 'gold', size: '100 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '45 GiB', written: '45 GiB' }],
  });
  array.createClone('db');
  array.settle();
  const [volume] = instances(array, 'MSFT_SMStorageVolume');
  expect(volume).toMatchObject({ ThinlyProvisioned: expected.thin });
  const [pool] = instances(array, 'MSFT_SMPool');
  expect(pool).toMatchObject({
    SupportsThinlyProvisionedStorageVolume: expected.thin,
    SpaceLimit: expected.limit === null ? null : expected.limit * gib,
    SpaceLimitDetermination: expected.determination,
    LowSpaceWarningThreshold: 20,
    // Two volumes of 45 GiB leave 10 of 100, unless they share.
    OperationalStatus: kind === 'instant' ? [2] : [4],
  });
  const [synchronization] = instances(array, 'MSFT_SMStorageSynchronized');
  expect(synchronization).toMatchObject({ ReplicaType: expected.replicaType, CopyMethodology: expected.methodology });
});
