import { describe, expect, test } from 'vitest';
import { actions, classesOfDmtf, uris } from '../../../src/cim/wsman/names.js';
import { envelope, faultOf, operationOf, refusalOf, type Said, storage, understood, volumeUri } from './messages.js';

const text = (value: string) => ({ kind: 'text', text: value, type: null });
const key = (name: string, value: string) => ({ name, value: text(value) });
const db = [['ObjectId', '{v}:db']] as const;
const dbPath = { kind: 'path', namespace: null, className: 'MSFT_SMStorageVolume', keys: [key('ObjectId', '{v}:db')] };
const get: Said = { action: actions.get, selectors: db };

describe('resource URIs', () => {
  const windows = 'http://schemas.microsoft.com/wbem/wsman/1/wmi/root/microsoft/windows/storage/sm/';
  test.each([
    ['the one of DMTF', volumeUri, classesOfDmtf, storage],
    ['the one of Windows, whose path is the namespace', `${windows}MSFT_SMStorageVolume`, windows, storage],
    [
      "a vendor's",
      'http://schemas.dell.com/wbem/wscim/1/cim-schema/2/MSFT_SMStorageVolume',
      'http://schemas.dell.com/wbem/wscim/1/cim-schema/2/',
      storage,
    ],
    [
      "a vendor's with a path",
      'http://schemas.dell.com/wbem/wscim/1/cim-schema/2/root/dcim/MSFT_SMStorageVolume',
      'http://schemas.dell.com/wbem/wscim/1/cim-schema/2/root/dcim/',
      storage,
    ],
  ])('%s names the class, and replies repeat its form', (_, uri, form, namespace) => {
    const read = understood(envelope({ ...get, uri }));
    expect(read.operation).toEqual({ do: 'getInstance', path: dbPath, properties: null });
    expect(read.envelope.origin).toEqual({ form, namespace });
    expect(read.request.namespace).toBe(namespace);
  });

  test.each([
    ['root\\interop', 'root/interop'],
    [' \\root/interop/ ', 'root/interop'],
  ])('the namespace may be the selector %s', (given, namespace) => {
    const read = understood(envelope({ ...get, selectors: [['__cimnamespace', given], ...db] }));
    expect([read.request.namespace, read.operation]).toEqual([
      namespace,
      { do: 'getInstance', path: dbPath, properties: null },
    ]);
  });

  test('one in the path and another one as a selector contradict each other', () => {
    const uri = `${windows}MSFT_SMStorageVolume`;
    const with_ = (namespace: string): Said => ({ ...get, uri, selectors: [['__CimNamespace', namespace], ...db] });
    expect(understood(envelope(with_('ROOT\\Microsoft\\Windows\\Storage\\SM'))).operation.do).toBe('getInstance');
    expect(refusalOf(with_('root/cimv2'))).toEqual(['wsman:InvalidSelectors', 'UnexpectedSelectors']);
  });

  test.each([
    'http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd',
    'http://schemas.microsoft.com/powershell/Microsoft.PowerShell',
    'http://schemas.microsoft.com/wbem/wsman/1/config',
    'MSFT_SMStorageVolume',
    `${volumeUri}?ObjectId=x`,
    `${classesOfDmtf}MSFT SMPool`,
    '',
  ])('%s is none', (uri) => {
    expect(refusalOf({ ...get, uri })).toEqual(['wsa:DestinationUnreachable', 'InvalidResourceURI']);
  });

  test('that of all classes is no object', () => {
    const uri = 'http://schemas.dmtf.org/wbem/wscim/1/*';
    expect(refusalOf({ ...get, uri })).toEqual(['wsa:DestinationUnreachable', 'InvalidResourceURI']);
  });

  test('a class is read by the URI of its declaration', () => {
    const uri = 'http://schemas.dmtf.org/wbem/cim-xml/2/cim-schema/2/*';
    const selectors = [
      ['__cimnamespace', storage],
      ['ClassName', 'MSFT_SMPool'],
    ] as const;
    expect(operationOf({ action: actions.get, uri, selectors })).toEqual({ do: 'getClass', className: 'MSFT_SMPool' });
    expect(refusalOf({ action: actions.get, uri })).toEqual(['wsman:InvalidSelectors', 'InsufficientSelectors']);
    expect(refusalOf({ action: actions.enumerate, uri, body: '<wsen:Enumerate/>' })[0]).toBe(
      'wsman:UnsupportedFeature',
    );
  });
});

