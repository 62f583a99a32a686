import { expect, test } from 'vitest';
import { guarded } from '../../../src/conformance/subject/guarded.js';
import { remoteDriver } from '../../../src/subjects/remote/driver.js';
import { serving } from '../../server/servers.js';

const array = {
  pools: [
    { name: 'shelf', primordial: true },
    { name: 'gold', madeOf: 'shelf' },
  ],
  drives: [
    { name: 'disk1', size: '1 GiB', pool: 'gold' },
    { name: 'disk2', size: '2 GiB', pool: 'shelf' },
    { name: 'disk3', size: '2 GiB', pool: 'shelf', spare: true },
  ],
  volumes: [{ name: 'alpha', pool: 'gold', size: '64 MiB' }],
} as const;

test.each(['/cimom', '/wsman'])(
  'drives are told over the wire, with the pools that they are in, at %s',
  async (path) => {
    const { port, hosted } = await serving({ array });
    const driver = guarded(remoteDriver(`http://admin:se%3Acret@127.0.0.1:${port}${path}`));
    const pools = new Map(hosted.array.pools().map(({ name, id }) => [name, id]));
    const [home, gold] = [pools.get('shelf') ?? '', pools.get('gold') ?? ''];
    const ids = hosted.array.drives().map(({ id }) => id);
    const told = { primordialPool: home, isSpare: false, healthStatus: 0 };
    expect(await driver.drives?.()).toEqual([
      { ...told, id: ids[0], name: 'disk1', size: 2 ** 30, pool: gold },
      { ...told, id: ids[1], name: 'disk2', size: 2 ** 31, pool: null },
      { ...told, id: ids[2], name: 'disk3', size: 2 ** 31, pool: null, isSpare: true },
    ]);
    const [disk = ''] = ids.slice(1);
    const reply = await driver.call('AddDiskDrives', gold, { DiskDriveObjectIds: [disk] }, { deadlineMs: 5_000 });
    expect(reply).toMatchObject({ ReturnValue: 0, Pool: gold });
    expect((await driver.drives?.())?.[1]).toMatchObject({ name: 'disk2', pool: gold });
    await driver.close?.();
  },
);
