import { describe, expect, test } from 'vitest';
import { readRequest } from '../../../src/cim/wsman/readRequest.js';
import { storage, understood } from './messages.js';

// Requests in the form in which clients written by others were seen to send them; names and values are invented.

const envelope2003 = 'http://www.w3.org/2003/05/soap-envelope';
const addressing = 'http://schemas.xmlsoap.org/ws/2004/08/addressing';
const wsman = 'http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd';
const enumeration = 'http://schemas.xmlsoap.org/ws/2004/09/enumeration';
const dmtf = 'http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2';
const windows = `http://schemas.microsoft.com/wbem/wsman/1/wmi/${storage}`;
const anonymous = `${addressing}/role/anonymous`;
const text = (value: string) => ({ kind: 'text', text: value, type: null });

describe('wsl, a set of shell scripts', () => {
  /** It declares four prefixes, writes a bare UUID and the URI of a vendor. */
  const request = (
    action: string,
    uri: string,
    selectors: string,
    body: string,
  ) => `<?xml version="1.0" encoding="utf-8"?>
<s:Envelope xmlns:s="${envelope2003}" xmlns:wsa="${addressing}" xmlns:wsman="${wsman}" xmlns:wsen="${enumeration}">
<s:Header>
<wsa:Action s:mustUnderstand="true">${action}</wsa:Action>
<wsa:To s:mustUnderstand="true">http://array:5985/wsman</wsa:To>
<wsman:ResourceURI s:mustUnderstand="true">${uri}</wsman:ResourceURI>
<wsa:MessageID s:mustUnderstand="true">f5b7a1c2-9f1e-4a55-8f3a-000000000001</wsa:MessageID>
<wsa:ReplyTo><wsa:Address>${anonymous}</wsa:Address></wsa:ReplyTo>
${selectors}
</s:Header>
<s:Body>${body}</s:Body>
</s:Envelope>
`;
  const vendor = 'http://schemas.dell.com/wbem/wscim/1/cim-schema/2/MSFT_SMStorageVolume';
  const selectors =
    '<wsman:SelectorSet><wsman:Selector Name="__cimnamespace">root/microsoft/windows/storage/sm</wsman:Selector><wsman:Selector Name="ObjectId">{v}:db</wsman:Selector></wsman:SelectorSet>';

  test('gets', () => {
    const read = understood(request('http://schemas.xmlsoap.org/ws/2004/09/transfer/Get', vendor, selectors, ''));
    expect(read.operation).toMatchObject({
      do: 'getInstance',
      path: { keys: [{ name: 'ObjectId', value: text('{v}:db') }] },
    });
    expect(read.envelope.relatesTo).toBe('f5b7a1c2-9f1e-4a55-8f3a-000000000001');
  });

  test('has no id where there is no uuidgen', () => {
    const sent = request('http://schemas.xmlsoap.org/ws/2004/09/transfer/Get', vendor, selectors, '');
    expect(understood(sent.replace(/f5b7[^<]*/, '')).envelope.relatesTo).toBeNull();
  });

  test('enumerates, with all at once if it can be', () => {
    const body =
      '<wsen:Enumerate><wsman:OptimizeEnumeration/><wsman:MaxElements>512</wsman:MaxElements><wsman:EnumerationMode>EnumerateObjectAndEPR</wsman:EnumerationMode></wsen:Enumerate>';
    const read = understood(request(`${enumeration}/Enumerate`, vendor, '', body));
    expect(read.operation).toMatchObject({ do: 'enumerate', page: { first: 512 } });
    expect(read.envelope.items?.mode).toBe('both');
  });

  test('pulls and releases without selectors', () => {
    const context = '<wsen:EnumerationContext>references:root.interop:x</wsen:EnumerationContext>';
    const pull = `<wsen:Pull>${context}<wsen:MaxElements>20</wsen:MaxElements></wsen:Pull>`;
    expect(understood(request(`${enumeration}/Pull`, vendor, '', pull)).request).toMatchObject({
      namespace: 'root/interop',
      operation: { do: 'pull', context: 'x', most: 20 },
    });
    expect(
      understood(request(`${enumeration}/Release`, vendor, '', `<wsen:Release>${context}</wsen:Release>`)).operation,
    ).toEqual({ do: 'close', context: 'x' });
  });

  test('invokes with what it cut out of a reply', () => {
    const reference = `<wsa:EndpointReference><wsa:Address>${anonymous}</wsa:Address><wsa:ReferenceParameters><wsman:ResourceURI>${dmtf}/MSFT_SMPool</wsman:ResourceURI><wsman:SelectorSet><wsman:Selector Name="__cimnamespace">root/microsoft/windows/storage/sm</wsman:Selector><wsman:Selector Name="ObjectId">{p}:gold</wsman:Selector></wsman:SelectorSet></wsa:ReferenceParameters></wsa:EndpointReference>`;
    const body = `<p:CreateClone_INPUT xmlns:p="${vendor}"><p:ElementName>Kopie f&#xFC;r Montag</p:ElementName><p:TargetPool>${reference}</p:TargetPool></p:CreateClone_INPUT>`;
    expect(understood(request(`${vendor}/CreateClone`, vendor, selectors, body)).operation).toMatchObject({
      do: 'invoke',
      method: 'CreateClone',
      parameters: [
        { name: 'ElementName', value: text('Kopie für Montag') },
        { name: 'TargetPool', value: { kind: 'path', className: 'MSFT_SMPool' } },
      ],
    });
  });

  test('puts an instance that it has edited line by line', () => {
    const body = `<p:MSFT_SMStorageVolume xmlns:p="${vendor}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <p:ElementName>new</p:ElementName>
 <p:Usage xsi:nil="true"/>
 <p:At><cim:Datetime xmlns:cim="http://schemas.dmtf.org/wbem/wscim/1/common">2016-03-01T10:00:00Z</cim:Datetime></p:At>
</p:MSFT_SMStorageVolume>`;
    const { operation } = understood(
      request('http://schemas.xmlsoap.org/ws/2004/09/transfer/Put', vendor, selectors, body),
    );
    const at = { kind: 'text', text: '20160301100000.000000+000', type: 'datetime' };
    expect(operation).toMatchObject({
      instance: {
        properties: [
          { name: 'ElementName', value: text('new') },
          { name: 'Usage', value: null },
          { name: 'At', value: at },
        ],
      },
    });
  });

  test('filters in CQL unless it is told otherwise', () => {
    const body =
      '<wsen:Enumerate><wsman:Filter Dialect="http://schemas.dmtf.org/wbem/cql/1/dsp0202.pdf">select * from MSFT_SMPool</wsman:Filter></wsen:Enumerate>';
    expect(understood(request(`${enumeration}/Enumerate`, vendor, '', body)).operation).toMatchObject({
      do: 'query',
      language: 'DMTF:CQL',
    });
  });
});

