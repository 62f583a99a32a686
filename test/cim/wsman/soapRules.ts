import type { Element } from '../../../src/cim/markup/element.js';
import { readMarkup } from '../../../src/cim/markup/read.js';
import { uris } from '../../../src/cim/wsman/names.js';

// What the schemas of SOAP 1.2, WS-Addressing, WS-Enumeration and WS-Management say of a reply, and what clients need beyond
// that, as data: nothing here is shared with the code that writes replies but the namespaces.

const prefixes: Readonly<Record<string, string>> = {
  [uris.soap]: 's',
  [uris.addressing]: 'wsa',
  [uris.wsman]: 'wsman',
  [uris.enumeration]: 'wsen',
  [uris.binding]: 'wsmb',
  [uris.common]: 'cim',
  [uris.identity]: 'wsmid',
};

/** The children of each element, as a pattern of their names with a blank behind each; text where there is none. */
const contents: Readonly<Record<string, RegExp>> = {
  's:Envelope': /^s:Header s:Body $/,
  's:Header': /^(wsa:To wsa:Action wsa:MessageID (wsa:RelatesTo )?(s:NotUnderstood )?)?$/,
  's:Fault': /^s:Code s:Reason (s:Detail )?$/,
  's:Code': /^s:Value (s:Subcode )?$/,
  's:Subcode': /^s:Value $/,
  's:Reason': /^s:Text $/,
  's:Detail': /^(wsman:FaultDetail )?(e:MSFT_WmiError )?$/,
  's:NotUnderstood': /^$/,
  'e:MSFT_WmiError': /^e:CIMStatusCode e:Message $/,
  'wsen:EnumerateResponse': /^wsen:EnumerationContext (wsman:Items (wsman:EndOfSequence )?)?$/,
  'wsen:PullResponse': /^(wsen:EnumerationContext wsen:Items |wsen:Items wsen:EndOfSequence )$/,
  'wsen:Items': /^((p\d*:\w+|wsa:EndpointReference|wsman:Item|wsman:XmlFragment) )*$/,
  'wsman:Items': /^((p\d*:\w+|wsa:EndpointReference|wsman:Item|wsman:XmlFragment) )*$/,
  'wsman:Item': /^p\d*:\w+ wsa:EndpointReference $/,
  'wsman:XmlFragment': /^(p\d*:\w+ )*$/,
  'wsman:EndOfSequence': /^$/,
  'wsen:EndOfSequence': /^$/,
  'wsa:EndpointReference': /^wsa:Address wsa:ReferenceParameters $/,
  'wsa:ReferenceParameters': /^wsman:ResourceURI wsman:SelectorSet $/,
  'wsman:SelectorSet': /^(wsman:Selector )+$/,
  'wsman:Selector': /^(wsa:EndpointReference )?$/,
  'wsmid:IdentifyResponse': /^wsmid:ProtocolVersion wsmid:ProductVendor wsmid:ProductVersion $/,
};

/** Text only. */
const texts = new Set(
  's:Value s:Text wsa:To wsa:Action wsa:MessageID wsa:RelatesTo wsa:Address wsman:ResourceURI wsman:FaultDetail wsen:EnumerationContext e:CIMStatusCode e:Message wsmid:ProtocolVersion wsmid:ProductVendor wsmid:ProductVersion cim:Datetime cim:Interval cim:CIM_DateTime'.split(
    ' ',
  ),
);

const attributes: Readonly<Record<string, readonly string[]>> = {
  's:Text': ['xml:lang'],
  's:NotUnderstood': ['qname'],
  'wsman:Selector': ['Name'],
  'e:MSFT_WmiError': ['wsmb:IsCIM_Error'],
  'e:CIMStatusCode': ['xsi:type'],
  'e:Message': ['xsi:type'],
};

/** What the body holds, by the end of the action. */
const bodies: readonly (readonly [RegExp, RegExp])[] = [
  [/\/fault$/, /^s:Fault $/],
  [/\/EnumerateResponse$/, /^wsen:EnumerateResponse $/],
  [/\/PullResponse$/, /^wsen:PullResponse $/],
  [/\/ReleaseResponse$/, /^$/],
  [/\/GetResponse$/, /^(p:\w+|\w+) $/],
  [/\/PutResponse$/, /^(p:\w+ )?$/],
  [/\/(\w+)Response$/, /^p:\w+_OUTPUT $/],
];

const faultActions: Readonly<Record<string, string>> = {
  wsa: 'http://schemas.xmlsoap.org/ws/2004/08/addressing/fault',
  s: 'http://schemas.xmlsoap.org/ws/2004/08/addressing/fault',
  wsman: 'http://schemas.dmtf.org/wbem/wsman/1/wsman/fault',
  wsmb: 'http://schemas.dmtf.org/wbem/wsman/1/wsman/fault',
  wsen: 'http://schemas.xmlsoap.org/ws/2004/09/enumeration/fault',
  wxf: 'http://schemas.xmlsoap.org/ws/2004/09/transfer/fault',
};

