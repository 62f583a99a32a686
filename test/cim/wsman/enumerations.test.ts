import { describe, expect, test } from 'vitest';
import { actions, classesOfDmtf, dialects } from '../../../src/cim/wsman/names.js';
import { envelope, operationOf, refusalOf, type Said, storage, understood } from './messages.js';

const all = 'http://schemas.dmtf.org/wbem/wscim/1/*';
const enumerate = (inside: string, more: Partial<Said> = {}): Said => ({
  action: actions.enumerate,
  body: `<wsen:Enumerate>${inside}</wsen:Enumerate>`,
  ...more,
});
const filter = (dialect: string, inside: string, more: Partial<Said> = {}) =>
  enumerate(`<wsman:Filter Dialect="${dialect}">${inside}</wsman:Filter>`, { uri: all, ...more });

describe('Enumerate', () => {
  test.each([
    ['', 'instances', 0, 'objects', false],
    ['<wsman:MaxElements>20</wsman:MaxElements>', 'instances', 0, 'objects', false],
    ['<wsman:OptimizeEnumeration/>', 'instances', 1, 'objects', true],
    ['<wsman:OptimizeEnumeration xsi:nil="true"/>', 'instances', 1, 'objects', true],
    ['<wsman:OptimizeEnumeration/><wsman:MaxElements>32000</wsman:MaxElements>', 'instances', 32_000, 'objects', true],
    ['<wsman:EnumerationMode>EnumerateEPR</wsman:EnumerationMode>', 'paths', 0, 'references', false],
    ['<wsman:EnumerationMode>EnumerateObjectAndEPR</wsman:EnumerationMode>', 'instances', 0, 'both', false],
  ])('%s', (inside, items, first, mode, optimized) => {
    const read = understood(envelope(enumerate(inside)));
    const page = { first, idleMs: null };
    const className = 'MSFT_SMStorageVolume';
    expect(read.operation).toEqual({ do: 'enumerate', className, items, deep: true, properties: null, page });
    expect([read.envelope.items?.mode, read.envelope.optimized]).toEqual([mode, optimized]);
  });

  test('expires when it says so', () => {
    expect(operationOf(enumerate('<wsen:Expires>PT10M</wsen:Expires>'))).toMatchObject({ page: { idleMs: 600_000 } });
  });

  test('of base classes shows the properties that they have', () => {
    const mode = (one: string) => enumerate(`<wsmb:PolymorphismMode>${one}</wsmb:PolymorphismMode>`);
    expect(operationOf(mode('ExcludeSubClassProperties'))).toMatchObject({ deep: false });
    expect(operationOf(mode('IncludeSubClassProperties'))).toMatchObject({ deep: true });
    expect(refusalOf(mode('None'))).toEqual(['wsmb:PolymorphismModeNotSupported', null]);
  });

  test.each([
    ['<wsman:MaxElements>0</wsman:MaxElements>', 'wsman:InvalidParameter', 'InvalidValue'],
    ['<wsman:MaxElements>many</wsman:MaxElements>', 'wsman:InvalidParameter', 'InvalidValue'],
    ['<wsman:EnumerationMode>constructor</wsman:EnumerationMode>', 'wsman:UnsupportedFeature', null],
    ['<wsen:EndTo/>', 'wsman:UnsupportedFeature', 'AddressingMode'],
    ['<wsen:Expires>2016-03-01T10:00:00Z</wsen:Expires>', 'wsen:UnsupportedExpirationType', null],
  ])('%s is refused', (inside, subcode, detail) => {
    expect(refusalOf(enumerate(inside))).toEqual([subcode, detail]);
  });

  test('of all classes needs a filter', () => {
    expect(refusalOf(enumerate('', { uri: all }))).toEqual(['wsen:CannotProcessFilter', null]);
  });

  test('has a body of its own', () => {
    for (const body of ['', '<wsen:Pull/>', '<wsen:Enumerate/><wsen:Enumerate/>'])
      expect(refusalOf({ action: actions.enumerate, body })).toEqual(['wsman:SchemaValidationError', null]);
  });
});

