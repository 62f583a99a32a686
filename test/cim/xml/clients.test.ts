import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../../src/cim/xml/readRequest.js';
import { mistakeOf, operationOf, refused, sent, understood } from './messages.js';

// What clients that others wrote were seen to send. Ids, names and the order of what they write are theirs.

const storage = 'root/microsoft/windows/storage/sm';
const text = (of: string, type: string | null = null) => ({ kind: 'text', text: of, type });

/** Without a declaration in the SBLIM Java client's manner of some releases. */
function posted(headers: Readonly<Record<string, string>>, body: string): HttpRequest {
  const { headers: usual, body: bytes } = sent(body);
  return { headers: { 'content-type': usual['content-type'], cimoperation: 'MethodCall', ...headers }, body: bytes };
}

describe('wbemcli', () => {
  const headers = { cimprotocolversion: '1.0', te: 'trailers', accept: '*/*' };
  const names = storage
    .split('/')
    .map((name) => `<NAMESPACE NAME="${name}"></NAMESPACE>`)
    .join('');
  const envelope = (call: string) =>
    `<?xml version="1.0" encoding="utf-8" ?>\n<CIM CIMVERSION="2.0" DTDVERSION="2.0">\n<MESSAGE ID="4711" PROTOCOLVERSION="1.0"><SIMPLEREQ>${call}</SIMPLEREQ>\n</MESSAGE></CIM>`;
  const target = `<LOCALINSTANCEPATH><LOCALNAMESPACEPATH>${names}</LOCALNAMESPACEPATH>\n<INSTANCENAME CLASSNAME="MSFT_SMStorageVolume">\n<KEYBINDING NAME="ObjectId"><KEYVALUE VALUETYPE="string">50%_é</KEYVALUE></KEYBINDING>\n</INSTANCENAME></LOCALINSTANCEPATH>\n`;
  // UTF-8 bytes, which Node hands over as Latin-1, and a per cent sign that is none of an encoding.
  const object = Buffer.from(
    `root%2Fmicrosoft%2Fwindows%2Fstorage%2Fsm%3AMSFT_SMStorageVolume.ObjectId="50%_é"`,
  ).toString('latin1');

  test('calls a method without saying types, with a reference that names a host', () => {
    const pool = `<VALUE.REFERENCE>\n<INSTANCEPATH>\n<NAMESPACEPATH>\n<HOST>localhost</HOST>\n<LOCALNAMESPACEPATH>${names}</LOCALNAMESPACEPATH>\n</NAMESPACEPATH>\n<INSTANCENAME CLASSNAME="MSFT_SMPool">\n<KEYBINDING NAME="ObjectId">\n<KEYVALUE VALUETYPE="string">pool-1</KEYVALUE></KEYBINDING>\n</INSTANCENAME>\n</INSTANCEPATH>\n</VALUE.REFERENCE>\n`;
    const call = `<METHODCALL NAME="CreateClone">${target}<PARAMVALUE NAME="ElementName">\n<VALUE>n</VALUE>\n</PARAMVALUE>\n<PARAMVALUE NAME="TargetPool">\n${pool}</PARAMVALUE>\n</METHODCALL>`;
    const request = posted({ ...headers, cimmethod: 'CreateClone', cimobject: object }, envelope(call));
    expect(operationOf(request)).toEqual({
      do: 'invoke',
      on: {
        kind: 'path',
        namespace: null,
        className: 'MSFT_SMStorageVolume',
        keys: [{ name: 'ObjectId', value: text('50%_é') }],
      },
      method: 'CreateClone',
      parameters: [
        { name: 'ElementName', value: text('n') },
        {
          name: 'TargetPool',
          value: {
            kind: 'path',
            namespace: storage,
            className: 'MSFT_SMPool',
            keys: [{ name: 'ObjectId', value: text('pool-1') }],
          },
        },
      ],
    });
  });

  test('does not escape markup, which is malformed', () => {
    const call = `<METHODCALL NAME="CreateClone">${target}<PARAMVALUE NAME="ElementName"><VALUE>a & b</VALUE></PARAMVALUE></METHODCALL>`;
    const request = posted({ ...headers, cimmethod: 'CreateClone', cimobject: object }, envelope(call));
    expect(refused(request)).toBe('400 request-not-well-formed');
  });

  test('reads a class before it calls', () => {
    const flags = ['LocalOnly', 'IncludeQualifiers'].map(
      (name) => `<IPARAMVALUE NAME="${name}"><VALUE>FALSE</VALUE></IPARAMVALUE>\n`,
    );
    const call = `<IMETHODCALL NAME="GetClass"><LOCALNAMESPACEPATH>${names}</LOCALNAMESPACEPATH>\n<IPARAMVALUE NAME="ClassName"><CLASSNAME NAME="MSFT_SMStorageVolume"/></IPARAMVALUE>\n${flags.join('')}</IMETHODCALL>`;
    const { request, envelope: asked } = understood(
      posted(
        { ...headers, cimmethod: 'GetClass', cimobject: 'root%2Fmicrosoft%2Fwindows%2Fstorage%2Fsm' },
        envelope(call),
      ),
    );
    expect(request.operation).toEqual({ do: 'getClass', className: 'MSFT_SMStorageVolume' });
    expect(asked).toMatchObject({ id: '4711', look: { localOnly: false, qualifiers: false, properties: null } });
  });
});

