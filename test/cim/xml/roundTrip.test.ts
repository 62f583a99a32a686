import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Typed } from '../../../src/cim/classModel.js';
import type { SentInstance, SentPath, SentValue } from '../../../src/cim/operations/requests.js';
import type { CimInstance, CimPath, CimResult, CimValue } from '../../../src/cim/operations/results.js';
import { readReply } from '../../../src/cim/xml/client/readReply.js';
import { type ClientOperation, writeRequest } from '../../../src/cim/xml/client/writeRequest.js';
import type { Envelope } from '../../../src/cim/xml/envelope.js';
import type { ItemForm } from '../../../src/cim/xml/intrinsic.js';
import { readRequest } from '../../../src/cim/xml/readRequest.js';
import { cimInstance, cimPath, name, path, sentInstance, sentValue, text } from './drawn.js';
import { violations } from './dtd.js';
import { reply } from './messages.js';

const encoder = new TextEncoder();
const namespace = 'root/microsoft/windows/storage/sm';
const maybe = fc.option(name);
const list = fc.option(fc.array(name, { maxLength: 3 }));
const page = fc.option(
  fc.record({ first: fc.nat(), idleMs: fc.option(fc.integer({ min: 1, max: 1e6 }).map((seconds) => seconds * 1000)) }),
);
/** What a header can name. */
const identifier = fc.stringMatching(/^[A-Za-z_é][\wé]{0,8}$/);
const is = <const T>(value: T) => fc.constant(value);

const operations: fc.Arbitrary<ClientOperation> = fc.oneof(
  fc.record({ do: is('getInstance'), path, properties: list }),
  fc.record({
    do: is('enumerate'),
    className: name,
    items: is('instances'),
    deep: fc.boolean(),
    properties: list,
    page,
  }),
  fc.record({ do: is('enumerate'), className: name, items: is('paths'), deep: is(true), properties: is(null), page }),
  fc
    .record({
      do: is('associated'),
      of: path,
      want: fc.constantFrom('others', 'links'),
      items: fc.constantFrom('instances', 'paths'),
      associationClass: maybe,
      resultClass: maybe,
      role: maybe,
      resultRole: maybe,
      properties: list,
      page,
    })
    .map((one) => ({
      ...one,
      ...(one.want === 'links' ? { resultClass: null, resultRole: null } : {}),
      ...(one.items === 'paths' ? { properties: null } : {}),
    })),
  fc.record({ do: is('query'), language: name, query: text, page }),
  fc.record({ do: is('pull'), context: text, items: fc.constantFrom('instances', 'paths'), most: fc.nat() }),
  fc.record({ do: is('close'), context: text }),
  fc.record({ do: is('modify'), path, instance: sentInstance(), properties: list }),
  fc.record({
    do: is('invoke'),
    on: fc.oneof(
      identifier,
      fc.tuple(path, identifier).map(([of, className]) => ({ ...of, className })),
    ),
    method: identifier,
    parameters: fc.array(fc.record({ name, value: sentValue() }), { maxLength: 4 }),
  }),
  fc.record({ do: is('getClass'), className: name }),
  fc.record({
    do: is('enumerateClasses'),
    className: maybe,
    deep: fc.boolean(),
    items: fc.constantFrom('classes', 'names'),
  }),
);

describe('what a client writes', () => {
  test('for all operations, a server reads it as it was meant', () => {
    fc.assert(
      fc.property(operations, text, (operation, id) => {
        const { headers, body, method } = writeRequest({ namespace, operation }, id);
        expect(violations(body).filter((one) => !lacksType.test(one))).toEqual([]);
        const lowered = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));
        const read = readRequest({ headers: lowered, body: encoder.encode(body) });
        expect(read).toMatchObject({
          kind: 'request',
          request: { namespace, operation: operation },
          envelope: { id: id, method },
        });
      }),
      { numRuns: 500, seed: 23 },
    );
  });
});

/** A key whose type is not known has none; the standard wants one, and servers do not. */
const lacksType = /KEYVALUE lacks TYPE$/;

const envelope = (item: ItemForm | null): Envelope => ({
  id: '<1>',
  method: 'Any&Thing',
  namespace,
  look: item === null ? null : { item, classOrigin: true, localOnly: false, qualifiers: true, properties: null },
});

