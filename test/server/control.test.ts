import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { factsOf, methodNames } from '../../src/vocabulary/methods/index.js';
import { json, send, serving } from './servers.js';

const at = '/arrays/default';

test('a clone from its call to its end, in JSON', async () => {
  const { control } = await serving();
  const call = { on: 'db', method: 'CreateClone', parameters: { ElementName: 'copy' } };
  const { status, body: reply } = await json(control, 'POST', `${at}/calls`, call);
  expect({ status, reply }).toMatchObject({ status: 200, reply: { ReturnValue: 4096, ExtendedStatus: null } });
  const { Job, TargetStorageVolume } = reply as Record<string, string>;
  expect(await json(control, 'GET', `${at}/jobs/${Job}`)).toMatchObject({
    body: { state: 'starting', percentComplete: 0 },
  });
  expect(await json(control, 'POST', `${at}/advance`, { by: '2 min' })).toMatchObject({ body: { virtualMs: 120_000 } });
  expect(await json(control, 'GET', `${at}/jobs/${Job}`)).toMatchObject({ body: { state: 'completed' } });
  expect(await json(control, 'GET', `${at}/volumes?name=copy`)).toMatchObject({
    body: [{ id: TargetStorageVolume, size: '10737418240', usable: true }],
  });
  expect(await json(control, 'GET', `${at}/volumes/copy/contents`)).toMatchObject({
    body: [{ tag: 'db', length: '10737418240' }],
  });
  expect(await json(control, 'GET', `${at}/instances/MSFT_SMStorageVolume`)).toMatchObject({
    body: [{ DisplayName: 'db' }, {}],
  });
  expect(await json(control, 'GET', `${at}/requests?code=4096`)).toMatchObject({
    body: [{ method: 'CreateClone', on: 'db' }],
  });
  expect(await json(control, 'GET', `${at}/trace`)).toMatchObject({
    body: { hash: expect.stringMatching(/^[\da-f]{16}$/) },
  });
});

test.each(methodNames)('%s can be called: a method needs no line of its own here', async (name) => {
  const { className, until = '2016' } = factsOf(name);
  const array = {
    version: until,
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
  };
  const { control } = await serving({ array });
  const on = className === 'MSFT_SMStorageVolume' ? 'db' : className === 'MSFT_SMPool' ? 'gold' : className;
  const { body } = await json(control, 'POST', `${at}/calls`, { on, method: name });
  expect(body).toMatchObject({ ReturnValue: expect.any(Number), decided: { method: name } });
  const { body: document } = await json(control, 'GET', '/openapi.json');
  expect(JSON.stringify(document)).toContain(`"${name}"`);
});

test('several arrays: made, listed, replaced, reset, taken away; each has its own path for clients', async () => {
  const { control, port } = await serving();
  const options = { seed: 7, profile: 'instant-clone', pools: [{ name: 'one', size: '1 GiB' }] };
  expect(await json(control, 'PUT', '/arrays/second', { options })).toMatchObject({
    status: 200,
    body: { virtualMs: 0 },
  });
  await json(control, 'POST', '/arrays/second/advance', { by: 500 });
  expect(await json(control, 'GET', '/arrays')).toMatchObject({
    body: [
      { name: 'default', virtualMs: 0 },
      { name: 'second', virtualMs: 500 },
    ],
  });
  expect((await send(port, '/arrays/second/cimom', { method: 'POST' })).status).toBe(401);
  expect(await json(control, 'POST', '/arrays/second/reset')).toMatchObject({ body: { virtualMs: 0 } });
  expect(await json(control, 'GET', '/arrays/second/pools')).toMatchObject({ body: [{ name: 'one' }] });
  expect(await json(control, 'DELETE', '/arrays/second')).toEqual({ status: 204, body: undefined });
  expect((await send(port, '/arrays/second/cimom', { method: 'POST' })).status).toBe(404);
});

test('a checkpoint is come back to, as often as wanted', async () => {
  const { control } = await serving();
  const clone = { on: 'db', method: 'CreateClone' };
  await json(control, 'POST', `${at}/calls`, clone);
  const { body } = await json(control, 'POST', `${at}/checkpoints`);
  const { checkpoint } = body as { checkpoint: string };
  for (let time = 0; time < 2; time++) {
    await json(control, 'POST', `${at}/calls`, clone);
    expect((await json(control, 'GET', `${at}/volumes`)).body).toHaveLength(3);
    await json(control, 'POST', `${at}/checkpoints/${checkpoint}/rewind`);
    expect((await json(control, 'GET', `${at}/volumes`)).body).toHaveLength(2);
  }
  expect(await json(control, 'POST', `${at}/checkpoints/nope/rewind`)).toMatchObject({
    status: 400,
    body: { field: 'rewind' },
  });
  expect((await json(control, 'GET', `${at}/save`)).body).toMatchObject({ saved: expect.stringContaining('arraysim') });
});

