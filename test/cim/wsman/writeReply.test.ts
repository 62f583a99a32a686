import { describe, expect, test } from 'vitest';
import { classNamed } from '../../../src/cim/classesOf.js';
import type { CimInstance, CimPath, CimResult, Refusal, Subject } from '../../../src/cim/operations/results.js';
import { type CimStatus, cimStatuses } from '../../../src/cim/operations/status.js';
import type { Reply } from '../../../src/cim/wsman/envelope.js';
import { actions, classesOfDmtf, dialects, uris } from '../../../src/cim/wsman/names.js';
import { readRequest } from '../../../src/cim/wsman/readRequest.js';
import { writeIdentity, writeReply, writeTimedOut } from '../../../src/cim/wsman/writeReply.js';
import {
  checked,
  elementNamed,
  envelope,
  faultOf,
  operationOf,
  pretty,
  readText,
  replyTo,
  type Said,
  textOf,
  toldBy,
  understood,
  volumeUri,
} from './messages.js';
import { answerOf, gold, instanceOf, pathTo } from './samples.js';

const windows = 'http://schemas.microsoft.com/wbem/wsman/1/wmi/root/microsoft/windows/storage/sm/';
const get: Said = { action: actions.get, uri: `${classesOfDmtf}MSFT_SMPool`, selectors: [['ObjectId', '{pool}:gold']] };
const clone: Said = { action: `${volumeUri}/CreateClone`, selectors: [['ObjectId', '{v}:db']] };
const enumerate = (inside: string): Said => ({
  action: actions.enumerate,
  body: `<wsen:Enumerate>${inside}</wsen:Enumerate>`,
});
const optimized = enumerate('<wsman:OptimizeEnumeration/><wsman:MaxElements>20</wsman:MaxElements>');
const pull = (mode: string): Said => ({
  action: actions.pull,
  body: `<wsen:Pull><wsen:EnumerationContext>${mode}:root.microsoft.windows.storage.sm:V1StG</wsen:EnumerationContext></wsen:Pull>`,
});
const page = (items: readonly CimInstance[] | readonly CimPath[], context: string | null): CimResult => ({
  kind: 'page',
  of: items[0]?.kind === 'path' ? 'paths' : 'instances',
  items,
  context,
});

const volume = instanceOf('MSFT_SMStorageVolume', { ObjectId: '{v}:db', ElementName: 'db' });
const link = instanceOf('MSFT_SMPoolToVolume', {
  Parent: pathTo('MSFT_SMPool', '{pool}:gold'),
  Child: pathTo('MSFT_SMStorageVolume', '{v}:db'),
});
const job = instanceOf('MSFT_SMJob', {
  ObjectId: '{j}:1',
  StartTime: '20160301100000.250000+060',
  ElapsedTime: '00000000000140.000000:000',
});
const extendedStatus = instanceOf('MSFT_SMExtendedStatus', {
  SMErrorCode: 40002,
  SMMessage: 'needs 100 GiB,\r\npool gold has 80 GiB free',
});
const refusal: Refusal = { kind: 'status', status: 'notFound', about: 'object', text: 'there is no such volume' };

