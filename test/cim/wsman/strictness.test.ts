import { describe, expect, test } from 'vitest';
import { actions, uris } from '../../../src/cim/wsman/names.js';
import { longestBody, readRequest } from '../../../src/cim/wsman/readRequest.js';
import { writeReply } from '../../../src/cim/wsman/writeReply.js';
import { checked, envelope, faultOf, readText, soap, toldBy, understood } from './messages.js';
import { gold } from './samples.js';

const get = envelope({ action: actions.get, selectors: [['ObjectId', '{v}:dä𝄞']] });
const read = (body: Uint8Array, contentType: string | undefined) =>
  readRequest({ contentType, body, replyId: 'uuid:reply' });

/** UTF-16 with the bytes in this order. */
function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) bytes.setUint16(2 * at, text.charCodeAt(at), littleEndian);
  return new Uint8Array(bytes.buffer);
}

const keyOf = (reading: ReturnType<typeof read>) =>
  reading.kind === 'request' && reading.request.operation.do === 'getInstance'
    ? reading.request.operation.path.keys[0]?.value
    : reading;
const key = { kind: 'text', text: '{v}:dä𝄞', type: null };

describe('the content type', () => {
  test.each([
    'application/soap+xml',
    'application/soap+xml;charset=UTF-8',
    'Application/SOAP+XML ; Charset="utf-8" ; action="x"',
    "text/xml; charset='UTF-8'",
  ])('%s is read', (contentType) => expect(keyOf(readText(get, contentType))).toEqual(key));

  test.each([
    'multipart/encrypted;protocol="application/HTTP-SPNEGO"',
    'application/json',
    'application/soap+xmlx',
    undefined,
  ])('%s is 415', (contentType) => {
    const reading = read(new TextEncoder().encode(get), contentType);
    expect(reading).toMatchObject({ kind: 'refused', reply: { status: 415 } });
  });

  test('a body that is too long is 413, before it is read', () => {
    const reading = read(new Uint8Array(longestBody + 1), soap);
    expect(reading).toMatchObject({ kind: 'refused', reply: { status: 413 } });
  });
});

describe('charsets', () => {
  const encodings: readonly (readonly [string, string, Uint8Array])[] = [
    ['UTF-16 with the mark of the little end', 'UTF-16', utf16(`\uFEFF${get}`, true)],
    ['UTF-16 with the mark of the big end', '"UTF-16"', utf16(`\uFEFF${get}`, false)],
    ['UTF-16 without a mark', 'utf-16', utf16(get, true)],
    ['UTF-16LE', 'utf-16le', utf16(get, true)],
    ['UTF-16BE', 'utf-16be', utf16(get, false)],
    ['UTF-16 that says that it is UTF-8', 'UTF-16', utf16(`<?xml version="1.0" encoding="UTF-8"?>${get}`, true)],
    ['UTF-8 with a mark', 'UTF-8', new TextEncoder().encode(`\uFEFF${get}`)],
    ['UTF-8 that says so', 'UTF-8', new TextEncoder().encode(`<?xml version="1.0" encoding="utf-8"?>\n${get}`)],
  ];

  test.each(encodings)('%s is read', (_, charset, body) => {
    expect(keyOf(read(body, `application/soap+xml;charset=${charset}`))).toEqual(key);
  });

  test('UTF-16 is answered in UTF-16, a mark before it', () => {
    const reading = read(utf16(get, true), 'application/soap+xml;charset=UTF-16');
    if (reading.kind !== 'request') throw new Error('refused');
    const reply = writeReply(reading.envelope, { kind: 'instance', instance: gold }, () => '');
    expect(reply.headers).toEqual({ 'Content-Type': 'application/soap+xml;charset=UTF-16' });
    expect([...(reply.body as Uint8Array).subarray(0, 4)]).toEqual([0xff, 0xfe, 0x3c, 0]);
    checked(reply);
    const fault = read(utf16('<', true), 'application/soap+xml;charset=UTF-16');
    if (fault.kind !== 'refused') throw new Error('understood');
    expect(fault.reply.headers).toEqual(reply.headers);
    expect(toldBy(fault.reply).subcode).toBe('wsman:SchemaValidationError');
  });

  test.each(['ISO-8859-1', 'us-ascii', 'utf-7', 'utf-32'])('%s is none', (charset) => {
    const { subcode, detail } = faultOf(get, `text/xml;charset=${charset}`);
    expect([subcode, detail]).toEqual(['wsman:EncodingLimit', 'CharacterSet']);
  });

  const at = get.indexOf('uuid:1a2b');
  const halved = `${get.slice(0, at)}\ud800${get.slice(at)}`;
  test.each<[string, string, Uint8Array]>([
    ['an odd length', 'UTF-16', utf16(get, true).subarray(1)],
    ['half a character', 'UTF-16', utf16(halved, true)],
    ['UTF-16 called UTF-8', 'UTF-8', utf16(`\uFEFF${get}`, true)],
    ['UTF-8 called UTF-16', 'UTF-16', new TextEncoder().encode(`${get} `)],
    ['bytes that are no UTF-8', 'UTF-8', new Uint8Array([...new TextEncoder().encode(get), 0xc3])],
    ['half a character in UTF-8', 'UTF-8', new Uint8Array([0xed, 0xa0, 0x80])],
    ['nothing', 'UTF-8', new Uint8Array()],
  ])('%s is refused', (_, charset, body) => {
    const reading = read(body, `text/xml;charset=${charset}`);
    if (reading.kind !== 'refused') throw new Error('understood');
    expect(toldBy(reading.reply)).toMatchObject({
      http: 500,
      code: 's:Sender',
      subcode: 'wsman:SchemaValidationError',
    });
  });
});

