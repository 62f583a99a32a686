import { expect, test } from 'vitest';
import { createArray } from '../../src/index.js';

const options = {
  profile: { base: 'full-copy', poolCreation: { by: 'job', takes: '1 min' } },
  pools: [{ name: 'raw', primordial: true }],
  drives: [{ name: 'disk1', size: '1 GiB' }],
} as const;

// Its total is 0 until then, and what it may promise was no number where nothing limits that.
test('a pool that a job still makes is asked for sizes and volumes like one that is full', () => {
  const array = createArray(options);
  const drives = array.drives().map(({ id }) => id);
  const { Pool: pool } = array.invoke('MSFT_SMSystem', 'CreatePool', {
    ElementName: 'gold',
    DiskDriveObjectIds: drives,
  });
  expect(array.invoke(pool ?? '', 'GetSizesInfo', { PoolSettingObjectId: '' }).MaximumVolumeSize).toBe(0n);
  expect(array.invoke('MSFT_SMSystem', 'System.CreateStorageVolume', { Size: 4096 }).ReturnValue).not.toBe(0);
  array.settle();
  expect(array.invoke('MSFT_SMSystem', 'System.CreateStorageVolume', { Size: 4096 }).ReturnValue).toBe(0);
  expect(array.violations()).toEqual([]);
});