test('faults are added in either form, seen in the ledger, released, healed and taken out', async () => {
  const { control } = await serving();
  const added = await json(control, 'POST', `${at}/faults`, { fault: 'array CreateClone 1*: return 40002' });
  expect(added).toMatchObject({ status: 200, body: { faults: [{ fired: 0 }], held: [] } });
  await json(control, 'POST', `${at}/faults`, {
    plan: { version: 1, faults: [{ id: 'gate', at: ['array'], do: [{ hold: { tag: 'g' } }] }] },
  });
  expect(await json(control, 'POST', `${at}/calls`, { on: 'db', method: 'CreateClone' })).toMatchObject({
    body: { ReturnValue: 40002 },
  });
  const held = json(control, 'POST', `${at}/calls`, { on: 'db', method: 'CreateClone' });
  let ledger: { body?: unknown } = {};
  while (!JSON.stringify(ledger.body ?? '').includes('"held":["g"]'))
    ledger = await json(control, 'GET', `${at}/faults`);
  expect(await json(control, 'POST', `${at}/faults/release`, { tag: 'g' })).toMatchObject({ body: { released: 1 } });
  expect(await held).toMatchObject({ body: { ReturnValue: 4096 } });
  expect(await json(control, 'POST', `${at}/faults/heal`, {})).toMatchObject({ status: 200 });
  expect(await json(control, 'DELETE', `${at}/faults/gate`)).toMatchObject({ status: 200 });
});

test('a reply that a fault loses is told of', async () => {
  const { control } = await serving();
  await json(control, 'POST', `${at}/faults`, { fault: 'serviceReply: loseReply' });
  expect(await json(control, 'POST', `${at}/calls`, { on: 'db', method: 'CreateClone' })).toMatchObject({
    body: { noReply: 'silence' },
  });
});

test('what else can be done to an array: set, out of band, discover, settle, jobs, writes of hosts', async () => {
  const { control } = await serving();
  expect(await json(control, 'POST', `${at}/set`, { change: { limits: { runningJobs: 1 } } })).toMatchObject({
    status: 200,
  });
  expect(await json(control, 'POST', `${at}/out-of-band`, { change: { pool: 'gold', size: '2 TiB' } })).toMatchObject({
    status: 200,
  });
  expect(await json(control, 'POST', `${at}/calls`, { on: 'db', method: 'CreateClone' })).toMatchObject({
    body: { ReturnValue: 40003 },
  });
  await json(control, 'POST', `${at}/discover`);
  const { body } = await json(control, 'POST', `${at}/calls`, { on: 'db', method: 'CreateClone' });
  const { Job } = body as { Job: string };
  await json(control, 'POST', `${at}/advance`, { by: 1000 });
  expect(await json(control, 'POST', `${at}/jobs/${Job}/suspend`)).toMatchObject({ body: { state: 'suspended' } });
  expect(await json(control, 'POST', `${at}/jobs/${Job}/stop`)).toMatchObject({
    status: 400,
    body: { field: 'control' },
  });
  await json(control, 'POST', `${at}/jobs/${Job}/resume`);
  await json(control, 'POST', `${at}/settle`);
  expect(await json(control, 'GET', `${at}/jobs/${Job}`)).toMatchObject({ body: { state: 'completed' } });
  const write = { offset: 0, length: '1 MiB', tag: 'monday' };
  expect(await json(control, 'POST', `${at}/volumes/db/write`, write)).toMatchObject({ status: 200 });
  expect(await json(control, 'GET', `${at}/volumes/db/contents`)).toMatchObject({
    body: [{ tag: 'monday' }, { tag: 'db' }],
  });
});