test('a builder of messages has SOAP as its default namespace, an id of 0 and no selectors', () => {
  const sent = `<?xml version="1.0" encoding="utf-8"?><Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:a="${addressing}" xmlns:w="${wsman}" xmlns="${envelope2003}"><Header><a:Action>${enumeration}/Pull</a:Action><a:To>/wsman</a:To><w:ResourceURI>${dmtf}/CIM_StorageVolume</w:ResourceURI><a:MessageID>0</a:MessageID><a:ReplyTo><a:Address>${anonymous}</a:Address></a:ReplyTo><w:OperationTimeout>PT60S</w:OperationTimeout></Header><Body><Pull xmlns="${enumeration}"><EnumerationContext>objects:root:x</EnumerationContext><MaxElements>999</MaxElements><MaxCharacters>99999</MaxCharacters></Pull></Body></Envelope>`;
  const read = understood(sent);
  expect(read.operation).toEqual({ do: 'pull', context: 'x', items: 'instances', most: 999 });
  expect([read.envelope.relatesTo, read.envelope.timeoutMs]).toEqual(['0', 60_000]);
});

describe('CimCmdlets of PowerShell', () => {
  const headers = (action: string, uri: string, selectors: string, options = '') =>
    `<s:Header><a:To>http://array:5985/wsman</a:To><w:ResourceURI s:mustUnderstand="true">${uri}</w:ResourceURI><a:ReplyTo><a:Address s:mustUnderstand="true">${anonymous}</a:Address></a:ReplyTo><a:Action s:mustUnderstand="true">${action}</a:Action><w:MaxEnvelopeSize s:mustUnderstand="true">512000</w:MaxEnvelopeSize><a:MessageID>uuid:0A1B2C3D-0000-0000-0000-000000000000</a:MessageID><w:Locale xml:lang="en-US" s:mustUnderstand="false"/><p:DataLocale xml:lang="en-US" s:mustUnderstand="false"/><p:SessionId s:mustUnderstand="false">uuid:1</p:SessionId><p:OperationID s:mustUnderstand="false">uuid:2</p:OperationID><p:SequenceId s:mustUnderstand="false">1</p:SequenceId>${options}<w:SelectorSet><w:Selector Name="__cimnamespace">root/Microsoft/Windows/Storage/SM</w:Selector>${selectors}</w:SelectorSet><w:OperationTimeout>PT60.000S</w:OperationTimeout></s:Header>`;
  const options = `<w:OptionSet s:mustUnderstand="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><w:Option Name="__MI_CallbackRegistration" Type="x:string">0x1F</w:Option><w:Option Name="wmiarray:__MI_OPERATIONOPTIONS_CHANNELVALUE">0</w:Option><w:Option Name="wmiarray:__MI_OPERATIONOPTIONS_CHANNELVALUE">1</w:Option><w:Option Name="wmiarray:__MI_OPERATIONOPTIONS_CHANNELVALUE">2</w:Option><w:Option Name="wmi:__MI_OPERATIONOPTIONS_WRITEERRORMODE">1</w:Option><w:Option Name="msftwinrm:UsePreciseArrays">true</w:Option><w:Option Name="wmiarray:__MIInstanceModifiedPropertiesList">ElementName</w:Option></w:OptionSet>`;
  const envelope = (header: string, body: string) =>
    `<s:Envelope xmlns:s="${envelope2003}" xmlns:a="${addressing}" xmlns:n="${enumeration}" xmlns:w="${wsman}" xmlns:p="http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd" xmlns:b="http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd">${header}<s:Body>${body}</s:Body></s:Envelope>`;

  test('enumerate by the URI of DMTF, whatever the class', () => {
    const body = '<n:Enumerate><w:OptimizeEnumeration/><w:MaxElements>32000</w:MaxElements></n:Enumerate>';
    const read = understood(envelope(headers(`${enumeration}/Enumerate`, `${dmtf}/MSFT_SMPool`, '', options), body));
    expect(read.request.namespace).toBe('root/Microsoft/Windows/Storage/SM');
    expect(read.operation).toMatchObject({ do: 'enumerate', className: 'MSFT_SMPool', page: { first: 32_000 } });
    expect(read.envelope).toMatchObject({ optimized: true, maxBytes: 512_000, timeoutMs: 60_000 });
  });

  test('ask for what is related to an object', () => {
    const object = `<a:Address>${anonymous}</a:Address><a:ReferenceParameters><w:ResourceURI>${dmtf}/MSFT_SMStorageVolume</w:ResourceURI><w:SelectorSet><w:Selector Name="__cimnamespace">${storage}</w:Selector><w:Selector Name="ObjectId">{v}:db</w:Selector></w:SelectorSet></a:ReferenceParameters>`;
    const body = `<n:Enumerate><w:OptimizeEnumeration/><w:MaxElements>32000</w:MaxElements><w:Filter Dialect="http://schemas.dmtf.org/wbem/wsman/1/cimbinding/associationFilter"><b:AssociatedInstances><b:Object>${object}</b:Object><b:ResultClassName>MSFT_SMPool</b:ResultClassName></b:AssociatedInstances></w:Filter></n:Enumerate>`;
    const uri = 'http://schemas.dmtf.org/wbem/wscim/1/*';
    expect(understood(envelope(headers(`${enumeration}/Enumerate`, uri, '', options), body)).operation).toMatchObject({
      do: 'associated',
      of: { className: 'MSFT_SMStorageVolume', namespace: storage },
      resultClass: 'MSFT_SMPool',
    });
  });

  test('read a class', () => {
    const uri = 'http://schemas.dmtf.org/wbem/cim-xml/2/cim-schema/2/*';
    const selectors = '<w:Selector Name="ClassName">MSFT_SMPool</w:Selector>';
    const sent = envelope(headers('http://schemas.xmlsoap.org/ws/2004/09/transfer/Get', uri, selectors, options), '');
    expect(understood(sent).operation).toEqual({ do: 'getClass', className: 'MSFT_SMPool' });
  });

  test('put with types whose prefix nobody declares', () => {
    const body = `<p:MSFT_SMStorageVolume xmlns:p="${dmtf}/MSFT_SMStorageVolume" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><p:ElementName xsi:type="cim:cimString">x</p:ElementName></p:MSFT_SMStorageVolume>`;
    const selectors = '<w:Selector Name="ObjectId">{v}:db</w:Selector>';
    const sent = envelope(
      headers('http://schemas.xmlsoap.org/ws/2004/09/transfer/Put', `${dmtf}/MSFT_SMStorageVolume`, selectors, options),
      body,
    );
    expect(understood(sent).operation).toMatchObject({
      do: 'modify',
      properties: ['ElementName'],
      instance: { properties: [{ name: 'ElementName', value: text('x') }] },
    });
  });
});

