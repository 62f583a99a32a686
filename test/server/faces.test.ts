import { expect, test } from 'vitest';
import type { CimOperation } from '../../src/cim/operations/requests.js';
import { writeRequest } from '../../src/cim/wsman/client/writeRequest.js';
import { RemoteClient, type RemoteOperation } from '../../src/subjects/remote/client.js';
import { readEndpoint } from '../../src/subjects/remote/endpoint.js';
import { admin, basic, guest, send, serving } from './servers.js';

const namespace = 'root/microsoft/windows/storage/sm';
const text = (value: string) => ({ kind: 'text', text: value, type: 'string' }) as const;
const pathTo = (id: string) =>
  ({
    kind: 'path',
    namespace: null,
    className: 'MSFT_SMStorageVolume',
    keys: [{ name: 'ObjectId', value: text(id) }],
  }) as const;
const clone = (id: string) => ({ do: 'invoke', on: pathTo(id), method: 'CreateClone', parameters: [] }) as const;

/** A message of WS-Management, as it is answered. */
function soap(port: number, operation: CimOperation, timeoutMs = 60_000) {
  const to = {
    namespace,
    operation: operation as RemoteOperation,
    to: '/wsman',
    messageId: 'uuid:1',
    maxBytes: 512_000,
    timeoutMs,
  };
  const { headers, body } = writeRequest(to);
  return send(port, '/wsman', { method: 'POST', headers: { ...headers, Authorization: basic(admin) } }, body);
}

test.each(['cimom', 'wsman'])('a user is a caller with its role, at /%s', async (path) => {
  const { port, hosted } = await serving();
  const id = hosted.array.volume('db').id;
  const codes: unknown[] = [];
  for (const { name, password } of [guest, admin]) {
    const address = `http://${name}:${encodeURIComponent(password)}@127.0.0.1:${port}/${path}`;
    const client = new RemoteClient(readEndpoint(address));
    const answer = await client.ask(clone(id), 5000);
    codes.push('returnValue' in answer ? answer.returnValue : answer);
    client.close();
  }
  expect(codes).toEqual([40001, 4096]);
  expect(hosted.array.requests().map(({ caller }) => caller)).toEqual([guest.name, admin.name]);
});

test('an array that is reset has the users and their roles, too', async () => {
  const { server, hosted } = await serving();
  server.arrays.reset('default');
  expect(await hosted.call('db', 'CreateClone', {}, guest.name)).toMatchObject({ ReturnValue: 40001 });
});

test('Put answers with the instance as it is', async () => {
  const { port, hosted } = await serving();
  const path = pathTo(hosted.array.volume('db').id);
  const instance = {
    kind: 'instance',
    className: path.className,
    properties: [{ name: 'DisplayName', value: text('db') }],
  } as const;
  const { status, body } = await soap(port, { do: 'modify', path, instance, properties: ['DisplayName'] });
  expect(status).toBe(200);
  expect(body).toContain('<p:DisplayName>db</p:DisplayName>');
});

test('a call that takes longer than its client waits is a fault, and is made all the same', async () => {
  const { port, hosted } = await serving();
  hosted.array.faults.add({ id: 'held', at: ['invoke'], do: [{ hold: { tag: 'gate' } }] });
  const { status, body } = await soap(port, clone(hosted.array.volume('db').id), 200);
  expect({ status, body }).toEqual({ status: 500, body: expect.stringContaining('wsman:TimedOut') });
  hosted.change((array) => array.faults.release('gate'));
  expect(hosted.array.volumes()).toHaveLength(2);
});

test('Identify is for everybody who asks for no more, and says more to users', async () => {
  const { port } = await serving();
  const body = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:i="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"><s:Header/><s:Body><i:Identify/></s:Body></s:Envelope>`;
  const headers = { 'Content-Type': 'application/soap+xml' };
  const anybody = await send(port, '/wsman-anon/identify', { method: 'POST', headers }, body);
  expect(anybody).toMatchObject({ status: 200, body: expect.not.stringContaining('>arraysim<') });
  expect((await send(port, '/wsman', { method: 'POST', headers }, body)).status).toBe(401);
  const user = await send(
    port,
    '/wsman',
    { method: 'POST', headers: { ...headers, Authorization: basic(admin) } },
    body,
  );
  expect(user.body).toContain('>arraysim<');
});

test('a path that says nothing is what the content type is', async () => {
  const { port } = await serving();
  const of = async (type: string) =>
    (await send(port, '/', { method: 'POST', headers: { 'Content-Type': type, Authorization: basic(admin) } }, '<x/>'))
      .status;
  expect([await of('application/soap+xml'), await of('application/xml')]).toEqual([500, 400]);
});
