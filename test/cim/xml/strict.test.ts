import { describe, expect, test } from 'vitest';
import { readRequest } from '../../../src/cim/xml/readRequest.js';
import { className, extrinsic, instanceName, intrinsic, message, namespacePath, refused, sent } from './messages.js';

const malformed = '400 request-not-well-formed';
const invalid = '400 request-not-valid';
const headers = { cimmethod: 'GetClass' };
const getClass = (inside: string) =>
  `<IMETHODCALL NAME="GetClass">${namespacePath}<IPARAMVALUE NAME="ClassName">${inside}</IPARAMVALUE></IMETHODCALL>`;
const good = message(getClass(className('C')));
const asked = (body: string | Uint8Array) => refused(sent(body, headers));
/** The good document, in which that was replaced. */
const changed = (from: string, to: string) => {
  expect(good).toContain(from);
  return asked(good.replace(from, to));
};
const bytes = (text: string) => new TextEncoder().encode(text);

test('a good document is read', () => expect(asked(good)).toBe('not refused'));

describe('documents may be written in many ways', () => {
  test.each<[string, string]>([
    ['without a declaration', good.replace(/^<\?xml.*\n/, '')],
    ['with a byte order mark', `\ufeff${good}`],
    ['with single quotes', good.replaceAll('"', "'")],
    ['with white space and comments', good.replaceAll('><', '>\r\n\t <!-- a comment -->\n<')],
    ['with elements that are closed', good.replaceAll('"/>', '"></X>').replace(/<(\w+)([^>]*)><\/X>/g, '<$1$2></$1>')],
    ['with an instruction', good.replace('<CIM ', '<?whatever x?><CIM ')],
    ['with attributes that nobody knows', good.replace('<MESSAGE ', '<MESSAGE xml:lang="en" X="1" ')],
    ['of later versions', good.replace('CIMVERSION="2.0" DTDVERSION="2.0"', 'CIMVERSION="2.8.1" DTDVERSION="2.4"')],
    ['with references', good.replace('NAME="C"', 'NAME="&#67;&#x0000000043;&amp;"')],
    [
      'with a correlator',
      good.replace('<SIMPLEREQ>', '<SIMPLEREQ><CORRELATOR NAME="c" TYPE="string"><VALUE/></CORRELATOR>'),
    ],
  ])('%s', (_, body) => expect(asked(body)).toBe('not refused'));
});

describe('what is no XML is not well-formed', () => {
  test.each<[string, string | Uint8Array]>([
    ['nothing', ''],
    ['white space', ' \n'],
    ['no markup', 'hello'],
    ['a cut document', good.slice(0, -20)],
    ['two roots', `${good}<CIM/>`],
    ['text behind it', `${good}x`],
    ['a markup that wbemcli sends', good.replace('"C"', '"C" & D')],
    ['an unescaped ampersand', good.replace('"C"', '"a & b"')],
    ['a smaller-than in an attribute', good.replace('"C"', '"a<b"')],
    ['an attribute twice', good.replace('NAME="C"', 'NAME="C" NAME="C"')],
    ['an attribute without quotes', good.replace('NAME="C"', 'NAME=C')],
    ['an element that is closed by another', good.replace('</SIMPLEREQ>', '</SIMPLERSP>')],
    ['an entity that nobody declared', good.replace('"C"', '"&nbsp;"')],
    ['a NUL', good.replace('"C"', '"\0"')],
    ['a control', good.replace('"C"', '"\u0001"')],
    ['U+FFFE', good.replace('"C"', '"\ufffe"')],
    ['a reference to NUL', good.replace('"C"', '"&#0;"')],
    ['a reference to a control', good.replace('"C"', '"&#x1;"')],
    ['a reference to half a character', good.replace('"C"', '"&#xD800;"')],
    ['a reference beyond Unicode', good.replace('"C"', '"&#x110000;"')],
    ['a reference with too many digits', good.replace('"C"', `"&#${'9'.repeat(400)};"`)],
    ['controls in the way of XML 1.1', good.replace('version="1.0"', 'version="1.1"').replace('"C"', '"&#1;"')],
    ['a comment with --', good.replace('<CIM ', '<!-- a -- b --><CIM ')],
    [']]> in a text', good.replace('<SIMPLEREQ>', '<SIMPLEREQ>]]>')],
    ['another encoding', good.replace('utf-8', 'iso-8859-1')],
    ['bytes of Latin-1', Uint8Array.from(Buffer.from(good.replace('"C"', '"é"'), 'latin1'))],
    ['a character that is written too long', Uint8Array.from([...bytes(good.slice(0, -20)), 0xc0, 0xaf])],
    ['half a character in UTF-8', Uint8Array.from([...bytes(good), 0xed, 0xa0, 0x80])],
    ['UTF-16', Uint8Array.from(Buffer.from(`\ufeff${good}`, 'utf16le'))],
  ])('%s', (_, body) => expect(asked(body)).toBe(malformed));
});

