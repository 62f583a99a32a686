import type { Element } from '../markup/element.js';
import type { MarkupLimits } from '../markup/limits.js';
import { MarkupError, readMarkup } from '../markup/read.js';
import type { CimOperation, CimRequest, Fits, Invoke, ModifyInstance, SentPath } from '../operations/requests.js';
import { bytesOf, type ContentType, decode, isKnown, isSoap, isUtf16, readContentType } from './charset.js';
import { onlyChild, readEnumerate, readPull, readTicket } from './enumerations.js';
import type { Envelope, Frame, Reply } from './envelope.js';
import { type Fault, FaultError, faultOf, raise } from './faults.js';
import { bodyOf, checkUnderstood, frameOf, type Headers, modifiedProperties, readHeaders } from './headers.js';
import { type Mode, PageItems } from './items.js';
import { actions, storageNamespace, uris } from './names.js';
import { type Resource, readResource, sameNamespace, slashed } from './resources.js';
import { readInstance, readMembers, readSelectors, type Selectors } from './sent.js';
import { composed, writeFault } from './writeFault.js';

/** A message as HTTP brings it. */
interface Message {
  /** The header Content-Type. */
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
  /** The MessageID of the reply, such as `uuid:` and a new UUID: nothing here is drawn by chance. */
  readonly replyId: string;
}

/** What a message comes to. */
export type Reading =
  | { readonly kind: 'request'; readonly request: Omit<CimRequest, 'caller'>; readonly envelope: Envelope }
  /** Asks what is served here: `writeIdentity` has the answer. */
  | { readonly kind: 'identify'; readonly frame: Frame }
  | { readonly kind: 'refused'; readonly reply: Reply };

/** The longest body that is read, in bytes. */
export const longestBody = 524_288;

/** What one message may hold. */
export const limits: MarkupLimits = { depth: 64, elements: 50_000, attributes: 32, characters: 65_536 };

/** Reads a request. Whatever it is given, it comes to one of the three.
 * @see DSP0226 1.2; DSP0227 1.2
 */
export function readRequest({ contentType, body, replyId }: Message): Reading {
  const type = readContentType(contentType);
  if (!isSoap(type)) return refusedBy(415, 'expected application/soap+xml or text/xml');
  if (body.length > longestBody) return refusedBy(413, `expected at most ${longestBody} bytes`);
  const frame = frameOf(undefined, replyId, isUtf16(type));
  if (!isKnown(type))
    return refused(frame, faultOf('wsman:EncodingLimit', 'the charset is neither UTF-8 nor UTF-16', 'CharacterSet'));
  const root = parsed(body, type);
  return 'subcode' in root ? refused(frame, root) : readEnvelope(root, frame);
}

function parsed(body: Uint8Array, type: ContentType): Element | Fault {
  const text = decode(body, type);
  if (text === null) return faultOf('wsman:SchemaValidationError', `the body is no ${type.charset}`);
  try {
    return readMarkup(text, limits, true);
  } catch (error) {
    if (error instanceof MarkupError) return faultOf('wsman:SchemaValidationError', error.message);
    throw error;
  }
}

function readEnvelope(root: Element, empty: Frame): Reading {
  if (root.local !== 'Envelope' || root.uri !== uris.soap) {
    const old = root.local === 'Envelope' && root.uri === uris.soap11;
    const subcode = old ? 'VersionMismatch' : 'wsman:SchemaValidationError';
    return refused(empty, faultOf(subcode, 'expected an envelope of SOAP 1.2'));
  }
  let frame = empty;
  try {
    const { header, body } = bodyOf(root);
    frame = frameOf(header, empty.replyId, empty.utf16);
    checkUnderstood(header);
    const [first] = body.children;
    if (first?.local === 'Identify' && first.uri === uris.identity) return { kind: 'identify', frame };
    const headers = readHeaders(header);
    frame = { ...frame, maxBytes: headers.maxBytes };
    return readOperation(headers, body, frame);
  } catch (error) {
    if (error instanceof FaultError) return refused(frame, error.fault);
    throw error;
  }
}

/** What is known before the body is read. */
interface Addressed {
  readonly headers: Headers;
  readonly resource: Resource;
  readonly selectors: Selectors;
  readonly namespace: string;
  /** Whether the headers name it. */
  readonly isNamed: boolean;
  readonly uri: string;
}

type Read = Pick<Envelope, 'reply'> &
  Partial<Pick<Envelope, 'optimized' | 'filtered'>> & {
    readonly operation: CimOperation;
    /** Where the body says something else than the headers. */
    readonly namespace?: string;
    /** How items are written, where there are any. */
    readonly mode?: Mode;
  };

function readOperation(headers: Headers, body: Element, frame: Frame): Reading {
  const to = addressed(headers);
  // The items can be measured as soon as all of the request has been read, and not earlier.
  let items: PageItems | null = null;
  const fits: Fits = (item) => items === null || items.fits(item);
  const {
    operation,
    reply,
    namespace = to.namespace,
    mode,
    optimized = false,
    filtered = false,
  } = read(to, body, fits);
  const origin = { form: to.resource.form, namespace };
  const { action, timeoutMs } = headers;
  if (mode !== undefined) items = new PageItems(mode, origin, roomFor(frame, action), frame.utf16);
  const envelope: Envelope = { ...frame, action, reply, uri: to.uri, origin, timeoutMs, items, optimized, filtered };
  return { kind: 'request', request: { namespace, operation }, envelope };
}

/** The largest page, in bytes, for clients that take anything. */
const largestPage = 4_194_304;

