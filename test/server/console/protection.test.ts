import { describe, expect, test } from 'vitest';
import { raw, send } from '../servers.js';
import { console, page } from './consoles.js';

const call = JSON.stringify({ on: 'db', method: 'CreateClone' });
const path = '/api/universes/u1/call';

/** What is refused changes nothing. */
async function refuses(headers: Readonly<Record<string, string>>, why: string) {
  const one = await console();
  const { status, body } = await one.post(path, call, headers);
  expect({ status, error: JSON.parse(body).error }).toEqual({ status: 403, error: expect.stringContaining(why) });
  expect((await one.ask('/api/universes/{universe}/history')).total).toBe(0);
}

describe('a page of another origin can not drive the console', () => {
  test('without the token', () => refuses({ 'x-arraysim-token': '' }, "the page's token"));
  test('with a token of its own', () => refuses({ 'x-arraysim-token': 'x'.repeat(32) }, "the page's token"));
  test('as a form sends it', () => refuses({ 'content-type': 'text/plain' }, 'application/json'));
  test('when its browser says where it comes from', () => refuses({ 'sec-fetch-site': 'cross-site' }, 'another site'));
  test('from another port of this machine', () => refuses({ 'sec-fetch-site': 'same-site' }, 'another site'));
  test('by its origin', () => refuses({ origin: 'http://evil.example' }, 'another origin'));
  test('from no origin at all, as in a sandbox', () => refuses({ origin: 'null' }, 'another origin'));
  test('by a name that points here', () => refuses({ host: 'rebound.example:80' }, "the host 'rebound.example:80'"));

  test.each(['PUT', 'DELETE', 'OPTIONS', 'HEAD'])('by %s', async (method) => {
    const one = await console();
    const headers = { 'x-arraysim-token': one.parts.token, 'content-type': 'application/json' };
    const answer = await send(one.parts.port, path, { method, headers }, method === 'PUT' ? call : '');
    expect(answer.status).toBe(405);
    // No leave is given to anybody to ask from elsewhere.
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('nor read it', async () => {
    const one = await console();
    for (const asked of ['/api/events', '/api/universes/u1/volumes', '/api/universes/u1/export/trace']) {
      for (const headers of [
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'http://evil.example' },
        { host: 'rebound.example' },
      ]) {
        const { status, headers: answered } = await send(one.parts.port, asked, { headers });
        expect(status).toBe(403);
        expect(answered['access-control-allow-origin']).toBeUndefined();
      }
    }
  });

  test('nor frame it, nor run anything in it', async () => {
    const { opened } = (await console()).parts;
    expect(opened.headers).toMatchObject({
      'content-security-policy': "default-src 'none'; connect-src 'self'; frame-ancestors 'none'",
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(opened.headers['content-security-policy']).not.toContain('unsafe-inline');
  });

  test("whereas its own page can, by any name that is this server's", async () => {
    const shown = { port: 0, page, title: 'A test', key: null, names: ['lab.example'] };
    const one = await console(undefined, { console: shown });
    const { port } = one.parts;
    for (const host of [
      `localhost:${port}`,
      `127.0.0.1:${port}`,
      `[::1]:${port}`,
      `192.0.2.7:${port}`,
      'LAB.example',
    ]) {
      const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
      expect((await one.post(path, call, headers)).status).toBe(200);
    }
    // A link from anywhere may open it.
    expect((await send(port, '/', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(200);
    const { status, body } = await send(port, '/', { headers: { host: 'rebound.example' } });
    expect(status).toBe(403);
    expect(body).not.toContain(one.parts.token);
  });

  test('each console has a token of its own', async () => {
    const [one, other] = [await console(), await console()];
    expect(one.parts.token).toMatch(/^[\w-]{32}$/);
    expect(one.parts.token).not.toBe(other.parts.token);
    expect((await one.post(path, call, { 'x-arraysim-token': other.parts.token })).status).toBe(403);
  });
});

describe('where others can reach it, the address has a key', () => {
  const shown = { port: 0, page, title: 'A test', key: 'the-key', names: [] };

  test('without it there is nothing to see', async () => {
    const { port } = (await console(undefined, { console: shown })).parts;
    for (const asked of ['/', '/?key=wrong', '/api/events?key=the-key', '/api/charts'])
      expect((await send(port, asked)).status).toBe(403);
    const wrong = await send(port, '/api/charts', { headers: { cookie: 'arraysim-console=wrong' } });
    expect(wrong.status).toBe(403);
  });

  test('with it, it is kept in a cookie that no other site has sent', async () => {
    const { port } = (await console(undefined, { console: shown })).parts;
    const entered = await send(port, '/?key=the-key');
    expect(entered).toMatchObject({ status: 303, headers: { location: '/' } });
    const [cookie = ''] = entered.headers['set-cookie'] ?? [];
    expect(cookie).toBe('arraysim-console=the-key; Path=/; HttpOnly; SameSite=Strict');
    const headers = { cookie: `other=1; ${cookie.split(';')[0]}` };
    const opened = await send(port, '/', { headers });
    expect(opened.status).toBe(200);
    expect(opened.body).not.toContain('the-key');
  });
});

describe('whatever is sent, it is answered in words, and the console goes on', () => {
  test.each([
    ['no JSON', '{', 'body'],
    ['no UTF-8', '"\\ud800"', 'body'],
    ['nothing', '', 'body'],
    ['a list', '[]', 'body'],
    ['more than a command takes', '{ "on": "db", "method": "CreateClone", "also": 1 }', 'body.also'],
    ['another type', '{ "on": 1, "method": "CreateClone" }', 'body.on'],
    ['no such method', '{ "on": "db", "method": "CreateClown" }', 'body.method'],
    ['no such parameter', '{ "on": "db", "method": "CreateClone", "parameters": { "Name": "x" } }', 'CreateClone'],
    ['a name of Object', '{ "on": "db", "method": "constructor" }', 'body.method'],
  ])('%s', async (_, body, field) => {
    const one = await console();
    const answer = await one.post(path, body);
    expect({ status: answer.status, ...JSON.parse(answer.body) }).toMatchObject({ status: 400, field });
    expect((await one.ask('/api/universes/{universe}/history')).total).toBe(0);
    expect((await one.act('call', { on: 'db', method: 'CreateClone' })).step).toBe(1);
  });

  test.each([
    '/api/universes/u1/__proto__',
    '/api/universes/__proto__/call',
    '/api/universes/%ff/call',
    '/api//universes/u1/call',
    '/api/universes/u1/call/more',
  ])('a command at %s', async (asked) => {
    const one = await console();
    expect((await one.post(asked, call)).status).toBe(404);
  });

  test.each([
    '/../etc/passwd',
    '/console.html',
    '/api/methods/%2e%2e',
    '/api/universes/u1/around/%ff',
    '//evil.example/',
    '/api/universes/u1/volumes?search=%ff',
  ])('a question at %s', async (asked) => {
    const one = await console();
    const { status } = await send(one.parts.port, asked);
    expect([200, 400, 404]).toContain(status);
    expect((await one.ask('/api/universes/{universe}/volumes')).total).toBe(1);
  });

  test('bodies that are too large, and requests that are none', async () => {
    const one = await console();
    const large = await one.post(path, `{ "on": "${'x'.repeat(4 * 1024 * 1024)}" }`);
    expect(large.status).toBe(413);
    expect(await raw(one.parts.port, 'GET nothing HTTP/9\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect((await one.act('settle', {})).step).toBe(1);
  });
});

describe('hostile names are data, everywhere', () => {
  const names = {
    markup: '</script><img src=x onerror=alert(1)>',
    escapes: '\u001b[31m\u0000\r\n\ndata: {"forged":true}\nevent: closed',
    bidi: '\u202egnp.exe\u2066',
    quotes: '"\'`$1\\',
    lines: '\u2028\u2029',
  };

  test.each(Object.entries(names))('%s', async (_, name) => {
    const one = await console();
    const events = await one.listen();
    const clone = { on: 'db', method: 'CreateClone', parameters: { ElementName: name }, caller: name };
    const { decided } = await one.act('call', clone);
    await one.act('checkpoint', { name });
    await one.act('fork', { label: name });
    const { items } = await one.ask('/api/universes/{universe}/volumes', {}, { search: name });
    // What no name may have in it the service refuses, and shows all the same.
    expect(items.map((volume) => volume.name)).toEqual(decided?.code === 4096 ? [name] : []);
    const { items: done } = await one.ask('/api/universes/{universe}/history');
    expect(done[0]?.text).toBe(`CreateClone of db (ElementName ${name})`);
    const forked = await events.until((came) => came.find(({ event }) => event === 'universe'));
    expect(forked.data).toMatchObject({ label: name });
    expect(events.came.map(({ event }) => event)).not.toContain('closed');
    const { text, hash } = await one.ask('/api/universes/{universe}/export/{form}', { form: 'scenario' });
    expect(text).not.toContain('\u001b');
    expect(hash).toMatch(/^[\da-f]{16}$/);
  });

  test('a name of a million letters is refused by the service, and shown cut', async () => {
    const one = await console();
    const events = await one.listen();
    const name = 'x'.repeat(1_000_000);
    const { reply } = await one.act('call', { on: 'db', method: 'CreateClone', parameters: { ElementName: name } });
    expect(reply).toMatchObject({ ReturnValue: 5 });
    await one.act('call', { on: name, method: 'CreateClone' });
    const told = await events.until((came) =>
      came.find(({ event, data }) => event === 'frame' && 'step' in data && data.step === 2),
    );
    expect(JSON.stringify(told).length).toBeLessThan(20_000);
    expect(JSON.stringify(told)).toContain('(1000');
    // What is exported is whole: a scenario says that it has no room for it.
    await expect(one.ask('/api/universes/{universe}/export/{form}', { form: 'scenario' })).rejects.toThrow(
      'at most 1048576 bytes',
    );
    expect((await one.ask('/api/universes/{universe}/export/{form}', { form: 'vitest' })).text.length).toBeGreaterThan(
      2_000_000,
    );
  });
});
