import type { Call, Given } from '../../conformance/subject/call.js';
import { type ArrayMutant, isOk, ofComponents, on, wrapped } from './mutant.js';
import { answering, changed, without } from './tables.js';
import type { Overrides } from './wrapDriver.js';

const creation = 'StorageVolume.CreateReplica';
const change = 'StorageVolume.SetReplicationRelationship';
const ending = 'DeleteReplicationRelationship';

const mirroring = on('local-mirrors');
/** The service detaches no clones: there are relations to be ended. */
const related = on({ base: 'local-mirrors', service: { detaches: 'never' } });

/** The same call, with other arguments. */
function asking(call: Call, given: Given): Call {
  return { ...call, with: { ...call.with, ...given } };
}

/** The operation that is done in the place of another one. */
function instead(asked: number, done: number): () => Overrides {
  return () => ({
    of: change,
    asks: (call: Call) => (call.with.Operation === asked ? asking(call, { Operation: done }) : call),
  });
}

/** Arrays that are wrong about mirrors, and about what is asked of relations. */
export const wrongReplicas: readonly ArrayMutant[] = [
  wrapped(
    'mirrors-are-clones',
    'It makes a clone where a mirror is asked for.',
    () => ({
      of: creation,
      asks: (call) => (call.with.SyncType === 6 ? asking(call, { SyncType: 8, Mode: 3 }) : call),
    }),
    mirroring,
  ),
  ofComponents(
    'kinds-of-replicas-unchecked',
    'It makes clones where it is asked for replicas that it does not offer.',
    without(`${creation} service/kindNotOffered`),
  ),
  ofComponents(
    'small-target-in-a-relation',
    'It answers 4 for a target that is too small, where 5 stands for that.',
    answering([`${creation} array/targetTooSmall`], 'failed'),
  ),
  ofComponents(
    'own-replica-not-supported',
    'It answers 1 for a volume that is to be the replica of itself, where 5 stands for that.',
    answering([`${creation} service/ownTarget`], 'notSupported'),
  ),
  wrapped(
    'fracture-is-none',
    'It does nothing when a mirror is fractured, and says it did.',
    instead(12, 17),
    mirroring,
  ),
  wrapped('split-is-none', 'It does nothing when a mirror is split, and says it did.', instead(21, 17), mirroring),
  wrapped('resync-backwards', 'It resynchronizes the source from its mirror.', instead(14, 15), mirroring),
  wrapped(
    'overwrites-in-words-alone',
    'It makes a new replica where one is to be made of a volume that is there.',
    () => ({
      of: creation,
      asks: (call) => {
        const { TargetStorageVolume: target, ...others } = call.with;
        return target === undefined || call.with.SyncType !== 6 ? call : { ...call, with: others };
      },
    }),
    mirroring,
  ),
  ofComponents(
    'target-of-a-relation-overwritten',
    'It makes a replica of a volume that is in another relation.',
    without(`${creation} array/targetInRelation`),
    mirroring,
  ),
  wrapped(
    'restore-is-a-resync',
    'It resynchronizes the mirror when the source is restored.',
    instead(15, 14),
    mirroring,
  ),
  wrapped('roles-stay', 'It does nothing when roles are reversed, and says it did.', instead(20, 17), mirroring),
  ofComponents(
    'larger-target-becomes-the-source',
    'It makes a source the target of a volume that is larger.',
    without(`${change} array/targetLarger`),
    mirroring,
  ),
  ofComponents(
    'read-only-source-restored',
    'It restores a source that is read-only.',
    without(`${change} array/sideReadOnly`),
    mirroring,
  ),
  wrapped('detach-is-none', 'It does nothing when a replica is detached, and says it did.', instead(8, 17), mirroring),
  ofComponents(
    'unrelated-not-there',
    'It answers 4 for a target that is no replica of the source, where 5 stands for that.',
    answering([`${change} invoke/notRelated`], 'failed'),
    related,
  ),
  ofComponents(
    'relations-of-any-caller',
    'It changes relations for a caller who may not manage storage.',
    without(`${change} service/role`),
    related,
  ),
  wrapped(
    'ends-no-relation',
    'It says that a relation is deleted, and leaves it.',
    () => ({
      of: ending,
      call: (call, next) => {
        const pretended = next(asking(call, { SourceReplicationGroup: 'none' }));
        const isRefused = 'ReturnValue' in pretended && pretended.ReturnValue === 1;
        return isRefused ? { ...pretended, ReturnValue: 0, ExtendedStatus: null } : pretended;
      },
    }),
    related,
  ),
  ofComponents(
    'peer-of-nothing-fails',
    'It answers 4 for a peer that is the replica of nothing, where 5 stands for that.',
    answering([`${ending} invoke/notRelated`], 'failed'),
    related,
  ),
  wrapped(
    'ends-the-replica-too',
    'It deletes a replica together with its relation.',
    (inner) => ({
      of: ending,
      answers: (reply, { with: { TargetGroupReplicaPeer: peer } }) => {
        if (isOk(reply) && typeof peer === 'string') inner.act({ do: 'delete', volume: peer });
        return reply;
      },
    }),
    related,
  ),
  ofComponents(
    'no-peer-no-code',
    'It answers 4 where no peer is named, and 5 stands for that.',
    changed([`${ending} service/malformed`], (row) => [{ ...row, refuse: 'failed' }]),
    related,
  ),
];