/** Documents that people read: one file each. */
const documents: readonly (readonly [string, () => Reply])[] = [
  ['get', () => replyTo(get, { kind: 'instance', instance: gold })],
  ['getOfWindows', () => replyTo({ ...get, uri: `${windows}MSFT_SMPool` }, { kind: 'instance', instance: gold })],
  ['getWithTimes', () => replyTo(get, { kind: 'instance', instance: job })],
  ['putNothing', () => replyTo({ action: actions.put, body: `<MSFT_SMStorageVolume/>` }, { kind: 'nothing' })],
  ['enumerate', () => replyTo(enumerate(''), page([], 'V1StG'))],
  ['enumerateOptimized', () => replyTo(optimized, page([volume, gold], null))],
  ['enumerateOptimizedPart', () => replyTo(optimized, page([volume], 'V1StG'))],
  [
    'pullReferences',
    () => replyTo(pull('references'), page([pathTo('MSFT_SMPool', 'a'), pathTo('MSFT_SMPool', 'b')], 'V1StG')),
  ],
  ['pullBoth', () => replyTo(pull('both'), page([gold, link], null))],
  ['pullNone', () => replyTo(pull('objects'), page([], null))],
  [
    'release',
    () =>
      replyTo(
        { action: actions.release, body: pull('objects').body?.replaceAll('Pull', 'Release') ?? '' },
        { kind: 'nothing' },
      ),
  ],
  [
    'jobStarted',
    () =>
      replyTo(
        clone,
        answerOf('MSFT_SMStorageVolume', 'CreateClone', 4096, {
          TargetStorageVolume: pathTo('MSFT_SMStorageVolume', '{v}:monday'),
          Job: pathTo('MSFT_SMJob', '{j}:1'),
        }),
      ),
  ],
  [
    'refusedByMethod',
    () => replyTo(clone, answerOf('MSFT_SMStorageVolume', 'CreateClone', 40002, { ExtendedStatus: extendedStatus })),
  ],
  ['fault', () => replyTo(get, refusal)],
  [
    'identity',
    () => {
      const reading = readText(
        `<s:Envelope xmlns:s="${uris.soap}"><s:Body><i:Identify xmlns:i="${uris.identity}"/></s:Body></s:Envelope>`,
      );
      if (reading.kind !== 'identify') throw new Error('not understood');
      const reply = writeIdentity(reading.frame, { vendor: 'arraysim', version: '0.1.0' });
      checked(reply);
      return reply;
    },
  ],
  [
    'notUnderstood',
    () => {
      const reading = readText(envelope({ ...get, more: '<q:Bogus xmlns:q="urn:q" s:mustUnderstand="1"/>' }));
      if (reading.kind !== 'refused') throw new Error('understood');
      checked(reading.reply);
      return reading.reply;
    },
  ],
];

test.each(documents)('the document %s', async (name, reply) => {
  await expect(pretty(reply())).toMatchFileSnapshot(`../../golden/wsman/${name}.xml`);
});

describe('a reply', () => {
  test('is SOAP in UTF-8, with an id of its own and that of the request', () => {
    const reply = replyTo(get, { kind: 'instance', instance: gold });
    expect([reply.status, reply.headers]).toEqual([200, { 'Content-Type': 'application/soap+xml;charset=UTF-8' }]);
    const root = checked(reply);
    const ids = ['wsa:MessageID', 'wsa:RelatesTo', 'wsa:Action'].map((name) => elementNamed(root, name)?.text);
    expect(ids).toEqual(['uuid:reply', 'uuid:1a2b', `${actions.get}Response`]);
  });

  test('relates to nothing where the request has no id', () => {
    const reply = replyTo(envelope(get).replace('uuid:1a2b', ''), { kind: 'instance', instance: gold });
    expect(elementNamed(checked(reply), 'wsa:RelatesTo')).toBeUndefined();
  });

  test('has all digits of a number of 64 bits', () => {
    expect(textOf(replyTo(get, { kind: 'instance', instance: gold }))).toContain('>18446744073709551615<');
  });

  test('with some properties of a query has just these', () => {
    const chosen = classNamed('MSFT_SMPool', '2016').properties.filter(({ name }) => name === 'Name');
    const filter = `<wsman:Filter Dialect="${dialects.wql}">select Name from MSFT_SMPool</wsman:Filter>`;
    const said = enumerate(`<wsman:OptimizeEnumeration/>${filter}`);
    const one = instanceOf('MSFT_SMPool', { ObjectId: 'x', Name: 'gold' }, chosen);
    const fragment = elementNamed(checked(replyTo(said, page([one], null))), 'wsman:XmlFragment');
    expect(fragment?.children.map(({ name, text }) => [name, text])).toEqual([['p:Name', 'gold']]);
  });

  test('of a base class has each instance under its own class', () => {
    const names = elementNamed(
      checked(replyTo(optimized, page([volume, gold, volume], null))),
      'wsman:Items',
    )?.children;
    expect(names?.map(({ name }) => name)).toEqual([
      'p:MSFT_SMStorageVolume',
      'p1:MSFT_SMPool',
      'p:MSFT_SMStorageVolume',
    ]);
    expect(names?.map(({ uri }) => uri)).toEqual([volumeUri, `${classesOfDmtf}MSFT_SMPool`, volumeUri]);
  });

  test('hands out a context that says what the next pull needs', () => {
    const said = enumerate('<wsman:EnumerationMode>EnumerateObjectAndEPR</wsman:EnumerationMode>');
    const root = checked(replyTo({ ...said, selectors: [['__cimnamespace', 'root\\interop']] }, page([], 'V1StG')));
    const context = elementNamed(root, 'wsen:EnumerationContext')?.text ?? '';
    const body = `<wsen:Pull><wsen:EnumerationContext>${context}</wsen:EnumerationContext></wsen:Pull>`;
    const next = understood(envelope({ action: actions.pull, body }));
    expect([next.request.namespace, next.envelope.items?.mode]).toEqual(['root/interop', 'both']);
    expect(next.operation).toMatchObject({ context: 'V1StG' });
  });

  test('to a request for a class is its declaration', () => {
    const uri = 'http://schemas.dmtf.org/wbem/cim-xml/2/cim-schema/2/*';
    const said: Said = { action: actions.get, uri, selectors: [['ClassName', 'MSFT_SMPool']] };
    const root = checked(replyTo(said, { kind: 'classes', items: [gold.model] }));
    expect(elementNamed(root, 'CLASS')?.attributes.map(({ value }) => value)).toEqual(['MSFT_SMPool']);
    expect(operationOf(said)).toEqual({ do: 'getClass', className: 'MSFT_SMPool' });
  });

  test('of another kind than the request is a mistake of who made it', () => {
    expect(() => replyTo(get, { kind: 'nothing' })).toThrow('came to nothing');
    expect(() => replyTo(get, page([], null))).toThrow('came to items');
    expect(() => replyTo(clone, { kind: 'instance', instance: gold })).toThrow('came to instance');
  });
});

