import type { Element } from '../markup/element.js';
import { attributeOf, childOf, isTrue, textOf } from './elements.js';
import type { Frame } from './envelope.js';
import { FaultError, raise } from './faults.js';
import { anonymous, uris } from './names.js';
import { durationMs } from './times.js';

/** The headers of a request, read and judged. */
export interface Headers {
  readonly action: string;
  /** Null where there is none. */
  readonly uri: string | null;
  readonly selectors: Element | undefined;
  readonly timeoutMs: number | null;
  readonly maxBytes: number;
  readonly options: readonly Option[];
}

/** One option; names repeat. */
interface Option {
  /** Without its prefix. */
  readonly name: string;
  readonly value: string;
}

/** All headers that are understood, if only as something to ignore or to refuse. */
const understood: Readonly<Record<string, readonly string[]>> = {
  [uris.addressing]: ['To', 'From', 'Action', 'MessageID', 'RelatesTo', 'ReplyTo', 'FaultTo'],
  [uris.wsman]: [
    'ResourceURI',
    'SelectorSet',
    'OptionSet',
    'OperationTimeout',
    'MaxEnvelopeSize',
    'Locale',
    'FragmentTransfer',
    'RequestTotalItemsCountEstimate',
  ],
  [uris.microsoft]: ['DataLocale', 'SessionId', 'OperationID', 'SequenceId', 'ActivityId'],
};

/** What a header is, by namespace and name; texts come without white space around them. */
const headerOf = (header: Element | undefined, uri: string, local: string) =>
  header?.children.find((one) => one.local === local && one.uri === uri);

/** What a reply is written with: known as soon as there are headers, also where something else is wrong. */
export function frameOf(header: Element | undefined, replyId: string, utf16: boolean): Frame {
  const id = headerOf(header, uris.addressing, 'MessageID')?.text.trim() ?? '';
  return { replyId, relatesTo: id === '' ? null : id, utf16, maxBytes: Number.POSITIVE_INFINITY };
}

/** @throws FaultError about the first header that must be understood and is not */
export function checkUnderstood(header: Element | undefined): void {
  for (const { local, uri, attributes } of header?.children ?? []) {
    if (understood[uri]?.includes(local)) continue;
    // Without its prefix it is not SOAP's attribute, and says nothing.
    const must = attributes.find((one) => one.local === 'mustUnderstand' && one.uri === uris.soap);
    if (must === undefined || !isTrue(must.value)) continue;
    const reason = `the header ${local} is not understood`;
    throw new FaultError({ subcode: 'MustUnderstand', reason, header: { uri, local } });
  }
}

/** @throws FaultError */
export function readHeaders(header: Element | undefined): Headers {
  const action = headerOf(header, uris.addressing, 'Action')?.text.trim() ?? '';
  if (action === '') raise('wsa:MessageInformationHeaderRequired', 'the header wsa:Action is missing');
  for (const local of ['ReplyTo', 'FaultTo']) checkAddress(headerOf(header, uris.addressing, local), local);
  if (headerOf(header, uris.wsman, 'FragmentTransfer') !== undefined)
    raise('wsman:UnsupportedFeature', 'instances are read and written whole', 'FragmentLevelAccess');
  const uri = headerOf(header, uris.wsman, 'ResourceURI')?.text.trim();
  return {
    action,
    uri: uri === undefined || uri === '' ? null : uri,
    selectors: headerOf(header, uris.wsman, 'SelectorSet'),
    timeoutMs: timeoutOf(headerOf(header, uris.wsman, 'OperationTimeout')),
    maxBytes: sizeOf(headerOf(header, uris.wsman, 'MaxEnvelopeSize')),
    options: optionsOf(headerOf(header, uris.wsman, 'OptionSet')),
  };
}

function checkAddress(to: Element | undefined, local: string): void {
  const address = textOf(to, 'Address');
  if (address === null || address === anonymous) return;
  raise('wsman:UnsupportedFeature', `${local} names another address than the anonymous one`, 'AddressingMode');
}

function timeoutOf(element: Element | undefined): number | null {
  if (element === undefined) return null;
  const ms = durationMs(element.text.trim());
  return ms ?? raise('wsa:InvalidMessageInformationHeader', 'OperationTimeout is no duration such as PT60S');
}

/** @see DSP0226 1.2, 6.2 */
const smallestEnvelope = 8192;

function sizeOf(element: Element | undefined): number {
  if (element === undefined) return Number.POSITIVE_INFINITY;
  const text = element.text.trim();
  if (!/^\d{1,15}$/.test(text)) raise('wsa:InvalidMessageInformationHeader', 'MaxEnvelopeSize is no number of bytes');
  const size = Number(text);
  if (size >= smallestEnvelope) return size;
  return raise('wsman:EncodingLimit', `MaxEnvelopeSize is below ${smallestEnvelope} bytes`, 'MinimumEnvelopeLimit');
}

/** Options that clients add by themselves, and those that only say how an answer is to look, are ignored. */
function optionsOf(set: Element | undefined): Option[] {
  const options = set?.children ?? [];
  return options.map((option) => {
    const name = (attributeOf(option, 'Name') ?? '').trim().replace(/^[^:]*:/, '');
    if (isTrue(attributeOf(option, 'MustComply')) && !harmless.test(name))
      raise('wsman:InvalidOptions', `the option ${name} is not known`, 'NotSupported');
    return { name, value: option.text.trim() };
  });
}

/** Those that clients were seen to send. */
const harmless = /^(?:__MI\w*|UsePreciseArrays|ShowExtensions)$/;

/** The option that names a property which a Put is to write. */
export const modifiedProperties = '__MIInstanceModifiedPropertiesList';

/** The body's first element, if it has one. */
export function bodyOf(envelope: Element): { readonly header: Element | undefined; readonly body: Element } {
  const body = childOf(envelope, 'Body');
  if (body === undefined) raise('wsman:SchemaValidationError', 'the envelope has no body');
  return { header: childOf(envelope, 'Header'), body };
}
