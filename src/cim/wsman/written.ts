import type { Typed } from '../classModel.js';
import { escapedAttribute, escapedText } from '../markup/escape.js';
import type { CimInstance, CimPath, CimValue } from '../operations/results.js';
import { anonymous, uris } from './names.js';
import { xmlTime } from './times.js';

/** How the request named what it is about: replies name things in the same way. */
export interface Origin {
  /** What the URIs of classes begin with. */
  readonly form: string;
  /** The namespace of CIM, with slashes. */
  readonly namespace: string;
}

/** An instance as an element without attributes: `<p:MSFT_SMPool>`. */
export function writtenInstance(instance: CimInstance, prefix: string, origin: Origin): string {
  const { name } = instance.model;
  return `<${prefix}:${name}>${writtenProperties(instance, prefix, origin)}</${prefix}:${name}>`;
}

/** Its properties, one element each. */
export function writtenProperties({ properties, values }: CimInstance, prefix: string, origin: Origin): string {
  let text = '';
  for (const tags of tagsOf(properties, prefix)) text += writtenValue(tags, values[tags.name] ?? null, origin);
  return text;
}

/** The elements of a property or a parameter: one, or one for each value of an array. */
export function writtenValue(tags: Tags, value: CimValue, origin: Origin): string {
  if (value === null) return tags.nil;
  if (!isList(value)) return writtenOne(tags, value, origin);
  return value.map((one) => (one === null ? tags.nil : writtenOne(tags, one, origin))).join('');
}

/** The ways in which the element of a property begins and ends. */
interface Tags {
  readonly name: string;
  readonly isTime: boolean;
  readonly open: string;
  readonly close: string;
  readonly nil: string;
}

/** @param prefix of its element */
export function tagsFor({ name, type }: Pick<Typed, 'name' | 'type'>, prefix: string): Tags {
  const tag = `${prefix}:${name}`;
  return { name, isTime: type === 'datetime', open: `<${tag}>`, close: `</${tag}>`, nil: `<${tag} xsi:nil="true"/>` };
}

/** Made once for a list of properties and a prefix. */
const known = new WeakMap<readonly Typed[], Map<string, readonly Tags[]>>();

function tagsOf(properties: readonly Typed[], prefix: string): readonly Tags[] {
  const found = known.get(properties)?.get(prefix);
  if (found !== undefined) return found;
  const tags = properties.map((one) => tagsFor(one, prefix));
  const byPrefix = known.get(properties) ?? new Map<string, readonly Tags[]>();
  known.set(properties, byPrefix.set(prefix, tags));
  return tags;
}

function isList(value: CimValue): value is readonly CimValue[] {
  return Array.isArray(value);
}

function writtenOne(tags: Tags, value: CimValue, origin: Origin): string {
  const { open, close } = tags;
  if (typeof value === 'string') return `${open}${tags.isTime ? writtenTime(value) : escapedText(value)}${close}`;
  if (typeof value !== 'object' || value === null) return `${open}${value}${close}`;
  if (isList(value)) throw new Error(`${tags.name} holds a list of lists`);
  return value.kind === 'path' ? `${open}${writtenPath(value, origin)}${close}` : embedded(tags, value, origin);
}

/** The prefix of the common namespace is declared here as well: some clients cut this line out. */
function writtenTime(cim: string): string {
  const { local, text } = xmlTime(cim);
  return `<cim:${local} xmlns:cim="${uris.common}">${escapedText(text)}</cim:${local}>`;
}

/** What is inside of an endpoint reference, and stands for one inside of a property. */
function writtenPath({ className, keys }: CimPath, origin: Origin): string {
  let selectors = `<wsman:Selector Name="__cimnamespace">${escapedText(origin.namespace)}</wsman:Selector>`;
  for (const { name, value } of keys) {
    const text = typeof value === 'string' ? escapedText(value) : writtenReference(value, origin);
    selectors += `<wsman:Selector Name="${name}">${text}</wsman:Selector>`;
  }
  return `${address}<wsa:ReferenceParameters><wsman:ResourceURI>${escapedText(origin.form)}${className}</wsman:ResourceURI><wsman:SelectorSet>${selectors}</wsman:SelectorSet></wsa:ReferenceParameters>`;
}

const address = `<wsa:Address>${anonymous}</wsa:Address>`;

/** An endpoint reference that stands alone. */
export function writtenReference(path: CimPath, origin: Origin): string {
  return `<wsa:EndpointReference>${writtenPath(path, origin)}</wsa:EndpointReference>`;
}

/** An instance within a property: its properties are the children, under a prefix of their own at each depth. */
function embedded({ name, open, close }: Tags, instance: CimInstance, origin: Origin): string {
  const outer = open.slice(1, open.indexOf(':'));
  const prefix = outer.startsWith('e') ? `${outer}e` : 'e';
  const of = instance.model.name;
  const type = `xmlns:${prefix}="${escapedAttribute(origin.form)}${of}" xsi:type="${prefix}:${of}_Type"`;
  return `<${outer}:${name} ${type}>${writtenProperties(instance, prefix, origin)}${close}`;
}
