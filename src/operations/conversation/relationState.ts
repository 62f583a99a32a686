import { lifecycles } from '../../lifecycle/lifecycles.js';
import { free } from '../../store/capacity.js';
import { syncType } from '../../vocabulary/replication.js';
import { none } from '../../vocabulary/units/ids.js';
import { formatSize } from '../../vocabulary/units/sizes.js';
import { isGone, wentInFlight } from '../facts/cache.js';
import type { CallFacts } from '../facts/call.js';
import { allowedFor, doingAsked, operationAsked, operationsFor, relationOf } from '../facts/relation.js';
import { isTakingCopies, nameOfSide, roomForCopy, sideChanged, sideRead } from '../facts/relationSides.js';
import type { Row } from '../operation.js';
import { targetName } from './relations.js';

// What a request about the relation of two volumes meets.

export const notRelated = {
  refuse: 'invalidParameter',
  because: 'notRelated',
  cause: 'the target is no replica of the volume that the method is called on',
  when: (facts) => relationOf(facts)?.source !== facts.call.volume && !isSwapped(facts),
  message: (facts) => `'${targetName(facts)}' is no replica of '${facts.request.on}'`,
} as const satisfies Row<CallFacts>;

/** @see CIM_StorageSynchronized: its sides are told apart */
export const swapped = {
  refuse: 'invalidParameter',
  because: 'swapped',
  cause: 'source and target are swapped: the method is called on the source',
  when: (facts) => relationOf(facts)?.source !== facts.call.volume && isSwapped(facts),
  message: (facts) => `'${targetName(facts)}' is the source of '${facts.request.on}': call the method on it`,
} as const satisfies Row<CallFacts>;

export const operationNotOffered = {
  refuse: 'notSupported',
  because: 'operationNotOffered',
  cause: 'Operation is none of those that the system offers for relations of this kind (GetSupportedOperations)',
  when: (facts) => !isOffered(facts, facts.discovered),
  message: (facts) => `${operationAsked(facts)} is none of the operations that the system offers for this relation`,
} as const satisfies Row<CallFacts>;

export const operationWithdrawn = {
  refuse: 'notSupported',
  because: 'operationWithdrawn',
  cause: "the live capabilities lack the operation that the service's cache promises",
  whenSystem: ({ settings }) => settings.discovered !== (settings.reported ?? settings.capabilities),
  when: (facts) => !isOffered(facts, facts.reported),
  message: (facts) =>
    `the array offers no ${operationAsked(facts)} any more; the service's cache still says that it does`,
} as const satisfies Row<CallFacts>;

export const sideDeletedInFlight = {
  refuse: 'cimNotFound',
  because: 'deletedInFlight',
  cause: 'the source or the target was deleted while this call was in flight',
  when: ({ volume, other, call }) =>
    (call.volume !== none && isGone(volume) && wentInFlight(volume, call)) ||
    (isGone(other) && wentInFlight(other, call)),
  message: (facts) =>
    `${isGone(facts.other) ? `'${targetName(facts)}'` : `'${facts.request.on}'`} was deleted while this call was in flight`,
} as const satisfies Row<CallFacts>;

export const sideNotThere = {
  refuse: 'objectNotFound',
  because: 'notThere',
  cause: 'the source or the target is not there when the array looks for it',
  when: ({ volume, other, call }) => (call.volume !== none && isGone(volume)) || isGone(other),
  message: (facts) => `the array has no volume '${isGone(facts.other) ? targetName(facts) : facts.request.on}'`,
} as const satisfies Row<CallFacts>;

export const relationEnded = {
  refuse: 'failed',
  because: 'relationEnded',
  cause: 'the relation has ended since the service looked',
  when: (facts) => relationOf(facts) === undefined,
  message: (facts) => `'${targetName(facts)}' is no replica any more`,
} as const satisfies Row<CallFacts>;