describe('markup', () => {
  const deep = (levels: number) => get.replace('<s:Body>', `<s:Body>${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`);
  const many = (count: number) => get.replace('<s:Body>', `<s:Body>${'<a/>'.repeat(count)}`);
  const wide = (count: number) =>
    get.replace('<s:Body>', `<s:Body><a ${Array.from({ length: count }, (_, index) => `a${index}="x"`).join(' ')}/>`);
  const long = (characters: number) => get.replace('uuid:1a2b', 'x'.repeat(characters));

  test('within its limits is read', () => {
    for (const text of [deep(60), many(40_000), wide(32), long(65_536)]) expect(keyOf(readText(text))).toEqual(key);
  });

  test.each<[string, string]>([
    ['a DOCTYPE', `<!DOCTYPE a [<!ENTITY b "c">]>${get}`],
    ['an external DOCTYPE', `<!DOCTYPE s:Envelope SYSTEM "file:///etc/hostname">${get}`],
    ['an entity that is not there', get.replace('uuid:1a2b', '&b;')],
    ['elements that are nested too deep', deep(64)],
    ['elements nested much too deep', deep(60_000)],
    ['too many elements', many(50_001)],
    ['too many attributes', wide(33)],
    ['too long a text', long(65_537)],
    ['too long an attribute', get.replace('<s:Body>', `<s:Body><a a="${'x'.repeat(65_537)}"/>`)],
    ['a prefix that is not declared', get.replace('<s:Body>', '<s:Body><q:a/>')],
    ['an attribute whose prefix is not declared', get.replace('<s:Body>', '<s:Body q:a="1">')],
    ['an attribute twice', get.replace('<s:Body>', '<s:Body a="1" a="2">')],
    ['NUL', get.replace('uuid:1a2b', '\0')],
    ['a character that XML has no way to say', get.replace('uuid:1a2b', '&#1;')],
    ['U+FFFE', get.replace('uuid:1a2b', '\ufffe')],
    ['text behind the end', `${get}x`],
    ['a second envelope', get + get],
    ['another root', '<a/>'],
    ['an envelope of nothing', '<Envelope><Body/></Envelope>'],
    ['no body', get.replace(/<s:Body.*<\/s:Body>/, '')],
  ])('%s is refused', (_, text) => {
    expect(faultOf(text)).toMatchObject({ http: 500, code: 's:Sender', subcode: 'wsman:SchemaValidationError' });
  });

  test('the prefix in the value of an attribute need not be declared', () => {
    expect(keyOf(readText(get.replace('<s:Body>', '<s:Body xsi:type="cim:cimString">')))).toEqual(key);
  });

  test('other versions of the standards are told', () => {
    expect(faultOf(get.replaceAll(uris.soap, uris.soap11))).toMatchObject({ code: 's:VersionMismatch', subcode: null });
    const later = get
      .replaceAll(uris.addressing, 'http://www.w3.org/2005/08/addressing')
      .replaceAll(' s:mustUnderstand="true"', '');
    expect(faultOf(later).subcode).toBe('wsa:MessageInformationHeaderRequired');
  });
});

test('the names of objects are never looked up among those of objects of the language', () => {
  const named = (name: string) => understood(get.replace('Name="ObjectId"', `Name="${name}"`)).operation;
  for (const name of ['__proto__', 'constructor', 'toString'])
    expect(named(name)).toMatchObject({ path: { keys: [{ name }] } });
  for (const action of ['__proto__', 'constructor'])
    expect(faultOf(get.replace(actions.get, action)).subcode).toBe('wsa:ActionNotSupported');
});

test('a fault tells on one line what the text of a client was, and stays well-formed', () => {
  const fault = faultOf(get.replace(actions.get, 'a]]&gt;&lt;b&gt;&#10;c&amp;'));
  expect(fault.reason).toBe('the action a]]><b> c& is not supported');
});
