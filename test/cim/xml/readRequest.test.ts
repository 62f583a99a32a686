import { describe, expect, test } from 'vitest';
import type { CimOperation } from '../../../src/cim/operations/requests.js';
import { refusalHeaders } from '../../../src/cim/xml/refused.js';
import {
  className,
  extrinsic,
  instanceName,
  intrinsic,
  message,
  mistakeOf,
  namespace,
  namespacePath,
  operationOf,
  refused,
  sent,
  understood,
  value,
} from './messages.js';

const list = (...names: string[]) => `<VALUE.ARRAY>${names.map(value).join('')}</VALUE.ARRAY>`;
const text = (of: string, type: string | null = null) => ({ kind: 'text', text: of, type }) as const;
const path = (of: string, key: string, where: string | null = null) =>
  ({
    kind: 'path',
    namespace: where,
    className: of,
    keys: [{ name: 'ObjectId', value: text(key, 'string') }],
  }) as const;
const volume = instanceName('V', 'id');
const page = { first: 10, idleMs: 5000 };
const paging = { MaxObjectCount: value('10'), OperationTimeout: value('5') };
const enumerated = { do: 'enumerate', className: 'V', deep: true, properties: null, page: null } as const;
const related = {
  do: 'associated',
  of: path('V', 'id'),
  want: 'others',
  items: 'instances',
  associationClass: null,
  resultClass: null,
  role: null,
  resultRole: null,
  properties: null,
  page: null,
} as const;
const filters = {
  AssocClass: className('A'),
  ResultClass: className('R'),
  Role: value('Child'),
  ResultRole: value('Parent'),
};
const linkFilters = { ResultClass: className('R'), Role: value('Child') };

