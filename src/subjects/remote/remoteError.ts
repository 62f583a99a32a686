import type { Remote } from './client.js';
import type { Endpoint } from './endpoint.js';

/** A provider that can't be asked, or that does not say what it has to; the message says what to do, and no password. */
export class RemoteError extends Error {
  /** Tells it from other errors. */
  override readonly name = 'RemoteError';
}

/** What keeps a provider from answering anything; null where the answer is one, or may be the next time. */
export function obstacle({ face, host, port, path, user, secure }: Endpoint, answer: Remote): string | null {
  const where = `${host}:${port}`;
  const protocol = face === 'ws-man' ? 'WS-Management' : 'CIM-XML';
  if ('silence' in answer) {
    if (answer.silence === 'refused')
      return `nothing listens at ${where} (${answer.why}): start the provider, or mend host and port`;
    if (answer.silence === 'tls')
      return `TLS with ${where} fails (${answer.why}): have its certificate trusted, or take any with --insecure`;
    return null;
  }
  if (answer.kind !== 'unreadable') return null;
  switch (answer.status) {
    case 401:
    case 403:
      return `${where} does not let in ${user} (HTTP ${answer.status}): mend the user name or the password`;
    case 503:
      return null;
    default:
      return `${where} speaks no ${protocol} at ${path} (${answer.why}): mend the port or the path, /cimom is usual for CIM-XML and /wsman for WS-Management${secure ? '' : ', or say https'}`;
  }
}

/** What came instead of an answer, in words. */
export function instead(answer: Remote): string {
  if ('silence' in answer) return answer.why;
  switch (answer.kind) {
    case 'status':
      return `CIM status ${answer.code}${answer.text === '' ? '' : `, ${answer.text}`}`;
    case 'unreadable':
      return answer.why;
    case 'items':
      return 'instances';
    case 'answer':
      return `the answer ${answer.returnValue}`;
  }
}
