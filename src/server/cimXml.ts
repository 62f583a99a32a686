import type { CimResult, NoReply } from '../cim/operations/results.js';
import type { Envelope } from '../cim/xml/envelope.js';
import { requestBytesMost } from '../cim/xml/limits.js';
import { readRequest } from '../cim/xml/readRequest.js';
import { refusalHeaders } from '../cim/xml/refused.js';
import { writeReply } from '../cim/xml/writeReply.js';
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

/** CIM-XML over HTTP. @see DSP0200 1.4 */
export function cimXmlFace(users: Users): Face {
  return {
    name: 'cim-xml',
    bodyLimit: requestBytesMost,
    verbs: ['POST'],
    challenge,
    authenticate: ({ authorization }) => users.authenticated(authorization),
    answer,
  };
}

const challenge = 'Basic realm="arraysim"';

function answer({ headers, body, user, hosted, stopping }: Exchange): Reply | Promise<Reply> {
  const read = readRequest({ headers: headers as Readonly<Record<string, string | undefined>>, body });
  if (read.kind === 'refused')
    return { status: read.status, headers: refusalHeaders(read), body: '', operation: 'unread', outcome: read.detail };
  const { request, envelope } = read;
  const operation = operationText(request.operation);
  const written = (result: CimResult | NoReply) => write(envelope, result, headers.host, operation);
  if (stopping || hosted === null) return written(shuttingDown);
  const result = hosted.perform({ ...request, caller: user.name });
  return result instanceof Promise ? result.then(written) : written(result);
}

function write(envelope: Envelope, result: CimResult | NoReply, host: string | undefined, operation: string): Reply {
  if (result.kind === 'noReply')
    return lostReply(result, operation, challenge, (wrongId) =>
      writeReply(wrongId ? { ...envelope, id: `${envelope.id}-of-another` } : envelope, failedResult, { host }),
    );
  const reply: Omit<HttpReply, 'operation' | 'outcome'> = writeReply(envelope, result, { host });
  return { ...reply, operation, outcome: outcomeText(result) };
}