describe('an intrinsic method is an operation', () => {
  test.each<[method: string, parameters: Record<string, string>, operation: CimOperation]>([
    ['GetInstance', { InstanceName: volume }, { do: 'getInstance', path: path('V', 'id'), properties: null }],
    [
      'GetInstance',
      {
        instancename: volume,
        PROPERTYLIST: list('A', 'b'),
        LocalOnly: value('true'),
        IncludeQualifiers: value('FALSE'),
      },
      { do: 'getInstance', path: path('V', 'id'), properties: ['A', 'b'] },
    ],
    [
      'GetInstance',
      { InstanceName: volume, PropertyList: list() },
      { do: 'getInstance', path: path('V', 'id'), properties: [] },
    ],
    [
      'GetInstance',
      { InstanceName: volume, PropertyList: '' },
      { do: 'getInstance', path: path('V', 'id'), properties: null },
    ],
    ['EnumerateInstances', { ClassName: className('V') }, { ...enumerated, items: 'instances' }],
    [
      'EnumerateInstances',
      { ClassName: className('V'), DeepInheritance: value('False'), PropertyList: list('A') },
      { ...enumerated, items: 'instances', deep: false, properties: ['A'] },
    ],
    ['EnumerateInstanceNames', { ClassName: className('V') }, { ...enumerated, items: 'paths' }],
    ['OpenEnumerateInstances', { ClassName: className('V'), ...paging }, { ...enumerated, items: 'instances', page }],
    [
      'OpenEnumerateInstances',
      { ClassName: className('V'), OperationTimeout: value('0'), FilterQuery: value('') },
      { ...enumerated, items: 'instances', page: { first: 0, idleMs: null } },
    ],
    ['OpenEnumerateInstancePaths', { ClassName: className('V'), ...paging }, { ...enumerated, items: 'paths', page }],
    ['Associators', { ObjectName: volume }, related],
    [
      'Associators',
      { ObjectName: volume, ...filters, PropertyList: list('A') },
      { ...related, associationClass: 'A', resultClass: 'R', role: 'Child', resultRole: 'Parent', properties: ['A'] },
    ],
    ['Associators', { ObjectName: volume, AssocClass: className(''), Role: value('') }, related],
    ['AssociatorNames', { ObjectName: className('V') }, { ...related, of: 'V', items: 'paths' }],
    [
      'References',
      { ObjectName: volume, ...linkFilters },
      { ...related, want: 'links', associationClass: 'R', role: 'Child' },
    ],
    [
      'ReferenceNames',
      { ObjectName: volume, ...linkFilters },
      { ...related, want: 'links', items: 'paths', associationClass: 'R', role: 'Child' },
    ],
    ['OpenAssociatorInstances', { InstanceName: volume, ...paging }, { ...related, page }],
    ['OpenAssociatorInstancePaths', { InstanceName: volume, ...paging }, { ...related, items: 'paths', page }],
    ['OpenReferenceInstances', { InstanceName: volume, ...paging }, { ...related, want: 'links', page }],
    [
      'OpenReferenceInstancePaths',
      { InstanceName: volume, ...paging },
      { ...related, want: 'links', items: 'paths', page },
    ],
    [
      'PullInstancesWithPath',
      { EnumerationContext: value('c'), MaxObjectCount: value('0x10') },
      { do: 'pull', context: 'c', items: 'instances', most: 16 },
    ],
    [
      'PullInstancePaths',
      { EnumerationContext: value('c'), MaxObjectCount: value('0') },
      { do: 'pull', context: 'c', items: 'paths', most: 0 },
    ],
    [
      'PullInstances',
      { EnumerationContext: value('c'), MaxObjectCount: value('4294967295') },
      { do: 'pull', context: 'c', items: 'instances', most: 4294967295 },
    ],
    ['CloseEnumeration', { EnumerationContext: value('c') }, { do: 'close', context: 'c' }],
    [
      'ExecQuery',
      { QueryLanguage: value('WQL'), Query: value('a &lt; b') },
      { do: 'query', language: 'WQL', query: 'a < b', page: null },
    ],
    [
      'OpenQueryInstances',
      { FilterQueryLanguage: value('DMTF:CQL'), FilterQuery: value('q'), ...paging },
      { do: 'query', language: 'DMTF:CQL', query: 'q', page },
    ],
    ['GetClass', { ClassName: className('V') }, { do: 'getClass', className: 'V' }],
    ['EnumerateClasses', {}, { do: 'enumerateClasses', className: null, deep: false, items: 'classes' }],
    [
      'EnumerateClassNames',
      { ClassName: className('V'), DeepInheritance: value('TRUE') },
      { do: 'enumerateClasses', className: 'V', deep: true, items: 'names' },
    ],
    [
      'GetProperty',
      { InstanceName: volume, PropertyName: value('A') },
      { do: 'getInstance', path: path('V', 'id'), properties: ['A'] },
    ],
    [
      'SetProperty',
      { InstanceName: volume, PropertyName: value('A'), NewValue: value('1') },
      {
        do: 'modify',
        path: path('V', 'id'),
        instance: { kind: 'instance', className: 'V', properties: [{ name: 'A', value: text('1') }] },
        properties: ['A'],
      },
    ],
    [
      'ModifyInstance',
      {
        ModifiedInstance: `<VALUE.NAMEDINSTANCE>${volume}<INSTANCE CLASSNAME="V"><QUALIFIER NAME="Q" TYPE="string"/><PROPERTY NAME="A" TYPE="uint16"><VALUE>1</VALUE></PROPERTY><PROPERTY NAME="B" TYPE="string"/></INSTANCE></VALUE.NAMEDINSTANCE>`,
        PropertyList: list('A'),
      },
      {
        do: 'modify',
        path: path('V', 'id'),
        instance: {
          kind: 'instance',
          className: 'V',
          properties: [
            { name: 'A', value: text('1', 'uint16') },
            { name: 'B', value: null },
          ],
        },
        properties: ['A'],
      },
    ],
  ])('%s %o', (method, parameters, operation) => {
    const { request, envelope } = understood(intrinsic(method, parameters));
    expect(request).toEqual({ namespace, operation });
    expect(envelope).toMatchObject({ id: '4711', method, namespace });
  });

  test.each([
    ...['CreateInstance', 'DeleteInstance', 'CreateClass', 'ModifyClass', 'DeleteClass'],
    ...['GetQualifier', 'EnumerateQualifiers', 'SetQualifier', 'DeleteQualifier', 'EnumerationCount', 'constructor'],
  ])('%s is none that an array has', (name) =>
    expect(operationOf(intrinsic(name))).toEqual({ do: 'unsupported', name }),
  );

  test('with the form of its reply: all pages of an enumeration have the same', () => {
    const classOrigin = { IncludeClassOrigin: value('TRUE') };
    const lookOf = (method: string, parameters: Record<string, string>) =>
      understood(intrinsic(method, { ...parameters, ...classOrigin })).envelope.look;
    expect(lookOf('GetInstance', { InstanceName: volume })).toMatchObject({ item: 'INSTANCE', classOrigin: true });
    expect(lookOf('OpenEnumerateInstances', { ClassName: className('V') })).toMatchObject({ classOrigin: false });
    expect(lookOf('OpenReferenceInstances', { InstanceName: volume })).toMatchObject({ classOrigin: false });
    expect(lookOf('GetClass', { ClassName: className('V') })).toMatchObject({ localOnly: true, qualifiers: true });
  });

  test('by its name in any case, which the reply repeats', () => {
    const { request, envelope } = understood(intrinsic('getCLASS', { ClassName: className('V') }));
    expect([request.operation.do, envelope.method]).toEqual(['getClass', 'getCLASS']);
  });
});