describe('selectors', () => {
  const reference = (id: string, uri = `${classesOfDmtf}MSFT_SMPool`) =>
    `<wsa:EndpointReference><wsa:Address>x</wsa:Address><wsa:ReferenceParameters><wsman:ResourceURI>${uri}</wsman:ResourceURI><wsman:SelectorSet><wsman:Selector Name="__cimnamespace">${storage}</wsman:Selector><wsman:Selector Name="ObjectId">${id}</wsman:Selector></wsman:SelectorSet></wsa:ReferenceParameters></wsa:EndpointReference>`;

  test('a key that is a reference is an endpoint reference', () => {
    const read = operationOf({ ...get, selectors: [['Parent', reference('{p}:gold')]] });
    const keys = [key('ObjectId', '{p}:gold')];
    const value = { kind: 'path', namespace: storage, className: 'MSFT_SMPool', keys };
    expect(read).toMatchObject({ path: { keys: [{ name: 'Parent', value }] } });
  });

  test('are wrong where one comes twice, or holds anything else', () => {
    const wrong = (...selectors: (readonly [string, string])[]) => refusalOf({ ...get, selectors });
    expect(wrong(['ObjectId', 'a'], ['objectid', 'b'])).toEqual(['wsman:InvalidSelectors', 'DuplicateSelectors']);
    expect(wrong(['ObjectId', '<wsa:Address/>'])).toEqual(['wsman:InvalidSelectors', 'TypeMismatch']);
    expect(wrong(...Array.from({ length: 101 }, (_, at) => [`K${at}`, 'x'] as const))[0]).toBe(
      'wsman:InvalidSelectors',
    );
    const nameless = envelope({
      ...get,
      more: '<wsman:SelectorSet><wsman:Selector>x</wsman:Selector></wsman:SelectorSet>',
      selectors: [],
    });
    expect(faultOf(nameless).subcode).toBe('wsman:SchemaValidationError');
  });
});

