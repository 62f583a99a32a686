import { Agent } from 'node:http';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeRequest as wsMan } from '../../src/cim/wsman/client/writeRequest.js';
import { writeRequest as cimXml } from '../../src/cim/xml/client/writeRequest.js';
import { timeoutMs } from '../properties/environment.js';
import { admin, basic, raw, send, serving } from './servers.js';

const namespace = 'root/microsoft/windows/storage/sm';
const path = (id: string) =>
  ({
    kind: 'path',
    namespace: null,
    className: 'MSFT_SMStorageVolume',
    keys: [{ name: 'ObjectId', value: { kind: 'text', text: id, type: 'string' } }],
  }) as const;
const name = { name: 'ElementName', value: { kind: 'text', text: 'copy', type: 'string' } } as const;
const invoke = (id: string) => ({ do: 'invoke', on: path(id), method: 'CreateClone', parameters: [name] }) as const;
const enumerate = {
  do: 'enumerate',
  className: 'MSFT_SMPool',
  items: 'instances',
  deep: true,
  properties: null,
  page: { first: 1, idleMs: null },
} as const;

interface Request {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Valid requests of each face. */
const valid: Readonly<Record<string, (id: string) => Request[]>> = {
  'CIM-XML': (id) =>
    [invoke(id), enumerate].map((operation) => {
      const { headers, body } = cimXml({ namespace, operation }, '7');
      return { path: '/cimom', headers, body: Buffer.from(body) };
    }),
  'WS-Management': (id) =>
    [invoke(id), enumerate].map((operation) => {
      const to = {
        namespace,
        operation,
        to: 'http://x/wsman',
        messageId: 'uuid:1',
        maxBytes: 512_000,
        timeoutMs: 60_000,
      };
      const { headers, body } = wsMan(to);
      return { path: '/wsman', headers, body: Buffer.from(body) };
    }),
  JSON: () => [
    {
      path: '/arrays/default/calls',
      headers: {},
      body: Buffer.from(JSON.stringify({ on: 'db', method: 'CreateClone', parameters: { ElementName: 'copy' } })),
    },
  ],
};

/** A part of a message that is changed, taken out, or put in again elsewhere. */
const change = fc.record({
  kind: fc.constantFrom('set', 'delete', 'repeat', 'insert', 'cut'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '&',
    '\0',
    '\u{ff}',
    '\u{fe}\u{ff}',
    '&#0;',
    '&lt;',
    '<![CDATA[',
    ']]>',
    '<!--',
    '<?xml?>',
    '<!DOCTYPE x>',
    'xmlns=""',
    '{',
    '}',
    '[',
    'null',
    '1e999',
    '__proto__',
    '\u{ed}\u{a0}\u{80}',
    ' ',
    '\r\n',
  ),
});

function changed(body: Buffer, changes: readonly { kind: string; at: number; to: number; bytes: string }[]): Buffer {
  let text = body.toString('latin1');
  for (const { kind, at, to, bytes } of changes) {
    const [from, until] = [Math.floor(Math.min(at, to) * text.length), Math.floor(Math.max(at, to) * text.length)];
    const few = Math.min(until, from + 40);
    if (kind === 'set') text = text.slice(0, from) + bytes + text.slice(from + bytes.length);
    else if (kind === 'insert') text = text.slice(0, from) + bytes + text.slice(from);
    else if (kind === 'delete') text = text.slice(0, from) + text.slice(few);
    else if (kind === 'repeat') text = text.slice(0, until) + text.slice(from, few) + text.slice(until);
    else text = text.slice(0, from);
  }
  return Buffer.from(text, 'latin1');
}

/** How many are sent to each face; a hundred thousand in the deep run. */
const runs = Number(process.env.ARRAYSIM_HOSTILE ?? 400);

describe.each(Object.keys(valid))('%s', (face) => {
  test(
    `answers ${runs} requests that are nearly right, each with a status, and goes on`,
    async () => {
      const { port, control, hosted, logged } = await serving();
      const requests = valid[face]?.(hosted.array.volume('db').id) ?? [];
      const to = face === 'JSON' ? control : port;
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const statuses = new Map<number, number>();
      const before = process.memoryUsage().heapUsed;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...requests),
          fc.array(change, { minLength: 1, maxLength: 4 }),
          async (request, changes) => {
            const headers = { ...request.headers, Authorization: basic(admin) };
            const { status } = await send(
              to,
              request.path,
              { method: 'POST', headers, agent },
              changed(request.body, changes),
            );
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            expect(status).toBeLessThan(600);
          },
        ),
        { numRuns: runs, seed: 20161 },
      );
      expect(logged.filter(({ operation }) => operation.startsWith('failed'))).toEqual([]);
      for (const request of requests) {
        const headers = { ...request.headers, Authorization: basic(admin) };
        expect(await send(to, request.path, { method: 'POST', headers, agent }, request.body)).toMatchObject({
          status: 200,
        });
      }
      agent.destroy();
      // Both what was done and what was refused was among them.
      expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining([200, face === 'WS-Management' ? 500 : 400]));
      expect(hosted.array.violations()).toEqual([]);
      // What was sent is not kept: a hundred thousand requests are several hundred MiB.
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 2 ** 20);
    },
    Math.max(timeoutMs, 20 * runs),
  );
});

