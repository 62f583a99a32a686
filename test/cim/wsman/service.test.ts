import { describe, expect, test } from 'vitest';
import { classesOf } from '../../../src/cim/classesOf.js';
import { instances } from '../../../src/cim/instances.js';
import { isInstanced } from '../../../src/cim/notModelled.js';
import type { CimResult } from '../../../src/cim/operations/results.js';
import { CimService } from '../../../src/cim/operations/service.js';
import { readReply } from '../../../src/cim/wsman/client/readReply.js';
import type { Received } from '../../../src/cim/wsman/client/received.js';
import { type Sendable, writeRequest } from '../../../src/cim/wsman/client/writeRequest.js';
import { actions, classesOfDmtf, dialects } from '../../../src/cim/wsman/names.js';
import { readRequest } from '../../../src/cim/wsman/readRequest.js';
import { writeReply } from '../../../src/cim/wsman/writeReply.js';
import type { StorageArray } from '../../../src/index.js';
import { factsOf, methodNames } from '../../../src/vocabulary/methods/index.js';
import { eventful } from '../arrays.js';
import { checked, elementNamed, envelope, type Said, storage, textOf, toldBy } from './messages.js';

/** An array behind the protocol, without a socket. */
function served(array: StorageArray = eventful('2016')) {
  let contexts = 0;
  const service = new CimService(array, {
    waiting: 'lets time pass',
    nowMs: () => 0,
    enumerations: { open: 100, idleMs: 1000 },
    newContext: () => `context-${contexts++}`,
  });
  const reply = (body: string) => {
    const contentType = 'application/soap+xml;charset=UTF-8';
    const reading = readRequest({ contentType, body: new TextEncoder().encode(body), replyId: 'uuid:reply' });
    if (reading.kind === 'identify') throw new Error('asks who is there');
    if (reading.kind === 'refused') return reading.reply;
    const result = service.perform({ ...reading.request, caller: 'client' });
    // Nothing waits or is lost here.
    return writeReply(reading.envelope, result as CimResult, ({ name }) => `<CLASS NAME="${name}"/>`);
  };
  const ask = (operation: Sendable, maxBytes = 153_600): Received => {
    const sent = { namespace: storage, operation, to: 'http://array:5985/wsman', messageId: 'uuid:client' };
    const { body } = writeRequest({ ...sent, maxBytes, timeoutMs: 60_000 });
    const answer = reply(String(body));
    checked(answer);
    expect(Buffer.byteLength(textOf(answer))).toBeLessThanOrEqual(maxBytes);
    const contentType = answer.headers['Content-Type'];
    const bytes = new TextEncoder().encode(textOf(answer));
    return readReply({ status: answer.status, contentType, body: bytes, messageId: 'uuid:client', operation });
  };
  /** All pages of an enumeration. */
  const all = (operation: Sendable, maxBytes?: number) => {
    const items = [];
    let got = ask(operation, maxBytes);
    let pages = 1;
    for (; got.kind === 'page' && got.context !== null; pages++) {
      items.push(...got.items);
      got = ask({ do: 'pull', context: got.context, items: null, most: 50 }, maxBytes);
    }
    if (got.kind !== 'page') throw new Error(JSON.stringify(got));
    return { items: [...items, ...got.items], pages };
  };
  const said = (one: Said) => reply(envelope(one));
  return { array, ask, all, said };
}

const enumerate = (className: string, more: object = {}): Sendable => ({
  do: 'enumerate',
  className,
  items: 'instances',
  deep: true,
  properties: null,
  page: { first: 50, idleMs: null },
  ...more,
});

describe('everything that there is', () => {
  const modelled = classesOf('2016').filter(({ name }) => isInstanced(name));

  test.each(modelled.map(({ name }) => name))('%s: all instances, by pages of a small envelope', (name) => {
    const { array, all, ask } = served();
    const { items } = all(enumerate(name), 16_384);
    const own = items.filter(({ instance }) => instance?.className === name);
    expect(own).toHaveLength(instances(array, name).length);
    const paths = all(enumerate(name, { items: 'paths', page: { first: 0, idleMs: null } })).items;
    expect(paths.map(({ path }) => path)).toEqual(items.map(({ path }) => path));
    for (const { path, instance } of items.slice(0, 3)) {
      if (path === null || instance === null) throw new Error('without a path');
      expect(ask({ do: 'getInstance', path, properties: null })).toEqual({ kind: 'instance', instance });
      // What was read may be written as it was, which changes nothing.
      expect(ask({ do: 'modify', path, instance, properties: null })).toEqual({ kind: 'nothing' });
    }
  });

  test('small envelopes have more pages', () => {
    const { all } = served();
    const [small, large] = [8192, 153_600].map((bytes) => all(enumerate('MSFT_SMStorageVolume'), bytes));
    expect(small?.items).toEqual(large?.items);
    expect([large?.pages, (small?.pages ?? 0) > 1]).toEqual([1, true]);
  });
});

