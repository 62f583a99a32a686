import { beforeAll, describe, expect, test } from 'vitest';
import { control, run, type ServedPorts, served } from './served.js';

const namespace = 'root/microsoft/windows/storage/sm';

let ports: ServedPorts;
beforeAll(async () => {
  ports = await served('--time', 'manual', '--user', 'admin:secret', '--user', 'guest:guest:reader');
});

describe.each(['http', 'https'] as const)('wbemcli over %s', (scheme) => {
  const url = (object: string, user = 'admin:secret') =>
    `${scheme}://${user}@${scheme === 'http' ? ports.http : ports.https}/${namespace}:${object}`;
  const wbemcli = (...args: string[]) => run('wbemcli', scheme === 'https' ? ['-noverify', ...args] : args);
  const idOf = (line: string) => /ObjectId="([^"]*)"/.exec(line)?.[1] ?? 'none';
  const volumes = async () => (await wbemcli('ein', url('MSFT_SMStorageVolume'))).out.trim().split('\n').map(idOf);

  test('enumerates, gets instances and classes, follows associations', async () => {
    const [db = ''] = await volumes();
    const pools = await wbemcli('ei', url('MSFT_SMPool'));
    expect(pools.out.trim().split('\n')).toHaveLength(2);
    expect(pools.out).toContain('DisplayName="gold"');
    const volume = await wbemcli('gi', url(`MSFT_SMStorageVolume.ObjectId="${db}"`));
    expect(volume.out).toContain('DisplayName="db"');
    expect(volume.out).toContain(`NumberOfBlocks=${(100 * 2 ** 30) / 512}`);
    const model = await wbemcli('gc', url('MSFT_SMStorageVolume'));
    expect(model.out).toContain('MSFT_SMStorageVolume');
    expect((await wbemcli('ain', url(`MSFT_SMStorageVolume.ObjectId="${db}"`))).out).toContain('MSFT_SMPool.ObjectId=');
    expect((await wbemcli('rin', url(`MSFT_SMStorageVolume.ObjectId="${db}"`))).out).toContain('MSFT_SMPoolToVolume.');
    expect((await wbemcli('ecn', url('MSFT_SMStorageObject'))).out).toContain('MSFT_SMPool');
  });

  test('clones a volume, waits for its job, and deletes the clone', async () => {
    const [db = ''] = await volumes();
    const called = await wbemcli(
      'cm',
      url(`MSFT_SMStorageVolume.ObjectId="${db}"`),
      `CreateClone.ElementName="by ${scheme}"`,
    );
    expect(called.out).toContain('CreateClone: 4096');
    const job = /MSFT_SMJob\.ObjectId="([^"]*)"/.exec(called.out)?.[1] ?? 'none';
    const target = /TargetStorageVolume[^,]*MSFT_SMStorageVolume\.ObjectId="([^"]*)"/.exec(called.out)?.[1] ?? 'none';
    expect((await wbemcli('gi', url(`MSFT_SMJob.ObjectId="${job}"`))).out).toContain('JobState=3');
    await control(ports.control, 'POST', `/settle`);
    const ended = await wbemcli('gi', url(`MSFT_SMJob.ObjectId="${job}"`));
    expect(ended.out).toContain('JobState=7');
    expect(ended.out).toContain('PercentComplete=100');
    const clone = await wbemcli('gi', url(`MSFT_SMStorageVolume.ObjectId="${target}"`));
    expect(clone.out).toContain(`DisplayName="by ${scheme}"`);
    const deleted = await wbemcli('cm', url(`MSFT_SMStorageVolume.ObjectId="${target}"`), 'Delete');
    expect(deleted.out).toMatch(/Delete: (0|4096)/);
    await control(ports.control, 'POST', `/settle`);
    expect(await volumes()).toEqual([db]);
  });

  test('is told what is wrong: a return code, a CIM status, credentials', async () => {
    const [db = ''] = await volumes();
    const refused = await wbemcli(
      'cm',
      url(`MSFT_SMStorageVolume.ObjectId="${db}"`),
      'CreateClone.TargetPool=MSFT_SMPool.ObjectId="nope"',
    );
    expect(refused.out).toContain('CreateClone: 8');
    expect(refused.out).toContain('SMErrorCode');
    const denied = await wbemcli('cm', url(`MSFT_SMStorageVolume.ObjectId="${db}"`, 'guest:guest'), 'CreateClone');
    expect(denied.out).toContain('CreateClone: 40001');
    const missing = await wbemcli('gi', url('MSFT_SMStorageVolume.ObjectId="nope"'));
    expect(missing.out + missing.err).toContain('CIM_ERR_NOT_FOUND');
    const unknown = await wbemcli('ei', url('MSFT_SMNope'));
    expect(unknown.out + unknown.err).toContain('CIM_ERR_INVALID_CLASS');
    const stranger = await wbemcli('ein', url('MSFT_SMPool', 'admin:wrong'));
    expect(stranger.out + stranger.err).toMatch(/Invalid username\/password|401/);
    expect(ports.logged()).not.toContain('secret');
  });
});
