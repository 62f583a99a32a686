import { expect } from 'vitest';
import type { CimOperation, CimRequest } from '../../../src/cim/operations/requests.js';
import type { CimResult, Performed } from '../../../src/cim/operations/results.js';
import type { Envelope } from '../../../src/cim/xml/envelope.js';
import type { Headers } from '../../../src/cim/xml/headers.js';
import { type HttpRequest, readRequest } from '../../../src/cim/xml/readRequest.js';
import { writeReply } from '../../../src/cim/xml/writeReply.js';
import { violations } from './dtd.js';

export const namespace = 'root/microsoft/windows/storage/sm';

export const namespacePath = pathOf(namespace);

export function pathOf(name: string): string {
  const names = name.split('/').map((part) => `<NAMESPACE NAME="${part}"/>`);
  return `<LOCALNAMESPACEPATH>${names.join('')}</LOCALNAMESPACEPATH>`;
}

const encoder = new TextEncoder();

/** A request by the text of its body, with headers that a client sends with it. */
export function sent(body: string | Uint8Array, headers: Headers = {}): HttpRequest {
  return {
    headers: {
      'content-type': 'application/xml; charset="utf-8"',
      cimoperation: 'MethodCall',
      cimprotocolversion: '1.0',
      cimobject: namespace,
      ...headers,
    },
    body: typeof body === 'string' ? encoder.encode(body) : body,
  };
}

/** A document with this call in it. */
export function message(call: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<CIM CIMVERSION="2.0" DTDVERSION="2.0"><MESSAGE ID="4711" PROTOCOLVERSION="1.0"><SIMPLEREQ>${call}</SIMPLEREQ></MESSAGE></CIM>`;
}

/** A call of an intrinsic method, its parameters by name. */
export function intrinsic(method: string, parameters: Readonly<Record<string, string>> = {}): HttpRequest {
  const values = Object.entries(parameters).map(
    ([name, value]) => `<IPARAMVALUE NAME="${name}">${value}</IPARAMVALUE>`,
  );
  const call = `<IMETHODCALL NAME="${method}">${namespacePath}${values.join('')}</IMETHODCALL>`;
  return sent(message(call), { cimmethod: method });
}

/** A call of a method of a volume, its PARAMVALUEs as they are. */
export function extrinsic(method: string, parameters = '', key = 'vol-1'): HttpRequest {
  const target = `<LOCALINSTANCEPATH>${namespacePath}${instanceName('MSFT_SMStorageVolume', key)}</LOCALINSTANCEPATH>`;
  const call = `<METHODCALL NAME="${method}">${target}${parameters}</METHODCALL>`;
  const cimobject = `${namespace}:MSFT_SMStorageVolume.ObjectId="${key}"`;
  return sent(message(call), { cimmethod: method, cimobject });
}

export function instanceName(className: string, key: string): string {
  const binding = `<KEYBINDING NAME="ObjectId"><KEYVALUE VALUETYPE="string" TYPE="string">${key}</KEYVALUE></KEYBINDING>`;
  return `<INSTANCENAME CLASSNAME="${className}">${binding}</INSTANCENAME>`;
}

export const value = (text: string) => `<VALUE>${text}</VALUE>`;
export const className = (name: string) => `<CLASSNAME NAME="${name}"/>`;

/** A request that has to be one. */
export function understood(request: HttpRequest): {
  readonly request: Omit<CimRequest, 'caller'>;
  readonly envelope: Envelope;
} {
  const read = readRequest(request);
  if (read.kind === 'refused') throw new Error(`refused: ${JSON.stringify(read)}`);
  return read;
}

export const operationOf = (request: HttpRequest): CimOperation => understood(request).request.operation;

/** Why a request is refused by HTTP: its status and CIMError. */
export function refused(request: HttpRequest): string {
  const read = readRequest(request);
  return read.kind === 'refused' ? `${read.status} ${read.cimError}` : 'not refused';
}

/** What is said to be wrong with a request: the status of CIM, and its text. */
export function mistakeOf(request: HttpRequest): string {
  const operation = operationOf(request);
  return operation.do === 'mistaken' ? `${operation.refusal.status}: ${operation.refusal.text}` : operation.do;
}

/** The body of a reply, which keeps the rules of the DTD. */
export function reply(envelope: Envelope, result: CimResult): string {
  const { body } = writeReply(envelope, result, { host: 'array:5988' });
  expect(violations(body)).toEqual([]);
  return body;
}

/** What a request comes to when it is performed by that. */
export function answerTo(
  request: HttpRequest,
  perform: (operation: CimOperation, asked: Partial<CimRequest>) => Performed,
): string {
  const { request: asked, envelope } = understood(request);
  const result = perform(asked.operation, { namespace: asked.namespace });
  if (result.kind === 'inFlight' || result.kind === 'noReply') throw new Error(result.kind);
  return reply(envelope, result);
}

/** A document in lines, as people read it; one element with one value is one line. */
export function pretty(document: string): string {
  const lines: string[] = [];
  let depth = 0;
  for (const [token] of document.matchAll(/<\w[^>]*(?<!\/)>[^<]*<\/[^>]*>|<[^>]*>/g)) {
    if (token.startsWith('</')) depth--;
    lines.push(`${'  '.repeat(Math.max(depth, 0))}${token}`);
    if (/^<\w[^>]*(?<!\/)>$/.test(token)) depth++;
  }
  return lines
    .join('\n')
    .replace(/^( *<([\w.]+)[^>\n]*>)\n +(<([\w.]+)[^>\n]*>[^<\n]*<\/\4>)\n +(<\/\2>)$/gm, '$1$3$5');
}

/** The call or the response of a document, the namespace of the storage service left out: no two of these differ elsewhere. */
export function heart(document: string): string {
  const [found = document] = /<I?METHOD(CALL|RESPONSE) .*<\/I?METHOD\1>/s.exec(document) ?? [];
  return pretty(
    found.replace(/<LOCALNAMESPACEPATH>.*?<\/LOCALNAMESPACEPATH>/gs, '<LOCALNAMESPACEPATH>…</LOCALNAMESPACEPATH>'),
  );
}
