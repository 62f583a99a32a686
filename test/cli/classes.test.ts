import { describe, expect, test } from 'vitest';
import { arraysim } from './inProcess.js';

describe('arraysim classes', () => {
  test('lists the classes of a release: of the newest unless another one is named', async () => {
    const newest = await arraysim(['classes']);
    expect([newest.code, newest.err]).toEqual([0, '']);
    expect(newest.out).toMatch(/^class +kind +since +properties +methods +instances\n/);
    expect(newest.out).toMatch(/\nMSFT_SMStorageVolume +class +2012 +34 +8 +yes\n/);
    expect(newest.out).toMatch(/\nMSFT_SMStorageEvent +abstract event +2016 +6\n/);
    expect(newest.out).toMatch(/\n82 classes of Windows Server 2016; arraysim has instances of 23\n$/);
    const { out } = await arraysim(['classes', '--version', '2012']);
    expect(out).toMatch(/\n48 classes of Windows Server 2012; arraysim has instances of 17\n$/);
  });

  test('says what a class has: properties, and methods with their parameters', async () => {
    const { out } = await arraysim(['classes', 'MSFT_SMStorageVolume']);
    expect(out).toMatch(
      /^MSFT_SMStorageVolume\nClass, since 2012, which inherits from MSFT_SMStorageObject\. arraysim has instances of it\.\n/,
    );
    expect(out).toMatch(/\n {2}ObjectId +string +key +2012 +modelled +MSFT_SMStorageObject\n/);
    expect(out).toMatch(/\n {2}ParityLayout +uint16 +2012 +1 Non-rotated Parity, /);
    expect(out).toMatch(
      /\n {2}CreateClone +ElementName +in, optional +string +2012\n +TargetStorageVolume +out, optional +ref MSFT_SMStorageVolume +2012\n/,
    );
  });

  test('says so as the release has it', async () => {
    const { out } = await arraysim(['classes', 'MSFT_SMProvider', '--version', '2012']);
    expect(out).toMatch(/^MSFT_SMProvider\nClass, since 2012\. arraysim has instances of it\.\n/);
    expect(out).toMatch(/\n {2}Namespaces +string\[\] +2012 only\n/);
    expect((await arraysim(['classes', 'MSFT_SMProvider'])).out).not.toContain('Namespaces');
  });

  test.each([80, 120])('stays within %i columns', async (columns) => {
    const names = JSON.parse((await arraysim(['classes', '--json'])).out).map(({ name }: { name: string }) => name);
    expect(names).toHaveLength(82);
    for (const args of [[], ...names.map((name: string) => [name])]) {
      const { out } = await arraysim(['classes', ...args], { columns });
      const longest = Math.max(...out.split('\n').map((line) => line.length));
      expect(longest, args.join(' ')).toBeLessThanOrEqual(columns);
    }
  });

  test('prints one JSON document with --json', async () => {
    const list = JSON.parse((await arraysim(['classes', '--json', '--version', '2012R2'])).out);
    expect(list).toHaveLength(51);
    expect(list[0]).toMatchObject({ name: 'MSFT_SMDiscovery', properties: 2, methods: 0, instances: false });
    const one = JSON.parse((await arraysim(['classes', 'MSFT_SMJobToStorageVolume', '--json'])).out);
    expect(one).toMatchObject({ kind: 'association', versions: ['2012R2', '2016'], instances: true });
    expect(one.properties[1]).toMatchObject({ name: 'AffectedStorageVolume', type: 'ref', key: true, modelled: true });
  });

  test.each([
    ['a class that is none', ['storagevolume'], /^arraysim: class: got 'storagevolume', .*\(did you mean 'MSFT_SMSt/],
    ['a class of later', ['MSFT_SMReplicaPeer', '--version', '2012R2'], /this one is there in 2016\n$/],
    ['a release that is none', ['--version', '2019'], /^arraysim: --version: got '2019', expected one of 2012, /],
  ])('exits 2 in one line about %s', async (_, args, message) => {
    const { code, out, err } = await arraysim(['classes', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.trimEnd()).not.toContain('\n');
  });
});
