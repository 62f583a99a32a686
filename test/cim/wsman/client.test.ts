import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SentInstance, SentMember, SentPath, SentValue } from '../../../src/cim/operations/requests.js';
import type { CimInstance, CimResult } from '../../../src/cim/operations/results.js';
import { readReply } from '../../../src/cim/wsman/client/readReply.js';
import type { Received } from '../../../src/cim/wsman/client/received.js';
import { type Sendable, type Sending, writeRequest } from '../../../src/cim/wsman/client/writeRequest.js';
import type { Reply } from '../../../src/cim/wsman/envelope.js';
import { readRequest } from '../../../src/cim/wsman/readRequest.js';
import { writeReply } from '../../../src/cim/wsman/writeReply.js';
import { share } from '../../properties/environment.js';
import { checked, pretty, soap, storage, textOf } from './messages.js';
import { answerOf, gold, instanceOf, pathTo } from './samples.js';

const text = (value: string) => ({ kind: 'text', text: value, type: null }) as const;
const path = (className: string, id: string): SentPath => ({
  kind: 'path',
  namespace: storage,
  className,
  keys: [{ name: 'ObjectId', value: text(id) }],
});
const db = path('MSFT_SMStorageVolume', '{v}:db');
const sending = (operation: Sendable): Sending => ({
  namespace: storage,
  operation,
  to: 'http://array:5985/wsman',
  messageId: 'uuid:client',
  maxBytes: 153_600,
  timeoutMs: 60_000,
});

/** What a server reads of what the client writes. */
function served(operation: Sendable) {
  const { headers, body } = writeRequest(sending(operation));
  const contentType = headers['Content-Type'];
  const reading = readRequest({ contentType, body: new TextEncoder().encode(String(body)), replyId: 'uuid:reply' });
  if (reading.kind !== 'request') throw new Error(`not understood: ${JSON.stringify(reading)}`);
  return reading;
}

/** What the client reads of what a server writes. */
function received(operation: Sendable, result: CimResult): Received {
  const reply = writeReply(served(operation).envelope, result, ({ name }) => `<CLASS NAME="${name}"/>`);
  checked(reply);
  return readBack(operation, reply);
}

function readBack(operation: Sendable, { status, headers, body }: Reply): Received {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return readReply({ status, contentType: headers['Content-Type'], body: bytes, messageId: 'uuid:client', operation });
}

const getInstance: Sendable = { do: 'getInstance', path: db, properties: null };
const page = { first: 20, idleMs: 60_000 };
const enumerate: Sendable = {
  do: 'enumerate',
  className: 'MSFT_SMPool',
  items: 'instances',
  deep: true,
  properties: null,
  page,
};
const associated: Sendable = {
  do: 'associated',
  of: db,
  want: 'others',
  items: 'instances',
  associationClass: 'MSFT_SMPoolToVolume',
  resultClass: 'MSFT_SMPool',
  role: 'Child',
  resultRole: 'Parent',
  properties: null,
  page,
};
const clone: Sendable = {
  do: 'invoke',
  on: db,
  method: 'CreateClone',
  parameters: [
    { name: 'ElementName', value: text('monday & "co" <1>\r\n') },
    { name: 'TargetPool', value: path('MSFT_SMPool', '{p}:gold') },
    { name: 'username', value: null },
  ],
};

const operations: readonly (readonly [string, Sendable])[] = [
  ['getInstance', getInstance],
  ['enumerate', enumerate],
  ['enumeratePaths', { ...enumerate, items: 'paths', deep: false, page: { first: 0, idleMs: null } }],
  ['associated', associated],
  ['links', { ...associated, want: 'links', items: 'paths', resultClass: null, resultRole: null }],
  ['query', { do: 'query', language: 'WQL', query: "select * from MSFT_SMPool where Name <> '<'", page }],
  ['queryInCql', { do: 'query', language: 'DMTF:CQL', query: 'select * from MSFT_SMPool', page }],
  [
    'modify',
    {
      do: 'modify',
      path: db,
      properties: ['Name'],
      instance: {
        kind: 'instance',
        className: 'MSFT_SMStorageVolume',
        properties: [{ name: 'Name', value: text('x') }],
      },
    },
  ],
  ['invoke', clone],
  ['invokeOnClass', { ...clone, on: 'MSFT_SMStorageVolume', parameters: [] }],
  ['getClass', { do: 'getClass', className: 'MSFT_SMPool' }],
];

test.each(operations)('%s is understood as it was meant', (_, operation) => {
  const { request } = served(operation);
  expect(request.namespace).toBe(storage);
  // The namespace of a path that selectors have is the request's.
  expect(JSON.parse(JSON.stringify(request.operation))).toEqual(withoutNamespace(operation));
});

function withoutNamespace(operation: Sendable): Sendable {
  if ('path' in operation) return { ...operation, path: { ...operation.path, namespace: null } };
  if ('on' in operation && typeof operation.on !== 'string')
    return { ...operation, on: { ...operation.on, namespace: null } };
  return operation;
}