describe('MaxEnvelopeSize', () => {
  const most = (bytes: number) => `<wsman:MaxEnvelopeSize>${bytes}</wsman:MaxEnvelopeSize>`;
  const many = Array.from({ length: 40 }, (_, at) =>
    instanceOf('MSFT_SMPool', { ObjectId: `{p}:${at}`, Name: 'ä'.repeat(at) }),
  );

  test.each(['UTF-8', 'UTF-16'])('limits the items of a page, each asked for in turn: %s', (charset) => {
    const text = envelope({ ...pull('both'), more: most(32_768) });
    const units = charset === 'UTF-8' ? [] : Array.from(text, (one) => [one.charCodeAt(0), 0]).flat();
    const body = charset === 'UTF-8' ? new TextEncoder().encode(text) : Uint8Array.from(units);
    const pages: CimInstance[][] = [];
    for (let at = 0; at < many.length; ) {
      const reading = readRequest({ contentType: `text/xml;charset=${charset}`, body, replyId: 'uuid:reply' });
      if (reading.kind !== 'request' || reading.request.operation.do !== 'pull') throw new Error('no pull');
      const { fits = () => true } = reading.request.operation;
      const items: CimInstance[] = [];
      for (const one of many.slice(at)) {
        if (!fits(one)) break;
        items.push(one);
      }
      at += items.length;
      const reply = writeReply(reading.envelope, page(items, at < many.length ? 'V1StG' : null), () => '');
      checked(reply);
      const size = typeof reply.body === 'string' ? Buffer.byteLength(reply.body) : reply.body.length;
      expect([reply.status, size <= 32_768]).toEqual([200, true]);
      pages.push(items);
    }
    expect(pages.flat()).toEqual(many);
    // Nearly as many as can be: one more would not have fitted.
    expect(pages.length).toBe(charset === 'UTF-8' ? 3 : 5);
  });

  test('that is missing, or huge, has a page of 4 MiB end all the same', () => {
    const large = Array.from({ length: 100 }, (_, at) =>
      instanceOf('MSFT_SMPool', { ObjectId: `{p}:${at}`, Name: 'x'.repeat(65_000) }),
    );
    for (const more of ['', most(1_000_000_000)]) {
      const { operation } = understood(envelope({ ...pull('objects'), more })).request;
      if (operation.do !== 'pull') throw new Error('no pull');
      expect(large.findIndex((one) => operation.fits?.(one) === false)).toBe(63);
    }
  });

  test('that one item does not fit into is a fault', () => {
    const huge = instanceOf('MSFT_SMPool', { ObjectId: 'x', Name: 'x'.repeat(9000) });
    const reading = understood(envelope({ ...pull('objects'), more: most(8192) }));
    const { operation } = reading.request;
    if (operation.do !== 'pull') throw new Error('no pull');
    expect([operation.fits?.(huge), operation.fits?.(gold)]).toEqual([true, false]);
    const { subcode, detail } = toldBy(writeReply(reading.envelope, page([huge], null), () => ''));
    expect([subcode, detail]).toEqual(['wsman:EncodingLimit', 'MaxEnvelopeSize']);
    const whole = replyTo({ ...get, more: most(8192) }, { kind: 'instance', instance: huge });
    expect(toldBy(whole).detail).toBe('MaxEnvelopeSize');
  });
});