describe('a filter', () => {
  const query = 'select * from MSFT_SMPool where Primordial = false';

  test.each([
    [dialects.wql, 'WQL'],
    [dialects.wql.toUpperCase(), 'WQL'],
    [dialects.cql, 'DMTF:CQL'],
  ])('in the dialect %s is a query', (dialect, language) => {
    const read = understood(envelope(filter(dialect, `\n${query.replace('<', '&lt;')}\n`)));
    expect(read.operation).toEqual({ do: 'query', language, query, page: { first: 0, idleMs: null } });
    expect([read.envelope.items?.mode, read.envelope.filtered]).toEqual(['objects', true]);
  });

  test('that names properties is answered with these', () => {
    const read = understood(envelope(filter(dialects.wql, 'SELECT Name,PoolID FROM MSFT_SMPool')));
    expect(read.envelope.items?.mode).toBe('fragments');
  });

  test('of selectors compares each with its property', () => {
    const set = `<wsman:SelectorSet><wsman:Selector Name="ElementName">it's a \\</wsman:Selector><wsman:Selector Name="Usage">2</wsman:Selector></wsman:SelectorSet>`;
    for (const dialect of [dialects.selectors, dialects.selectorsOfWindows])
      expect(operationOf(filter(dialect, set, { uri: `${classesOfDmtf}MSFT_SMPool` }))).toMatchObject({
        do: 'query',
        language: 'WQL',
        query: "select * from MSFT_SMPool where ElementName = 'it\\'s a \\\\' and Usage = '2'",
      });
    expect(refusalOf(filter(dialects.selectors, set))).toEqual(['wsen:CannotProcessFilter', null]);
    const forged = set.replace('"Usage"', '"Usage = 1 or Usage"');
    expect(refusalOf(filter(dialects.selectors, forged, { uri: `${classesOfDmtf}MSFT_SMPool` }))[0]).toBe(
      'wsen:CannotProcessFilter',
    );
  });

  const object = (selectors = '') =>
    `<wsmb:Object><wsa:Address>x</wsa:Address><wsa:ReferenceParameters><wsman:ResourceURI>${classesOfDmtf}MSFT_SMStorageVolume</wsman:ResourceURI><wsman:SelectorSet>${selectors}<wsman:Selector Name="ObjectId">{v}:db</wsman:Selector></wsman:SelectorSet></wsa:ReferenceParameters></wsmb:Object>`;

  test('of associations asks for the other ends', () => {
    const inside = `<wsmb:AssociatedInstances>${object()}<wsmb:AssociationClassName>MSFT_SMPoolToVolume</wsmb:AssociationClassName><wsmb:Role>Child</wsmb:Role><wsmb:ResultClassName>MSFT_SMPool</wsmb:ResultClassName><wsmb:ResultRole>Parent</wsmb:ResultRole></wsmb:AssociatedInstances>`;
    expect(operationOf(filter(dialects.associations, inside))).toEqual({
      do: 'associated',
      of: {
        kind: 'path',
        namespace: null,
        className: 'MSFT_SMStorageVolume',
        keys: [{ name: 'ObjectId', value: { kind: 'text', text: '{v}:db', type: null } }],
      },
      want: 'others',
      items: 'instances',
      associationClass: 'MSFT_SMPoolToVolume',
      resultClass: 'MSFT_SMPool',
      role: 'Child',
      resultRole: 'Parent',
      properties: null,
      page: { first: 0, idleMs: null },
    });
  });

  test('or for the links, whose class is that of the result', () => {
    const inside = `<wsmb:AssociationInstances>${object()}<wsmb:ResultClassName>MSFT_SMPoolToVolume</wsmb:ResultClassName><wsmb:Role>Child</wsmb:Role></wsmb:AssociationInstances>`;
    expect(operationOf(filter(dialects.associations, inside))).toMatchObject({
      want: 'links',
      associationClass: 'MSFT_SMPoolToVolume',
      resultClass: null,
      role: 'Child',
      resultRole: null,
    });
  });

  test('may be the only one to say the namespace', () => {
    const selectors = '<wsman:Selector Name="__cimnamespace">root/interop</wsman:Selector>';
    const inside = `<wsmb:AssociatedInstances>${object(selectors)}</wsmb:AssociatedInstances>`;
    const read = understood(envelope(filter(dialects.associations, inside)));
    expect([read.request.namespace, read.envelope.origin.namespace]).toEqual(['root/interop', 'root/interop']);
    const named = filter(dialects.associations, inside, { selectors: [['__cimnamespace', storage]] });
    expect(understood(envelope(named)).request.namespace).toBe(storage);
  });

  test.each([
    ['another dialect', 'http://www.w3.org/TR/1999/REC-xpath-19991116', 'x', 'wsen:FilterDialectRequestedUnavailable'],
    ['none', '', 'x', 'wsen:FilterDialectRequestedUnavailable'],
    ['nothing in it', dialects.wql, ' ', 'wsen:CannotProcessFilter'],
    ['no object', dialects.associations, '<wsmb:AssociatedInstances/>', 'wsen:CannotProcessFilter'],
    ['something else', dialects.associations, `<wsmb:Both>${object()}</wsmb:Both>`, 'wsen:CannotProcessFilter'],
  ])('with %s is refused', (_, dialect, inside, subcode) => {
    expect(refusalOf(filter(dialect, inside))).toEqual([subcode, null]);
  });
});

describe('Pull and Release', () => {
  const context = (text: string) => `<wsen:EnumerationContext>${text}</wsen:EnumerationContext>`;
  const pull = (inside: string): Said => ({ action: actions.pull, body: `<wsen:Pull>${inside}</wsen:Pull>` });

  test('need no selectors: the context knows the namespace, and how items are written', () => {
    const read = understood(
      envelope(pull(`${context('both:root.interop:V1-_')}<wsen:MaxElements>20</wsen:MaxElements>`)),
    );
    expect(read.operation).toEqual({ do: 'pull', context: 'V1-_', items: 'instances', most: 20 });
    expect([read.request.namespace, read.envelope.items?.mode]).toEqual(['root/interop', 'both']);
  });

  test('one item is pulled where nothing is said', () => {
    expect(operationOf(pull(context('references:root:a:b')))).toEqual({
      do: 'pull',
      context: 'a:b',
      items: null,
      most: 1,
    });
  });

  test('Release ends it', () => {
    const body = `<wsen:Release>${context('objects:root:x')}</wsen:Release>`;
    expect(operationOf({ action: actions.release, body })).toEqual({ do: 'close', context: 'x' });
  });

  test.each(['', 'x', 'none:root:x', 'objects:root:', 'constructor:a:b'])('%j is no context', (text) => {
    expect(refusalOf(pull(context(text)))).toEqual(['wsen:InvalidEnumerationContext', null]);
  });
});