/** What of a reply is against the rules, in sentences. */
export function againstSoap(text: string): string[] {
  const root = readMarkup(text, { depth: 64, elements: 200_000, attributes: 64, characters: 1_000_000 }, true);
  const declared = new Set(root.attributes.filter(({ name }) => name.startsWith('xmlns:')).map(({ local }) => local));
  const wrong = [...elementsOf(root)].flatMap((element) => wrongIn(element, declared));
  if (root.name !== 's:Envelope') return [`the root is ${root.name}`, ...wrong];
  return [...wrong, ...wrongMessage(root)];
}

function* elementsOf(element: Element): Generator<Element> {
  yield element;
  // Declarations of classes have rules of their own.
  for (const child of element.children) if (child.name !== 'CLASS') yield* elementsOf(child);
}

function wrongIn(element: Element, declared: ReadonlySet<string>): string[] {
  const { name, uri, text, children } = element;
  const wrong: string[] = [];
  const say = (what: string) => wrong.push(`${name}: ${what}`);
  if (!name.includes(':')) say('no prefix');
  const prefix = prefixes[uri];
  if (prefix !== undefined && name.split(':')[0] !== prefix) say(`the prefix is not ${prefix}`);
  if (element.attributes.some((one) => one.name === 'xmlns')) say('a default namespace');
  const names = children.map((child) => `${child.name} `).join('');
  const rule = contents[name];
  if (rule !== undefined && !rule.test(names)) say(`holds ${names}`);
  if (texts.has(name) && names !== '') say(`holds ${names}`);
  if (rule !== undefined && children.length > 0 && text !== '') say('holds text beside elements');
  const nil = element.attributes.some((one) => one.name === 'xsi:nil');
  if (nil && (names !== '' || text !== '')) say('is null and holds something');
  const isClass = /^(?:p\d*|e+)$/.test(name.split(':')[0] ?? '');
  for (const attribute of element.attributes) {
    if (attribute.name.startsWith('xmlns:')) continue;
    const allowed = attributes[name] ?? (isClass ? ['xsi:nil', 'xsi:type'] : []);
    if (!allowed.includes(attribute.name)) say(`has the attribute ${attribute.name}`);
    const prefixed = attribute.name === 'xsi:type' ? attribute.value.split(':')[0] : undefined;
    const here = element.attributes.some((one) => one.name === `xmlns:${prefixed}`);
    if (prefixed !== undefined && !declared.has(prefixed) && !here) say(`its type has the unknown prefix ${prefixed}`);
  }
  if (rule === undefined && !texts.has(name) && prefix !== undefined && name !== 's:Body')
    say('is none of the schemas');
  return wrong;
}

function wrongMessage(root: Element): string[] {
  const [header, body] = root.children;
  const textIn = (name: string) => header?.children.find((one) => one.name === name)?.text ?? '';
  const action = textIn('wsa:Action');
  const names = body?.children.map(({ name }) => `${name} `).join('') ?? '';
  if (action === '') return names === 'wsmid:IdentifyResponse ' ? [] : ['no action'];
  const wrong: string[] = [];
  const rule = bodies.find(([of]) => of.test(action));
  if (rule?.[1].test(names) !== true) wrong.push(`the body of ${action} holds ${names}`);
  if (textIn('wsa:To') !== 'http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous') wrong.push('wsa:To');
  if (textIn('wsa:MessageID') === '') wrong.push('wsa:MessageID is empty');
  const [fault] = body?.children ?? [];
  if (fault?.name === 's:Fault') wrong.push(...wrongFault(fault, action, root));
  return wrong;
}

function wrongFault(fault: Element, action: string, root: Element): string[] {
  const [value, subcode] = fault.children[0]?.children ?? [];
  const word = subcode?.children[0]?.text ?? value?.text ?? '';
  const wrong: string[] = [];
  if (!/^s:(Sender|Receiver|MustUnderstand|VersionMismatch)$/.test(value?.text ?? '')) wrong.push(`${value?.text}`);
  const prefix = word.split(':')[0] ?? '';
  if (!root.attributes.some(({ name }) => name === `xmlns:${prefix}`)) wrong.push(`${word} is declared nowhere`);
  if (faultActions[prefix] !== action) wrong.push(`the action of ${word} is ${action}`);
  if (/\n/.test(fault.children[1]?.children[0]?.text ?? '\n')) wrong.push('the reason is not one line');
  return wrong;
}
