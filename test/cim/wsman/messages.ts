import { expect } from 'vitest';
import type { Element } from '../../../src/cim/markup/element.js';
import { readMarkup } from '../../../src/cim/markup/read.js';
import type { CimOperation, CimRequest } from '../../../src/cim/operations/requests.js';
import type { CimResult } from '../../../src/cim/operations/results.js';
import type { Encoded } from '../../../src/cim/wsman/charset.js';
import type { Envelope, Reply } from '../../../src/cim/wsman/envelope.js';
import { classesOfDmtf, uris } from '../../../src/cim/wsman/names.js';
import { type Reading, readRequest } from '../../../src/cim/wsman/readRequest.js';
import { writeReply } from '../../../src/cim/wsman/writeReply.js';
import { againstSoap } from './soapRules.js';

export const storage = 'root/microsoft/windows/storage/sm';
export const volumeUri = `${classesOfDmtf}MSFT_SMStorageVolume`;
export const anonymous = 'http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous';
export const detailsUri = 'http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/';

export interface Said {
  readonly action: string;
  readonly uri?: string;
  /** By name; a value that begins with `<` goes in as it is. */
  readonly selectors?: readonly (readonly [string, string])[];
  readonly body?: string;
  /** More headers. */
  readonly more?: string;
}

/** A request as a client of no special kind writes it. */
export function envelope({ action, uri = volumeUri, selectors = [], body = '', more = '' }: Said): string {
  const set = selectors.map(([name, value]) => `<wsman:Selector Name="${name}">${value}</wsman:Selector>`).join('');
  return `<s:Envelope xmlns:s="${uris.soap}" xmlns:wsa="${uris.addressing}" xmlns:wsman="${uris.wsman}" xmlns:wsen="${uris.enumeration}" xmlns:wsmb="${uris.binding}" xmlns:xsi="${uris.xsi}">
 <s:Header>
  <wsa:Action s:mustUnderstand="true">${action}</wsa:Action>
  <wsa:To s:mustUnderstand="true">http://array:5985/wsman</wsa:To>
  <wsman:ResourceURI s:mustUnderstand="true">${uri}</wsman:ResourceURI>
  <wsa:MessageID s:mustUnderstand="true">uuid:1a2b</wsa:MessageID>
  <wsa:ReplyTo><wsa:Address>${anonymous}</wsa:Address></wsa:ReplyTo>
  ${set === '' ? '' : `<wsman:SelectorSet>${set}</wsman:SelectorSet>`}${more}
 </s:Header>
 <s:Body>${body}</s:Body>
</s:Envelope>`;
}

export const soap = 'application/soap+xml;charset=UTF-8';

/** Reads a text, as UTF-8 where nothing else is said. */
export function readText(text: string, contentType: string | undefined = soap): Reading {
  return readRequest({ contentType, body: new TextEncoder().encode(text), replyId: 'uuid:reply' });
}

export interface Understood {
  readonly request: Omit<CimRequest, 'caller'>;
  readonly operation: CimOperation;
  readonly envelope: Envelope;
}

/** The request that a text is. */
export function understood(text: string, contentType?: string): Understood {
  const reading = readText(text, contentType);
  if (reading.kind === 'refused') throw new Error(`refused: ${textOf(reading.reply)}`);
  if (reading.kind === 'identify') throw new Error('asks who is there');
  return { ...reading, operation: withoutFits(reading.request.operation) };
}

/** Functions are compared by what they do, elsewhere. */
function withoutFits(operation: CimOperation): CimOperation {
  return JSON.parse(JSON.stringify(operation)) as CimOperation;
}

export const operationOf = (said: Said) => understood(envelope(said)).operation;

/** What a fault says. */
export interface Told {
  readonly http: number;
  readonly code: string;
  readonly subcode: string | null;
  readonly detail: string | null;
  readonly reason: string;
  readonly relatesTo: string | null;
}

/** The fault that a text is refused with. */
export function faultOf(text: string, contentType?: string): Told {
  const reading = readText(text, contentType);
  if (reading.kind !== 'refused') throw new Error('understood');
  return toldBy(reading.reply);
}

/** Reads a fault, which has to keep the rules. */
export function toldBy(reply: Reply): Told {
  const root = checked(reply);
  const find = (name: string) => elementNamed(root, name)?.text ?? null;
  return {
    http: reply.status,
    code: find('s:Value') ?? '',
    subcode: elementNamed(elementNamed(root, 's:Subcode') ?? none, 's:Value')?.text ?? null,
    detail: find('wsman:FaultDetail')?.replace(detailsUri, '') ?? null,
    reason: find('s:Text') ?? '',
    relatesTo: find('wsa:RelatesTo'),
  };
}

const none: Element = { name: '', local: '', uri: '', attributes: [], children: [], text: '' };

/** The first element of this name, wherever it is. */
export function elementNamed(element: Element, name: string): Element | undefined {
  if (element.name === name) return element;
  for (const child of element.children) {
    const found = elementNamed(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A subcode and its detail. */
export function refusalOf(said: Said): readonly [string | null, string | null] {
  const { subcode, detail, http, relatesTo } = faultOf(envelope(said));
  expect([http, relatesTo]).toEqual([500, 'uuid:1a2b']);
  return [subcode, detail];
}

export function textOf({ body }: Pick<Encoded, 'body'>): string {
  return typeof body === 'string' ? body : new TextDecoder('utf-16le', { fatal: true }).decode(body);
}

/** A reply's root element; it has to keep all rules of the schemas. */
export function checked(reply: Reply): Element {
  const text = textOf(reply);
  expect(againstSoap(text)).toEqual([]);
  return readMarkup(text, { depth: 64, elements: 200_000, attributes: 64, characters: 1_000_000 }, true);
}

/** The reply to a request with this result, checked. */
export function replyTo(said: Said | string, result: CimResult): Reply {
  const { envelope: of } = understood(typeof said === 'string' ? said : envelope(said));
  const reply = writeReply(of, result, ({ name }) => `<CLASS NAME="${name}"></CLASS>`);
  checked(reply);
  return reply;
}

/** A document for people: one element a line, with the names and attributes that it has. */
export function pretty(reply: Pick<Encoded, 'body'>): string {
  const lines: string[] = [];
  const root = readMarkup(textOf(reply), { depth: 64, elements: 200_000, attributes: 64, characters: 1_000_000 }, true);
  print(root, '', lines);
  return `${lines.join('\n')}\n`;
}

function print({ name, attributes, children, text }: Element, indent: string, lines: string[]): void {
  const shown = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;');
  const all = attributes.map((one) => `${one.name}="${shown(one.value)}"`);
  // Declarations of an envelope would fill a line of 800 characters.
  const separator = all.length > 3 ? `\n${indent}  ` : ' ';
  const head = all.length === 0 ? name : `${name}${separator}${all.join(separator)}`;
  if (children.length === 0 && text === '') return void lines.push(`${indent}<${head}/>`);
  if (children.length === 0) return void lines.push(`${indent}<${head}>${shown(text)}</${name}>`);
  lines.push(`${indent}<${head}>`);
  for (const child of children) print(child, `${indent}  `, lines);
  lines.push(`${indent}</${name}>`);
}
