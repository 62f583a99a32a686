import type { Reply } from '../../conformance/subject/call.js';
import { type ArrayMutant, isOk, ofComponents, on, wrapped } from './mutant.js';
import { answering, swapped, without } from './tables.js';
import { callOf } from './wrapDriver.js';

const method = 'Pool.Delete';
const keepsPools = on({ base: 'full-copy', capabilities: { deletesPools: false } });

/** Arrays that are wrong about the deletion of pools. */
export const wrongPools: readonly ArrayMutant[] = [
  ofComponents('anybody-deletes-pools', 'It lets anybody delete pools.', without('Pool.Delete service/role')),
  ofComponents('primordial-pool-deleted', 'It deletes a primordial pool.', without('Pool.Delete service/primordial')),
  ofComponents('full-pool-deleted', 'It deletes a pool that has volumes.', without('Pool.Delete array/hasVolumes')),
  ofComponents('peer-pool-deleted', 'It deletes a pool of its peer.', without('Pool.Delete array/remote')),
  ofComponents('offline-pool-deleted', 'It deletes a pool that is offline.', without('Pool.Delete array/poolOffline')),
  ofComponents(
    'pools-deleted-without-license',
    'It deletes pools although it says that it does not.',
    without('Pool.Delete service/noDeletion', 'Pool.Delete readCapabilities/deletionWithdrawn'),
    keepsPools,
  ),
  ofComponents(
    'primordial-called-not-supported',
    'It answers 1 for the deletion of a primordial pool, where 40810 says what it is.',
    answering(['Pool.Delete service/primordial'], 'notSupported'),
  ),
  ofComponents(
    'full-pool-called-in-use',
    'It answers 6 for the deletion of a pool that has volumes, where 40811 says so.',
    answering(['Pool.Delete array/hasVolumes'], 'inUse'),
  ),
  ofComponents(
    'no-pool-deletion-called-not-supported',
    'It answers 1 where 40809 says that it deletes no pools.',
    answering(['Pool.Delete service/noDeletion'], 'notSupported'),
    keepsPools,
  ),
  ofComponents(
    'unknown-pool-called-failed',
    'It answers 4 for the deletion of a pool that does not exist, where 5 stands for that.',
    answering(['Pool.Delete service/poolUnknown'], 'failed'),
  ),
  ofComponents(
    'bad-password-of-pools-called-failed',
    'It answers 4 for the deletion of a pool with a wrong password, where 40300 stands for that.',
    answering(['Pool.Delete authenticate/wrongCredentials'], 'failed'),
  ),
  ofComponents(
    'peer-pool-called-failed',
    'It answers 4 for the deletion of a pool of its peer, which it never deletes.',
    answering(['Pool.Delete array/remote'], 'failed'),
  ),
  ofComponents(
    'primordial-before-license',
    'It says that a pool is primordial before it says that it deletes none.',
    swapped('Pool.Delete service/noDeletion', 'Pool.Delete service/primordial'),
    keepsPools,
  ),
  ofComponents(
    'unknown-pool-before-role',
    'It tells anybody whether a pool exists.',
    swapped('Pool.Delete service/role', 'Pool.Delete service/poolUnknown'),
  ),
  answeringOtherwise('pool-deletion-relays', 'It relays what its provider says of a pool, with 43009.', (reply) =>
    reply.ReturnValue === 40811 ? { ...reply, ReturnValue: 43009 } : reply,
  ),
  answeringOtherwise(
    'pool-deletion-without-status',
    'It refuses to delete a pool, and says nothing more.',
    (reply) => ({
      ...reply,
      ExtendedStatus: null,
    }),
  ),
  wrapped('deleted-pool-stays', 'It says that a pool is deleted, and keeps it.', (inner) => ({
    of: method,
    call: (call) => callOf(inner.twin('fork'), call),
  })),
  wrapped('refused-and-another-pool-gone', 'It refuses to delete a pool, and deletes an empty one.', (inner) => ({
    of: method,
    answers: (reply) => {
      const empty = inner.observe({ kind: 'pools' }).find(({ name }) => name === 'silver');
      if (!isOk(reply) && empty !== undefined && inner.array.outOfBand.delete(empty.id).changed) inner.array.discover();
      return reply;
    },
  })),
];

function answeringOtherwise(name: string, wrong: string, answers: (reply: Reply) => Reply): ArrayMutant {
  return wrapped(name, wrong, () => ({ of: method, answers }));
}
