import type { Attribute, Element } from './element.js';
import type { MarkupLimits } from './limits.js';

interface Open extends Element {
  readonly children: Element[];
  text: string;
}

/** What prefixes stand for; '' is that of names without one. */
type Scope = ReadonlyMap<string, string>;

/** Reads a document that is written as nearly all programs write them, many times faster than a parser does.
 * @returns null for any other document, right or wrong: one with comments, CDATA, entities but for the five, single quotes, characters
 * of two units, names beyond ASCII, more than the limits. A parser has to judge it.
 * @param namespaces as `readMarkup` has it
 */
export function readPlain(text: string, limits: MarkupLimits, namespaces: boolean): Element | null {
  if (unusual.test(text) || text.includes(']]>')) return null;
  const open: Open[] = [];
  const scopes: Scope[] = [];
  let elements = 0;
  let at = declarationEnd(text);
  for (;;) {
    const next = text.indexOf('<', at);
    const parent = open.at(-1);
    if (next === -1 || parent === undefined) {
      // Around the root there is white space only, and nothing else behind it.
      if (open.length > 0 || elements > 0 || next === -1 || notSpace.test(text.slice(at, next))) return null;
    } else if (next > at) {
      const said = plainText(text.slice(at, next));
      if (said === null) return null;
      parent.text += said;
      if (parent.text.length > limits.characters) return null;
    }
    if (parent !== undefined && text.charCodeAt(next + 1) === slash) {
      at = next + 2 + parent.name.length;
      if (!text.startsWith(parent.name, next + 2) || text.charCodeAt(at) !== greater) return null;
      at++;
      open.pop();
      scopes.pop();
      if (open.length === 0) return notSpace.test(text.slice(at)) ? null : parent;
      continue;
    }
    tag.lastIndex = next;
    const [whole, name] = tag.exec(text) ?? [];
    if (whole === undefined || name === undefined) return null;
    if (++elements > limits.elements || open.length >= limits.depth) return null;
    const attributes: Attribute[] = [];
    at = attributesAt(text, next + whole.length, attributes, limits);
    const isEmpty = text.charCodeAt(at) === slash;
    if (text.charCodeAt(isEmpty ? at + 1 : at) !== greater) return null;
    at += isEmpty ? 2 : 1;
    const scope = namespaces ? scopeOf(attributes, scopes.at(-1) ?? outside) : none;
    if (scope === null) return null;
    const element = scope === none ? plain(name, attributes) : resolved(name, attributes, scope);
    if (element === null) return null;
    parent?.children.push(element);
    if (!isEmpty) {
      open.push(element);
      scopes.push(scope);
    } else if (parent === undefined) return notSpace.test(text.slice(at)) ? null : element;
  }
}

function plain(name: string, attributes: readonly Attribute[]): Open {
  return { name, local: name, uri: '', attributes, children: [], text: '' };
}

/** An element with what its names stand for; null where a parser has to judge that. */
function resolved(name: string, attributes: readonly Attribute[], scope: Scope): Open | null {
  const colon = name.indexOf(':');
  const uri = colon === -1 ? (scope.get('') ?? '') : scope.get(name.slice(0, colon));
  if (uri === undefined || name.startsWith('xml')) return null;
  const local = colon === -1 ? name : name.slice(colon + 1);
  const named = attributes.length === 0 ? noAttributes : resolvedAttributes(attributes, scope);
  return named === null ? null : { name, local, uri, attributes: named, children: [], text: '' };
}

const noAttributes: readonly Attribute[] = [];

function resolvedAttributes(attributes: readonly Attribute[], scope: Scope): Attribute[] | null {
  const named: Attribute[] = [];
  for (const { name, value } of attributes) {
    const colon = name.indexOf(':');
    const uri = name === 'xmlns' ? xmlns : colon === -1 ? '' : scope.get(name.slice(0, colon));
    const local = colon === -1 ? name : name.slice(colon + 1);
    if (uri === undefined || named.some((one) => one.local === local && one.uri === uri)) return null;
    named.push({ name, local, uri, value });
  }
  return named;
}

const xmlns = 'http://www.w3.org/2000/xmlns/';
const outside: Scope = new Map([['xmlns', xmlns]]);
/** Of all documents whose namespaces are not read. */
const none: Scope = new Map();

/** Null for what is reserved, for what is undeclared, and for spaces, which a parser cuts off. */
function scopeOf(attributes: readonly Attribute[], outer: Scope): Scope | null {
  let scope: Map<string, string> | undefined;
  for (const { name, value } of attributes) {
    if (!name.startsWith('xml')) continue;
    if (!/^xmlns(?::(?!xml)|$)/.test(name) || !/^\S+$/.test(value) || reserved.includes(value)) return null;
    scope ??= new Map(outer);
    scope.set(name.slice('xmlns:'.length), value);
  }
  return scope ?? outer;
}

const reserved: readonly string[] = [xmlns, 'http://www.w3.org/XML/1998/namespace'];

/** Anything that has to be turned into something else, or that no XML can carry. */
const unusual = /[^\t\n\x20-\ud7ff\ue000-\ufffd]/;
const notSpace = /[^ \t\n]/;
const tag = /<([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)/y;
const attribute = / +([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)="([^"<&\t\n]*)"/y;
const spaces = / */y;
const [slash, greater] = [0x2f, 0x3e];

function declarationEnd(text: string): number {
  declaration.lastIndex = 0;
  return declaration.test(text) ? declaration.lastIndex : 0;
}

/** A document that has another one is read by a parser, which finds it where no tag can be. */
const declaration = /<\?xml version="1\.0"(?: encoding="[A-Za-z][\w.-]*")? ?\?>/y;

/** Reads attributes up to where there is none; one that is there twice, or one too many, ends them as well.
 * @returns where what follows them begins
 */
function attributesAt(
  text: string,
  from: number,
  found: Attribute[],
  { attributes, characters }: MarkupLimits,
): number {
  let at = from;
  for (;;) {
    attribute.lastIndex = at;
    const [whole, name, value] = attribute.exec(text) ?? [];
    if (whole === undefined || name === undefined || value === undefined) break;
    if (found.length >= attributes || value.length > characters || found.some((one) => one.name === name)) break;
    found.push({ name, local: name, uri: '', value });
    at += whole.length;
  }
  spaces.lastIndex = at;
  spaces.test(text);
  return spaces.lastIndex;
}

function plainText(text: string): string | null {
  if (!text.includes('&')) return text;
  return unknownEntity.test(text) ? null : text.replace(/&(\w+);/g, (_, name: string) => entities.get(name) ?? '');
}

const unknownEntity = /&(?!(?:amp|lt|gt|quot|apos);)/;

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
