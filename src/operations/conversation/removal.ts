import { isGone, wentInFlight } from '../facts/cache.js';
import type { CallFacts } from '../facts/call.js';
import type { Row } from '../operation.js';

/** The volume that the method is called on was deleted while the call was in flight. */
export const volumeDeletedInFlight = {
  refuse: 'cimNotFound',
  because: 'deletedInFlight',
  cause: 'the volume was deleted while this call was in flight',
  whenElements: ({ volume }) => isGone(volume),
  when: ({ volume, call }) => wentInFlight(volume, call),
  message: ({ request }) => `volume '${request.on}' was deleted while this call was in flight`,
} as const satisfies Row<CallFacts>;

/** The pool that the method is called on was deleted while the call was in flight. */
export const poolDeletedInFlight = {
  refuse: 'cimNotFound',
  because: 'deletedInFlight',
  cause: 'the pool was deleted while this call was in flight',
  whenElements: ({ pool }) => isGone(pool),
  when: ({ pool, call }) => wentInFlight(pool, call),
  message: ({ request }) => `pool '${request.on}' was deleted while this call was in flight`,
} as const satisfies Row<CallFacts>;