describe('what is wrong is told by field, value and what is expected, and changes nothing', () => {
  test.each([
    ['GET', '/arrays/nope', undefined, 404, "array: got 'nope'"],
    ['GET', '/nope', undefined, 404, 'nothing is served at /nope'],
    ['PUT', '/arrays/default/calls', undefined, 405, 'POST is expected'],
    ['GET', '/arrays/%zz', undefined, 404, 'nothing is served'],
    ['POST', `${at}/calls`, { on: 'db' }, 400, 'body.method'],
    ['POST', `${at}/calls`, { on: 'db', method: 'Clone' }, 400, 'body.method'],
    ['POST', `${at}/calls`, { on: 'db', method: 'CreateClone', parameters: { Nope: 1 } }, 400, 'Nope'],
    ['POST', `${at}/advance`, { by: 'soon' }, 400, "got 'soon'"],
    ['POST', `${at}/advance`, undefined, 400, 'body.by'],
    ['POST', `${at}/faults`, {}, 400, 'either a fault or a plan'],
    ['POST', `${at}/faults`, { fault: 'nowhere: return 1' }, 400, 'nowhere'],
    ['POST', `${at}/set`, { change: { nope: 1 } }, 400, 'nope'],
    ['GET', `${at}/volumes/nope`, undefined, 400, 'nope'],
    ['GET', `${at}/instances/Nope`, undefined, 400, 'Nope'],
    ['GET', `${at}/requests?code=x`, undefined, 400, 'query.code'],
    ['PUT', '/arrays/bad%20name', {}, 400, 'name'],
    ['PUT', '/arrays/second', { options: { pools: [{ name: 'a' }] } }, 400, 'pools[0].size'],
  ])('%s %s', async (method, path, body, status, words) => {
    const { control, hosted } = await serving();
    const before = hosted.array.digest('identity');
    const answer = await json(control, method, path, body);
    expect(answer).toMatchObject({ status, body: { error: expect.stringContaining(words) } });
    expect(hosted.array.digest('identity')).toBe(before);
  });

  test.each(['{', '\u{ff}', '"text"', '[]', '{"__proto__":{"by":1}}'])('a body that is %j', async (body) => {
    const { control } = await serving();
    expect((await send(control, `${at}/advance`, { method: 'POST' }, Buffer.from(body, 'latin1'))).status).toBe(400);
    expect(Object.hasOwn(Object.prototype, 'by')).toBe(false);
  });
});

test('where a token is asked for, nothing is served without it', async () => {
  const { control } = await serving({ controlToken: 'let me in' });
  expect((await send(control, '/arrays')).status).toBe(401);
  expect((await send(control, '/arrays', { headers: { Authorization: 'Bearer let-me-in' } })).status).toBe(401);
  const { control: other } = await serving({ controlToken: 'token' });
  expect((await send(other, '/arrays', { headers: { Authorization: 'Bearer token' } })).status).toBe(200);
  expect((await send(other, '/healthz')).status).toBe(200);
});

test('the OpenAPI document has every route, and is one', async () => {
  const { control } = await serving();
  const { body } = await json(control, 'GET', '/openapi.json');
  const { openapi, paths } = body as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  expect(openapi).toBe('3.1.0');
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  expect(Object.keys(paths)).toContain('/arrays/{array}/events');
  await expect(JSON.stringify(body, null, 2)).toMatchFileSnapshot('../golden/openapi.txt');
});

test('what happens is told as it happens, to who listens, over a reset as well', async () => {
  const { control, hosted } = await serving();
  const events: string[] = [];
  const stream = request({ port: control, host: '127.0.0.1', path: `${at}/events?trace=true` });
  const arrived = (what: string) =>
    new Promise<void>((resolve) => {
      const look = () => (events.join('').includes(what) ? resolve() : setTimeout(look, 5));
      look();
    });
  stream.on('response', (response) => response.on('data', (data: Buffer) => events.push(data.toString('utf8'))));
  stream.end();
  await arrived('begun');
  await json(control, 'POST', `${at}/calls`, { on: 'db', method: 'CreateClone', parameters: { ElementName: 'copy' } });
  await arrived('event: call');
  await json(control, 'POST', `${at}/settle`);
  await arrived('"to":"completed"');
  await json(control, 'POST', `${at}/reset`);
  await arrived('event: replaced');
  await json(control, 'POST', `${at}/calls`, { on: 'db', method: 'CreateClone', parameters: { ElementName: 'again' } });
  await arrived('"name":"again"');
  expect(events.join('')).toContain('event: trace');
  expect(events.join('')).toContain('event: MSFT_SMStorageModificationEvent');
  stream.destroy();
  expect(hosted.array.volumes()).toHaveLength(2);
});