/** What a page's items may have: what is left beside the envelope, and what goes around the items with a context. */
function roomFor(frame: Frame, action: string): number {
  const around = bytesOf(composed(frame, action, '', ' '.repeat(1024)), frame.utf16);
  return Math.min(frame.maxBytes, largestPage) - around;
}

function addressed(headers: Headers): Addressed {
  const { uri, action } = headers;
  const isKnown = Object.hasOwn(bodies, action.toLowerCase());
  if (uri === null && !isKnown) return unsupported(action);
  const resource = uri === null ? null : readResource(uri);
  if (uri === null || resource === null)
    return raise('wsa:DestinationUnreachable', 'the resource URI is of no form that is served', 'InvalidResourceURI');
  if (!isKnown && !action.toLowerCase().startsWith(`${uri.toLowerCase()}/`)) return unsupported(action);
  const selectors = readSelectors(headers.selectors);
  if (selectors.namespace !== null && resource.namespace !== null)
    if (!sameNamespace(selectors.namespace, resource.namespace))
      raise('wsman:InvalidSelectors', 'the resource URI and __cimnamespace name two namespaces', 'UnexpectedSelectors');
  const named = selectors.namespace ?? resource.namespace;
  const namespace = slashed(named ?? storageNamespace);
  return { headers, resource, selectors, namespace, isNamed: named !== null, uri };
}

const unsupported = (action: string): never => raise('wsa:ActionNotSupported', `the action ${action} is not supported`);

/** By action, in lower case. */
const bodies: Readonly<Record<string, (to: Addressed, body: Element, fits: Fits) => Read>> = {
  [actions.get.toLowerCase()]: readGet,
  [actions.put.toLowerCase()]: readPut,
  [actions.create.toLowerCase()]: () => ({ reply: 'refusal', operation: { do: 'unsupported', name: 'Create' } }),
  [actions.remove.toLowerCase()]: () => ({ reply: 'refusal', operation: { do: 'unsupported', name: 'Delete' } }),
  [actions.enumerate.toLowerCase()]: (to, body, fits) => {
    const { namespace: inside, ...enumeration } = readEnumerate(body, to.resource, fits);
    // The object of a filter may be the only one that says where it is.
    const namespace = to.isNamed || inside === null ? to.namespace : slashed(inside);
    return { reply: 'enumerate', ...enumeration, namespace };
  },
  [actions.pull.toLowerCase()]: (_, body, fits) => {
    const pull = onlyChild(body, 'Pull');
    const ticket = readTicket(pull);
    const { mode, namespace } = ticket;
    return { reply: 'pull', operation: readPull(pull, ticket, fits), mode, namespace };
  },
  [actions.release.toLowerCase()]: (_, body) => {
    const { context, namespace } = readTicket(onlyChild(body, 'Release'));
    return { reply: 'release', operation: { do: 'close', context }, namespace };
  },
};

function read(to: Addressed, body: Element, fits: Fits): Read {
  const { action } = to.headers;
  const standard = bodies[action.toLowerCase()];
  return standard === undefined ? readInvoke(to, body) : standard(to, body, fits);
}

function readGet({ resource, selectors }: Addressed): Read {
  if (resource.kind === 'declaration') {
    const name = selectors.keys.find((one) => one.name?.toLowerCase() === 'classname')?.value;
    if (name?.kind !== 'text') return raise('wsman:InvalidSelectors', 'ClassName is missing', 'InsufficientSelectors');
    return { reply: 'declaration', operation: { do: 'getClass', className: name.text.trim() } };
  }
  return { reply: 'get', operation: { do: 'getInstance', path: pathOf(resource, selectors), properties: null } };
}

function readPut({ resource, selectors, headers }: Addressed, body: Element): Read {
  const path = pathOf(resource, selectors);
  const [element, ...others] = body.children;
  if (element?.local.toLowerCase() !== path.className.toLowerCase() || others.length > 0)
    return raise('wxf:InvalidRepresentation', `the body is no instance of ${path.className}`);
  const changed = headers.options.filter(({ name }) => name === modifiedProperties).map(({ value }) => value);
  const operation: ModifyInstance = {
    do: 'modify',
    path,
    instance: readInstance(element, path.className),
    properties: changed.length === 0 ? null : changed,
  };
  return { reply: 'put', operation };
}

function readInvoke({ resource, selectors, headers, uri }: Addressed, body: Element): Read {
  const path = pathOf(resource, selectors);
  const method = headers.action.slice(uri.length + 1);
  if (!/^\w+$/.test(method)) return unsupported(headers.action);
  const [input, ...others] = body.children;
  if (others.length > 0 || (input !== undefined && input.local.toLowerCase() !== `${method}_input`.toLowerCase()))
    return raise('wsman:SchemaValidationError', `the body holds something else than one ${method}_INPUT`);
  const operation: Invoke = {
    do: 'invoke',
    on: path.keys.length === 0 ? path.className : path,
    method,
    parameters: readMembers(input?.children ?? []),
  };
  return { reply: 'invoke', operation };
}

/** The object of a request. */
function pathOf({ kind, className }: Resource, { keys }: Selectors): SentPath {
  if (kind === 'class') return { kind: 'path', namespace: null, className, keys };
  return raise('wsa:DestinationUnreachable', 'the resource URI is not that of a class', 'InvalidResourceURI');
}

function refused(frame: Frame, fault: Fault): Reading {
  return { kind: 'refused', reply: writeFault(frame, fault) };
}

function refusedBy(status: 413 | 415, why: string): Reading {
  return {
    kind: 'refused',
    reply: { status, headers: { 'Content-Type': 'text/plain;charset=UTF-8' }, body: `${why}\n` },
  };
}