test('links are followed, and found by filters', () => {
  const { array, all, said } = served();
  const [gold] = all({
    do: 'query',
    language: 'WQL',
    query: "select * from MSFT_SMPool where DisplayName = 'gold'",
    page: null,
  }).items;
  if (gold?.path == null) throw new Error('no pool');
  const associated = {
    do: 'associated',
    of: gold.path,
    role: null,
    resultRole: null,
    properties: null,
    page: null,
  } as const;
  const volumes = all({
    ...associated,
    want: 'others',
    items: 'instances',
    associationClass: 'MSFT_SMPoolToVolume',
    resultClass: null,
  });
  const links = all({
    ...associated,
    want: 'links',
    items: 'instances',
    associationClass: 'MSFT_SMPoolToVolume',
    resultClass: null,
  });
  const of = array.volumes().filter(({ pool }) => pool === array.pool('gold').id);
  expect([volumes.items.length, links.items.length]).toEqual([of.length, of.length]);
  const selectors =
    '<wsman:SelectorSet><wsman:Selector Name="DisplayName">gold</wsman:Selector><wsman:Selector Name="Primordial">false</wsman:Selector><wsman:Selector Name="Usage">2</wsman:Selector></wsman:SelectorSet>';
  const body = `<wsen:Enumerate><wsman:OptimizeEnumeration/><wsman:Filter Dialect="${dialects.selectors}">${selectors}</wsman:Filter></wsen:Enumerate>`;
  const found = checked(said({ action: actions.enumerate, uri: `${classesOfDmtf}MSFT_SMPool`, body }));
  expect(elementNamed(found, 'p:DisplayName')?.text).toBe('gold');
});

test('a volume is cloned, and the clone is read by the reference that came back', () => {
  const { ask, all } = served();
  const query = (of: string, name: string): Sendable => ({
    do: 'query',
    language: 'WQL',
    query: `select * from ${of} where DisplayName = '${name}'`,
    page: null,
  });
  const [db] = all(query('MSFT_SMStorageVolume', 'db')).items;
  const [gold] = all(query('MSFT_SMPool', 'gold')).items;
  if (db?.path == null || gold?.path == null) throw new Error('not there');
  const parameters = [
    { name: 'ElementName', value: { kind: 'text', text: 'wire', type: null } },
    { name: 'TargetPool', value: gold.path },
  ] as const;
  const got = ask({ do: 'invoke', on: db.path, method: 'CreateClone', parameters });
  if (got.kind !== 'answer') throw new Error(JSON.stringify(got));
  expect(got.returnValue).toBe(4096);
  const target = got.outputs.find(({ name }) => name === 'TargetStorageVolume')?.value;
  if (target === undefined || target === null || !('kind' in target) || target.kind !== 'path')
    throw new Error('no target');
  const clone = ask({ do: 'getInstance', path: target, properties: null });
  const name = clone.kind === 'instance' && clone.instance.properties.find((one) => one.name === 'DisplayName')?.value;
  expect(name).toEqual({ kind: 'text', text: 'wire', type: null });
});

describe('every method that is answered', () => {
  test.each(methodNames)('%s', (name) => {
    const { className, name: method, until = '2016' } = factsOf(name);
    const { all, ask } = served(eventful(until));
    const [one] = all(enumerate(className)).items.filter(({ path }) => path?.className === className);
    if (one?.path == null) return;
    const got = ask({ do: 'invoke', on: one.path, method, parameters: [] });
    expect(['answer', 'refused']).toContain(got.kind);
    const bogus = ask({ do: 'invoke', on: one.path, method, parameters: [{ name: 'Bogus', value: null }] });
    expect(bogus).toMatchObject({ kind: 'refused', status: 'invalidParameter', word: 'wsman:InvalidParameter' });
  });
});

describe('what is not there', () => {
  const { said } = served();
  const get = (uri: string, selectors: Said['selectors'] = []) => {
    const { subcode, detail } = toldBy(said({ action: actions.get, uri, selectors }));
    return [subcode, detail];
  };
  const pool = `${classesOfDmtf}MSFT_SMPool`;

  test('is told as a fault', () => {
    expect(
      get(pool, [
        ['__cimnamespace', 'root/cimv2'],
        ['ObjectId', 'x'],
      ]),
    ).toEqual(['wsa:DestinationUnreachable', null]);
    expect(get(`${pool}s`, [['ObjectId', 'x']])).toEqual(['wsa:DestinationUnreachable', 'InvalidResourceURI']);
    expect(get(pool, [['ObjectId', 'x']])).toEqual(['wsa:DestinationUnreachable', null]);
    expect(get(pool)).toEqual(['wsman:InvalidSelectors', 'InsufficientSelectors']);
    expect(
      get(pool, [
        ['ObjectId', 'x'],
        ['Name', 'x'],
      ]),
    ).toEqual(['wsman:InvalidSelectors', 'UnexpectedSelectors']);
    const link = `${classesOfDmtf}MSFT_SMPoolToVolume`;
    expect(
      get(link, [
        ['Parent', 'x'],
        ['Child', 'y'],
      ]),
    ).toEqual(['wsman:InvalidSelectors', 'TypeMismatch']);
  });

  const fault = (one: Said) => {
    const { subcode, detail } = toldBy(said(one));
    return [subcode, detail];
  };

  test('a method, a context, a class of a query', () => {
    expect(fault({ action: `${pool}/Explode`, uri: pool, selectors: [['ObjectId', 'x']] })[0]).toBe(
      'wsa:DestinationUnreachable',
    );
    expect(fault({ action: `${pool}/NoSuchMethod`, uri: pool })).toEqual(['wsa:ActionNotSupported', null]);
    const context = '<wsen:EnumerationContext>objects:root.microsoft.windows.storage.sm:x</wsen:EnumerationContext>';
    expect(fault({ action: actions.pull, body: `<wsen:Pull>${context}</wsen:Pull>` })).toEqual([
      'wsen:InvalidEnumerationContext',
      null,
    ]);
    const filter = `<wsman:Filter Dialect="${dialects.wql}">select * from Nothing</wsman:Filter>`;
    expect(fault({ action: actions.enumerate, body: `<wsen:Enumerate>${filter}</wsen:Enumerate>` })).toEqual([
      'wsen:CannotProcessFilter',
      null,
    ]);
    expect(fault({ action: actions.remove, uri: pool, selectors: [['ObjectId', 'x']] })).toEqual([
      'wsa:ActionNotSupported',
      null,
    ]);
  });
});
