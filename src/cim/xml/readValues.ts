import { firstCharacters } from '../../vocabulary/input/characters.js';
import type { Element } from '../markup/element.js';
import type { MarkupLimits } from '../markup/limits.js';
import { MarkupError, readMarkup } from '../markup/read.js';
import { refuse, shown } from '../operations/refusal.js';
import type { SentInstance, SentKey, SentMember, SentPath, SentText, SentValue } from '../operations/requests.js';
import { attributeOf, misbuilt } from './grammar.js';
import { embeddedMost, keysMost } from './limits.js';

// Values as they stand in a message whose elements are known to be in their places.

/** The one attribute that its element needs. */
export function nameOf(element: Element, attribute = 'NAME'): string {
  return attributeOf(element, attribute) ?? '';
}

/** Its namespaces with slashes, of a LOCALNAMESPACEPATH. */
export function namespaceOf({ children }: Element): string {
  return children.map((one) => nameOf(one)).join('/');
}

/** A path in any of its forms; hosts are left out.
 * @throws CimRefusal for a class
 */
export function pathOf(element: Element): SentPath {
  const [first, second] = element.children;
  switch (element.name) {
    case 'INSTANCENAME':
      return { kind: 'path', namespace: null, className: nameOf(element, 'CLASSNAME'), keys: keysOf(element) };
    case 'LOCALINSTANCEPATH':
    case 'INSTANCEPATH':
      if (first !== undefined && second !== undefined) return { ...pathOf(second), namespace: namespaceIn(first) };
      break;
    case 'VALUE.REFERENCE':
    case 'OBJECTPATH':
      if (first !== undefined) return pathOf(first);
  }
  return refuse('invalidParameter', 'parameter', `expected the path of an instance, not ${element.name}`);
}

/** Of a LOCALNAMESPACEPATH, or of a NAMESPACEPATH, whose host stands before it. */
function namespaceIn(element: Element): string {
  return namespaceOf(element.name === 'NAMESPACEPATH' ? (element.children[1] ?? element) : element);
}

function keysOf({ children }: Element): SentKey[] {
  if (children.length > keysMost) refuse('invalidParameter', 'keys', `a path has at most ${keysMost} keys`);
  return children.map((child): SentKey => {
    const [value] = child.children;
    if (child.name !== 'KEYBINDING' || value === undefined) return { name: null, value: keyValueOf(child) };
    return { name: nameOf(child), value: keyValueOf(value) };
  });
}

function keyValueOf(element: Element): SentText | SentPath {
  if (element.name === 'VALUE.REFERENCE') return pathOf(element);
  return textOf(element, attributeOf(element, 'TYPE') ?? null);
}

function textOf({ text }: Element, type: string | null): SentText {
  return { kind: 'text', text, type };
}

/** How the text of values is to be read. */
interface Reading {
  /** What the sender calls it. */
  readonly type: string | null;
  /** Whether texts are instances, and how deep these are in others; null means that they are texts. */
  readonly embedded: number | null;
  readonly limits: MarkupLimits;
}

/** A PROPERTY of any kind, or a PARAMVALUE.
 * @param depth how many instances it is embedded in
 * @throws CimRefusal
 */
export function memberOf(element: Element, limits: MarkupLimits, depth = 0): SentMember {
  const type = attributeOf(element, 'TYPE') ?? attributeOf(element, 'PARAMTYPE') ?? null;
  const isEmbedded = attributeOf(element, 'EmbeddedObject') ?? attributeOf(element, 'EMBEDDEDOBJECT');
  const name = nameOf(element);
  const content = element.children.find((child) => child.name !== 'QUALIFIER');
  const reading = { type, embedded: isEmbedded === undefined ? null : depth, limits };
  return { name, value: content === undefined ? null : sentValueOf(content, reading) };
}

/** A value of any kind.
 * @throws CimRefusal for a class, and for an embedded instance that can't be read
 */
export function sentValueOf(element: Element, reading: Reading): SentValue {
  switch (element.name) {
    case 'VALUE':
      return reading.embedded === null ? textOf(element, reading.type) : embeddedOf(element.text, reading);
    case 'VALUE.NULL':
      return null;
    case 'VALUE.ARRAY':
    case 'VALUE.REFARRAY':
      return element.children.map((one) => sentValueOf(one, reading));
    case 'VALUE.REFERENCE':
    case 'INSTANCENAME':
      return pathOf(element);
    case 'INSTANCE':
      return instanceOf(element, reading.limits, (reading.embedded ?? 0) + 1);
    default:
      return refuse('invalidParameter', 'parameter', `${element.name} is no value`);
  }
}

/** An INSTANCE.
 * @param depth how many instances it is embedded in
 * @throws CimRefusal
 */
export function instanceOf(element: Element, limits: MarkupLimits, depth = 0): SentInstance {
  const properties = element.children.flatMap((child) =>
    child.name === 'QUALIFIER' ? [] : [memberOf(child, limits, depth)],
  );
  return { kind: 'instance', className: nameOf(element, 'CLASSNAME'), properties };
}

function embeddedOf(text: string, { embedded, limits }: Reading): SentInstance {
  const depth = (embedded ?? 0) + 1;
  if (depth > embeddedMost) return unfit(`instances are embedded deeper than ${embeddedMost}`);
  const element = parsed(text, limits);
  if (element.name !== 'INSTANCE') return unfit(`expected an INSTANCE, not ${shown(element.name)}`);
  const wrong = misbuilt(element);
  return wrong === undefined ? instanceOf(element, limits, depth) : unfit(wrong);
}

function parsed(text: string, limits: MarkupLimits): Element {
  try {
    return readMarkup(text, limits, false);
  } catch (error) {
    if (error instanceof MarkupError) return unfit(error.message);
    throw error;
  }
}

/** On one line, and not long: names in it are the client's. */
function unfit(why: string): never {
  return refuse(
    'invalidParameter',
    'parameter',
    `an embedded instance: ${firstCharacters(why.replace(/\s+/g, ' '), 200)}`,
  );
}
