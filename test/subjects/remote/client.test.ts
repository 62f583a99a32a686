import { describe, expect, test } from 'vitest';
import { selfSigned } from '../../../src/server/certificate.js';
import { RemoteClient } from '../../../src/subjects/remote/client.js';
import { isAddress, readEndpoint } from '../../../src/subjects/remote/endpoint.js';
import { serving } from '../../server/servers.js';

describe('an address', () => {
  test.each([
    ['http://u:p@host:5988', { face: 'cim-xml', secure: false, host: 'host', port: 5988, path: '/cimom' }],
    ['https://u:p@host', { face: 'cim-xml', secure: true, port: 5989 }],
    ['http://u:p@host:5985', { face: 'ws-man', port: 5985, path: '/wsman' }],
    ['http://u:p@host:8080/wsman', { face: 'ws-man', port: 8080, path: '/wsman' }],
    ['http://u:p@[::1]:5988/arrays/second/cimom', { face: 'cim-xml', host: '::1', path: '/arrays/second/cimom' }],
    ['http://a%40b:p%3Aq@host:1', { user: 'a@b', password: 'p:q' }],
  ])('%s', (text, endpoint) => {
    expect(isAddress(text)).toBe(true);
    expect(readEndpoint(text)).toMatchObject(endpoint);
  });

  test.each(['http://host', 'http://user@host', 'ftp://u:secret@host', 'http://u:secret@:x'])('not %s', (text) => {
    expect(() => readEndpoint(text)).toThrow('expected http://user:password@host:5988');
    expect(() => readEndpoint(text)).not.toThrow('secret');
  });
});

describe.each(['cimom', 'wsman'])('a client at /%s', (path) => {
  const clientOf = (port: number, password = 'se%3Acret') =>
    new RemoteClient(readEndpoint(`http://admin:${password}@127.0.0.1:${port}/${path}`));

  test('reads instances page by page, calls methods, and is told what is wrong', async () => {
    const { port, hosted } = await serving();
    const client = clientOf(port);
    const enumerate = {
      do: 'enumerate',
      className: 'MSFT_SMStorageVolume',
      items: 'instances',
      deep: true,
      properties: null,
    } as const;
    const listed = await client.read({ ...enumerate, page: { first: 10, idleMs: null } }, 5000);
    if (!('kind' in listed) || listed.kind !== 'items') throw new Error(JSON.stringify(listed));
    expect(
      listed.items.map(({ instance }) => instance?.properties.find(({ name }) => name === 'DisplayName')?.value),
    ).toMatchObject([{ text: 'db' }]);
    const id = hosted.array.volume('db').id;
    const on = {
      kind: 'path',
      namespace: null,
      className: 'MSFT_SMStorageVolume',
      keys: [{ name: 'ObjectId', value: { kind: 'text', text: id, type: 'string' } }],
    } as const;
    const elementName = { name: 'ElementName', value: { kind: 'text', text: 'copy <&"> é', type: 'string' } } as const;
    const called = await client.ask({ do: 'invoke', on, method: 'CreateClone', parameters: [elementName] }, 5000);
    expect(called).toMatchObject({ kind: 'answer', returnValue: 4096 });
    expect(hosted.array.volume('copy <&"> é').size).toBe(hosted.array.volume('db').size);
    const gone = await client.read(
      {
        do: 'getInstance',
        path: { ...on, keys: [{ name: 'ObjectId', value: { kind: 'text', text: 'nope', type: 'string' } }] },
        properties: null,
      },
      5000,
    );
    expect(gone).toMatchObject({ kind: 'status', code: 6 });
    client.close();
  });

  test('tells why nothing was answered', async () => {
    const { port, hosted, server } = await serving();
    const pools = {
      do: 'enumerate',
      className: 'MSFT_SMPool',
      items: 'paths',
      deep: true,
      properties: null,
      page: null,
    } as const;
    expect(await clientOf(port, 'wrong').read(pools, 5000)).toMatchObject({ kind: 'unreadable', status: 401 });
    hosted.array.faults.add('serviceReply: loseReply');
    const on = {
      kind: 'path',
      namespace: null,
      className: 'MSFT_SMStorageVolume',
      keys: [{ name: 'ObjectId', value: { kind: 'text', text: hosted.array.volume('db').id, type: 'string' } }],
    } as const;
    const lost = await clientOf(port).ask({ do: 'invoke', on, method: 'CreateClone', parameters: [] }, 300);
    expect(lost).toMatchObject({ silence: 'timeout' });
    await server.stop(0);
    expect(await clientOf(port).read(pools, 5000)).toMatchObject({ silence: 'refused' });
  });

  test('takes a certificate that vouches for itself only where it is told to', async () => {
    const { server } = await serving({ tlsPorts: [0], certificate: await selfSigned('127.0.0.1') });
    const endpoint = readEndpoint(`https://admin:se%3Acret@127.0.0.1:${server.tlsPorts[0]}/${path}`);
    const pools = {
      do: 'enumerate',
      className: 'MSFT_SMPool',
      items: 'paths',
      deep: true,
      properties: null,
      page: null,
    } as const;
    expect(await new RemoteClient(endpoint).read(pools, 5000)).toMatchObject({ silence: 'tls' });
    expect(await new RemoteClient(endpoint, true).read(pools, 5000)).toMatchObject({ kind: 'items' });
  });
});