describe('pywbem', () => {
  // It sends no CIMProtocolVersion, and names as they are.
  const envelope = (call: string) =>
    `<?xml version="1.0" encoding="utf-8" ?>\n<CIM CIMVERSION="2.0" DTDVERSION="2.0"><MESSAGE ID="1001" PROTOCOLVERSION="1.0"><SIMPLEREQ>${call}</SIMPLEREQ></MESSAGE></CIM>`;
  const names = storage
    .split('/')
    .map((name) => `<NAMESPACE NAME="${name}"/>`)
    .join('');
  const local = `<LOCALNAMESPACEPATH>${names}</LOCALNAMESPACEPATH>`;

  test('calls a method with types, and with an embedded instance', () => {
    const target = `<LOCALINSTANCEPATH>${local}<INSTANCENAME CLASSNAME="MSFT_SMSystem"><KEYBINDING NAME="ObjectId"><KEYVALUE TYPE="string" VALUETYPE="string">sys-1</KEYVALUE></KEYBINDING></INSTANCENAME></LOCALINSTANCEPATH>`;
    const element = `<LOCALINSTANCEPATH>${local}<INSTANCENAME CLASSNAME="MSFT_SMStorageVolume"><KEYBINDING NAME="ObjectId"><KEYVALUE TYPE="string" VALUETYPE="string">vol-1</KEYVALUE></KEYBINDING></INSTANCENAME></LOCALINSTANCEPATH>`;
    const settings =
      '&lt;INSTANCE CLASSNAME="S"&gt;&lt;PROPERTY NAME="Size" PROPAGATED="false" TYPE="uint64"&gt;&lt;VALUE&gt;18446744073709551615&lt;/VALUE&gt;&lt;/PROPERTY&gt;&lt;/INSTANCE&gt;';
    const parameters = [
      `<PARAMVALUE NAME="SyncType" PARAMTYPE="uint16"><VALUE>8</VALUE></PARAMVALUE>`,
      `<PARAMVALUE NAME="Elements" PARAMTYPE="reference"><VALUE.REFARRAY><VALUE.REFERENCE>${element}</VALUE.REFERENCE></VALUE.REFARRAY></PARAMVALUE>`,
      `<PARAMVALUE EmbeddedObject="instance" NAME="Settings" PARAMTYPE="string"><VALUE>${settings}</VALUE></PARAMVALUE>`,
      `<PARAMVALUE NAME="Wait" PARAMTYPE="boolean"/>`,
    ];
    const request = posted(
      { cimmethod: 'CreateReplica', cimobject: `${storage}:MSFT_SMSystem.ObjectId="sys-1"` },
      envelope(`<METHODCALL NAME="CreateReplica">${target}${parameters.join('')}</METHODCALL>`),
    );
    expect(operationOf(request)).toMatchObject({
      do: 'invoke',
      parameters: [
        { name: 'SyncType', value: text('8', 'uint16') },
        { name: 'Elements', value: [{ kind: 'path', namespace: storage, className: 'MSFT_SMStorageVolume' }] },
        {
          name: 'Settings',
          value: {
            kind: 'instance',
            className: 'S',
            properties: [{ name: 'Size', value: text('18446744073709551615', 'uint64') }],
          },
        },
        { name: 'Wait', value: null },
      ],
    });
  });

  test('enumerates by pages', () => {
    const parameters = [
      '<IPARAMVALUE NAME="ClassName"><CLASSNAME NAME="MSFT_SMStorageVolume"/></IPARAMVALUE>',
      '<IPARAMVALUE NAME="MaxObjectCount"><VALUE>1000</VALUE></IPARAMVALUE>',
    ];
    const request = posted(
      { cimmethod: 'OpenEnumerateInstances', cimobject: storage },
      envelope(`<IMETHODCALL NAME="OpenEnumerateInstances">${local}${parameters.join('')}</IMETHODCALL>`),
    );
    expect(operationOf(request)).toMatchObject({ do: 'enumerate', page: { first: 1000, idleMs: null } });
  });

  test('names what is beyond ASCII in Latin-1', () => {
    const target = `<LOCALINSTANCEPATH>${local}<INSTANCENAME CLASSNAME="MSFT_SMPool"><KEYBINDING NAME="ObjectId"><KEYVALUE TYPE="string" VALUETYPE="string">é</KEYVALUE></KEYBINDING></INSTANCENAME></LOCALINSTANCEPATH>`;
    const request = posted(
      { cimmethod: 'Delete', cimobject: `${storage}:MSFT_SMPool.ObjectId="é"` },
      envelope(`<METHODCALL NAME="Delete">${target}</METHODCALL>`),
    );
    expect(operationOf(request)).toMatchObject({ on: { keys: [{ value: text('é', 'string') }] } });
  });
});

