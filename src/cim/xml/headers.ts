import { unreadable } from './refused.js';

/** A request's headers by their names in lower case, as Node has them. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What the headers have to tell of the body. */
export interface Target {
  readonly method: string;
  readonly namespace: string;
  /** Null where no class is named. */
  readonly className: string | null;
}

/** Judges what does not depend on the body. @see DSP0200, "CIM-XML message headers" @throws Unreadable */
export function checkHeaders(headers: Headers): void {
  if (one(headers, 'cimbatch') !== undefined)
    unreadable(501, 'multiple-requests-unsupported', 'CIMBatch: several requests in one are not supported');
  const operation = one(headers, 'cimoperation');
  if (operation === undefined) return unreadable(400, null, 'no header CIMOperation: this is no CIM request');
  if (operation.trim().toLowerCase() !== 'methodcall')
    unreadable(400, 'unsupported-operation', `CIMOperation: expected MethodCall, not ${operation}`);
  const version = one(headers, 'cimprotocolversion') ?? '1.0';
  if (!/^1\.\d+$/.test(version.trim()))
    unreadable(501, 'unsupported-protocol-version', `CIMProtocolVersion: expected 1.x, not ${version}`);
  checkContentType(one(headers, 'content-type') ?? '');
}

function checkContentType(given: string): void {
  const [type = '', ...parameters] = given.toLowerCase().split(';');
  if (!['application/xml', 'text/xml'].includes(type.trim()))
    unreadable(400, 'header-mismatch', `Content-Type: expected application/xml or text/xml, not '${given}'`);
  for (const parameter of parameters) {
    const [, charset] = /^\s*charset\s*=\s*"?([^"]*)"?\s*$/.exec(parameter) ?? [];
    if (charset !== undefined && !encodings.includes(charset.trim()))
      unreadable(400, 'header-mismatch', `Content-Type: expected charset utf-8, not ${charset}`);
  }
}

/** Names of UTF-8, and of what is UTF-8 as well. */
export const encodings: readonly string[] = ['utf-8', 'utf8', 'us-ascii'];

/** Judges whether CIMMethod and CIMObject name what the body does. Names ignore case; keys are not looked at, since clients write them
 * in too many ways.
 * @throws Unreadable
 */
export function checkTarget(headers: Headers, target: Target): void {
  const method = one(headers, 'cimmethod');
  if (method === undefined) return unreadable(400, 'header-mismatch', 'no header CIMMethod');
  if (!readings(method).some((name) => same(name, target.method)))
    unreadable(400, 'header-mismatch', `CIMMethod names ${method}, the body ${target.method}`);
  const object = one(headers, 'cimobject');
  if (object === undefined) return unreadable(400, 'header-mismatch', 'no header CIMObject');
  if (!readings(object).some((name) => names(name, target)))
    unreadable(400, 'header-mismatch', `CIMObject names ${object}, the body ${nameOf(target)}`);
}

function names(object: string, { namespace, className }: Target): boolean {
  if (className === null) return same(namespaceKey(object), namespaceKey(namespace));
  const colon = object.indexOf(':');
  const [asked] = object.slice(colon + 1).split('.', 1);
  return colon !== -1 && same(namespaceKey(object.slice(0, colon)), namespaceKey(namespace)) && same(asked, className);
}

function nameOf({ namespace, className }: Target): string {
  return className === null ? namespace : `${namespace}:${className}`;
}

const namespaceKey = (namespace: string) =>
  namespace
    .trim()
    .replace(/^[\\/]+|[\\/]+$/g, '')
    .replaceAll('\\', '/');

const same = (one: string | undefined, other: string) => one?.trim().toLowerCase() === other.toLowerCase();

/** What a header can be read as: its bytes, of which Node makes a Latin-1 text, are Latin-1 or UTF-8. What is no percent-encoding
 * stays as it is.
 */
function readings(header: string): readonly string[] {
  const decoded = header.replace(/%([\da-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  if (!/[\x80-\xff]/.test(decoded)) return [decoded];
  const bytes = Uint8Array.from(decoded, (character) => character.charCodeAt(0));
  return [decoded, new TextDecoder().decode(bytes)];
}

function one(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' || value === undefined ? value : value.join(', ');
}
