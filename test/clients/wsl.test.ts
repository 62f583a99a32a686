import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { control, folder, run, type ServedPorts, served } from './served.js';

let ports: ServedPorts;
let cwd: string;
beforeAll(async () => {
  ports = await served('--time', 'manual', '--user', 'admin:secret');
  cwd = await folder();
});

describe.each(['http', 'https'] as const)('wsl over %s', (scheme) => {
  const wsl = (program: string, args: readonly string[], password = 'secret') =>
    run(program, args, {
      cwd,
      env: {
        HOME: cwd,
        WSENDPOINT: scheme === 'http' ? ports.http : ports.https,
        WSUSER: 'admin',
        WSPASS: password,
        ...(scheme === 'http' && { WSNOSSL: 'true' }),
      },
    });
  const db = async () => {
    const volume = (await control(ports.control, 'GET', '/volumes/db')) as { id: string };
    return volume.id;
  };

  test('identifies, enumerates by pages and at once, gets, follows associations', async () => {
    expect((await wsl('wslid', ['check'])).out).toContain('<wsmid:ProductVendor>arraysim');
    for (const how of [[], ['-opti', '1'], ['-opti', '20'], ['-mode', 'objepr']]) {
      const { out } = await wsl('wslenum', ['MSFT_SMPool', ...how]);
      expect(out.match(/<p:DisplayName>/g)).toHaveLength(2);
    }
    expect((await wsl('wslenum', ['MSFT_SMStorageVolume', '-mode', 'epr'])).out).toContain(await db());
    const filtered = await wsl('wslenum', [
      'MSFT_SMPool',
      '-filter',
      "select * from MSFT_SMPool where DisplayName = 'silver'",
    ]);
    expect(filtered.out).toContain('<p:DisplayName>silver</p:DisplayName>');
    expect(filtered.out).not.toContain('<p:DisplayName>gold</p:DisplayName>');
    const { out } = await wsl('wslget', ['MSFT_SMStorageVolume', `ObjectId=${await db()}`]);
    expect(out).toContain('<p:DisplayName>db</p:DisplayName>');
    // The program has the two switches the wrong way round.
    expect((await wsl('wslenum', ['MSFT_SMStorageVolume', '-references', `ObjectId=${await db()}`])).out).toContain(
      ':MSFT_SMPool>',
    );
    expect((await wsl('wslenum', ['MSFT_SMStorageVolume', '-associators', `ObjectId=${await db()}`])).out).toContain(
      ':MSFT_SMPoolToVolume>',
    );
  });

  test('clones a volume into a pool, waits for its job, and deletes the clone', async () => {
    const source = join(cwd, 'db.xml');
    await writeFile(source, (await wsl('wslenum', ['MSFT_SMStorageVolume', '-mode', 'epr'])).out);
    const pool = join(cwd, 'pool.xml');
    await writeFile(
      pool,
      (
        await wsl('wslenum', [
          'MSFT_SMPool',
          '-mode',
          'epr',
          '-filter',
          "select * from MSFT_SMPool where DisplayName = 'silver'",
        ])
      ).out,
    );
    const called = await wsl('wslinvoke', [
      'MSFT_SMStorageVolume',
      'CreateClone',
      `ElementName=${scheme}`,
      `TargetPool=FILE:${pool}`,
      '-inst',
      source,
    ]);
    expect(called.out).toContain('<p:ReturnValue>4096</p:ReturnValue>');
    const [target = ''] = /vol-[\w-]+/.exec(called.out) ?? [];
    const [job = ''] = /job-[\w-]+/.exec(called.out) ?? [];
    expect((await wsl('wslget', ['MSFT_SMJob', `ObjectId=${job}`])).out).toContain('<p:JobState>3</p:JobState>');
    await control(ports.control, 'POST', '/settle');
    expect((await wsl('wslget', ['MSFT_SMJob', `ObjectId=${job}`])).out).toContain('<p:JobState>7</p:JobState>');
    const clone = await wsl('wslget', ['MSFT_SMStorageVolume', `ObjectId=${target}`]);
    expect(clone.out).toContain(`<p:DisplayName>${scheme}</p:DisplayName>`);
    const victim = join(cwd, 'clone.xml');
    const named = await wsl('wslenum', [
      'MSFT_SMStorageVolume',
      '-mode',
      'epr',
      '-filter',
      `select * from MSFT_SMStorageVolume where DisplayName = '${scheme}'`,
    ]);
    await writeFile(victim, named.out);
    const deleted = await wsl('wslinvoke', ['MSFT_SMStorageVolume', 'Delete', '-inst', victim]);
    expect(deleted.out).toMatch(/<p:ReturnValue>(0|4096)<\/p:ReturnValue>/);
    await control(ports.control, 'POST', '/settle');
    expect((await wsl('wslget', ['MSFT_SMStorageVolume', `ObjectId=${target}`])).out).toContain(
      'there is no MSFT_SMStorageVolume',
    );
  });

  test('is told what is wrong: a return code, a fault, credentials', async () => {
    await control(ports.control, 'POST', '/reset');
    await control(ports.control, 'POST', '/faults', { fault: 'array CreateClone 1*: return 40002' });
    const refused = await wsl('wslinvoke', ['MSFT_SMStorageVolume', 'CreateClone', 'ElementName=full']);
    expect(refused.out).toContain('<p:ReturnValue>40002</p:ReturnValue>');
    expect(refused.out).toContain(':SMErrorCode>');
    expect((await wsl('wslget', ['MSFT_SMStorageVolume', 'ObjectId=nope'])).out).toContain(
      'wsa:DestinationUnreachable',
    );
    expect((await wsl('wslenum', ['MSFT_SMNope'])).out).toContain('InvalidResourceURI');
    expect((await wsl('wslenum', ['MSFT_SMPool'], 'wrong')).out).not.toContain('DisplayName');
    expect(ports.logged()).toContain('ws-man   401');
    expect(ports.logged()).not.toContain('secret');
  });
});
