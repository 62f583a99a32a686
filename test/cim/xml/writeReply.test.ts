import { describe, expect, test } from 'vitest';
import { classesOf, classNamed } from '../../../src/cim/classesOf.js';
import type { ParameterModel, PropertyModel } from '../../../src/cim/classModel.js';
import type { CimInstance, CimResult, CimValue } from '../../../src/cim/operations/results.js';
import { cimStatuses } from '../../../src/cim/operations/status.js';
import { readReply } from '../../../src/cim/xml/client/readReply.js';
import type { Envelope } from '../../../src/cim/xml/envelope.js';
import type { ItemForm, Look } from '../../../src/cim/xml/intrinsic.js';
import { writeReply } from '../../../src/cim/xml/writeReply.js';
import { versions } from '../../../src/vocabulary/versions.js';
import { violations } from './dtd.js';
import { heart, namespace, reply } from './messages.js';

const look = (item: ItemForm, more: Partial<Look> = {}): Look => ({
  item,
  classOrigin: false,
  localOnly: false,
  qualifiers: true,
  properties: null,
  ...more,
});
const asked = (of: Look | null): Envelope => ({ id: '1', method: 'M', namespace, look: of });

const output = (type: ParameterModel['type'], value: CimValue, array = false) => ({
  parameter: { name: 'P', type, of: 'C', array, versions, direction: 'out', optional: true } as const,
  value,
});
const answered = (...outputs: ReturnType<typeof output>[]): string => {
  const method = { name: 'M', versions, parameters: [] };
  return reply(asked(null), { kind: 'answer', className: 'C', method, returnValue: 0, outputs });
};
/** The PARAMVALUE of a method's answer. */
const parameter = (type: ParameterModel['type'], value: CimValue, array = false) =>
  /<PARAMVALUE.*<\/PARAMVALUE>/s.exec(answered(output(type, value, array)))?.[0];

const property = (name: string, type: PropertyModel['type'] = 'string'): PropertyModel => ({
  ...output(type, null).parameter,
  name,
  key: false,
  required: false,
  writable: false,
  declaredBy: 'Above',
  values: null,
});
const instance = (values: Record<string, CimValue>, path: CimInstance['path'] = null): CimInstance => {
  const properties = Object.keys(values).map((name) => property(name));
  const model = {
    name: 'C',
    kind: 'class',
    abstract: false,
    superclass: null,
    versions,
    properties,
    methods: [],
  } as const;
  return { kind: 'instance', model, path, properties, values };
};
const path = { kind: 'path', className: 'C', keys: [{ name: 'K', value: 'a"<b>' }] } as const;

describe('a reply', () => {
  test('is 200, whatever it says, and names its kind', () => {
    const { status, headers } = writeReply(
      asked(null),
      { kind: 'status', status: 'failed', about: 'operation', text: 'x' },
      { host: 'h' },
    );
    expect([status, headers]).toEqual([
      200,
      { 'Content-Type': 'application/xml; charset="utf-8"', CIMOperation: 'MethodResponse' },
    ]);
  });

  test('repeats the id and the method letter for letter', () => {
    const body = reply(
      { ...asked(null), id: '<"1" & \'2\'>\n', method: 'createCLONE' },
      { kind: 'status', status: 'failed', about: 'method', text: '' },
    );
    expect(body).toContain('<MESSAGE ID="&lt;&quot;1&quot; &amp; &apos;2&apos;&gt;&#10;" PROTOCOLVERSION="1.0">');
    expect(body).toContain(
      '<METHODRESPONSE NAME="createCLONE"><ERROR CODE="1" DESCRIPTION=""></ERROR></METHODRESPONSE>',
    );
  });

  test.each([
    ['array.example:5988', 'array.example:5988'],
    ['[::1]:5988', '[::1]:5988'],
    ['a b', 'localhost'],
    ['<x>', 'localhost'],
    ['', 'localhost'],
    ['x'.repeat(256), 'localhost'],
    [undefined, 'localhost'],
  ])('names the host that was asked, where it can be one: %s', (host, named) => {
    const { body } = writeReply(asked(look('INSTANCEPATH')), { kind: 'paths', items: [path] }, { host });
    expect(body).toContain(`<HOST>${named}</HOST>`);
  });

  test('tells every status by its number', () => {
    for (const [status, code] of Object.entries(cimStatuses)) {
      const result = { kind: 'status', status, about: 'operation', text: 'why' } as CimResult;
      expect(reply(asked(look('INSTANCE')), result)).toContain(`<ERROR CODE="${code}" DESCRIPTION="why"></ERROR>`);
    }
  });

  test('holds nothing where there is nothing, and an empty list where nothing was found', () => {
    expect(heart(reply(asked(look('VALUE')), { kind: 'nothing' }))).toBe(
      '<IMETHODRESPONSE NAME="M"></IMETHODRESPONSE>',
    );
    expect(reply(asked(look('INSTANCEPATH')), { kind: 'paths', items: [] })).toContain('<IRETURNVALUE></IRETURNVALUE>');
  });

  test('can not be one that its operation does not have', () => {
    const wrong: [Look | null, CimResult][] = [
      [null, { kind: 'nothing' }],
      [null, { kind: 'paths', items: [] }],
      [look('INSTANCE'), { kind: 'paths', items: [path] }],
      [look('INSTANCENAME'), { kind: 'instances', items: [instance({}, path)] }],
      [look('VALUE.NAMEDINSTANCE'), { kind: 'instances', items: [instance({})] }],
    ];
    for (const [of, result] of wrong) expect(() => writeReply(asked(of), result, { host: 'h' })).toThrow(Error);
  });
});

