import type { Element } from '../markup/element.js';

// What a message may be made of, in the notation of DSP0203 2.4. Attributes are those that must be there. KEYVALUE need not
// have its TYPE, which wbemcli never sends. Attributes that nobody knows are no mistake.

const paths = 'CLASSPATH|LOCALCLASSPATH|CLASSNAME|INSTANCEPATH|LOCALINSTANCEPATH|INSTANCENAME';
const properties = '(PROPERTY|PROPERTY.ARRAY|PROPERTY.REFERENCE)*';
const returned = [
  'CLASSNAME* INSTANCENAME* VALUE* VALUE.OBJECTWITHPATH* VALUE.OBJECTWITHLOCALPATH* VALUE.OBJECT* OBJECTPATH*',
  'QUALIFIER.DECLARATION* VALUE.ARRAY? VALUE.REFERENCE? CLASS* INSTANCE* INSTANCEPATH* VALUE.NAMEDINSTANCE*',
  'VALUE.INSTANCEWITHPATH*',
];

/** By element: the attributes that it needs, and what it holds; null means text. */
const elements: Readonly<Record<string, readonly [attributes: string, holds: string | null]>> = {
  CIM: ['CIMVERSION DTDVERSION', 'MESSAGE'],
  MESSAGE: ['ID PROTOCOLVERSION', 'SIMPLEREQ|SIMPLERSP'],
  SIMPLEREQ: ['', 'CORRELATOR*,(METHODCALL|IMETHODCALL)'],
  SIMPLERSP: ['', 'METHODRESPONSE|IMETHODRESPONSE'],
  CORRELATOR: ['NAME TYPE', 'VALUE'],
  METHODCALL: ['NAME', '(LOCALCLASSPATH|LOCALINSTANCEPATH),PARAMVALUE*'],
  IMETHODCALL: ['NAME', 'LOCALNAMESPACEPATH,IPARAMVALUE*'],
  METHODRESPONSE: ['NAME', 'ERROR|(RETURNVALUE?,PARAMVALUE*)'],
  IMETHODRESPONSE: ['NAME', 'ERROR|(IRETURNVALUE?,PARAMVALUE*)'],
  PARAMVALUE: [
    'NAME',
    '(VALUE|VALUE.REFERENCE|VALUE.ARRAY|VALUE.REFARRAY|CLASSNAME|INSTANCENAME|CLASS|INSTANCE|VALUE.NAMEDINSTANCE)?',
  ],
  IPARAMVALUE: [
    'NAME',
    '(VALUE|VALUE.ARRAY|VALUE.REFERENCE|CLASSNAME|INSTANCENAME|QUALIFIER.DECLARATION|CLASS|INSTANCE|VALUE.NAMEDINSTANCE)?',
  ],
  ERROR: ['CODE', 'INSTANCE*'],
  RETURNVALUE: ['', '(VALUE|VALUE.REFERENCE)?'],
  IRETURNVALUE: ['', returned.join(' ').replaceAll(' ', '|')],
  VALUE: ['', null],
  'VALUE.NULL': ['', ''],
  'VALUE.ARRAY': ['', '(VALUE|VALUE.NULL)*'],
  'VALUE.REFERENCE': ['', paths],
  'VALUE.REFARRAY': ['', '(VALUE.REFERENCE|VALUE.NULL)*'],
  'VALUE.OBJECT': ['', 'CLASS|INSTANCE'],
  'VALUE.NAMEDINSTANCE': ['', 'INSTANCENAME,INSTANCE'],
  'VALUE.OBJECTWITHPATH': ['', '(CLASSPATH,CLASS)|(INSTANCEPATH,INSTANCE)'],
  'VALUE.OBJECTWITHLOCALPATH': ['', '(LOCALCLASSPATH,CLASS)|(LOCALINSTANCEPATH,INSTANCE)'],
  'VALUE.INSTANCEWITHPATH': ['', 'INSTANCEPATH,INSTANCE'],
  NAMESPACEPATH: ['', 'HOST,LOCALNAMESPACEPATH'],
  LOCALNAMESPACEPATH: ['', 'NAMESPACE,NAMESPACE*'],
  NAMESPACE: ['NAME', ''],
  HOST: ['', null],
  CLASSNAME: ['NAME', ''],
  CLASSPATH: ['', 'NAMESPACEPATH,CLASSNAME'],
  LOCALCLASSPATH: ['', 'LOCALNAMESPACEPATH,CLASSNAME'],
  INSTANCEPATH: ['', 'NAMESPACEPATH,INSTANCENAME'],
  LOCALINSTANCEPATH: ['', 'LOCALNAMESPACEPATH,INSTANCENAME'],
  OBJECTPATH: ['', 'INSTANCEPATH|CLASSPATH'],
  INSTANCENAME: ['CLASSNAME', 'KEYBINDING*|KEYVALUE?|VALUE.REFERENCE?'],
  KEYBINDING: ['NAME', 'KEYVALUE|VALUE.REFERENCE'],
  KEYVALUE: ['', null],
  INSTANCE: ['CLASSNAME', `QUALIFIER*,${properties}`],
  CLASS: ['NAME', `QUALIFIER*,${properties},METHOD*`],
  QUALIFIER: ['NAME TYPE', '(VALUE|VALUE.ARRAY)?'],
  'QUALIFIER.DECLARATION': ['NAME TYPE', 'SCOPE?,(VALUE|VALUE.ARRAY)?'],
  SCOPE: ['', ''],
  PROPERTY: ['NAME TYPE', 'QUALIFIER*,VALUE?'],
  'PROPERTY.ARRAY': ['NAME TYPE', 'QUALIFIER*,VALUE.ARRAY?'],
  'PROPERTY.REFERENCE': ['NAME', 'QUALIFIER*,VALUE.REFERENCE?'],
  METHOD: ['NAME', 'QUALIFIER*,(PARAMETER|PARAMETER.REFERENCE|PARAMETER.ARRAY|PARAMETER.REFARRAY)*'],
  PARAMETER: ['NAME TYPE', 'QUALIFIER*'],
  'PARAMETER.REFERENCE': ['NAME', 'QUALIFIER*'],
  'PARAMETER.ARRAY': ['NAME TYPE', 'QUALIFIER*'],
  'PARAMETER.REFARRAY': ['NAME', 'QUALIFIER*'],
};