describe('clients that came with Windows, or for it', () => {
  const ruby = (inside: string, action = `${enumeration}/Enumerate`, uri = `${windows}/*`) =>
    `<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:env="${envelope2003}" xmlns:a="${addressing}" xmlns:b="http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd" xmlns:n="${enumeration}" xmlns:x="http://schemas.xmlsoap.org/ws/2004/09/transfer" xmlns:w="${wsman}" xmlns:p="http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd"><env:Header><a:To>http://array:5985/wsman</a:To><a:ReplyTo><a:Address mustUnderstand="true">${anonymous}</a:Address></a:ReplyTo><w:MaxEnvelopeSize mustUnderstand="true">153600</w:MaxEnvelopeSize><a:MessageID>uuid:A1</a:MessageID><w:Locale xml:lang="en-US" mustUnderstand="false"/><p:DataLocale xml:lang="en-US" mustUnderstand="false"/><w:OperationTimeout>PT60S</w:OperationTimeout><w:ResourceURI mustUnderstand="true">${uri}</w:ResourceURI><a:Action mustUnderstand="true">${action}</a:Action></env:Header><env:Body>${inside}</env:Body></env:Envelope>`;

  test('Ruby asks in WQL, and says that it optimizes by a null', () => {
    const sent = ruby(
      '<n:Enumerate><w:OptimizeEnumeration xsi:nil="true"/><w:MaxElements>32000</w:MaxElements><w:Filter Dialect="http://schemas.microsoft.com/wbem/wsman/1/WQL">select Name from MSFT_SMPool</w:Filter></n:Enumerate>',
    );
    const read = understood(sent);
    expect(read.request.namespace).toBe(storage);
    expect(read.operation).toMatchObject({ do: 'query', language: 'WQL', page: { first: 32_000 } });
    expect(read.envelope.items?.mode).toBe('fragments');
  });

  test('winrm calls methods by the URI of Windows, in UTF-16', () => {
    const sent = ruby(
      `<p:Delete_INPUT xmlns:p="${windows}/MSFT_SMPool"/>`,
      `${windows}/MSFT_SMPool/Delete`,
      `${windows}/MSFT_SMPool`,
    );
    const units = Array.from(`\uFEFF${sent}`, (one) => one.charCodeAt(0)).flatMap((unit) => [unit & 0xff, unit >> 8]);
    const contentType = 'application/soap+xml;charset=UTF-16';
    const reading = readRequest({ contentType, body: Uint8Array.from(units), replyId: 'uuid:reply' });
    const operation = { do: 'invoke', on: 'MSFT_SMPool', method: 'Delete' };
    expect(reading).toMatchObject({ kind: 'request', request: { operation }, envelope: { utf16: true } });
  });
});