test.each(operations.filter(([name]) => ['associated', 'invoke', 'modify'].includes(name)))(
  'the document of %s',
  async (name, operation) => {
    const document = pretty(writeRequest(sending(operation)));
    await expect(document).toMatchFileSnapshot(`../../golden/wsman/client.${name}.xml`);
  },
);

describe('what WS-Management can not say', () => {
  test('is not sent', () => {
    expect(() => writeRequest(sending({ ...associated, of: 'MSFT_SMPool' }))).toThrow('not to classes');
    const nameless = { ...db, keys: [{ name: null, value: text('x') }] };
    expect(() => writeRequest(sending({ ...getInstance, path: nameless }))).toThrow('keys without names');
  });
});

describe('the client reads', () => {
  test('an instance, with types left to the class', () => {
    const got = received(getInstance, { kind: 'instance', instance: gold });
    if (got.kind !== 'instance') throw new Error(got.kind);
    const value = (name: string) => got.instance.properties.find((one) => one.name === name)?.value;
    expect(got.instance.className).toBe('MSFT_SMPool');
    expect([value('Name'), value('TotalManagedSpace'), value('OperationalStatus'), value('PoolID')]).toEqual([
      text('gold & "silver" <1>'),
      text('18446744073709551615'),
      [text('2'), text('8')],
      null,
    ]);
  });

  test('pages until the last: instances with their paths, or paths alone', () => {
    const first = received(enumerate, { kind: 'page', of: 'instances', items: [gold], context: 'V1StG' });
    if (first.kind !== 'page') throw new Error(first.kind);
    expect(first.items[0]).toMatchObject({
      instance: { className: 'MSFT_SMPool' },
      path: path('MSFT_SMPool', '{pool}:gold'),
    });
    const pull: Sendable = { do: 'pull', context: first.context ?? '', items: 'instances', most: 5 };
    expect(served(pull).request.operation).toMatchObject({ do: 'pull', context: 'V1StG', most: 5 });
    const last = received(pull, { kind: 'page', of: 'instances', items: [gold], context: null });
    expect(last).toMatchObject({ kind: 'page', context: null, items: [{ path: { className: 'MSFT_SMPool' } }] });
    const paths: Sendable = { ...enumerate, items: 'paths' };
    const named = received(paths, { kind: 'page', of: 'paths', items: [pathTo('MSFT_SMPool', 'x')], context: null });
    expect(named).toEqual({ kind: 'page', context: null, items: [{ instance: null, path: path('MSFT_SMPool', 'x') }] });
    const close: Sendable = { do: 'close', context: first.context ?? '' };
    expect(served(close).request.operation).toEqual({ do: 'close', context: 'V1StG' });
    expect(received(close, { kind: 'nothing' })).toEqual({ kind: 'nothing' });
  });

  test('an answer with what it puts out', () => {
    const ExtendedStatus = instanceOf('MSFT_SMExtendedStatus', { SMErrorCode: 40002 });
    const TargetStorageVolume = pathTo('MSFT_SMStorageVolume', '{v}:monday');
    const got = received(
      clone,
      answerOf('MSFT_SMStorageVolume', 'CreateClone', 4096, { TargetStorageVolume, ExtendedStatus }),
    );
    expect(got).toMatchObject({
      kind: 'answer',
      returnValue: 4096,
      outputs: [
        { name: 'TargetStorageVolume', value: path('MSFT_SMStorageVolume', '{v}:monday') },
        { name: 'Job', value: null },
        { name: 'ExtendedStatus', value: { kind: 'instance', className: 'MSFT_SMExtendedStatus' } },
      ],
    });
  });

  test('what was written, and a class', () => {
    const [, modify] = operations.find(([name]) => name === 'modify') ?? [];
    if (modify === undefined) throw new Error('none');
    expect(received(modify, { kind: 'nothing' })).toEqual({ kind: 'nothing' });
    expect(received(modify, { kind: 'instance', instance: gold })).toMatchObject({ kind: 'instance' });
    const got = received({ do: 'getClass', className: 'MSFT_SMPool' }, { kind: 'classes', items: [gold.model] });
    expect(got).toMatchObject({ kind: 'class', declaration: { name: 'CLASS' } });
  });

  test('a refusal by its CIM status, and one that has none by its word', () => {
    const refusal = { kind: 'status', status: 'notFound', about: 'object', text: 'no such volume' } as const;
    expect(received(getInstance, refusal)).toEqual({
      kind: 'refused',
      status: 'notFound',
      word: 'wsa:DestinationUnreachable',
      reason: 'no such volume',
    });
    const bad = readRequest({ contentType: soap, body: new TextEncoder().encode('<'), replyId: 'uuid:reply' });
    if (bad.kind !== 'refused') throw new Error('understood');
    expect(readBack(getInstance, bad.reply)).toMatchObject({
      kind: 'refused',
      status: null,
      word: 'wsman:SchemaValidationError',
    });
  });
});