interface Rule {
  readonly attributes: readonly string[];
  readonly holds: string | null;
  /** Tells a list of names with a comma behind each; null means text. */
  readonly fits: RegExp | null;
}

const rules: ReadonlyMap<string, Rule> = new Map(
  Object.entries(elements).map(([name, [attributes, holds]]) => [
    name,
    {
      attributes: attributes === '' ? [] : attributes.split(' '),
      holds,
      fits: holds === null ? null : patternOf(holds),
    },
  ]),
);

function patternOf(holds: string): RegExp {
  const names = holds.replace(/,|[A-Z]+(?:\.[A-Z]+)*/g, (one) =>
    one === ',' ? '' : `(?:${one.replaceAll('.', '\\.')},)`,
  );
  return new RegExp(`^(?:${names})$`);
}

/** What is wrong with an element or one within it, in a plain line; undefined when nothing is. */
export function misbuilt(element: Element): string | undefined {
  const rule = rules.get(element.name);
  if (rule === undefined) return `${element.name} is no element of CIM-XML`;
  for (const name of rule.attributes) {
    if (attributeOf(element, name) === undefined) return `${element.name} has no attribute ${name}`;
  }
  if (rule.fits === null)
    return element.children[0] && `${element.name} holds ${element.children[0].name}, expected text`;
  if (notSpace.test(element.text)) return `${element.name} holds text`;
  if (!rule.fits.test(namesIn(element))) return misplaced(element, rule.holds);
  for (const child of element.children) {
    const wrong = misbuilt(child);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** The value of an attribute; undefined when there is none. */
export function attributeOf({ attributes }: Element, name: string): string | undefined {
  for (const one of attributes) if (one.name === name) return one.value;
  return undefined;
}

const notSpace = /[^ \t\r\n]/;

function namesIn({ children }: Element): string {
  let names = '';
  for (const { name } of children) names += `${name},`;
  return names;
}

function misplaced(element: Element, holds: string | null): string {
  const names = [...new Set(element.children.map(({ name }) => name))].slice(0, 5).join(', ');
  return `${element.name} holds ${names || 'nothing'}, expected ${holds || 'nothing'}`;
}