describe('what is wrong with an operation is a status', () => {
  const noVolume = { InstanceName: volume };
  test.each<[method: string, parameters: Record<string, string>, mistake: string]>([
    ['GetInstance', {}, 'invalidParameter: InstanceName: expected INSTANCENAME'],
    ['GetInstance', { InstanceName: className('V') }, 'invalidParameter: InstanceName: expected INSTANCENAME'],
    ['GetInstance', { ...noVolume, Colour: value('1') }, "invalidParameter: there is no parameter 'Colour'"],
    [
      'GetInstance',
      { ...noVolume, instancename: volume },
      "invalidParameter: the parameter 'instancename' is there twice",
    ],
    ['GetInstance', { ...noVolume, LocalOnly: value('maybe') }, 'invalidParameter: LocalOnly: expected TRUE or FALSE'],
    ['GetInstance', { ...noVolume, PropertyList: value('A') }, 'invalidParameter: PropertyList: expected VALUE.ARRAY'],
    [
      'GetInstance',
      { ...noVolume, PropertyList: '<VALUE.ARRAY><VALUE.NULL/></VALUE.ARRAY>' },
      'invalidParameter: PropertyList: expected no null in it',
    ],
    ['EnumerateInstances', {}, 'invalidParameter: ClassName: expected a class'],
    ['EnumerateInstances', { ClassName: className('') }, 'invalidParameter: ClassName: expected a class'],
    ['GetClass', {}, 'invalidParameter: ClassName: expected a class'],
    ['PullInstancePaths', { EnumerationContext: value('c') }, 'invalidParameter: MaxObjectCount: expected a number'],
    ['PullInstancePaths', { MaxObjectCount: value('1') }, 'invalidParameter: EnumerationContext: expected VALUE'],
    ...['-1', '1.5', '4294967296', '1e3', 'x'].map((count): [string, Record<string, string>, string] => [
      'PullInstancePaths',
      { EnumerationContext: value('c'), MaxObjectCount: value(count) },
      'invalidParameter: MaxObjectCount: expected a number from 0 to 4294967295',
    ]),
    [
      'OpenEnumerateInstances',
      { ClassName: className('V'), FilterQueryLanguage: value('DMTF:FQL') },
      'filteredEnumerationNotSupported: FilterQuery: enumerations are not filtered',
    ],
    [
      'OpenEnumerateInstances',
      { ClassName: className('V'), ContinueOnError: value('TRUE') },
      'continuationOnErrorNotSupported: ContinueOnError: expected FALSE',
    ],
    [
      'OpenQueryInstances',
      { FilterQueryLanguage: value('WQL'), FilterQuery: value('q'), ReturnQueryResultClass: value('TRUE') },
      'queryFeatureNotSupported: ReturnQueryResultClass: classes of results are not told',
    ],
  ])('%s %o', (method, parameters, mistake) => expect(mistakeOf(intrinsic(method, parameters))).toBe(mistake));
});