describe('a reply that is none', () => {
  const reply = writeReply(served(getInstance).envelope, { kind: 'instance', instance: gold }, () => '');
  const with_ = (change: Partial<Reply>) => readBack(getInstance, { ...reply, ...change });
  const body = textOf(reply);

  test.each<[string, Partial<Omit<Reply, 'status'>> & { status?: number }]>([
    ['a status of HTTP', { status: 503 }],
    ['another content type', { headers: { 'Content-Type': 'text/html' } }],
    ['another charset', { headers: { 'Content-Type': 'text/xml;charset=latin1' } }],
    ['half of it', { body: body.slice(0, 900) }],
    ['bytes that are no text', { body: new Uint8Array([0xff]) }],
    ['a DOCTYPE', { body: `<!DOCTYPE a>${body}` }],
    ['another id', { body: body.replace('uuid:client', 'uuid:other') }],
    ['no id', { body: body.replace(/<wsa:RelatesTo>.*<\/wsa:RelatesTo>/, '') }],
    ['an empty body', { body: body.replace(/<s:Body>.*<\/s:Body>/s, '<s:Body/>') }],
    ['no envelope', { body: '<a/>' }],
    ['an error without a fault', { status: 500 }],
    ['too much', { body: ' '.repeat(600_000) }],
  ])('%s', (_, change) => {
    // Any status may come from a foreign server.
    const got = with_(change as Partial<Reply>);
    expect(got.kind).toBe('unreadable');
  });

  test('of another operation', () => {
    expect(readBack(clone, reply)).toMatchObject({ kind: 'unreadable', why: 'the reply lacks CreateClone_OUTPUT' });
    expect(readBack(enumerate, reply)).toMatchObject({ kind: 'unreadable', why: 'the reply lacks EnumerateResponse' });
  });

  test('for all replies with a part cut out, something comes of it', () => {
    const answered = textOf(
      writeReply(served(clone).envelope, answerOf('MSFT_SMStorageVolume', 'CreateClone', 0), () => ''),
    );
    fc.assert(
      fc.property(fc.nat({ max: answered.length }), fc.nat({ max: 40 }), fc.string(), (at, length, more) => {
        const cut = answered.slice(0, at) + more + answered.slice(at + length);
        expect(['answer', 'unreadable', 'refused']).toContain(readBack(clone, { ...reply, body: cut }).kind);
      }),
      share(3),
    );
  });
});

describe('for all values', () => {
  const characters = fc.string({
    unit: fc.constantFrom('a', ' ', '<', '&', '"', "'", ']]>', '\t', '\n', '\r', 'ä', '𝄞', '\u2028'),
  });
  const name = fc.stringMatching(/^[A-Za-z_]\w{0,8}$/);
  const named = <T>(value: fc.Arbitrary<T>) =>
    fc.uniqueArray(fc.record({ name, value }), { selector: (one) => one.name.toLowerCase(), maxLength: 5 });

  const { value } = fc.letrec<{ value: SentValue; one: SentValue; instance: SentInstance }>((tie) => ({
    one: fc.oneof(
      { maxDepth: 3 },
      characters.map(text),
      characters.map((id) => path('MSFT_SMPool', id)),
      tie('instance'),
    ),
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constant(null),
      tie('one'),
      fc.array(tie('one'), { minLength: 2, maxLength: 3 }),
    ),
    instance: named(tie('value')).map((properties: readonly SentMember[]) => ({
      kind: 'instance' as const,
      className: 'MSFT_SMExtendedStatus',
      // One without properties looks like an empty text.
      properties: properties.length === 0 ? [{ name: 'A', value: text('') }] : properties,
    })),
  }));

  test('parameters arrive as they were sent', () => {
    fc.assert(
      fc.property(named(value), (parameters) => {
        const operation: Sendable = { do: 'invoke', on: db, method: 'CreateClone', parameters };
        const read = served(operation).request.operation;
        expect(read.do === 'invoke' ? read.parameters : null).toEqual(parameters);
      }),
      share(3),
    );
  });

  test('properties come back as they are', () => {
    const texts = fc.oneof(fc.constant(null), characters);
    fc.assert(
      fc.property(
        texts,
        fc.oneof(fc.constant(null), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
        fc.array(fc.nat({ max: 65_535 }), { maxLength: 3 }),
        (Name, TotalManagedSpace, OperationalStatus) => {
          const instance: CimInstance = instanceOf('MSFT_SMPool', {
            ObjectId: 'x',
            Name,
            TotalManagedSpace,
            OperationalStatus,
          });
          const got = received(getInstance, { kind: 'instance', instance });
          if (got.kind !== 'instance') throw new Error(got.kind);
          const find = (property: string) => got.instance.properties.find((one) => one.name === property)?.value;
          const statuses = OperationalStatus.map((one) => text(String(one)));
          expect(find('Name')).toEqual(Name === null ? null : text(Name));
          expect(find('TotalManagedSpace')).toEqual(
            TotalManagedSpace === null ? null : text(String(TotalManagedSpace)),
          );
          expect(find('OperationalStatus')).toEqual(
            statuses.length === 0 ? undefined : statuses.length === 1 ? statuses[0] : statuses,
          );
        },
      ),
      share(3),
    );
  });
});
