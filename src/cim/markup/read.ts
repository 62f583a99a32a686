import { type SaxesAttributeNS, SaxesParser, type SaxesTag } from 'saxes';
import type { Attribute, Element } from './element.js';
import type { MarkupLimits } from './limits.js';
import { readPlain } from './readPlain.js';

/** What a document can be wrong in: `malformed` is no XML 1.0; `refused` is, but has a DOCTYPE or more than the limits allow. */
export class MarkupError extends Error {
  /** @param why one plain line that says where */
  constructor(
    readonly kind: 'malformed' | 'refused',
    why: string,
  ) {
    super(why);
    this.name = 'MarkupError';
  }
}

interface Open {
  readonly name: string;
  readonly local: string;
  readonly uri: string;
  readonly attributes: readonly Attribute[];
  readonly children: Element[];
  text: string;
}

/** Reads a document, without recursion. Comments and processing instructions are left out.
 * @param namespaces whether prefixes stand for namespaces, and have to be declared
 * @throws MarkupError
 */
export function readMarkup(text: string, limits: MarkupLimits, namespaces: boolean): Element {
  const document = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return readPlain(document, limits, namespaces) ?? parsed(document, limits, namespaces);
}

/** Like {@link readMarkup}, by a parser alone. */
export function parsed(text: string, limits: MarkupLimits, namespaces: boolean): Element {
  // XML 1.1 would allow controls.
  const parser = new SaxesParser({
    xmlns: namespaces,
    position: true,
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  });
  const open: Open[] = [];
  let elements = 0;
  let root: Element | undefined;
  const refuse = (why: string): never => {
    throw new MarkupError('refused', `line ${parser.line}: ${why}`);
  };
  const add = (more: string) => {
    const parent = open.at(-1);
    if (parent === undefined) return;
    parent.text += more;
    if (parent.text.length > limits.characters) refuse(`more than ${limits.characters} characters in one element`);
  };
  parser.on('error', (error) => {
    throw new MarkupError('malformed', error.message);
  });
  parser.on('doctype', () => refuse('a DOCTYPE is not accepted'));
  let seen = 0;
  parser.on('opentagstart', () => {
    seen = 0;
    if (++elements > limits.elements) refuse(`more than ${limits.elements} elements`);
    if (open.length >= limits.depth) refuse(`elements are nested deeper than ${limits.depth}`);
  });
  parser.on('attribute', ({ value }) => {
    if (++seen > limits.attributes) refuse(`more than ${limits.attributes} attributes in one element`);
    if (value.length > limits.characters) refuse(`more than ${limits.characters} characters in one attribute`);
  });
  parser.on('opentag', (tag) => {
    open.push(opened(tag));
  });
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed === undefined) return;
    const parent = open.at(-1);
    if (parent === undefined) root = closed;
    else parent.children.push(closed);
  });
  parser.write(text).close();
  // A document without an element is an error of the parser's.
  return root as Element;
}

function opened(tag: SaxesTag): Open {
  const { name } = tag;
  // The parser's own type says for both kinds of tag that either kind of attribute may come.
  const attributes = Object.entries(tag.attributes).map(([key, one]: [string, SaxesAttributeNS | string]) =>
    typeof one === 'string' ? { name: key, local: key, uri: '', value: one } : one,
  );
  const { local = name, uri = '' } = tag;
  return { name, local, uri, attributes, children: [], text: '' };
}