describe('a status', () => {
  const told = (status: CimStatus, about: Subject = 'operation', said: Said = get) => {
    const { subcode, detail, code, reason } = toldBy(
      replyTo(said, { kind: 'status', status, about, text: 'so it is' }),
    );
    expect(reason).toBe('so it is');
    return [code.slice(2), subcode, detail];
  };

  test('becomes a fault each, all of them in one table', async () => {
    const rows = Object.keys(cimStatuses).map((status) => {
      const [code, subcode, detail] = told(status as CimStatus);
      return `${status}: ${code} ${subcode}${detail === null ? '' : ` ${detail}`}`;
    });
    await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('../../golden/wsman/statuses.txt');
  });

  test('about keys tells which ones', () => {
    expect(told('invalidParameter', 'keys')).toEqual(['Sender', 'wsman:InvalidSelectors', 'UnexpectedSelectors']);
    expect(told('invalidParameter', 'missingKeys')).toEqual([
      'Sender',
      'wsman:InvalidSelectors',
      'InsufficientSelectors',
    ]);
    expect(told('typeMismatch', 'keys')).toEqual(['Sender', 'wsman:InvalidSelectors', 'TypeMismatch']);
    expect(told('invalidParameter', 'parameterName')).toEqual(['Sender', 'wsman:InvalidParameter', 'InvalidName']);
    expect(told('invalidParameter', 'parameter')).toEqual(['Sender', 'wsman:InvalidParameter', 'TypeMismatch']);
  });

  test('about what a filter names can not be processed, but for the object', () => {
    const query = enumerate(`<wsman:Filter Dialect="${dialects.wql}">select * from X</wsman:Filter>`);
    for (const status of ['invalidClass', 'noSuchProperty', 'invalidParameter', 'invalidQuery'] as const)
      expect(told(status, 'query', query)).toEqual(['Sender', 'wsen:CannotProcessFilter', null]);
    expect(told('notFound', 'object', query)[1]).toBe('wsa:DestinationUnreachable');
  });

  test('comes with the CIM error that it is', () => {
    const root = checked(replyTo(get, refusal));
    expect(elementNamed(root, 'e:CIMStatusCode')?.text).toBe('6');
    expect(elementNamed(root, 'e:Message')?.text).toBe('there is no such volume');
  });

  test('of the clock is a fault, too', () => {
    expect(toldBy(writeTimedOut(understood(envelope(get)).envelope))).toMatchObject({
      code: 's:Receiver',
      subcode: 'wsman:TimedOut',
      relatesTo: 'uuid:1a2b',
    });
  });

  test('of a request that nobody could read has no id', () => {
    expect(faultOf('<').relatesTo).toBeNull();
  });
});

test('who asks without a name is told no versions', () => {
  const frame = { replyId: 'uuid:reply', relatesTo: null, utf16: false, maxBytes: 1 };
  const root = checked(writeIdentity(frame, null));
  expect(['wsmid:ProductVendor', 'wsmid:ProductVersion'].map((name) => elementNamed(root, name)?.text)).toEqual([
    '',
    '',
  ]);
});