describe('a method is called', () => {
  const invoked = (parameters: string) => {
    const operation = operationOf(extrinsic('CreateClone', parameters));
    return operation.do === 'invoke' ? operation.parameters : operation;
  };
  const parameter = (content: string, attributes = '') => `<PARAMVALUE NAME="P"${attributes}>${content}</PARAMVALUE>`;
  const given = (content: string, attributes = '') => {
    const parameters = invoked(parameter(content, attributes));
    return Array.isArray(parameters) ? parameters[0].value : parameters;
  };

  test('on an instance', () => {
    const { request, envelope } = understood(extrinsic('createClone'));
    const on = path('MSFT_SMStorageVolume', 'vol-1');
    expect(request).toEqual({ namespace, operation: { do: 'invoke', on, method: 'createClone', parameters: [] } });
    expect(envelope).toEqual({ id: '4711', method: 'createClone', namespace, look: null });
  });

  test('on a class', () => {
    const target = `<LOCALCLASSPATH>${namespacePath}<CLASSNAME NAME="C"/></LOCALCLASSPATH>`;
    const call = `<METHODCALL NAME="M">${target}</METHODCALL>`;
    const operation = operationOf(sent(message(call), { cimmethod: 'M', cimobject: `${namespace}:C` }));
    expect(operation).toEqual({ do: 'invoke', on: 'C', method: 'M', parameters: [] });
  });

  test('with values: a text, an empty one, none, in lists', () => {
    expect(given(value(' a b '))).toEqual(text(' a b '));
    expect(given('<VALUE><![CDATA[<&>]]></VALUE>')).toEqual(text('<&>'));
    expect(given(value('1'), ' PARAMTYPE="uint16"')).toEqual(text('1', 'uint16'));
    expect(given('<VALUE/>')).toEqual(text(''));
    expect(given('')).toBeNull();
    expect(given(list('a', 'b'), ' PARAMTYPE="string"')).toEqual([text('a', 'string'), text('b', 'string')]);
    expect(given('<VALUE.ARRAY><VALUE.NULL/><VALUE>b</VALUE></VALUE.ARRAY>')).toEqual([null, text('b')]);
    expect(given('<VALUE.ARRAY/>')).toEqual([]);
  });

  const inNamespace = (element: string, before = '') =>
    `<${element}>${before}${namespacePath}${before && '</NAMESPACEPATH>'}${volume}</${element}>`;

  test.each([
    [volume, null],
    [inNamespace('LOCALINSTANCEPATH'), namespace],
    [inNamespace('INSTANCEPATH', '<NAMESPACEPATH><HOST>localhost</HOST>'), namespace],
  ])('with references in any form: %s', (form, where) => {
    const reference = `<VALUE.REFERENCE>${form}</VALUE.REFERENCE>`;
    expect(given(reference, ' PARAMTYPE="reference"')).toEqual(path('V', 'id', where));
    expect(given(`<VALUE.REFARRAY>${reference}</VALUE.REFARRAY>`)).toEqual([path('V', 'id', where)]);
  });

  test('with keys of any kind', () => {
    const keyed = (keys: string) => {
      const found = given(`<VALUE.REFERENCE><INSTANCENAME CLASSNAME="C">${keys}</INSTANCENAME></VALUE.REFERENCE>`);
      return found !== null && 'keys' in found ? found.keys : found;
    };
    expect(keyed('<KEYVALUE>x</KEYVALUE>')).toEqual([{ name: null, value: text('x') }]);
    expect(keyed('<KEYVALUE VALUETYPE="numeric">1</KEYVALUE>')).toEqual([{ name: null, value: text('1') }]);
    expect(keyed(`<VALUE.REFERENCE>${volume}</VALUE.REFERENCE>`)).toEqual([{ name: null, value: path('V', 'id') }]);
    expect(keyed(`<KEYBINDING NAME="R"><VALUE.REFERENCE>${volume}</VALUE.REFERENCE></KEYBINDING>`)).toEqual([
      { name: 'R', value: path('V', 'id') },
    ]);
    expect(keyed('')).toEqual([]);
  });

  const embedded = (instance: string, attribute = 'EmbeddedObject') =>
    given(`<VALUE>${instance.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</VALUE>`, ` ${attribute}="instance"`);
  const nested = (times: number): string => {
    if (times === 0) return '<INSTANCE CLASSNAME="E"/>';
    const inner = nested(times - 1)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;');
    return `<INSTANCE CLASSNAME="E"><PROPERTY NAME="P" TYPE="string" EmbeddedObject="instance"><VALUE>${inner}</VALUE></PROPERTY></INSTANCE>`;
  };

  test.each(['EmbeddedObject', 'EMBEDDEDOBJECT'])('with an embedded instance: %s', (attribute) => {
    const one =
      '<INSTANCE CLASSNAME="E"><PROPERTY NAME="A" TYPE="string"><VALUE>a &amp; b</VALUE></PROPERTY></INSTANCE>';
    expect(embedded(one, attribute)).toEqual({
      kind: 'instance',
      className: 'E',
      properties: [{ name: 'A', value: text('a & b', 'string') }],
    });
  });

  test.each([
    ['a text', 'an embedded instance: 1:6: text data outside of root node.'],
    ['', 'an embedded instance: 1:0: document must contain a root element.'],
    ['<CLASS NAME="C"/>', "an embedded instance: expected an INSTANCE, not 'CLASS'"],
    ['<INSTANCE/>', 'an embedded instance: INSTANCE has no attribute CLASSNAME'],
    ['<!DOCTYPE x><INSTANCE CLASSNAME="E"/>', 'an embedded instance: line 1: a DOCTYPE is not accepted'],
    [nested(4), 'an embedded instance: instances are embedded deeper than 4'],
  ])('but not with this in its place: %s', (instance, why) => {
    expect(embedded(instance)).toEqual({
      do: 'mistaken',
      refusal: { kind: 'status', status: 'invalidParameter', about: 'parameter', text: why },
    });
  });

  test('with instances embedded in each other, up to four', () => {
    expect(embedded(nested(3))).toMatchObject({
      properties: [{ value: { properties: [{ value: { properties: [{}] } }] } }],
    });
  });

  test('but not with classes, where instances are named', () => {
    const reference = `<VALUE.REFERENCE>${className('C')}</VALUE.REFERENCE>`;
    expect(mistakeOf(extrinsic('M', parameter(reference)))).toBe(
      'invalidParameter: expected the path of an instance, not CLASSNAME',
    );
    expect(mistakeOf(extrinsic('M', parameter(className('C'))))).toBe('invalidParameter: CLASSNAME is no value');
  });

  test('but not with more keys than 100', () => {
    const keys = (count: number) =>
      `<VALUE.REFERENCE><INSTANCENAME CLASSNAME="C">${'<KEYBINDING NAME="K"><KEYVALUE>1</KEYVALUE></KEYBINDING>'.repeat(count)}</INSTANCENAME></VALUE.REFERENCE>`;
    expect(mistakeOf(extrinsic('M', parameter(keys(100))))).toBe('invoke');
    expect(mistakeOf(extrinsic('M', parameter(keys(101))))).toBe('invalidParameter: a path has at most 100 keys');
  });
});

