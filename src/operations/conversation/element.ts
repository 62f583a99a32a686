import { volumeUsage, volumeUsages } from '../../vocabulary/replication.js';
import { isGone, wentInFlight } from '../facts/cache.js';
import type { CallFacts } from '../facts/call.js';
import { labelOf, volumeMeta, volumeState } from '../facts/elements.js';
import type { Row } from '../operation.js';

// What is wrong with the volume or the pool that a method is called on, whatever it does with it.

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

/** The volume that the method is called on is not there, and the method has its own code for that. */
export function volumeNotThere<const Outcome extends string>(refuse: Outcome): Row<CallFacts, Outcome> {
  return {
    refuse,
    because: 'notThere',
    cause: 'the volume is not there when the array looks for it',
    whenElements: ({ volume }) => isGone(volume),
    message: ({ request }) => `the array has no volume '${request.on}'`,
  };
}

export const volumeReserved = {
  refuse: 'notSupported',
  because: 'reserved',
  cause: 'the volume is one that the array keeps for itself',
  whenElements: ({ volume }) => volume !== undefined && volume.usage !== volumeUsage.unrestricted,
  message: ({ request, volume }) => `'${request.on}' is: ${labelOf(volumeUsages, volume?.usage)}`,
} as const satisfies Row<CallFacts>;

export const volumeLocked = {
  refuse: 'failed',
  because: 'locked',
  cause: 'another operation has locked the volume',
  whenElements: ({ volume }) => volume !== undefined && volumeMeta(volume).locked,
  message: (facts) => `'${facts.request.on}' is locked: it is ${volumeState(facts)}`,
} as const satisfies Row<CallFacts>;

/** The same of the pool. */
export function poolNotThere<const Outcome extends string>(refuse: Outcome): Row<CallFacts, Outcome> {
  return {
    refuse,
    because: 'notThere',
    cause: 'the pool is not there when the array looks for it',
    whenElements: ({ pool }) => isGone(pool),
    message: ({ request }) => `the array has no pool '${request.on}'`,
  };
}

/** @param done what is done to concrete pools only */
export function poolPrimordial(done: 'deleted' | 'expanded') {
  return {
    refuse: 'primordialPool',
    because: 'primordial',
    cause: 'the pool is primordial',
    whenElements: ({ pool }) => pool?.primordial === 1,
    message: ({ request }) => `'${request.on}' is primordial: only concrete pools can be ${done}`,
  } as const satisfies Row<CallFacts>;
}

/** @param act what the peer system has to do itself */
export function poolOfPeer(act: 'delete' | 'expand') {
  return {
    refuse: 'notSupported',
    because: 'remote',
    cause: "the pool is the peer's",
    whenElements: ({ pool }) => pool?.remote === 1,
    message: ({ request }) => `'${request.on}' is a pool of the peer system, which has to ${act} it itself`,
  } as const satisfies Row<CallFacts>;
}
