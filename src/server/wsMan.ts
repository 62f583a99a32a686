import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { CimClass, CimResult, NoReply } from '../cim/operations/results.js';
import type { Envelope, Reply as Written } from '../cim/wsman/envelope.js';
import { longestBody, readRequest } from '../cim/wsman/readRequest.js';
import { writeIdentity, writeReply, writeTimedOut } from '../cim/wsman/writeReply.js';
import { classText } from '../cim/xml/writeClass.js';
import {
  type Exchange,
  type Face,
  failedResult,
  type HttpReply,
  lostReply,
  operationText,
  outcomeText,
  type Reply,
  shuttingDown,
} from './exchange.js';
import type { Users } from './users.js';

/** WS-Management over HTTP. @see DSP0226 1.2, DSP0227 1.2 */
export function wsManFace(users: Users): Face {
  return {
    name: 'ws-man',
    bodyLimit: longestBody,
    verbs: ['POST'],
    challenge,
    authenticate: ({ authorization }) => users.authenticated(authorization),
    forEverybody,
    answer,
  };
}

const challenge = 'Basic realm="WSMAN"';

/** Identify says that there is somebody, and no more. @see DSP0226 1.2, 11 */
function forEverybody(headers: IncomingHttpHeaders, path: string, body: Buffer): HttpReply | undefined {
  const asks = path.endsWith('/wsman-anon/identify') || headers.wsmanidentify === 'unauthenticated';
  if (!asks) return undefined;
  const read = readRequest({ contentType: headers['content-type'], body, replyId: newId() });
  return read.kind === 'identify' ? reply(writeIdentity(read.frame, null), 'identify', null) : undefined;
}

function answer({ headers, body, user, hosted, stopping }: Exchange): Reply | Promise<Reply> {
  const read = readRequest({ contentType: headers['content-type'], body, replyId: newId() });
  if (read.kind === 'refused') return reply(read.reply, 'unread', 'fault');
  if (read.kind === 'identify')
    return reply(writeIdentity(read.frame, { vendor: 'arraysim', version: '1' }), 'identify', null);
  const { envelope } = read;
  const request = { ...read.request, caller: user.name };
  const operation = operationText(request.operation);
  if (stopping || hosted === null) return written(envelope, shuttingDown, operation);
  const result = hosted.perform(request);
  if (result instanceof Promise) return inTime(result, envelope, operation);
  // Put answers with the instance as it is now.
  if (request.operation.do === 'modify' && !(result instanceof Promise) && result.kind === 'nothing') {
    const now = hosted.perform({
      ...request,
      operation: { do: 'getInstance', path: request.operation.path, properties: null },
    });
    if (!(now instanceof Promise)) return written(envelope, now, operation);
  }
  return written(envelope, result, operation);
}

/** A call that waits, for as long as its client waits. */
function inTime(result: Promise<CimResult | NoReply>, envelope: Envelope, operation: string): Promise<Reply> {
  const { timeoutMs } = envelope;
  const answered = result.then((one) => written(envelope, one, operation));
  if (timeoutMs === null) return answered;
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => resolve(reply(writeTimedOut(envelope), operation, 'timed out')), timeoutMs);
    answered.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

function written(envelope: Envelope, result: CimResult | NoReply, operation: string): Reply {
  if (result.kind === 'noReply')
    return lostReply(result, operation, challenge, (wrongId) => ({
      ...writeReply(wrongId ? { ...envelope, relatesTo: newId() } : envelope, failedResult, declarationOf),
      status: 200,
    }));
  return reply(writeReply(envelope, result, declarationOf), operation, outcomeText(result));
}

function reply(one: Written, operation: string, outcome: string | null): HttpReply {
  return { ...one, operation, outcome };
}

function declarationOf(one: CimClass): string {
  return classText(one, { item: 'CLASS', classOrigin: true, localOnly: false, qualifiers: true, properties: null });
}

function newId(): string {
  return `uuid:${randomUUID()}`;
}
