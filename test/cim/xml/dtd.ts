import { SaxesParser } from 'saxes';

// The rules of DSP0203 2.4 for what a server sends, written apart from what reads requests: it is to find mistakes in that, too.

type Presence = 'must' | 'may' | readonly string[];

const booleans = ['true', 'false'];
const types =
  'boolean string char16 uint8 sint8 uint16 sint16 uint32 sint32 uint64 sint64 datetime real32 real64'.split(' ');
const name = { NAME: 'must' } as const;
const origin = { CLASSORIGIN: 'may', PROPAGATED: booleans } as const;
const flavor = { OVERRIDABLE: booleans, TOSUBCLASS: booleans, TOINSTANCE: booleans, TRANSLATABLE: booleans };
const embedded = { EmbeddedObject: ['object', 'instance'] };
const paramType = { PARAMTYPE: [...types, 'reference', 'object', 'instance'] };
const reference = { REFERENCECLASS: 'may' } as const;

/** An attribute that has to be there, of these values. */
class Demanded {
  constructor(readonly values: readonly string[]) {}
}
const type = { TYPE: new Demanded(types) };

type Declared = Readonly<Record<string, Presence | Demanded>>;
const anyOf = (...names: string[]) => `(?:${names.map((one) => `${one.replaceAll('.', '\\.')},`).join('|')})`;
const one = (element: string) => `(?:${anyOf(element)})`;
const many = (...names: string[]) => `${anyOf(...names)}*`;
const maybe = (...names: string[]) => `${anyOf(...names)}?`;
const qualified = many('QUALIFIER');

const rules: Readonly<Record<string, readonly [content: string | null, attributes: Declared]>> = {
  CIM: [one('MESSAGE'), { CIMVERSION: 'must', DTDVERSION: 'must' }],
  MESSAGE: [anyOf('SIMPLEREQ', 'SIMPLERSP'), { ID: 'must', PROTOCOLVERSION: 'must' }],
  SIMPLEREQ: [anyOf('METHODCALL', 'IMETHODCALL'), {}],
  METHODCALL: [anyOf('LOCALCLASSPATH', 'LOCALINSTANCEPATH') + many('PARAMVALUE'), name],
  IMETHODCALL: [one('LOCALNAMESPACEPATH') + many('IPARAMVALUE'), name],
  IPARAMVALUE: [
    maybe('VALUE', 'VALUE.ARRAY', 'VALUE.REFERENCE', 'CLASSNAME', 'INSTANCENAME', 'INSTANCE', 'VALUE.NAMEDINSTANCE'),
    name,
  ],
  SIMPLERSP: [anyOf('METHODRESPONSE', 'IMETHODRESPONSE'), {}],
  METHODRESPONSE: [`(?:${one('ERROR')}|${maybe('RETURNVALUE')}${many('PARAMVALUE')})`, name],
  IMETHODRESPONSE: [`(?:${one('ERROR')}|${maybe('IRETURNVALUE')}${many('PARAMVALUE')})`, name],
  ERROR: [many('INSTANCE'), { CODE: 'must', DESCRIPTION: 'may' }],
  RETURNVALUE: [maybe('VALUE', 'VALUE.REFERENCE'), { ...embedded, ...paramType }],
  PARAMVALUE: [
    maybe(
      'VALUE',
      'VALUE.REFERENCE',
      'VALUE.ARRAY',
      'VALUE.REFARRAY',
      'CLASSNAME',
      'INSTANCENAME',
      'CLASS',
      'INSTANCE',
    ),
    { ...name, ...paramType, ...embedded },
  ],
  IRETURNVALUE: [
    [
      ...['CLASSNAME', 'INSTANCENAME', 'VALUE', 'VALUE.OBJECTWITHPATH', 'VALUE.OBJECTWITHLOCALPATH', 'VALUE.OBJECT'],
      ...['OBJECTPATH', 'QUALIFIER.DECLARATION', 'CLASS', 'INSTANCE', 'INSTANCEPATH', 'VALUE.NAMEDINSTANCE'],
      'VALUE.INSTANCEWITHPATH',
    ]
      .map((item) => many(item))
      .concat(maybe('VALUE.ARRAY'), maybe('VALUE.REFERENCE'))
      .join('|'),
    {},
  ],
  VALUE: [null, {}],
  'VALUE.NULL': ['', {}],
  'VALUE.ARRAY': [many('VALUE', 'VALUE.NULL'), {}],
  'VALUE.REFERENCE': [
    anyOf('CLASSPATH', 'LOCALCLASSPATH', 'CLASSNAME', 'INSTANCEPATH', 'LOCALINSTANCEPATH', 'INSTANCENAME'),
    {},
  ],
  'VALUE.REFARRAY': [many('VALUE.REFERENCE', 'VALUE.NULL'), {}],
  'VALUE.OBJECT': [anyOf('CLASS', 'INSTANCE'), {}],
  'VALUE.NAMEDINSTANCE': [one('INSTANCENAME') + one('INSTANCE'), {}],
  'VALUE.OBJECTWITHPATH': [`(?:${one('CLASSPATH')}${one('CLASS')}|${one('INSTANCEPATH')}${one('INSTANCE')})`, {}],
  'VALUE.INSTANCEWITHPATH': [one('INSTANCEPATH') + one('INSTANCE'), {}],
  NAMESPACEPATH: [one('HOST') + one('LOCALNAMESPACEPATH'), {}],
  LOCALNAMESPACEPATH: [`${anyOf('NAMESPACE')}+`, {}],
  HOST: [null, {}],
  NAMESPACE: ['', name],
  CLASSNAME: ['', name],
  CLASSPATH: [one('NAMESPACEPATH') + one('CLASSNAME'), {}],
  LOCALCLASSPATH: [one('LOCALNAMESPACEPATH') + one('CLASSNAME'), {}],
  INSTANCEPATH: [one('NAMESPACEPATH') + one('INSTANCENAME'), {}],
  LOCALINSTANCEPATH: [one('LOCALNAMESPACEPATH') + one('INSTANCENAME'), {}],
  OBJECTPATH: [anyOf('INSTANCEPATH', 'CLASSPATH'), {}],
  INSTANCENAME: [`(?:${many('KEYBINDING')}|${maybe('KEYVALUE')}|${maybe('VALUE.REFERENCE')})`, { CLASSNAME: 'must' }],
  KEYBINDING: [anyOf('KEYVALUE', 'VALUE.REFERENCE'), name],
  KEYVALUE: [null, { VALUETYPE: ['string', 'boolean', 'numeric'], ...type }],
  CLASS: [
    `${qualified}${many('PROPERTY', 'PROPERTY.ARRAY', 'PROPERTY.REFERENCE')}${many('METHOD')}`,
    { ...name, SUPERCLASS: 'may' },
  ],
  INSTANCE: [`${qualified}${many('PROPERTY', 'PROPERTY.ARRAY', 'PROPERTY.REFERENCE')}`, { CLASSNAME: 'must' }],
  QUALIFIER: [maybe('VALUE', 'VALUE.ARRAY'), { ...name, ...type, PROPAGATED: booleans, ...flavor }],
  PROPERTY: [qualified + maybe('VALUE'), { ...name, ...type, ...origin, ...embedded }],
  'PROPERTY.ARRAY': [qualified + maybe('VALUE.ARRAY'), { ...name, ...type, ARRAYSIZE: 'may', ...origin, ...embedded }],
  'PROPERTY.REFERENCE': [qualified + maybe('VALUE.REFERENCE'), { ...name, ...reference, ...origin }],
  METHOD: [
    qualified + many('PARAMETER', 'PARAMETER.REFERENCE', 'PARAMETER.ARRAY', 'PARAMETER.REFARRAY'),
    { ...name, TYPE: types, ...origin },
  ],
  PARAMETER: [qualified, { ...name, ...type }],
  'PARAMETER.REFERENCE': [qualified, { ...name, ...reference }],
  'PARAMETER.ARRAY': [qualified, { ...name, ...type, ARRAYSIZE: 'may' }],
  'PARAMETER.REFARRAY': [qualified, { ...name, ...reference, ARRAYSIZE: 'may' }],
};

