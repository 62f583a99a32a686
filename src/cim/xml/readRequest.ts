import type { Element } from '../markup/element.js';
import { MarkupError, readMarkup } from '../markup/read.js';
import { CimRefusal } from '../operations/refusal.js';
import type { CimOperation, CimRequest, Invoke } from '../operations/requests.js';
import type { Envelope } from './envelope.js';
import { Given } from './given.js';
import { attributeOf, misbuilt } from './grammar.js';
import { checkHeaders, checkTarget, encodings, type Headers, type Target } from './headers.js';
import { askedOf, type Look } from './intrinsic.js';
import { requestBytesMost, requestLimits } from './limits.js';
import { memberOf, nameOf, namespaceOf, pathOf } from './readValues.js';
import { type HttpRefusal, Unreadable, unreadable } from './refused.js';
import { utf8TextOf } from './utf8.js';

/** A request that came over HTTP. */
export interface HttpRequest {
  /** By their names in lower case. */
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** What a request is: one for the operations, or one that HTTP alone answers. */
type ReadRequest =
  | { readonly kind: 'request'; readonly request: Omit<CimRequest, 'caller'>; readonly envelope: Envelope }
  | ({ readonly kind: 'refused' } & HttpRefusal);

/** Reads a request of CIM-XML. Nothing that comes in makes it throw.
 * @see DSP0200 1.4, DSP0201 2.4
 */
export function readRequest({ headers, body }: HttpRequest): ReadRequest {
  try {
    checkHeaders(headers);
    if (body.byteLength > requestBytesMost) unreadable(413, null, `more than ${requestBytesMost} bytes`);
    const { id, call } = callIn(readMarkup(textOf(body), requestLimits, false));
    const { target, operation, look } = call.name === 'METHODCALL' ? extrinsic(call) : intrinsic(call);
    checkTarget(headers, target);
    const { method, namespace } = target;
    return { kind: 'request', request: { namespace, operation }, envelope: { id, method, namespace, look } };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'refused', ...error.refusal };
    if (error instanceof MarkupError) return { kind: 'refused', ...faultOf(error) };
    throw error;
  }
}

function faultOf({ kind, message }: MarkupError): HttpRefusal {
  return {
    status: 400,
    cimError: kind === 'malformed' ? 'request-not-well-formed' : 'request-not-valid',
    detail: message,
  };
}

function textOf(body: Uint8Array): string {
  const text = utf8TextOf(body);
  if (text === null) return unreadable(400, 'request-not-well-formed', 'the body is no UTF-8');
  const [, encoding] = /^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)/.exec(text.slice(0, 200)) ?? [];
  if (encoding !== undefined && !encodings.includes(encoding.toLowerCase()))
    unreadable(400, 'request-not-well-formed', `the XML declaration: expected encoding utf-8, not ${encoding}`);
  return text;
}

/** The METHODCALL or IMETHODCALL of a document. */
function callIn(root: Element): { readonly id: string; readonly call: Element } {
  if (root.name !== 'CIM') return invalid(`the root is ${root.name}, expected CIM`);
  version(root, 'CIMVERSION', second, 'unsupported-cim-version');
  version(root, 'DTDVERSION', second, 'unsupported-dtd-version');
  const [message] = root.children;
  if (message?.name !== 'MESSAGE') return invalid('CIM holds no MESSAGE');
  version(message, 'PROTOCOLVERSION', first, 'unsupported-protocol-version');
  const [request] = message.children;
  if (request?.name === 'MULTIREQ')
    unreadable(501, 'multiple-requests-unsupported', 'MULTIREQ: several requests in one are not supported');
  if (request?.name !== 'SIMPLEREQ') return invalid('MESSAGE holds no SIMPLEREQ');
  const wrong = misbuilt(root);
  const call = request.children.at(-1);
  if (wrong !== undefined || call === undefined) return invalid(wrong ?? 'SIMPLEREQ holds no call');
  return { id: nameOf(message, 'ID'), call };
}

const first = /^1\.\d+(?:\.\d+)*$/;
const second = /^2\.\d+(?:\.\d+)*$/;

function version(
  element: Element,
  attribute: string,
  expected: RegExp,
  cimError: Extract<HttpRefusal['cimError'], `unsupported-${string}`>,
): void {
  const given = attributeOf(element, attribute);
  if (given === undefined) return invalid(`${element.name} has no attribute ${attribute}`);
  if (!expected.test(given)) unreadable(501, cimError, `${attribute} ${given} is not supported`);
}

function invalid(why: string): never {
  return unreadable(400, 'request-not-valid', why);
}

interface Call {
  readonly target: Target;
  readonly operation: CimOperation;
  readonly look: Look | null;
}

function intrinsic(call: Element): Call {
  const [path, ...parameters] = call.children;
  const method = nameOf(call);
  const target = { method, namespace: path === undefined ? '' : namespaceOf(path), className: null };
  const asked = meant(() => askedOf(method, new Given(parameters)));
  if (asked === undefined) return { target, operation: { do: 'unsupported', name: method }, look: noLook };
  return asked instanceof CimRefusal ? { target, ...mistaken(asked), look: noLook } : { target, ...asked };
}

/** Of what is answered with a status. */
const noLook: Look = { item: 'VALUE', classOrigin: false, localOnly: false, qualifiers: false, properties: null };

function extrinsic(call: Element): Call {
  const [path, ...parameters] = call.children;
  const [local, object] = path?.children ?? [];
  if (path === undefined || local === undefined || object === undefined) return invalid('METHODCALL has no target');
  const isStatic = path.name === 'LOCALCLASSPATH';
  const method = nameOf(call);
  const target = { method, namespace: namespaceOf(local), className: nameOf(object, isStatic ? 'NAME' : 'CLASSNAME') };
  const operation = meant(
    (): Invoke => ({
      do: 'invoke',
      on: isStatic ? target.className : pathOf(object),
      method,
      parameters: parameters.map((parameter) => memberOf(parameter, requestLimits)),
    }),
  );
  return operation instanceof CimRefusal
    ? { target, ...mistaken(operation), look: null }
    : { target, operation, look: null };
}

/** What was meant, or why nothing can be. */
function meant<T>(read: () => T): T | CimRefusal {
  try {
    return read();
  } catch (error) {
    if (error instanceof CimRefusal) return error;
    throw error;
  }
}

function mistaken({ refusal }: CimRefusal): { readonly operation: CimOperation } {
  return { operation: { do: 'mistaken', refusal } };
}