describe('headers', () => {
  const header = (more: string) => refusalOf({ ...get, more });

  test('a MessageID is repeated whatever it looks like, and left out where it is empty', () => {
    const relatesTo = (id: string) => understood(envelope(get).replace('uuid:1a2b', id)).envelope.relatesTo;
    expect(['0', '6f0c-11', '\n uuid:7 \n', ''].map(relatesTo)).toEqual(['0', '6f0c-11', 'uuid:7', null]);
  });

  test.each([
    ['PT60.000S', 60_000],
    ['PT60S', 60_000],
    ['PT1M30S', 90_000],
    ['P1DT2H', 93_600_000],
  ])('OperationTimeout %s is %i ms', (duration, ms) => {
    const more = `<wsman:OperationTimeout>\n${duration}</wsman:OperationTimeout>`;
    expect(understood(envelope({ ...get, more })).envelope.timeoutMs).toBe(ms);
  });

  test.each(['', '60', 'P', 'PT', '-PT1S', 'PT1H2S3M'])('and %j is none', (duration) => {
    expect(header(`<wsman:OperationTimeout>${duration}</wsman:OperationTimeout>`)[0]).toBe(
      'wsa:InvalidMessageInformationHeader',
    );
  });

  test('MaxEnvelopeSize has a smallest value', () => {
    const of = (size: string) => `<wsman:MaxEnvelopeSize s:mustUnderstand="true">${size}</wsman:MaxEnvelopeSize>`;
    expect(understood(envelope({ ...get, more: of('8192') })).envelope.maxBytes).toBe(8192);
    expect(header(of('8191'))).toEqual(['wsman:EncodingLimit', 'MinimumEnvelopeLimit']);
    expect(header(of('many'))[0]).toBe('wsa:InvalidMessageInformationHeader');
  });

  test('what must be understood is, or is named', () => {
    const bogus = (attribute: string) => `<q:Bogus xmlns:q="urn:q" ${attribute}>x</q:Bogus>`;
    for (const attribute of ['s:mustUnderstand="true"', 's:mustUnderstand="1"']) {
      const told = faultOf(envelope({ ...get, more: bogus(attribute) }));
      expect(told).toMatchObject({ code: 's:MustUnderstand', subcode: null, relatesTo: 'uuid:1a2b' });
    }
    for (const attribute of ['mustUnderstand="true"', 's:mustUnderstand="false"', ''])
      expect(understood(envelope({ ...get, more: bogus(attribute) })).operation.do).toBe('getInstance');
  });

  test.each(['ReplyTo', 'FaultTo'])('an answer goes nowhere else: %s', (local) => {
    const elsewhere = `<wsa:${local}><wsa:Address>http://elsewhere</wsa:Address></wsa:${local}>`;
    const told = faultOf(envelope(get).replace(/<wsa:ReplyTo>.*<\/wsa:ReplyTo>/, elsewhere));
    expect([told.subcode, told.detail]).toEqual(['wsman:UnsupportedFeature', 'AddressingMode']);
  });

  test('options are ignored, unless one has to be known', () => {
    const set = (option: string) => `<wsman:OptionSet s:mustUnderstand="true">${option}</wsman:OptionSet>`;
    expect(header(set('<wsman:Option Name="Bogus" MustComply="true">1</wsman:Option>'))).toEqual([
      'wsman:InvalidOptions',
      'NotSupported',
    ]);
    const repeated =
      '<wsman:Option Name="wmiarray:__MI_OPERATIONOPTIONS_CHANNELVALUE" MustComply="true">0</wsman:Option>';
    const ignored = set(`<wsman:Option Name="Bogus">1</wsman:Option>${repeated}${repeated}`);
    expect(understood(envelope({ ...get, more: ignored })).operation.do).toBe('getInstance');
  });

  test('parts of instances are not served', () => {
    const fragment = '<wsman:FragmentTransfer s:mustUnderstand="true">ElementName</wsman:FragmentTransfer>';
    expect(header(fragment)).toEqual(['wsman:UnsupportedFeature', 'FragmentLevelAccess']);
  });

  test('an action is wanted, and one that is known', () => {
    const without = envelope(get).replace(/<wsa:Action.*<\/wsa:Action>/, '');
    expect(faultOf(without).subcode).toBe('wsa:MessageInformationHeaderRequired');
    for (const action of [
      'http://schemas.xmlsoap.org/ws/2004/08/eventing/Subscribe',
      `${uris.transfer}/Move`,
      `${volumeUri}X/Do`,
    ])
      expect(refusalOf({ ...get, action })).toEqual(['wsa:ActionNotSupported', null]);
    for (const action of [actions.create, actions.remove])
      expect(operationOf({ ...get, action })).toMatchObject({ do: 'unsupported' });
  });

  test('of several things that are wrong the first in order is told', () => {
    const order = [
      ['<q:B xmlns:q="urn:q" s:mustUnderstand="1"/>', 's:MustUnderstand'],
      ['<wsman:OperationTimeout>soon</wsman:OperationTimeout>', 'wsa:InvalidMessageInformationHeader'],
    ] as const;
    const wrong = {
      action: actions.get,
      uri: 'urn:nothing',
      selectors: [
        ['A', '1'],
        ['a', '1'],
      ] as const,
    };
    const codes = order.map((_, from) => {
      const { code, subcode } = faultOf(
        envelope({
          ...wrong,
          more: order
            .slice(from)
            .map(([one]) => one)
            .join(''),
        }),
      );
      return subcode ?? code;
    });
    expect(codes).toEqual(order.map(([, code]) => code));
    expect(refusalOf(wrong)[0]).toBe('wsa:DestinationUnreachable');
    expect(refusalOf({ ...wrong, uri: volumeUri })[0]).toBe('wsman:InvalidSelectors');
  });
});