describe('the answer of a method', () => {
  test('has its return value first, and no output that is null', () => {
    expect(heart(answered(output('string', null), output('uint64', 2n ** 64n - 1n)))).toBe(
      [
        '<METHODRESPONSE NAME="M">',
        '  <RETURNVALUE PARAMTYPE="uint32"><VALUE>0</VALUE></RETURNVALUE>',
        '  <PARAMVALUE NAME="P" PARAMTYPE="uint64"><VALUE>18446744073709551615</VALUE></PARAMVALUE>',
        '</METHODRESPONSE>',
      ].join('\n'),
    );
  });

  test.each<[ParameterModel['type'], CimValue, boolean, string]>([
    ['string', '', false, '<PARAMVALUE NAME="P" PARAMTYPE="string"><VALUE></VALUE></PARAMVALUE>'],
    ['boolean', true, false, '<PARAMVALUE NAME="P" PARAMTYPE="boolean"><VALUE>TRUE</VALUE></PARAMVALUE>'],
    ['sint32', -1, false, '<PARAMVALUE NAME="P" PARAMTYPE="sint32"><VALUE>-1</VALUE></PARAMVALUE>'],
    ['uint16', [], true, '<PARAMVALUE NAME="P" PARAMTYPE="uint16"><VALUE.ARRAY></VALUE.ARRAY></PARAMVALUE>'],
    [
      'uint16',
      [1, null],
      true,
      '<PARAMVALUE NAME="P" PARAMTYPE="uint16"><VALUE.ARRAY><VALUE>1</VALUE><VALUE.NULL></VALUE.NULL></VALUE.ARRAY></PARAMVALUE>',
    ],
    ['ref', [], true, '<PARAMVALUE NAME="P" PARAMTYPE="reference"><VALUE.REFARRAY></VALUE.REFARRAY></PARAMVALUE>'],
    [
      'object',
      instance({ A: 'x & y' }),
      false,
      '<PARAMVALUE NAME="P" PARAMTYPE="string" EmbeddedObject="instance"><VALUE>&lt;INSTANCE CLASSNAME="C"&gt;&lt;PROPERTY NAME="A" TYPE="string"&gt;&lt;VALUE&gt;x &amp;amp; y&lt;/VALUE&gt;&lt;/PROPERTY&gt;&lt;/INSTANCE&gt;</VALUE></PARAMVALUE>',
    ],
  ])('%s %o', (type, value, array, text) => expect(parameter(type, value, array)).toBe(text));

  test('has references without the host', () => {
    expect(parameter('ref', path)).toMatch(
      /^<PARAMVALUE NAME="P" PARAMTYPE="reference"><VALUE.REFERENCE><LOCALINSTANCEPATH><LOCALNAMESPACEPATH>.*<KEYVALUE VALUETYPE="string" TYPE="string">a"&lt;b&gt;<\/KEYVALUE>/,
    );
  });
});

describe('a text', () => {
  test.each([
    [`<a & 'b' "c">`, `&lt;a &amp; 'b' "c"&gt;`],
    ['\r\n\t', '&#13;\n\t'],
    ['é 😀 \u0085', 'é 😀 \u0085'],
    ['\0 \u0001 \ud800 \ufffe x', '\ufffd \ufffd \ufffd \ufffd x'],
    ['\udc00\ud800', '\ufffd\ufffd'],
    [']]>', ']]&gt;'],
  ])('%j', (text, written) => expect(parameter('string', text)).toContain(`<VALUE>${written}</VALUE>`));
});