const byName = new Map(
  Object.entries(rules).map(([element, [content, attributes]]) => [
    element,
    { content: content === null ? null : new RegExp(`^(?:${content})$`), attributes },
  ]),
);

/** What breaks the rules in a document, and in the instances embedded in it, in sentences. */
export function violations(document: string): string[] {
  const found: string[] = [];
  const open: { name: string; children: string; text: string; embeds: boolean }[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => found.push(`not well-formed: ${error.message}`));
  parser.on('doctype', () => found.push('there is a DOCTYPE'));
  parser.on('comment', () => found.push('there is a comment'));
  parser.on('cdata', () => found.push('there is CDATA'));
  parser.on('opentag', ({ name: element, attributes, isSelfClosing }) => {
    if (isSelfClosing && !['NAMESPACE', 'CLASSNAME', 'ERROR'].includes(element))
      found.push(`${element} is self-closed`);
    const parent = open.at(-1);
    if (parent !== undefined) parent.children += `${element},`;
    found.push(...wrongAttributes(element, attributes as Readonly<Record<string, string>>));
    const embeds = 'EmbeddedObject' in attributes || (element.startsWith('VALUE') && (parent?.embeds ?? false));
    open.push({ name: element, children: '', text: '', embeds });
  });
  parser.on('text', (text) => {
    const parent = open.at(-1);
    if (parent !== undefined) parent.text += text;
  });
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed === undefined) return;
    const rule = byName.get(closed.name);
    if (rule === undefined) found.push(`there is no element ${closed.name}`);
    else if (rule.content === null) {
      if (closed.children !== '') found.push(`${closed.name} holds ${closed.children}`);
      if (closed.embeds) found.push(...violations(closed.text).map((one) => `embedded: ${one}`));
    } else {
      if (closed.text.trim() !== '') found.push(`${closed.name} holds text`);
      if (!rule.content.test(closed.children)) found.push(`${closed.name} holds ${closed.children || 'nothing'}`);
    }
  });
  parser.write(document).close();
  return found;
}

function wrongAttributes(element: string, attributes: Readonly<Record<string, string>>): string[] {
  const declared = byName.get(element)?.attributes ?? {};
  const missing = Object.entries(declared).flatMap(([key, presence]) =>
    (presence === 'must' || presence instanceof Demanded) && attributes[key] === undefined
      ? [`${element} lacks ${key}`]
      : [],
  );
  const strange = Object.entries(attributes).flatMap(([key, value]) => {
    const presence = declared[key];
    if (presence === undefined) return [`${element} has ${key}`];
    const values = presence instanceof Demanded ? presence.values : presence;
    return Array.isArray(values) && !values.includes(value) ? [`${element} has ${key}="${value}"`] : [];
  });
  return [...missing, ...strange];
}
