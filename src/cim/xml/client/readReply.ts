import type { Element } from '../../markup/element.js';
import { MarkupError, readMarkup } from '../../markup/read.js';
import { CimRefusal } from '../../operations/refusal.js';
import type { SentInstance, SentMember, SentPath, SentValue } from '../../operations/requests.js';
import { attributeOf, misbuilt } from '../grammar.js';
import type { Headers } from '../headers.js';
import { replyLimits } from '../limits.js';
import { instanceOf, memberOf, nameOf, pathOf, sentValueOf } from '../readValues.js';
import { utf8TextOf } from '../utf8.js';
import { classOf, type ReceivedClass } from './readClass.js';
import type { WrittenRequest } from './writeRequest.js';

/** A reply that came over HTTP. */
export interface ReceivedReply {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** What a server says. Values are as they were sent, with their types. */
export type Reply =
  /** A CIM status other than success. */
  | { readonly kind: 'status'; readonly code: number; readonly text: string }
  /** What an intrinsic method returned. */
  | {
      readonly kind: 'items';
      readonly items: readonly ReceivedItem[];
      /** What the next page is asked for with; null at the end, and where there are no pages. */
      readonly context: string | null;
    }
  | { readonly kind: 'answer'; readonly returnValue: SentValue; readonly outputs: readonly SentMember[] }
  /** The request did not reach CIM. */
  | { readonly kind: 'http'; readonly status: number; readonly cimError: string | null; readonly detail: string }
  /** It is no reply of CIM-XML, or none to this request. */
  | { readonly kind: 'unreadable'; readonly why: string };

/** One of what was returned. */
export type ReceivedItem =
  | SentPath
  | ReceivedInstance
  | ReceivedClass
  | { readonly kind: 'className'; readonly name: string }
  | { readonly kind: 'value'; readonly value: SentValue };

/** An instance, with its name where the operation tells it. */
interface ReceivedInstance {
  readonly kind: 'named';
  readonly path: SentPath | null;
  readonly instance: SentInstance;
}

/** Reads the reply to a request. Nothing that comes in makes it throw. */
export function readReply(
  { status, headers, body }: ReceivedReply,
  asked: Pick<WrittenRequest, 'id' | 'method'>,
): Reply {
  if (status !== 200) return { kind: 'http', status, cimError: said(headers, 'cimerror'), detail: detailOf(headers) };
  const type = said(headers, 'content-type') ?? '';
  if (!/^(?:application|text)\/xml\b/i.test(type.trim())) return unreadable(`the content type is '${type}'`);
  const text = utf8TextOf(body);
  if (text === null) return unreadable('it is no UTF-8');
  try {
    return replyIn(readMarkup(text, replyLimits, false), asked);
  } catch (error) {
    if (error instanceof MarkupError || error instanceof CimRefusal) return unreadable(error.message);
    throw error;
  }
}

function unreadable(why: string): Reply {
  return { kind: 'unreadable', why };
}

function said(headers: Headers, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : (value?.join(', ') ?? null);
}

/** OpenPegasus has a header for it, others another one. */
function detailOf(headers: Headers): string {
  const text = said(headers, 'pgerrordetail') ?? said(headers, 'cimerrordescription') ?? '';
  const bytes = text.replace(/%([\da-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
}

function replyIn(root: Element, { id, method }: Pick<WrittenRequest, 'id' | 'method'>): Reply {
  const wrong = misbuilt(root);
  if (wrong !== undefined) return unreadable(wrong);
  const [message] = root.children;
  const [simple] = message?.children ?? [];
  const [response] = simple?.children ?? [];
  if (root.name !== 'CIM' || message === undefined || simple?.name !== 'SIMPLERSP' || response === undefined)
    return unreadable('it holds no SIMPLERSP');
  if (nameOf(message, 'ID') !== id) return unreadable(`its message id is '${nameOf(message, 'ID')}', expected '${id}'`);
  if (nameOf(response) !== method) return unreadable(`it answers '${nameOf(response)}', expected '${method}'`);
  const [first] = response.children;
  if (first?.name === 'ERROR') return errorOf(first);
  return response.name === 'METHODRESPONSE' ? answerOf(response) : itemsOf(response);
}

function errorOf(element: Element): Reply {
  const code = attributeOf(element, 'CODE') ?? '';
  if (!/^\d{1,9}$/.test(code)) return unreadable(`ERROR has the code '${code}', expected a number`);
  return { kind: 'status', code: Number(code), text: attributeOf(element, 'DESCRIPTION') ?? '' };
}

function answerOf({ children }: Element): Reply {
  const returned = children.find(({ name }) => name === 'RETURNVALUE');
  return {
    kind: 'answer',
    returnValue: returned === undefined ? null : memberOf(returned, replyLimits).value,
    outputs: outputsOf(children),
  };
}

function outputsOf(children: readonly Element[]): SentMember[] {
  return children.filter(({ name }) => name === 'PARAMVALUE').map((one) => memberOf(one, replyLimits));
}

/** At the end of an enumeration servers send the context, an empty one, or none. */
function itemsOf({ children }: Element): Reply {
  const outputs = new Map(outputsOf(children).map(({ name, value }) => [name.toLowerCase(), textIn(value)]));
  const isLast = outputs.get('endofsequence')?.toLowerCase() !== 'false';
  const items = children.find(({ name }) => name === 'IRETURNVALUE')?.children ?? [];
  return {
    kind: 'items',
    items: items.map(itemOf),
    context: isLast ? null : (outputs.get('enumerationcontext') ?? null),
  };
}

function textIn(value: SentValue): string | undefined {
  return value !== null && 'kind' in value && value.kind === 'text' ? value.text : undefined;
}

function itemOf(element: Element): ReceivedItem {
  const [first, second] = element.children;
  switch (element.name) {
    case 'CLASSNAME':
      return { kind: 'className', name: nameOf(element) };
    case 'CLASS':
      return classOf(element);
    case 'INSTANCE':
      return { kind: 'named', path: null, instance: instanceOf(element, replyLimits) };
    case 'INSTANCENAME':
    case 'INSTANCEPATH':
      return pathOf(element);
    case 'VALUE':
    case 'VALUE.ARRAY':
    case 'VALUE.REFERENCE':
      return { kind: 'value', value: sentValueOf(element, { type: null, embedded: null, limits: replyLimits }) };
    case 'CLASSPATH':
      if (second !== undefined) return itemOf(second);
      break;
    case 'OBJECTPATH':
    case 'VALUE.OBJECT':
      if (first !== undefined) return itemOf(first);
      break;
  }
  if (first === undefined || second === undefined) throw new MarkupError('refused', `${element.name} is not expected`);
  return second.name === 'CLASS'
    ? classOf(second)
    : { kind: 'named', path: pathOf(first), instance: instanceOf(second, replyLimits) };
}