describe.each([
  ['/cimom', 'application/xml; charset="utf-8"', [400]],
  ['/wsman', 'application/soap+xml;charset=UTF-8', [500]],
])('at %s', (at, type, expected) => {
  const headers = (more: Readonly<Record<string, string>> = {}) => ({
    'Content-Type': type,
    CIMOperation: 'MethodCall',
    CIMMethod: 'EnumerateClassNames',
    CIMObject: namespace,
    Authorization: basic(admin),
    ...more,
  });
  const entities = Array.from({ length: 20 }, (_, depth) => `<!ENTITY e${depth + 1} "&e${depth};&e${depth};">`).join(
    '',
  );
  test.each([
    ['an entity bomb', `<!DOCTYPE x [<!ENTITY e0 "boom">${entities}]><x>&e20;</x>`],
    ['an external entity', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
    ['a DOCTYPE from elsewhere', '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><x/>'],
    ['nesting 10,000 deep', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`],
    ['an attribute of a mebibyte', `<a b="${'c'.repeat(400_000)}"/>`],
    ['ten thousand attributes', `<a ${Array.from({ length: 10_000 }, (_, one) => `a${one}=""`).join(' ')}/>`],
    ['a hundred thousand elements', `<a>${'<b/>'.repeat(100_000)}</a>`],
    ['NUL', '<a>\0</a>'],
    ['half a pair of surrogates', Buffer.from([0x3c, 0x61, 0x3e, 0xed, 0xa0, 0x80, 0x3c, 0x2f, 0x61, 0x3e])],
    ['nothing', ''],
    ['white space', ' \n'],
    ['no markup', 'hello'],
  ])('%s is refused, and the server goes on', async (_, body) => {
    const { port, hosted } = await serving();
    const before = hosted.array.digest('identity');
    const { status, body: answer } = await send(port, at, { method: 'POST', headers: headers() }, body);
    expect(expected).toContain(status);
    expect(answer).not.toContain('root:');
    expect(hosted.array.digest('identity')).toBe(before);
    expect((await send(port, '/healthz')).status).toBe(200);
  });

  test('a charset that it does not read is refused', async () => {
    const { port } = await serving();
    const { status } = await send(
      port,
      at,
      { method: 'POST', headers: headers({ 'Content-Type': `${type.split(';')[0]}; charset=koi8-r` }) },
      '<a/>',
    );
    expect([400, 415, 500]).toContain(status);
  });

  test('a header in the middle of another is never one of its own', async () => {
    const { port } = await serving();
    const answer = await raw(
      port,
      `POST ${at} HTTP/1.1\r\nHost: a\r\nCIMMethod: x%0d%0aX-Injected: 1\r\nAuthorization: ${basic(admin)}\r\nContent-Type: ${type}\r\nCIMOperation: MethodCall\r\nConnection: close\r\nContent-Length: 4\r\n\r\n<a/>`,
    );
    expect(answer.split('\r\n\r\n')[0]).not.toMatch(/^X-Injected/m);
  });
});

test('a hundred mebibytes are not read', async () => {
  const { port } = await serving();
  for (const at of ['/cimom', '/wsman'])
    expect(await raw(port, `POST ${at} HTTP/1.1\r\nHost: x\r\nContent-Length: ${100 * 2 ** 20}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 413 /,
    );
});
