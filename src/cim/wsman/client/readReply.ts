import type { Element } from '../../markup/element.js';
import { MarkupError, readMarkup } from '../../markup/read.js';
import type { SentInstance } from '../../operations/requests.js';
import { statusNamed } from '../../operations/status.js';
import { decode, isKnown, isSoap, readContentType } from '../charset.js';
import { attributeOf, childOf, isTrue, textOf } from '../elements.js';
import { FaultError, raise } from '../faults.js';
import { uris } from '../names.js';
import { limits, longestBody } from '../readRequest.js';
import { readInstance, readMembers, readPath } from '../sent.js';
import type { Received, ReceivedItem, ReceivedRefusal, Unreadable } from './received.js';
import type { Sendable } from './writeRequest.js';

/** A reply as HTTP brings it, and what it replies to. */
interface Incoming {
  /** Of HTTP. */
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
  readonly messageId: string;
  readonly operation: Sendable;
}

/** Reads a reply. Whatever it is given, it comes to something that was received: never throws about what came. */
export function readReply(incoming: Incoming): Received {
  try {
    return received(incoming);
  } catch (error) {
    if (error instanceof MarkupError || error instanceof FaultError) return unreadable(incoming, error.message);
    throw error;
  }
}

function unreadable({ status }: Incoming, why: string): Unreadable {
  return { kind: 'unreadable', httpStatus: status, why };
}

/** Replies may hold many more instances than requests hold parameters; a body's size is the limit. */
const limitsOfReplies = { ...limits, elements: 200_000 };

function received(incoming: Incoming): Received {
  const { status, contentType, body, messageId, operation } = incoming;
  const type = readContentType(contentType);
  if (status !== 200 && status !== 400 && status !== 500) return unreadable(incoming, `HTTP status ${status}`);
  if (!isSoap(type) || !isKnown(type)) return unreadable(incoming, `the content type is ${contentType ?? 'missing'}`);
  if (body.length > longestBody) return unreadable(incoming, `more than ${longestBody} bytes`);
  const text = decode(body, type);
  if (text === null) return unreadable(incoming, `the body is no ${type.charset}`);
  const envelope = readMarkup(text, limitsOfReplies, true);
  const content = childOf(envelope, 'Body');
  if (envelope.local !== 'Envelope' || envelope.uri !== uris.soap || content === undefined)
    return unreadable(incoming, 'the body is no envelope of SOAP 1.2');
  const relatesTo = textOf(childOf(envelope, 'Header'), 'RelatesTo');
  // What could not be read has no id to relate to.
  const fault = childOf(content, 'Fault');
  if (relatesTo !== messageId && (relatesTo !== null || fault === undefined))
    return unreadable(incoming, `the reply relates to ${relatesTo ?? 'nothing'}, not to ${messageId}`);
  if (fault !== undefined) return refusal(fault);
  if (status !== 200) return unreadable(incoming, `HTTP status ${status} without a fault`);
  return result(operation, content);
}

function refusal(fault: Element): ReceivedRefusal {
  const code = childOf(fault, 'Code');
  const word = textOf(childOf(code, 'Subcode'), 'Value') ?? textOf(code, 'Value') ?? '';
  const error = childOf(fault, 'Detail')?.children.find((one) => isTrue(attributeOf(one, 'IsCIM_Error', uris.binding)));
  const number = Number(textOf(error, 'CIMStatusCode') ?? 0);
  const reason = textOf(childOf(fault, 'Reason'), 'Text') ?? '';
  return { kind: 'refused', status: statusNamed(number) ?? null, word, reason };
}

function result(operation: Sendable, body: Element): Received {
  const [content] = body.children;
  switch (operation.do) {
    case 'close':
      return { kind: 'nothing' };
    case 'modify':
      return content === undefined ? { kind: 'nothing' } : { kind: 'instance', instance: instance(content) };
    case 'getInstance':
      return { kind: 'instance', instance: instance(content) };
    case 'getClass':
      return { kind: 'class', declaration: content ?? missing('the class') };
    case 'invoke':
      return answer(content, operation.method);
    default:
      return page(content, operation.do === 'pull' ? 'PullResponse' : 'EnumerateResponse');
  }
}

function missing(what: string): never {
  return raise('wsman:SchemaValidationError', `the reply lacks ${what}`);
}

function instance(element: Element | undefined): SentInstance {
  return element === undefined ? missing('the instance') : readInstance(element, element.local);
}

function answer(output: Element | undefined, method: string): Received {
  if (output?.local.toLowerCase() !== `${method}_output`.toLowerCase()) return missing(`${method}_OUTPUT`);
  const members = readMembers(output.children);
  const returned = members.find(({ name }) => name.toLowerCase() === 'returnvalue');
  const text = textOf(output, returned?.name ?? '') ?? '';
  if (!/^\d{1,10}$/.test(text)) return missing('a ReturnValue that is a number');
  return { kind: 'answer', returnValue: Number(text), outputs: members.filter((one) => one !== returned) };
}

function page(response: Element | undefined, name: string): Received {
  if (response?.local !== name) return missing(name);
  const items = childOf(response, 'Items')?.children ?? [];
  const context = textOf(response, 'EnumerationContext') ?? '';
  const ended = context === '' || childOf(response, 'EndOfSequence') !== undefined;
  return { kind: 'page', items: items.map(item), context: ended ? null : context };
}

function item(element: Element): ReceivedItem {
  switch (element.local) {
    case 'EndpointReference':
      return { instance: null, path: readPath(element) };
    case 'Item': {
      const reference = childOf(element, 'EndpointReference');
      const object = element.children.find((one) => one !== reference);
      return { instance: instance(object), path: reference === undefined ? null : readPath(reference) };
    }
    default:
      return { instance: instance(element), path: null };
  }
}
