import { describe, expect, test } from 'vitest';
import { type ReceivedReply, type Reply, readReply } from '../../../src/cim/xml/client/readReply.js';
import { writeRequest } from '../../../src/cim/xml/client/writeRequest.js';
import { namespace } from './messages.js';

const asked = { id: '7', method: 'GetInstance' };
const headers = { 'content-type': 'application/xml; charset="utf-8"' };
const document = (response: string, id = '7') =>
  `<?xml version="1.0"?><CIM CIMVERSION="2.0" DTDVERSION="2.0"><MESSAGE ID="${id}" PROTOCOLVERSION="1.0"><SIMPLERSP>${response}</SIMPLERSP></MESSAGE></CIM>`;
const received = (body: string | Uint8Array, more: Partial<ReceivedReply> = {}): Reply =>
  readReply(
    { status: 200, headers, body: typeof body === 'string' ? new TextEncoder().encode(body) : body, ...more },
    asked,
  );
const response = (inside: string) =>
  received(document(`<IMETHODRESPONSE NAME="GetInstance">${inside}</IMETHODRESPONSE>`));

describe('a request', () => {
  const written = writeRequest(
    {
      namespace,
      operation: {
        do: 'invoke',
        on: {
          kind: 'path',
          namespace: null,
          className: 'C',
          keys: [{ name: 'Id', value: { kind: 'text', text: 'a"é', type: 'string' } }],
        },
        method: 'M',
        parameters: [],
      },
    },
    '7',
  );

  test('has headers in ASCII that name what is called', () => {
    expect(written.headers).toEqual({
      'Content-Type': 'application/xml; charset="utf-8"',
      CIMOperation: 'MethodCall',
      CIMProtocolVersion: '1.0',
      CIMMethod: 'M',
      CIMObject: 'root/microsoft/windows/storage/sm:C.Id%3D%22a%5C%22%C3%A9%22',
    });
  });

  test('says which words its reply has to repeat', () => {
    expect([written.id, written.method]).toEqual(['7', 'M']);
  });

  test('can not hold a list of references as a property', () => {
    const path = { kind: 'path', namespace: null, className: 'C', keys: [] } as const;
    const instance = { kind: 'instance', className: 'C', properties: [{ name: 'R', value: [path] }] } as const;
    const operation = { do: 'modify', path, instance, properties: null } as const;
    expect(() => writeRequest({ namespace, operation }, '7')).toThrow(
      'R: CIM-XML has no property for a list of references',
    );
  });
});

describe('a reply', () => {
  test('that did not reach CIM says why, in the words of either server', () => {
    const why = (name: string) =>
      received('', { status: 400, headers: { cimerror: 'request-not-valid', [name]: 'line%201%3A%20%C3%A9' } });
    for (const name of ['pgerrordetail', 'cimerrordescription'])
      expect(why(name)).toEqual({ kind: 'http', status: 400, cimError: 'request-not-valid', detail: 'line 1: é' });
    expect(received('', { status: 503, headers: {} })).toEqual({
      kind: 'http',
      status: 503,
      cimError: null,
      detail: '',
    });
  });

  test('with an error', () => {
    expect(response('<ERROR CODE="6" DESCRIPTION="none"/>')).toEqual({ kind: 'status', code: 6, text: 'none' });
    expect(response('<ERROR CODE="6"><INSTANCE CLASSNAME="CIM_Error"/></ERROR>')).toEqual({
      kind: 'status',
      code: 6,
      text: '',
    });
  });

  test.each<[string, string, string | null]>([
    ['the context behind a page', '<VALUE>c</VALUE>', 'FALSE'],
    ['none at the end', '', 'TRUE'],
    ['an empty one at the end', '<VALUE></VALUE>', 'TRUE'],
    ['one at the end', '<VALUE>c</VALUE>', 'true'],
  ])('of a page: %s', (_, context, end) => {
    const parameters = `<PARAMVALUE NAME="EndOfSequence"><VALUE>${end}</VALUE></PARAMVALUE><PARAMVALUE NAME="EnumerationContext" PARAMTYPE="string">${context}</PARAMVALUE>`;
    expect(response(`<IRETURNVALUE/>${parameters}`)).toEqual({
      kind: 'items',
      items: [],
      context: end === 'FALSE' ? 'c' : null,
    });
  });

  test('of classes by their paths', () => {
    const path =
      '<NAMESPACEPATH><HOST>h</HOST><LOCALNAMESPACEPATH><NAMESPACE NAME="x"/></LOCALNAMESPACEPATH></NAMESPACEPATH>';
    expect(
      response(
        `<IRETURNVALUE><OBJECTPATH><CLASSPATH>${path}<CLASSNAME NAME="C"/></CLASSPATH></OBJECTPATH></IRETURNVALUE>`,
      ),
    ).toEqual({
      kind: 'items',
      items: [{ kind: 'className', name: 'C' }],
      context: null,
    });
  });

  const unreadable: [string, string | Uint8Array, string][] = [
    ['nothing', '', '1:0: document must contain a root element.'],
    ['a page of a proxy', '<html/>', 'html is no element of CIM-XML'],
    ['no UTF-8', Uint8Array.of(0xff), 'it is no UTF-8'],
    ['another id', document('<IMETHODRESPONSE NAME="GetInstance"/>', '8'), "its message id is '8', expected '7'"],
    [
      'another method',
      document('<IMETHODRESPONSE NAME="getInstance"/>'),
      "it answers 'getInstance', expected 'GetInstance'",
    ],
    ['no response', '<VALUE/>', 'it holds no SIMPLERSP'],
    [
      'an error without a number',
      document('<IMETHODRESPONSE NAME="GetInstance"><ERROR CODE="x"/></IMETHODRESPONSE>'),
      "ERROR has the code 'x', expected a number",
    ],
    [
      'a misplaced element',
      document('<IMETHODRESPONSE NAME="GetInstance"><VALUE/></IMETHODRESPONSE>'),
      'IMETHODRESPONSE holds VALUE, expected ERROR|(IRETURNVALUE?,PARAMVALUE*)',
    ],
    ['a DOCTYPE', `<!DOCTYPE x>${document('')}`, 'line 1: a DOCTYPE is not accepted'],
    [
      'a qualifier as an item',
      document(
        '<IMETHODRESPONSE NAME="GetInstance"><IRETURNVALUE><QUALIFIER.DECLARATION NAME="Q" TYPE="string"/></IRETURNVALUE></IMETHODRESPONSE>',
      ),
      'QUALIFIER.DECLARATION is not expected',
    ],
  ];
  test.each(unreadable)('that can not be read: %s', (_, body, why) =>
    expect(received(body)).toEqual({ kind: 'unreadable', why }),
  );

  test('of another type of content', () => {
    expect(received(document(''), { headers: { 'content-type': 'text/html' } })).toEqual({
      kind: 'unreadable',
      why: "the content type is 'text/html'",
    });
  });

  test('of many instances at once', () => {
    const one =
      '<INSTANCE CLASSNAME="C"><PROPERTY NAME="A" TYPE="string"><VALUE>x</VALUE></PROPERTY></INSTANCE>\n        ';
    const read = response(`<IRETURNVALUE>${one.repeat(20_000)}</IRETURNVALUE>`);
    expect(read.kind === 'items' ? read.items.length : read).toBe(20_000);
  });
});
