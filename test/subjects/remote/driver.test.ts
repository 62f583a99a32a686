import { describe, expect, test } from 'vitest';
import { conform } from '../../../src/conformance/conform.js';
import type { ConformanceReport } from '../../../src/conformance/report.js';
import type { Given } from '../../../src/conformance/subject/call.js';
import { guarded } from '../../../src/conformance/subject/guarded.js';
import { readAdvertised } from '../../../src/conformance/subject/readAdvertised.js';
import { type RemoteOptions, remoteDriver } from '../../../src/subjects/remote/driver.js';
import type { MethodName } from '../../../src/vocabulary/methods/index.js';
import { serving } from '../../server/servers.js';

const roomy = {
  pools: [
    { name: 'gold', size: '256 GiB' },
    { name: 'silver', size: '256 GiB' },
  ],
  volumes: [
    { name: 'alpha', pool: 'gold', size: '1 GiB', written: '1 GiB' },
    { name: 'bravo', pool: 'gold', size: '2 GiB', written: '1 GiB' },
    { name: 'charlie', pool: 'gold', size: '3 GiB', written: '1 GiB' },
  ],
} as const;
/** A copy of 1 GiB takes 25 ms or so. */
const hurried = { kind: 'real', factor: 40 } as const;

function driverOf(port: number, path = '/cimom', options: RemoteOptions = {}) {
  return remoteDriver(`http://admin:se%3Acret@127.0.0.1:${port}${path}`, { jobsEndWithinMs: 10_000, ...options });
}

function brokenIn({ properties }: ConformanceReport): string[] {
  return properties.flatMap(({ name, failure }) => (failure === null ? [] : [`${name}: ${failure.message}`]));
}

describe('in real time nothing is held against an array', () => {
  // The time is that of the requests.
  test.each([
    ['/cimom', '2012', 2],
    ['/cimom', '2012R2', 2],
    ['/cimom', '2016', 4],
    ['/wsman', '2016', 2],
  ] as const)('at %s, release %s', async (path, version, runs) => {
    const { port } = await serving({ array: { ...roomy, version }, time: hurried });
    const driver = driverOf(port, path, { mayDelete: true });
    const report = await conform(guarded(driver), { levels: ['core'], runs });
    expect(brokenIn(report)).toEqual([]);
    expect(report.verdict).not.toBe('does not conform');
    const passed = report.properties.flatMap(({ name, verdict }) => (verdict === 'pass' ? [name] : []));
    expect(passed).toEqual(expect.arrayContaining(['CODE-DOMAIN', 'CAP-YES', 'OUT-4096', 'BOUNDS', 'SOURCE-FROZEN']));
  });
});

describe('what is found out of a provider', () => {
  test.each([
    ['2012', 'unknown', null],
    ['2012R2', 'unknown', null],
    ['2016', 'byJob', [8, 51]],
  ] as const)('of release %s', async (version, copies, features) => {
    const { port } = await serving({ array: { ...roomy, version } });
    const driver = driverOf(port);
    const advertised = readAdvertised(await driver.capabilities(), 'capabilities()', driver);
    expect(advertised).toMatchObject({
      version,
      clones: { local: true, remote: false, copies, targetUsable: 'unknown' },
      methods: features === null ? ['CreateClone'] : ['CreateClone', 'GetSupportedFeatures'],
      names: { unique: null, given: features === null ? 'unknown' : 'byClient' },
      targetPool: { given: 'unknown', ofSourceOnly: features === null ? null : false },
      limits: { replicasPerSource: expect.any(Number) },
      allocation: { kind: 'unknown' },
      time: { virtual: false, jobsEndWithinMs: 10_000 },
      actions: [],
      faults: [],
    });
    if (features !== null) expect(advertised.replication).toContainEqual({ type: 11, features });
    await driver.close?.();
  });

  test('is what its user knows, where that is said', async () => {
    const { port } = await serving({ array: roomy });
    const driver = driverOf(port, '/cimom', { says: { deduplicates: true } });
    expect((await driver.capabilities()).deduplicates).toBe(true);
    await driver.close?.();
  });
});

