import type { Element } from '../markup/element.js';
import type { SentInstance, SentKey, SentMember, SentPath, SentText, SentValue } from '../operations/requests.js';
import { attributeOf, childOf, isNil, textOf } from './elements.js';
import { raise } from './faults.js';
import { uris } from './names.js';
import { readResource } from './resources.js';
import { cimTime } from './times.js';

/** What a SelectorSet says. */
export interface Selectors {
  /** Null where it names none. */
  readonly namespace: string | null;
  readonly keys: readonly SentKey[];
}

const mostSelectors = 100;

/** Properties or parameters: one that is repeated is an array.
 * @throws FaultError
 */
export function readMembers(elements: readonly Element[]): SentMember[] {
  const byName = new Map<string, { readonly name: string; readonly values: SentValue[] }>();
  for (const element of elements) {
    const key = element.local.toLowerCase();
    const known = byName.get(key);
    if (known === undefined) byName.set(key, { name: element.local, values: [readValue(element)] });
    else known.values.push(readValue(element));
  }
  return [...byName.values()].map(({ name, values }) => {
    const [value = null] = values;
    return { name, value: values.length === 1 ? value : values };
  });
}

/** What an element holds: a text, a time, a reference with or without its wrapper, or an instance. */
function readValue(element: Element): SentValue {
  if (isNil(element)) return null;
  const [first] = element.children;
  if (first === undefined) return textOnly(element.text);
  if (element.text.trim() !== '')
    raise('wsman:InvalidParameter', `${element.local} holds both a text and elements`, 'TypeMismatch');
  if (first.local === 'EndpointReference') return readPath(first);
  if (first.local === 'ReferenceParameters' || first.local === 'Address') return readPath(element);
  if (times.has(first.local) && element.children.length === 1 && first.children.length === 0)
    return { kind: 'text', text: cimTime(first.local, first.text.trim()), type: 'datetime' };
  return readInstance(element, classOf(element, first));
}

/** Windows writes CIM's own text, too, then without a namespace. */
const times: ReadonlySet<string> = new Set(['Datetime', 'Interval', 'Date', 'Time', 'CIM_DateTime']);

const textOnly = (text: string): SentText => ({ kind: 'text', text, type: null });

/** An instance whose properties are the children of an element.
 * @throws FaultError
 */
export function readInstance(element: Element, className: string): SentInstance {
  return { kind: 'instance', className, properties: readMembers(element.children) };
}

/** By what it is said to be, else by what it has. @see DSP0230 1.1, 7.3.3 */
function classOf(element: Element, first: Element): string {
  const type = attributeOf(element, 'type', uris.xsi)?.trim();
  return type?.replace(/^[^:]*:/, '').replace(/_Type$/i, '') ?? first.uri.split('/').at(-1) ?? '';
}

/** What an endpoint reference names.
 * @param holder of its Address, which says nothing, and its ReferenceParameters
 * @throws FaultError
 */
export function readPath(holder: Element): SentPath {
  const parameters = childOf(holder, 'ReferenceParameters');
  const uri = textOf(parameters, 'ResourceURI');
  const resource = uri === null ? null : readResource(uri);
  if (resource?.kind !== 'class')
    raise('wsman:InvalidParameter', 'a reference without the resource URI of a class', 'TypeMismatch');
  const { namespace, keys } = readSelectors(childOf(parameters, 'SelectorSet'));
  return { kind: 'path', namespace: namespace ?? resource.namespace, className: resource.className, keys };
}

/** @throws FaultError */
export function readSelectors(set: Element | undefined): Selectors {
  const selectors = set?.children ?? [];
  if (selectors.length > mostSelectors) raise('wsman:InvalidSelectors', `more than ${mostSelectors} selectors`);
  const seen = new Set<string>();
  let namespace: string | null = null;
  const keys: SentKey[] = [];
  for (const selector of selectors) {
    const name = attributeOf(selector, 'Name');
    if (name === null) raise('wsman:SchemaValidationError', 'a selector without a name');
    const key = name.toLowerCase();
    if (seen.has(key)) raise('wsman:InvalidSelectors', `the selector ${name} is given twice`, 'DuplicateSelectors');
    seen.add(key);
    if (key === '__cimnamespace') namespace = selector.text.trim();
    else keys.push({ name, value: keyValue(selector, name) });
  }
  return { namespace, keys };
}

function keyValue(selector: Element, name: string): SentText | SentPath {
  const [child, ...others] = selector.children;
  if (child === undefined) return textOnly(selector.text);
  if (child.local !== 'EndpointReference' || others.length > 0)
    raise('wsman:InvalidSelectors', `the selector ${name} holds neither a text nor one reference`, 'TypeMismatch');
  return readPath(child);
}