test('OMI breaks lines inside of headers', () => {
  const sent = `<s:Envelope xmlns:s="${envelope2003}" xmlns:wsa="${addressing}" xmlns:wsman="${wsman}"><s:Header>
  <wsa:To>
    HTTP://localhost:5985/wsman/
  </wsa:To>
  <wsman:ResourceURI s:mustUnderstand="true">
    ${dmtf}/MSFT_SMPool
  </wsman:ResourceURI>
  <wsa:ReplyTo><wsa:Address s:mustUnderstand="true">
    ${anonymous}
  </wsa:Address></wsa:ReplyTo>
  <wsa:Action s:mustUnderstand="true">
    http://schemas.xmlsoap.org/ws/2004/09/transfer/Get
  </wsa:Action>
  <wsman:MaxEnvelopeSize s:mustUnderstand="true">51200</wsman:MaxEnvelopeSize>
  <wsa:MessageID>
    uuid:1
  </wsa:MessageID>
  <wsman:SelectorSet>
    <wsman:Selector Name="__cimnamespace">
      root/interop
    </wsman:Selector>
    <wsman:Selector Name="ObjectId">x</wsman:Selector>
  </wsman:SelectorSet>
  <wsman:OperationTimeout>
    PT1M30S
  </wsman:OperationTimeout>
</s:Header><s:Body/></s:Envelope>`;
  const read = understood(sent);
  expect(read.operation).toMatchObject({ do: 'getInstance', path: { className: 'MSFT_SMPool' } });
  expect([read.request.namespace, read.envelope.relatesTo, read.envelope.timeoutMs]).toEqual([
    'root/interop',
    'uuid:1',
    90_000,
  ]);
});
