import { describe, expect, test } from 'vitest';
import { arraysim } from './inProcess.js';

describe('arraysim methods', () => {
  test('lists the methods, those that are answered first, and those of a release', async () => {
    const all = await arraysim(['methods']);
    expect([all.code, all.err]).toEqual([0, '']);
    expect(all.out).toMatch(/^method +called on +since +arraysim\nCreateClone +MSFT_SMStorageVolume +2012 +answers\n/);
    expect(all.out).toMatch(/\nRemove +MSFT_SMProvider +2012\n/);
    expect(all.out).toMatch(/\nGetStorageVolumeNameFromJob +MSFT_SMSystem +2012 only +answers\n/);
    const { out } = await arraysim(['methods', '--version', '2016']);
    expect(out).not.toContain('GetStorageVolumeNameFromJob');
    expect(out).toContain('GetStorageVolumeObjectIdFromJob');
  });

  test('says what one has: parameters, rows in order, codes, and what is not simulated', async () => {
    const { out } = await arraysim(['methods', 'GetPoolObjectIdFromJob']);
    expect(out).toMatch(
      /^MSFT_SMSystem\.GetPoolObjectIdFromJob\nSince 2012; as Windows Server 2016 has it\. arraysim answers/,
    );
    expect(out).toMatch(/\nParameters\n.*\n {2}Job +in +ref MSFT_SMJob\n {2}PoolObjectId +out +string\n/);
    expect(out).toMatch(/\n {2}service +5 +malformed +an argument is malformed\n +51000 +serviceFails +/);
    expect(out).toMatch(/\n +6 +jobUnknown +there is no such job, .*\n +6 +worksOnVolume +.*\n +6 +poolNotThere +/);
    expect(out).toMatch(/\nReturn codes\n +code +label\n +0 +Success\n/);
    expect(out).not.toContain('Not simulated');
  });

  test('says what ends jobs, and which codes are forced only or never answered', async () => {
    const { out } = await arraysim(['methods', 'CreateClone']);
    expect(out).toMatch(/\nWhat ends its jobs\n/);
    expect(out).toMatch(/\nNot simulated\n {2}Without a cause, and answered where they are forced only: .*43008/);
    const { out: features } = await arraysim(['methods', 'GetSupportedFeatures']);
    expect(features).toContain('Never answered: 7-32767, 32768 and above.');
  });

  test('says of one that is not modelled how it is refused, and what the documents say', async () => {
    const { out } = await arraysim(['methods', 'GetStorageGroupObjectIdFromJob', '--version', '2012R2']);
    expect(out).toContain('Since 2012R2; as Windows Server 2012R2 has it. arraysim does not model what it is about');
    expect(out).toMatch(/\n {2}service +5 +malformed +an argument is malformed\n +1 +notModelled +the method is about/);
    expect(out).toMatch(/\n +40045 +StorageService: Success, with Multiple StorageGroups/);
    expect(out).toMatch(/\nNot simulated\n {2}The method: the other codes are what the documents say\.\n$/);
  });

  test('says of one that has no answer what the documents say', async () => {
    const { out } = await arraysim(['methods', 'Provider.Remove']);
    expect(out).toContain('arraysim has no answer to calls of it: they are bad input.');
    expect(out).toMatch(/\nNot simulated\n {2}The method: what stands here is what the documents say\.\n$/);
  });

  test('says so of each that has the name, and as one JSON document', async () => {
    const all = JSON.parse((await arraysim(['methods', 'Delete', '--json'])).out);
    expect(all[0]).toMatchObject({ name: 'StorageVolume.Delete', simulated: true, version: '2016' });
    expect(all.map(({ name }: { name: string }) => name)).toContain('Pool.Delete');
    const list = JSON.parse((await arraysim(['methods', '--json'])).out);
    expect(list[0]).toEqual({
      name: 'CreateClone',
      className: 'MSFT_SMStorageVolume',
      versions: ['2012', '2012R2', '2016'],
      simulated: true,
      refused: false,
    });
  });

  test.each([
    [
      'a method that is none',
      ['CreateClones'],
      /^arraysim: method: got 'CreateClones', .*\(did you mean 'CreateClone'\?\)/,
    ],
    [
      'a method of another release',
      ['GetSupportedFeatures', '--version', '2012'],
      /a method that 2012 has; this one is there in 2016\n$/,
    ],
    ['a release that is none', ['--version', '2019'], /^arraysim: --version: got '2019', expected one of 2012, /],
  ])('exits 2 in one line about %s', async (_, args, message) => {
    const { code, out, err } = await arraysim(['methods', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});