describe('Put', () => {
  const put = (body: string, more = ''): Said => ({ action: actions.put, selectors: db, body, more });
  const instance = (inside: string) =>
    `<v:MSFT_SMStorageVolume xmlns:v="${volumeUri}">${inside}</v:MSFT_SMStorageVolume>`;

  test('has the whole instance, and names what is to be written where an option says so', () => {
    const body = instance(
      '<v:ElementName>x</v:ElementName><v:OperationalStatus>2</v:OperationalStatus><v:OperationalStatus>8</v:OperationalStatus><v:Usage xsi:nil="true"/>',
    );
    const properties = [
      { name: 'ElementName', value: text('x') },
      { name: 'OperationalStatus', value: [text('2'), text('8')] },
      { name: 'Usage', value: null },
    ];
    const expected = {
      do: 'modify',
      path: dbPath,
      instance: { kind: 'instance', className: 'MSFT_SMStorageVolume', properties },
    };
    expect(operationOf(put(body))).toEqual({ ...expected, properties: null });
    const option = (name: string) =>
      `<wsman:Option Name="wmiarray:__MIInstanceModifiedPropertiesList">${name}</wsman:Option>`;
    const more = `<wsman:OptionSet>${option('ElementName')}${option('Usage')}</wsman:OptionSet>`;
    expect(operationOf(put(body, more))).toEqual({ ...expected, properties: ['ElementName', 'Usage'] });
  });

  test('has none of another class', () => {
    const pool = `<v:MSFT_SMPool xmlns:v="${classesOfDmtf}MSFT_SMPool"/>`;
    for (const body of [pool, '', instance('') + instance('')])
      expect(refusalOf(put(body))).toEqual(['wxf:InvalidRepresentation', null]);
  });
});