describe.each(['/cimom', '/wsman'])('a driver at %s', (path) => {
  test('tells what it sees, calls, waits, deletes what it has made, and nothing else', async () => {
    const { port, hosted } = await serving({
      array: { ...roomy, pools: [...roomy.pools, { name: 'far', size: '1 TiB', system: 'peer' }] },
      time: hurried,
    });
    const { array } = hosted;
    const driver = driverOf(port, path);
    await driver.reset('roomy');
    const before = await driver.observe({ kind: 'volumes' });
    expect(before.map(({ name, size, usable, source }) => [name, size, usable, source])).toEqual([
      ['alpha', 2 ** 30, true, null],
      ['bravo', 2 ** 31, true, null],
      ['charlie', 3 * 2 ** 30, true, null],
    ]);
    const pools = await driver.observe({ kind: 'pools' });
    expect(pools.map(({ name, isRemote, isPrimordial }) => [name, isRemote, isPrimordial])).toEqual([
      ['gold', false, false],
      ['silver', false, false],
      ['far', true, false],
    ]);
    const alpha = array.volume('alpha').id;
    const options = { deadlineMs: 5000 };
    const reply = await driver.call(
      'CreateClone',
      alpha,
      { ElementName: 'copy', TargetPool: array.pool('silver').id },
      options,
    );
    if ('noReply' in reply) throw new Error(reply.noReply);
    const { TargetStorageVolume: target = null, Job: job } = reply;
    expect(reply).toMatchObject({ ReturnValue: 4096, ExtendedStatus: null });
    expect(await driver.waitFor?.(job ?? '', 5000)).toBe(true);
    expect(await driver.observe({ kind: 'job', id: job ?? '' })).toMatchObject({
      jobState: 7,
      percentComplete: 100,
      target,
    });
    expect(await driver.observe({ kind: 'volume', id: target ?? '' })).toMatchObject({
      name: 'copy',
      pool: array.pool('silver').id,
      usable: true,
    });
    // What others make stays, and is seen.
    array.createClone('bravo', { ElementName: 'of others' });
    await driver.reset('roomy');
    expect(array.volumes().map(({ name }) => name)).toEqual(['alpha', 'bravo', 'charlie', 'of others']);
    expect(await driver.observe({ kind: 'job', id: job ?? '' })).toBeNull();
    expect(await driver.observe({ kind: 'jobs' })).toEqual([]);
    await driver.close?.();
  });

  test('hides the clones that it can not delete', async () => {
    const { port, hosted } = await serving({ array: roomy, time: hurried });
    const driver = driverOf(port, path);
    await driver.reset('roomy');
    await driver.call('CreateClone', hosted.array.volume('alpha').id, { ElementName: 'copy' }, { deadlineMs: 5000 });
    hosted.array.set({ capabilities: { deletesVolumes: false } });
    await driver.reset('roomy');
    expect(hosted.array.volume('copy').name).toBe('copy');
    expect((await driver.observe({ kind: 'volumes' })).map(({ name }) => name)).toEqual(['alpha', 'bravo', 'charlie']);
    await driver.close?.();
  });

  test('answers CIM errors with the codes of the storage service', async () => {
    const codes: Record<string, unknown[]> = {};
    for (const version of ['2012', '2016'] as const) {
      const { port, hosted } = await serving({ array: { ...roomy, version } });
      const driver = driverOf(port, path);
      const called = async (method: MethodName, on: string, given: Given) => {
        const reply = await driver.call(method, on, given, { deadlineMs: 5000 });
        return 'noReply' in reply ? reply.noReply : reply.ReturnValue;
      };
      await driver.reset('roomy');
      const alpha = hosted.array.volume('alpha').id;
      codes[version] = [
        await called('CreateClone', 'nobody', {}),
        await called('CreateClone', alpha, { TargetPool: 'nobody' }),
        await called('CreateClone', alpha, { TargetPool: alpha }),
        await called('StorageVolume.Delete', 'nobody', {}),
        await called('CreateClone', alpha, { ElementName: '' }),
      ];
      await driver.close?.();
    }
    expect(codes).toEqual({ 2012: [43006, 43006, 43004, 43006, 5], 2016: [8, 8, 43004, 40313, 5] });
  });

  test('says what to do where it gets no answer', async () => {
    const { port, server } = await serving({ array: roomy });
    const said = (address: string) =>
      Promise.resolve(remoteDriver(address).capabilities()).then(
        () => 'an answer',
        (error: Error) => error.message,
      );
    expect(await said(`http://admin:wrong@127.0.0.1:${port}${path}`)).toBe(
      `127.0.0.1:${port} does not let in admin (HTTP 401): mend the user name or the password`,
    );
    expect(await said(`http://admin:se%3Acret@127.0.0.1:${port}/elsewhere${path}`)).toMatch(
      /speaks no (CIM-XML|WS-Management) at \/elsewhere.*: mend the port or the path/,
    );
    expect(await said(`https://admin:se%3Acret@127.0.0.1:${port}${path}`)).toMatch(/^TLS with 127/);
    await server.stop(0);
    expect(await said(`http://admin:se%3Acret@127.0.0.1:${port}${path}`)).toMatch(
      /^nothing listens at 127.*: start the provider, or mend host and port$/,
    );
  });
});

test('a password is in no name and no message', () => {
  expect(driverOf(1).name).toBe('http://admin@127.0.0.1:1/cimom');
  expect(remoteDriver('http://admin@127.0.0.1:1', { password: 'secret' }).name).toBe('http://admin@127.0.0.1:1');
  for (const address of ['http://admin:sec/ret@host:x', 'http://admin:sec/ret@', 'http://:secret@host'])
    expect(() => remoteDriver(address)).not.toThrow(/sec\/?ret/);
  expect(() => remoteDriver('http://admin@host')).toThrow('expected http://user:password@host:5988');
});
