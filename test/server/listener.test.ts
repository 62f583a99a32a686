import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { usualLimits } from '../../src/server/listener.js';
import { admin, basic, raw, send, serving } from './servers.js';

const xml = { 'Content-Type': 'application/xml' };
const post = { method: 'POST', headers: { ...xml, Authorization: basic(admin) } };

test('a path where nothing is, and a verb that is none, are refused, and the connection can be used again', async () => {
  const { port } = await serving();
  expect(await send(port, '/nope', post)).toMatchObject({ status: 404 });
  expect(await send(port, '/cimom', { method: 'GET' })).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  expect(await send(port, '/arrays/nope/cimom', post)).toMatchObject({ status: 404 });
  expect(await send(port, '/healthz')).toMatchObject({ status: 200 });
});

test.each([
  ['none', undefined],
  ['a wrong password', basic({ ...admin, password: 'secret' })],
  ['a name that there is not', basic({ ...admin, name: 'nobody' })],
  ['another scheme', 'Negotiate abc'],
  ['no colon', `Basic ${Buffer.from('admin').toString('base64')}`],
  ['no base64', 'Basic ***'],
])('credentials are asked for where there are: %s', async (_, authorization) => {
  const { port, logged } = await serving();
  const headers = authorization === undefined ? xml : { ...xml, Authorization: authorization };
  const cim = await send(port, '/cimom', { method: 'POST', headers }, '<x/>');
  expect(cim).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Basic realm="arraysim"' } });
  const wsMan = await send(port, '/wsman', { method: 'POST', headers }, '<x/>');
  expect(wsMan).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Basic realm="WSMAN"' } });
  expect(JSON.stringify(logged)).not.toContain('secret');
});

test('a password may hold colons, and the right one is let through', async () => {
  const { port } = await serving();
  expect(await send(port, '/cimom', post, 'no XML')).toMatchObject({ status: 400 });
});

test('a body that is too large is refused as soon as it is announced, and as soon as it is too long', async () => {
  const { port } = await serving();
  const head = `POST /cimom HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic(admin)}\r\n`;
  expect(await raw(port, `${head}Content-Length: 104857600\r\n\r\nx`)).toMatch(/^HTTP\/1.1 413 /);
  const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
  expect(await raw(port, `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(6)}`)).toMatch(/^HTTP\/1.1 413 /);
  expect(await send(port, '/healthz')).toMatchObject({ status: 200 });
});

test('M-POST is answered 501 with nothing else, once; other verbs that HTTP does not know 400', async () => {
  const { port } = await serving();
  const answer = await raw(port, 'M-POST /cimom HTTP/1.1\r\nMan: x;ns=11\r\nContent-Length: 4\r\n\r\n<x/>');
  expect(answer).toBe('HTTP/1.1 501 Not Implemented\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  expect(await raw(port, 'NOPE / HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
});

test('headers that are too large, injected or smuggled are refused', async () => {
  const { port } = await serving();
  expect(await raw(port, `POST /cimom HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(17_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 431 /,
  );
  expect(await raw(port, 'POST /cimom HTTP/1.1\r\nHost: x\r\nA: b\rC: d\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
  const both = 'POST /cimom HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
  expect(await raw(port, both)).toMatch(/^HTTP\/1.1 400 /);
  expect(await send(port, '/healthz')).toMatchObject({ status: 200 });
});

test('whoever sends headers or a body too slowly is cut off, and keeps nobody else waiting', async () => {
  const { port } = await serving({ limits: { headersMs: 300, requestMs: 600 } });
  const slow = raw(port, 'POST /cimom HTTP/1.1\r\nHost:');
  const slowBody = raw(
    port,
    `POST /cimom HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic(admin)}\r\nContent-Length: 10\r\n\r\nx`,
  );
  expect(await send(port, '/healthz')).toMatchObject({ status: 200 });
  expect(await slow).toMatch(/^HTTP\/1.1 408 /);
  expect(await slowBody).toMatch(/^HTTP\/1.1 408 /);
});

test('a half-closed connection still gets its answer', async () => {
  const { port } = await serving();
  const answer = await new Promise<string>((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    let text = '';
    socket.on('data', (data) => {
      text += data.toString('latin1');
    });
    socket.on('end', () => socket.destroy());
    socket.on('close', () => resolve(text));
    socket.end('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  });
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
});

test('of one user only so many requests a second are answered', async () => {
  const { port } = await serving({ limits: { requestsPerSecond: 3 } });
  const statuses: number[] = [];
  for (let count = 0; count < 8; count++) statuses.push((await send(port, '/cimom', post, '<x/>')).status);
  expect(statuses).toContain(503);
  expect(statuses[0]).toBe(400);
});

test('connections beyond the limit are closed, and those within it served', async () => {
  const { port } = await serving({ limits: { connections: 2 } });
  const idle = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  await Promise.all(idle.map((socket) => new Promise((resolve) => socket.on('connect', resolve))));
  expect(await raw(port, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')).toBe('');
  const [first] = idle;
  const answered = new Promise((resolve) => first?.on('data', (data) => resolve(data.toString('latin1'))));
  first?.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(await answered).toMatch(/^HTTP\/1.1 200 /);
  for (const socket of idle) socket.destroy();
});

test('a server that stops answers late requests of open connections with "shutting down", in their own words', async () => {
  const { server, port } = await serving();
  expect(usualLimits.headersMs).toBe(10_000);
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (data) => {
    text += data.toString('latin1');
  });
  const { message } = await import('./messages.js');
  const body = message('<IMETHODCALL NAME="EnumerateClassNames">NS</IMETHODCALL>');
  const head = `POST /cimom HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic(admin)}\r\nContent-Type: application/xml\r\nCIMOperation: MethodCall\r\nCIMMethod: EnumerateClassNames\r\nCIMObject: root/microsoft/windows/storage/sm\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  // Its headers are there before the server stops, its body comes after.
  await new Promise<void>((resolve) => socket.write(head, () => setTimeout(resolve, 100)));
  const stopped = server.stop(2000);
  socket.write(body);
  await stopped;
  expect(text).toContain('<ERROR CODE="28" DESCRIPTION="the server is shutting down">');
});
