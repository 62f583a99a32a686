import type { HostedArrays } from './arrays.js';
import { jsonReply } from './control/route.js';
import type { Face } from './exchange.js';

/** `/healthz`, for everybody: whether the server takes requests, and no more. */
export function healthFace(arrays: HostedArrays, isStopping: () => boolean): Face {
  return {
    name: 'health',
    bodyLimit: 0,
    verbs: ['GET'],
    challenge: 'Basic realm="arraysim"',
    authenticate: () => undefined,
    forEverybody: () =>
      isStopping()
        ? jsonReply(503, { status: 'stopping' }, 'health')
        : jsonReply(200, { status: 'ok', arrays: arrays.names().length }, 'health'),
    answer: () => 'silence',
  };
}