describe('headers are judged', () => {
  const asked = (headers: Record<string, string | undefined>) => {
    const request = extrinsic('CreateClone');
    return refused({ ...request, headers: { ...request.headers, ...headers } });
  };
  const latin = (bytes: string) => Buffer.from(bytes, 'utf8').toString('latin1');

  test.each<[string, Record<string, string | undefined>, string]>([
    ['as they are', {}, 'not refused'],
    ['without a version', { cimprotocolversion: undefined }, 'not refused'],
    ['1.4', { cimprotocolversion: '1.4' }, 'not refused'],
    ['2.0', { cimprotocolversion: '2.0' }, '501 unsupported-protocol-version'],
    ['no operation', { cimoperation: undefined }, '400 null'],
    ['another operation', { cimoperation: 'MethodResponse' }, '400 unsupported-operation'],
    ['a batch', { cimbatch: '' }, '501 multiple-requests-unsupported'],
    ['no method', { cimmethod: undefined }, '400 header-mismatch'],
    ['another method', { cimmethod: 'Delete' }, '400 header-mismatch'],
    ['the method in another case, encoded', { cimmethod: '%63reateclone' }, 'not refused'],
    ['no object', { cimobject: undefined }, '400 header-mismatch'],
    ['another namespace', { cimobject: 'root/cimv2:MSFT_SMStorageVolume' }, '400 header-mismatch'],
    ['another class', { cimobject: `${namespace}:MSFT_SMPool` }, '400 header-mismatch'],
    ['no class', { cimobject: namespace }, '400 header-mismatch'],
    ['text/xml', { 'content-type': 'text/xml; charset=UTF-8' }, 'not refused'],
    ['no charset', { 'content-type': 'application/xml' }, 'not refused'],
    ['another charset', { 'content-type': 'application/xml; charset="iso-8859-1"' }, '400 header-mismatch'],
    ['UTF-16', { 'content-type': 'application/xml; charset=utf-16' }, '400 header-mismatch'],
    ['another type', { 'content-type': 'application/soap+xml' }, '400 header-mismatch'],
    ['no type', { 'content-type': undefined }, '400 header-mismatch'],
    ['keys of any kind', { cimobject: `${namespace}:MSFT_SMStorageVolume.ObjectId="%zz%,é` }, 'not refused'],
    [
      'the object fully encoded',
      { cimobject: encodeURIComponent(`${namespace}:MSFT_SMStorageVolume.ObjectId="1"`) },
      'not refused',
    ],
    ['in another case', { cimobject: 'ROOT/Microsoft/WINDOWS/storage/sm:msft_smSTORAGEVOLUME' }, 'not refused'],
    ['with slashes around', { cimobject: `/${namespace}/:MSFT_SMStorageVolume` }, 'not refused'],
    [
      'a namespace that can not be decoded',
      { cimobject: `root%ZZ${namespace.slice(4)}:MSFT_SMStorageVolume` },
      '400 header-mismatch',
    ],
    ['a list', { cimmethod: 'CreateClone, CreateClone' }, '400 header-mismatch'],
  ])('%s', (_, headers, expected) => expect(asked(headers)).toBe(expected));

  test('a name beyond ASCII as UTF-8, as Latin-1, or percent-encoded', () => {
    const target = `<LOCALCLASSPATH>${namespacePath}<CLASSNAME NAME="Gerät"/></LOCALCLASSPATH>`;
    const body = message(`<METHODCALL NAME="Zähl">${target}</METHODCALL>`);
    const ask = (method: string, object: string) =>
      refused(sent(body, { cimmethod: method, cimobject: `${namespace}:${object}` }));
    expect(ask('Zähl', 'Gerät')).toBe('not refused');
    expect(ask(latin('Zähl'), latin('Gerät'))).toBe('not refused');
    expect(ask(encodeURIComponent('Zähl'), encodeURIComponent('Gerät.K="1"'))).toBe('not refused');
    expect(ask('Zahl', 'Gerät')).toBe('400 header-mismatch');
  });

  test('and a refusal says in its headers what is wrong, in ASCII', () => {
    const detail = 'line 1: é\ud800';
    expect(refusalHeaders({ status: 400, cimError: 'header-mismatch', detail })).toEqual({
      CIMError: 'header-mismatch',
      PGErrorDetail: 'line%201:%20%C3%A9%EF%BF%BD',
    });
    expect(refusalHeaders({ status: 400, cimError: null, detail })).toEqual({});
  });
});