export const stateForbids = {
  refuse: 'failed',
  because: 'stateForbids',
  cause: 'the state of the relation does not allow the operation',
  when: (facts) => relationOf(facts) !== undefined && doingAsked(facts) === undefined,
  message: (facts) => {
    const relation = relationOf(facts);
    if (relation === undefined) return '';
    const state = lifecycles.synchronization.states[relation.state];
    const allowed = allowedFor(facts.world, relation, operationsFor(facts, relation, facts.live));
    return `the relation is ${state}, which does not allow ${operationAsked(facts)}: it allows ${allowed}`;
  },
} as const satisfies Row<CallFacts>;

/** Whether both sides are fit for what is to be done. */
export const sides = [
  {
    refuse: 'failed',
    because: 'multiHop',
    cause:
      'the roles cannot be reversed: the source is a target itself, or has other mirrors, and there are no mirrors of mirrors',
    when: (facts) => doingAsked(facts)?.do === 'reverse' && isPartOfMore(facts),
    message: ({ request }) => `'${request.on}' is in another relation, too, and can't become a target`,
  },
  {
    refuse: 'failed',
    because: 'targetLarger',
    cause: 'the roles cannot be reversed: the target is larger, and no target is smaller than its source',
    when: (facts) => doingAsked(facts)?.do === 'reverse' && (facts.other?.size ?? 0) > (facts.volume?.size ?? 0),
    message: (facts) => `'${targetName(facts)}' is larger than '${facts.request.on}', which could not hold all of it`,
  },
  {
    refuse: 'failed',
    because: 'sideReadOnly',
    cause: 'the side that is to be copied to, or to become the target, is read-only (SetReadonly)',
    when: (facts) => facts.world.volumes.peek(sideChanged(facts) ?? none)?.readOnly === 1,
    message: (facts) => {
      const side = sideChanged(facts);
      return side === undefined
        ? ''
        : `'${facts.world.volumes.payload(side)}' is read-only: SetReadWrite lets it be copied to`;
    },
  },
  {
    refuse: 'failed',
    because: 'sideNotReady',
    cause:
      'the side that is to be copied can not be read: it is offline, has failed, or another operation has locked it',
    when: (facts) => sideRead(facts) === false,
    message: (facts) => `'${nameOfSide(facts, 'from')}' can't be copied in the state that it is in`,
  },
  {
    refuse: 'failed',
    because: 'sideInUse',
    cause: 'the side that is to be copied to is offline, locked, or being copied itself, or there are snapshots of it',
    when: (facts) => isTakingCopies(facts) === false,
    message: (facts) => `'${nameOfSide(facts, 'to')}' can't be copied to: it is offline, locked or in use`,
  },
  {
    refuse: 'notEnoughResources',
    because: 'free',
    cause: 'the pool has not enough room for what differs',
    when: (facts) => {
      const { need, pool } = roomForCopy(facts);
      return pool !== undefined && need > free(pool);
    },
    counts: true,
    message: (facts) => {
      const { need, pool } = roomForCopy(facts);
      return pool === undefined
        ? ''
        : `needs ${formatSize(need)}, the pool has ${formatSize(free(pool))} free of ${formatSize(pool.total)}`;
    },
  },
] as const satisfies readonly Row<CallFacts>[];

function isSwapped({ world, volume, call }: CallFacts): boolean {
  if (volume === undefined || volume.synchronization === none) return false;
  return world.synchronizations.read(volume.synchronization).source === call.other;
}

function isOffered(facts: CallFacts, abilities: CallFacts['live']): boolean {
  const relation = relationOf(facts);
  return (
    relation === undefined || operationsFor(facts, relation, abilities).includes(Number(facts.request.given.Operation))
  );
}

function isPartOfMore({ world, volume, call }: CallFacts): boolean {
  if (volume === undefined) return false;
  if (volume.synchronization !== none) return true;
  for (let at = volume.firstReplica; at !== none; ) {
    const { syncType: type, target, nextOfSource } = world.synchronizations.read(at);
    if (type === syncType.mirror && target !== call.other) return true;
    at = nextOfSource;
  }
  return false;
}