describe('what is XML, but not CIM-XML, is not valid', () => {
  test.each<[string, string, string]>([
    ['no version', ' CIMVERSION="2.0"', ''],
    ['no version of the DTD', ' DTDVERSION="2.0"', ''],
    ['no version of the protocol', ' PROTOCOLVERSION="1.0"', ''],
    ['no id', ' ID="4711"', ''],
    ['no name', '<IMETHODCALL NAME="GetClass"', '<IMETHODCALL'],
    ['no namespace', namespacePath, ''],
    ['an empty namespace', namespacePath, '<LOCALNAMESPACEPATH/>'],
    ['two namespaces', namespacePath, namespacePath + namespacePath],
    ['text where none is', '<SIMPLEREQ>', '<SIMPLEREQ>text'],
    ['a strange element', '<CLASSNAME NAME="C"/>', '<CLASS.NAME NAME="C"/>'],
    ['an element too many', '<CLASSNAME NAME="C"/>', '<CLASSNAME NAME="C"/><CLASSNAME NAME="C"/>'],
    ['an element in a value', '<CLASSNAME NAME="C"/>', '<VALUE><VALUE/></VALUE>'],
    ['a name without an attribute', '<CLASSNAME NAME="C"/>', '<CLASSNAME/>'],
    ['a name of another case', '<CLASSNAME NAME="C"/>', '<CLASSNAME Name="C"/>'],
  ])('%s', (_, from, to) => expect(changed(from, to)).toBe(invalid));

  test.each<[string, string]>([
    ['another root', '<CIM2/>'],
    ['a root in another case', good.replace('<CIM ', '<cim ').replace('</CIM>', '</cim>')],
    ['a reply', message('').replaceAll('SIMPLEREQ', 'SIMPLERSP')],
    ['no call', message('')],
    ['no message', '<CIM CIMVERSION="2.0" DTDVERSION="2.0"/>'],
    ['a declaration', '<CIM CIMVERSION="2.0" DTDVERSION="2.0"><DECLARATION/></CIM>'],
    ['an export', message('<EXPMETHODCALL NAME="M"/>').replaceAll('SIMPLEREQ', 'SIMPLEEXPREQ')],
  ])('%s', (_, body) => expect(asked(body)).toBe(invalid));

  test('and the header says where', () => {
    const read = readRequest(sent(message(getClass('<VALUE><VALUE/></VALUE>')), headers));
    expect(read).toMatchObject({ status: 400, detail: 'VALUE holds VALUE, expected text' });
  });
});

describe('what is of another version is told apart', () => {
  test.each<[string, string, string]>([
    ['CIMVERSION="2.0"', 'CIMVERSION="3.0"', '501 unsupported-cim-version'],
    ['DTDVERSION="2.0"', 'DTDVERSION="1.0"', '501 unsupported-dtd-version'],
    ['DTDVERSION="2.0"', 'DTDVERSION="2"', '501 unsupported-dtd-version'],
    ['PROTOCOLVERSION="1.0"', 'PROTOCOLVERSION="2.0"', '501 unsupported-protocol-version'],
  ])('%s', (from, to, expected) => expect(changed(from, to)).toBe(expected));

  test('several requests in one', () => {
    const [one] = /<SIMPLEREQ>.*<\/SIMPLEREQ>/s.exec(good) ?? [''];
    expect(changed(one, `<MULTIREQ>${one}${one}</MULTIREQ>`)).toBe('501 multiple-requests-unsupported');
  });
});

describe('what is too much is refused', () => {
  test.each<[string, string]>([
    ['a DOCTYPE', good.replace('<CIM ', '<!DOCTYPE CIM><CIM ')],
    [
      'entities that grow',
      good
        .replace('<CIM ', '<!DOCTYPE CIM [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><CIM ')
        .replace('"C"', '"&b;"'),
    ],
    [
      'an entity from elsewhere',
      good.replace('<CIM ', '<!DOCTYPE CIM [<!ENTITY a SYSTEM "file:///etc/passwd">]><CIM ').replace('"C"', '"&a;"'),
    ],
    ['elements in elements', good.replace(className('C'), '<A>'.repeat(10_000) + '</A>'.repeat(10_000))],
    ['elements', good.replace(className('C'), `<VALUE.ARRAY>${'<VALUE/>'.repeat(50_001)}</VALUE.ARRAY>`)],
    ['attributes', good.replace('NAME="C"', `NAME="C" ${Array.from({ length: 40 }, (_, i) => `A${i}=""`).join(' ')}`)],
    ['an attribute of a MiB', good.replace('"C"', `"${'x'.repeat(1024 * 1024)}"`)],
    ['a text', good.replace(className('C'), `<VALUE>${'x'.repeat(65_537)}</VALUE>`)],
    ['a text in pieces', good.replace(className('C'), `<VALUE>${'xx<!-- -->'.repeat(40_000)}</VALUE>`)],
  ])('%s', (_, body) => expect(asked(body)).toBe(invalid));

  test('a body of more than 4 MiB', () => {
    expect(asked(`${good}${' '.repeat(4 * 1024 * 1024)}`)).toBe('413 null');
  });

  test('a path in a path in a path, but for what the depth allows', () => {
    const nested = (times: number): string =>
      times === 0
        ? instanceName('C', '1')
        : `<INSTANCENAME CLASSNAME="C"><KEYBINDING NAME="K"><VALUE.REFERENCE>${nested(times - 1)}</VALUE.REFERENCE></KEYBINDING></INSTANCENAME>`;
    const ask = (times: number) => refused(intrinsic('GetInstance', { InstanceName: nested(times) }));
    expect(ask(15)).toBe('not refused');
    expect(ask(30)).toBe(invalid);
  });
});

test('names of JavaScript are names like others', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    expect(refused(intrinsic(name, { [name]: className(name) }))).toBe('not refused');
    expect(refused(extrinsic(name, `<PARAMVALUE NAME="${name}"/>`))).toBe('not refused');
    expect(asked(good.replace('NAME="C"', `NAME="C" ${name}="1"`))).toBe('not refused');
    expect(asked(good.replaceAll('CLASSNAME', name))).toBe(invalid);
  }
});