describe('the SBLIM Java client', () => {
  const headers = {
    cimprotocolversion: '1.0',
    'content-type': 'application/xml; charset="utf-8"',
    accept: 'text/html, text/xml, application/xml',
  };
  const names = storage
    .split('/')
    .map((name) => `<NAMESPACE NAME="${name}"/>`)
    .join('');

  test('encodes all of its headers, and writes EMBEDDEDOBJECT', () => {
    const target = `<LOCALINSTANCEPATH><LOCALNAMESPACEPATH>${names}</LOCALNAMESPACEPATH><INSTANCENAME CLASSNAME="MSFT_SMSystem"><KEYBINDING NAME="ObjectId"><KEYVALUE TYPE="string" VALUETYPE="string">sys-1</KEYVALUE></KEYBINDING></INSTANCENAME></LOCALINSTANCEPATH>`;
    const parameter = `<PARAMVALUE EMBEDDEDOBJECT="instance" NAME="Settings" PARAMTYPE="string"><VALUE>&lt;INSTANCE CLASSNAME=&quot;S&quot;/&gt;</VALUE></PARAMVALUE>`;
    const request = posted(
      {
        ...headers,
        cimmethod: 'CreateReplica',
        cimobject: encodeURIComponent(`${storage}:MSFT_SMSystem.ObjectId="sys-1"`),
      },
      `<?xml version="1.0" encoding="UTF-8"?>\n<CIM CIMVERSION="2.0" DTDVERSION="2.0"><MESSAGE ID="1" PROTOCOLVERSION="1.0"><SIMPLEREQ><METHODCALL NAME="CreateReplica">${target}${parameter}</METHODCALL></SIMPLEREQ></MESSAGE></CIM>`,
    );
    expect(operationOf(request)).toMatchObject({
      parameters: [{ name: 'Settings', value: { kind: 'instance', className: 'S', properties: [] } }],
    });
  });

  test('asks for everything, with flags that make no difference', () => {
    const flags = ['LocalOnly', 'DeepInheritance', 'IncludeQualifiers', 'IncludeClassOrigin'].map(
      (name) => `<IPARAMVALUE NAME="${name}"><VALUE>TRUE</VALUE></IPARAMVALUE>`,
    );
    const call = `<IMETHODCALL NAME="EnumerateInstances"><LOCALNAMESPACEPATH>${names}</LOCALNAMESPACEPATH><IPARAMVALUE NAME="ClassName"><CLASSNAME NAME="MSFT_SMPool"/></IPARAMVALUE>${flags.join('')}<IPARAMVALUE NAME="PropertyList"/></IMETHODCALL>`;
    const request = posted(
      { ...headers, cimmethod: 'EnumerateInstances', cimobject: encodeURIComponent(storage) },
      `<?xml version="1.0" encoding="UTF-8"?>\n<CIM CIMVERSION="2.0" DTDVERSION="2.0"><MESSAGE ID="2" PROTOCOLVERSION="1.0"><SIMPLEREQ>${call}</SIMPLEREQ></MESSAGE></CIM>`,
    );
    expect(mistakeOf(request)).toBe('enumerate');
    expect(understood(request).envelope.look).toMatchObject({ classOrigin: true });
  });
});
