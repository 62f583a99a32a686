/** What a body says of itself before it is read. */
export interface ContentType {
  /** 'application/soap+xml' in lower case; '' where there is no header. */
  readonly type: string;
  /** 'utf-8' in lower case, which it is where nothing is said. */
  readonly charset: string;
}

/** Reads a Content-Type, with the charset in quotes or without. */
export function readContentType(header: string | undefined): ContentType {
  const [type = '', ...parameters] = (header ?? '').split(';');
  const charsets = parameters.map((one) => /^\s*charset\s*=\s*(["']?)([^"']*)\1\s*$/i.exec(one)?.[2]);
  const charset = charsets.find((one) => one !== undefined) ?? 'utf-8';
  return { type: type.trim().toLowerCase(), charset: charset.trim().toLowerCase() };
}

/** Whether it is SOAP at all. */
export function isSoap({ type }: ContentType): boolean {
  return type === 'application/soap+xml' || type === 'text/xml';
}

/** Whether a text in this charset is read, and in what the answer is written. */
export function isKnown({ charset }: ContentType): boolean {
  return charset === 'utf-8' || isUtf16({ charset });
}

export function isUtf16({ charset }: Pick<ContentType, 'charset'>): boolean {
  return charset === 'utf-16' || charset === 'utf-16le' || charset === 'utf-16be';
}

/** The text of a body in a known charset; null where its bytes are none in it.
 *
 * UTF-16 is little-endian unless a byte order mark, or the charset, says otherwise.
 */
export function decode(body: Uint8Array, contentType: ContentType): string | null {
  try {
    return decoderOf(body, contentType).decode(body);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function decoderOf(body: Uint8Array, contentType: ContentType) {
  if (!isUtf16(contentType)) return utf8;
  const bigEndian = (body[0] === 0xfe && body[1] === 0xff) || contentType.charset === 'utf-16be';
  return bigEndian ? utf16Big : utf16Little;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const utf16Little = new TextDecoder('utf-16le', { fatal: true });
const utf16Big = new TextDecoder('utf-16be', { fatal: true });

/** A message as it goes out: what is UTF-8 as a text, UTF-16 little-endian with its mark. */
export interface Encoded {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export function encode(text: string, utf16: boolean): Encoded {
  const headers = { 'Content-Type': `application/soap+xml;charset=${utf16 ? 'UTF-16' : 'UTF-8'}` };
  return { headers, body: utf16 ? littleEndian(`\uFEFF${text}`) : text };
}

function littleEndian(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    bytes[2 * at] = unit & 0xff;
    bytes[2 * at + 1] = unit >> 8;
  }
  return bytes;
}

/** How many bytes a text has when it goes out. */
export function bytesOf(text: string, utf16: boolean): number {
  return utf16 ? text.length * 2 : Buffer.byteLength(text);
}