describe('instances', () => {
  test('that a query made up are not named, and then none is', () => {
    const [named, unnamed] = [instance({ A: '1' }, path), instance({ A: '2' })];
    const ask = (...items: CimInstance[]) => reply(asked(look('VALUE.OBJECT')), { kind: 'instances', items });
    expect(ask(named)).toContain('<VALUE.OBJECTWITHPATH><INSTANCEPATH>');
    expect(ask(named, unnamed).match(/<VALUE\.OBJECT><INSTANCE /g)).toHaveLength(2);
  });

  test('say where their properties come from, only if that was asked for', () => {
    const ask = (classOrigin: boolean) =>
      reply(asked(look('INSTANCE', { classOrigin })), { kind: 'instance', instance: instance({ A: null }) });
    expect(ask(true)).toContain('<PROPERTY NAME="A" TYPE="string" CLASSORIGIN="Above"></PROPERTY>');
    expect(ask(false)).toContain('<PROPERTY NAME="A" TYPE="string"></PROPERTY>');
  });
});

describe('a class', () => {
  test.each(versions)('of all in %s keeps the rules, and is read as it is', (version) => {
    for (const model of classesOf(version)) {
      const body = reply(asked(look('CLASS')), { kind: 'classes', items: [model] });
      const read = readReply(
        { status: 200, headers: { 'content-type': 'text/xml' }, body: new TextEncoder().encode(body) },
        asked(null),
      );
      const typed = ({ name, type, of, array }: PropertyModel | ParameterModel) => ({
        name,
        type: type === 'ref' ? 'reference' : type === 'object' ? 'instance' : type,
        of,
        array,
      });
      expect(read).toEqual({
        kind: 'items',
        context: null,
        items: [
          {
            kind: 'class',
            name: model.name,
            superclass: model.superclass,
            association: model.kind === 'association',
            properties: model.properties.map((one) => ({ ...typed(one), key: one.key })),
            methods: model.methods.map(({ name, parameters }) => ({
              name,
              parameters: parameters.map((one) => ({
                ...typed(one),
                in: one.direction !== 'out',
                out: one.direction !== 'in',
              })),
            })),
          },
        ],
      });
    }
  });

  test('has what it inherits, or not', () => {
    const model = classNamed('MSFT_SMStorageVolume', '2016');
    const ask = (more: Partial<Look>) => reply(asked(look('CLASS', more)), { kind: 'classes', items: [model] });
    expect(ask({ localOnly: true })).not.toContain('NAME="ObjectId"');
    expect(ask({ localOnly: false })).toContain('<PROPERTY NAME="ObjectId" TYPE="string" PROPAGATED="true">');
    expect(ask({ qualifiers: false })).not.toContain('QUALIFIER');
    expect(ask({ properties: ['OBJECTID'] }).match(/<PROPERTY/g)).toHaveLength(1);
    expect(ask({ classOrigin: true, properties: [] })).toContain(
      '<METHOD NAME="CreateClone" TYPE="uint32" CLASSORIGIN="MSFT_SMStorageVolume" PROPAGATED="false">',
    );
  });
});

test('the rules of the DTD find what breaks them', () => {
  const body = reply(asked(look('INSTANCE')), { kind: 'instance', instance: instance({ A: 'x' }) });
  const broken = (from: string, to: string) => violations(body.replace(from, to));
  expect(broken('<VALUE>x</VALUE>', '<VALUE/>')).toEqual(['VALUE is self-closed']);
  expect(broken('TYPE="string"', 'TYPE="text"')).toEqual(['PROPERTY has TYPE="text"']);
  expect(broken(' TYPE="string"', '')).toEqual(['PROPERTY lacks TYPE']);
  expect(broken('<PROPERTY ', '<PROPERTY X="1" ')).toEqual(['PROPERTY has X']);
  expect(broken('<VALUE>x</VALUE>', '<VALUE>x</VALUE><VALUE></VALUE>')).toEqual(['PROPERTY holds VALUE,VALUE,']);
  expect(broken('<IRETURNVALUE>', '<IRETURNVALUE>text')).toEqual(['IRETURNVALUE holds text']);
  expect(broken('<CIM ', '<!DOCTYPE x><CIM ')).toEqual(['there is a DOCTYPE']);
  expect(broken('</CIM>', '')).toHaveLength(1);
});