describe('Invoke', () => {
  const call = (inside: string, more: Partial<Said> = {}): Said => ({
    action: `${volumeUri}/CreateClone`,
    selectors: db,
    body: `<x:CreateClone_INPUT xmlns:x="${volumeUri}">${inside}</x:CreateClone_INPUT>`,
    ...more,
  });
  const parameters = (inside: string) => {
    const operation = operationOf(call(inside));
    return operation.do === 'invoke' ? operation.parameters : [];
  };
  const pool = `<wsa:ReferenceParameters><wsman:ResourceURI> ${classesOfDmtf}MSFT_SMPool
 </wsman:ResourceURI><wsman:SelectorSet><wsman:Selector Name="ObjectId">{p}:gold</wsman:Selector></wsman:SelectorSet></wsa:ReferenceParameters>`;
  const poolPath = { kind: 'path', namespace: null, className: 'MSFT_SMPool', keys: [key('ObjectId', '{p}:gold')] };

  test('names an instance, or a class where there are no keys', () => {
    expect(operationOf(call(''))).toEqual({ do: 'invoke', on: dbPath, method: 'CreateClone', parameters: [] });
    expect(operationOf(call('', { selectors: [] }))).toMatchObject({ on: 'MSFT_SMStorageVolume' });
  });

  test('takes an empty body for one without parameters, and no other', () => {
    expect(operationOf(call('', { body: '' }))).toMatchObject({ method: 'CreateClone', parameters: [] });
    for (const body of ['<a/>', '<x:CreateMirror_INPUT xmlns:x="urn:x"/>', '<CreateClone_INPUT/><CreateClone_INPUT/>'])
      expect(refusalOf(call('', { body }))).toEqual(['wsman:SchemaValidationError', null]);
  });

  test('the action is the URI and the method', () => {
    expect(refusalOf(call('', { action: `${volumeUri}/Create/Clone` }))[0]).toBe('wsa:ActionNotSupported');
    expect(operationOf(call('', { action: `\n ${volumeUri.toUpperCase()}/CreateClone ` }))).toMatchObject({
      method: 'CreateClone',
    });
  });

  test('values are what was sent', () => {
    expect(
      parameters(
        '<x:ElementName>a<!-- -->&#xE4;<![CDATA[<]]></x:ElementName><x:No xsi:nil="1"/><x:Empty/><x:Blank> </x:Blank>',
      ),
    ).toEqual([
      { name: 'ElementName', value: text('aä<') },
      { name: 'No', value: null },
      { name: 'Empty', value: text('') },
      { name: 'Blank', value: text(' ') },
    ]);
  });

  test.each([
    ['without a wrapper', `<wsa:Address>anywhere</wsa:Address>${pool}`],
    ['with one', `<wsa:EndpointReference><wsa:Address/>${pool}</wsa:EndpointReference>`],
    ['without an address', pool],
  ])('a reference comes %s', (_, inside) => {
    expect(parameters(`<x:TargetPool>${inside}</x:TargetPool>`)).toEqual([{ name: 'TargetPool', value: poolPath }]);
  });

  test('and is wrong without the URI of a class, or beside a text', () => {
    for (const inside of ['<wsa:Address/>', pool.replace('MSFT_SMPool', '*'), `x${pool}`])
      expect(refusalOf(call(`<x:TargetPool>${inside}</x:TargetPool>`))).toEqual([
        'wsman:InvalidParameter',
        'TypeMismatch',
      ]);
  });

  test('an array is its element repeated, wherever it stands', () => {
    const one = '<x:Pools>{p}</x:Pools>';
    expect(parameters(`${one}<x:A>1</x:A><x:pools xsi:nil="true"/>`)).toEqual([
      { name: 'Pools', value: [text('{p}'), null] },
      { name: 'A', value: text('1') },
    ]);
    expect(parameters(`<x:Pools>${pool}</x:Pools><x:Pools>${pool}</x:Pools>`)).toEqual([
      { name: 'Pools', value: [poolPath, poolPath] },
    ]);
  });

  test.each([
    ['<c:Datetime xmlns:c="urn:c">2016-03-01T10:00:00.250000Z</c:Datetime>', '20160301100000.250000+000'],
    ['<c:Datetime xmlns:c="urn:c">2016-03-01T10:00:00-05:30</c:Datetime>', '20160301100000.000000-330'],
    ['<c:Interval xmlns:c="urn:c">P0DT0H1M40S</c:Interval>', '00000000000140.000000:000'],
    ['<c:Interval xmlns:c="urn:c">PT36H0.5S</c:Interval>', '00000001120000.500000:000'],
    ['<CIM_DateTime>20160301100000.250000+000</CIM_DateTime>', '20160301100000.250000+000'],
    ['<c:Datetime xmlns:c="urn:c">soon</c:Datetime>', 'soon'],
  ])('a time is read: %s', (inside, cim) => {
    expect(parameters(`<x:At>${inside}</x:At>`)).toEqual([
      { name: 'At', value: { kind: 'text', text: cim, type: 'datetime' } },
    ]);
  });

  test('an embedded instance is the elements in it', () => {
    const type = `xsi:type="e:MSFT_SMExtendedStatus_Type"`;
    const [typed, bare] = [type, ''].map(
      (attributes) =>
        `<x:S xmlns:e="${classesOfDmtf}MSFT_SMExtendedStatus" ${attributes}><e:SMErrorCode>5</e:SMErrorCode></x:S>`,
    );
    const value = {
      kind: 'instance',
      className: 'MSFT_SMExtendedStatus',
      properties: [{ name: 'SMErrorCode', value: text('5') }],
    };
    for (const one of [typed, bare]) expect(parameters(one ?? '')).toEqual([{ name: 'S', value }]);
  });
});
