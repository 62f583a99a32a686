import { escapedAttribute, escapedText } from '../markup/escape.js';
import type { Answer, CimClass, CimInstance, CimPath, CimResult, Page } from '../operations/results.js';
import { bytesOf, encode } from './charset.js';
import { ticketText } from './enumerations.js';
import type { Envelope, Frame, Reply } from './envelope.js';
import { type Fault, faultFor, faultOf } from './faults.js';
import { Prefixes } from './items.js';
import { uris } from './names.js';
import { composed, writeFault } from './writeFault.js';
import { tagsFor, writtenInstance, writtenValue } from './written.js';

/** Writes the reply to a request.
 * @param declarationOf the declaration of a class, as CIM-XML has it: the one thing that WS-Management has no words of its own for
 * @throws Error when the result is none of the request's kind: whoever carried it out is wrong
 */
export function writeReply(envelope: Envelope, result: CimResult, declarationOf: (one: CimClass) => string): Reply {
  if (result.kind === 'status') return writeFault(envelope, faultFor(result, envelope.filtered));
  const { declarations, body } = bodyFor(envelope, result, declarationOf);
  const text = composed(envelope, `${envelope.action}Response`, declarations, body);
  if (bytesOf(text, envelope.utf16) > envelope.maxBytes) return writeFault(envelope, tooLarge);
  return { status: 200, ...encode(text, envelope.utf16) };
}

const tooLarge = faultOf('wsman:EncodingLimit', 'the reply is larger than MaxEnvelopeSize', 'MaxEnvelopeSize');

/** The time that the client gave is over. */
export function writeTimedOut(frame: Frame): Reply {
  return writeFault(frame, timedOut);
}

const timedOut: Fault = faultOf('wsman:TimedOut', 'the operation took longer than OperationTimeout');

/** Who serves here. */
interface Identity {
  readonly vendor: string;
  readonly version: string;
}

/** Answers Identify.
 * @param identity null for clients that are not to know
 * @see DSP0226 1.2, 11
 */
export function writeIdentity({ utf16 }: Frame, identity: Identity | null): Reply {
  const { vendor = '', version = '' } = identity ?? {};
  const element = (name: string, text: string) => `<wsmid:${name}>${escapedText(text)}</wsmid:${name}>`;
  const about = `${element('ProtocolVersion', uris.wsman)}${element('ProductVendor', vendor)}${element('ProductVersion', version)}`;
  const text = `<s:Envelope xmlns:s="${uris.soap}" xmlns:wsmid="${uris.identity}"><s:Header/><s:Body><wsmid:IdentifyResponse>${about}</wsmid:IdentifyResponse></s:Body></s:Envelope>`;
  return { status: 200, ...encode(text, utf16) };
}

interface Written {
  readonly declarations: string;
  readonly body: string;
}

const nothing: Written = { declarations: '', body: '' };

function bodyFor(
  envelope: Envelope,
  result: Exclude<CimResult, { kind: 'status' }>,
  declarationOf: (one: CimClass) => string,
): Written {
  const { reply } = envelope;
  switch (result.kind) {
    case 'nothing':
      if (reply === 'put' || reply === 'release') return nothing;
      break;
    case 'instance':
      if (reply === 'get' || reply === 'put') return instance(envelope, result.instance);
      break;
    case 'instances':
    case 'paths':
      return page(envelope, { items: result.items, context: null });
    case 'page':
      return page(envelope, result);
    case 'classes':
      if (reply === 'declaration') return { ...nothing, body: result.items.map(declarationOf).join('') };
      break;
    case 'answer':
      if (reply === 'invoke') return output(envelope, result);
      break;
    case 'classNames':
      break;
  }
  throw new Error(`a request that is answered as ${reply} came to ${result.kind}`);
}

function instance({ origin }: Envelope, one: CimInstance): Written {
  const prefixes = new Prefixes(origin.form);
  const body = writtenInstance(one, prefixes.of(one.model.name), origin);
  return { declarations: prefixes.declarations, body };
}

/** Items and end are WS-Management's in the answer to Enumerate, and the enumeration's own in a pull. @see DSP0226 1.2, 8.2.3 */
function page(
  envelope: Envelope,
  { items, context }: Pick<Page, 'context'> & { readonly items: readonly (CimInstance | CimPath)[] },
): Written {
  const { reply, items: written, origin, optimized } = envelope;
  if (written === null) throw new Error(`a request that is answered as ${reply} came to items`);
  const { namespace } = origin;
  const ticket = context === null ? null : ticketText({ mode: written.mode, namespace, context });
  const text = written.text(items);
  const { declarations } = written.prefixes;
  const of = reply === 'pull' ? 'wsen' : 'wsman';
  const end = ticket === null ? `<${of}:EndOfSequence/>` : '';
  const its = `<${of}:Items>${text}</${of}:Items>${end}`;
  // Some clients take the first empty context for the end of all, others the mark: an enumeration that is over has both.
  const named =
    ticket === null ? '<wsen:EnumerationContext/>' : `<wsen:EnumerationContext>${ticket}</wsen:EnumerationContext>`;
  if (reply === 'pull')
    return { declarations, body: `<wsen:PullResponse>${ticket === null ? '' : named}${its}</wsen:PullResponse>` };
  return { declarations, body: `<wsen:EnumerateResponse>${named}${optimized ? its : ''}</wsen:EnumerateResponse>` };
}

/** All outputs, null ones as well. */
function output({ uri, origin }: Envelope, { method, returnValue, outputs }: Answer): Written {
  const values = outputs.map(({ parameter, value }) => writtenValue(tagsFor(parameter, 'p'), value, origin)).join('');
  const tag = `p:${method.name}_OUTPUT`;
  const body = `<${tag}>${values}<p:ReturnValue>${returnValue}</p:ReturnValue></${tag}>`;
  return { declarations: ` xmlns:p="${escapedAttribute(uri)}"`, body };
}