const read = (item: ItemForm | null, result: CimResult) => {
  const body = encoder.encode(reply(envelope(item), result));
  const headers = { 'content-type': 'application/xml; charset="utf-8"' };
  return readReply({ status: 200, headers, body }, envelope(item));
};

/** A value as a client gets it. */
function asSent(value: CimValue, type: Typed['type']): SentValue {
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((one) => asSent(one, type));
  if (typeof value === 'boolean') return { kind: 'text', text: value ? 'TRUE' : 'FALSE', type };
  if (typeof value !== 'object') return { kind: 'text', text: String(value), type };
  const one = value as CimPath | CimInstance;
  return one.kind === 'path' ? pathAsSent(one, namespace) : instanceAsSent(one);
}

function pathAsSent({ className, keys }: CimPath, where: string | null): SentPath {
  return {
    kind: 'path',
    namespace: where,
    className,
    keys: keys.map(({ name: key, value }) => ({
      name: key,
      value: typeof value === 'string' ? { kind: 'text', text: value, type: 'string' } : pathAsSent(value, namespace),
    })),
  };
}

function instanceAsSent({ model, properties, values }: CimInstance): SentInstance {
  return {
    kind: 'instance',
    className: model.name,
    properties: properties.map(({ name: key, type }) => ({ name: key, value: asSent(values[key] ?? null, type) })),
  };
}

describe('what a server writes', () => {
  const named = (instance: CimInstance, where: string | null | undefined) => ({
    kind: 'named',
    path: where === undefined || instance.path === null ? null : pathAsSent(instance.path, where),
    instance: instanceAsSent(instance),
  });

  test.each<[ItemForm, string | null | undefined]>([
    ['INSTANCE', undefined],
    ['VALUE.NAMEDINSTANCE', null],
    ['VALUE.OBJECTWITHPATH', namespace],
    ['VALUE.INSTANCEWITHPATH', namespace],
    ['VALUE.OBJECT', namespace],
  ])('for all instances in %s, a client reads them', (item, where) => {
    fc.assert(
      fc.property(fc.array(cimInstance(), { maxLength: 3 }), (items) => {
        expect(read(item, { kind: 'instances', items })).toEqual({
          kind: 'items',
          items: items.map((one) => named(one, where)),
          context: null,
        });
      }),
      { numRuns: 100, seed: 24 },
    );
  });

  test.each<[ItemForm, string | null]>([
    ['INSTANCENAME', null],
    ['INSTANCEPATH', namespace],
    ['OBJECTPATH', namespace],
  ])('for all paths in %s, likewise, by pages', (item, where) => {
    fc.assert(
      fc.property(fc.array(cimPath(), { maxLength: 3 }), fc.option(text), (items, context) => {
        expect(read(item, { kind: 'page', of: 'paths', items, context })).toEqual({
          kind: 'items',
          items: items.map((one) => pathAsSent(one, where)),
          context,
        });
      }),
      { numRuns: 100, seed: 25 },
    );
  });

  test('for all answers, the outputs that are not null', () => {
    fc.assert(
      fc.property(fc.nat(), cimInstance(), (returnValue, { properties, values }) => {
        const outputs = properties.map((property) => ({
          parameter: { ...property, direction: 'out' as const, optional: false },
          value: values[property.name] ?? null,
        }));
        const method = { name: 'M', versions: [], parameters: [] };
        expect(read(null, { kind: 'answer', className: 'C', method, returnValue, outputs })).toEqual({
          kind: 'answer',
          returnValue: { kind: 'text', text: String(returnValue), type: 'uint32' },
          outputs: outputs.flatMap(({ parameter, value }) => {
            const type = parameter.type === 'ref' ? 'ref' : parameter.type;
            return value === null ? [] : [{ name: parameter.name, value: asSent(value, type) }];
          }),
        });
      }),
      { numRuns: 200, seed: 26 },
    );
  });

  test('for all texts of a status', () => {
    fc.assert(
      fc.property(text, (why) => {
        const status = { kind: 'status', status: 'notFound', about: 'object', text: why } as const;
        for (const item of ['INSTANCE', null] as const)
          expect(read(item, status)).toEqual({ kind: 'status', code: 6, text: why });
      }),
      { numRuns: 100, seed: 27 },
    );
  });
});
