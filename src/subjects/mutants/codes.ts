import { type ArrayMutant, ofComponents, on, release2012, wrapped } from './mutant.js';
import { answering, changed, ending, everywhere, operating, type Place } from './tables.js';

/** What a release before 2016 answers with 4. */
const shortages: readonly Place[] = [
  'array/free',
  'array/overcommit',
  'array/replicas',
  'array/volumes',
  'array/metadata',
  'array/queue',
];

/** Arrays that answer with a code that means something else. */
export const wrongCodes: readonly ArrayMutant[] = [
  ofComponents(
    'shortage-of-2016-in-2012',
    'Before 2016 it answers a shortage with 40002, which comes with 2016.',
    operating('CreateClone', (operation) => ({ ...operation, method: { ...operation.method, before2016: {} } })),
    release2012,
  ),
  ofComponents(
    'shortage-of-2012-in-2016',
    'It answers a shortage with 4, as was right before 2016.',
    answering(shortages, 'failed'),
  ),
  ofComponents(
    'not-found-of-2016-in-2012',
    'Before 2016 it answers 8 for what does not exist, which comes with 2016.',
    changed(['service/sourceUnknown', 'service/poolUnknown'], ({ since: _, ...row }) => [row]),
    release2012,
  ),
  ofComponents(
    'access-denied-of-2016-in-2012',
    'Before 2016 it answers 40001 for a role, which comes with 2016.',
    changed(['service/role'], ({ since: _, ...row }) => [row]),
    release2012,
  ),
  ofComponents(
    'stale-cache-of-2016-in-2012',
    'Before 2016 it answers 40003 for a stale cache, which comes with 2016.',
    changed(['invoke/sourceStale', 'invoke/poolStale'], ({ since: _, ...row }) => [row]),
    release2012,
  ),
  ofComponents(
    'shortage-unspecified',
    'It has too little room, and calls that an unspecified error.',
    answering(['array/free'], 'unspecifiedError'),
  ),
  ofComponents(
    'locked-not-supported',
    'It calls a source that is locked not supported.',
    answering(['array/sourceLocked'], 'notSupported'),
  ),
  ofComponents(
    'offline-not-supported',
    'It calls a source that is offline not supported.',
    answering(['array/sourceOffline'], 'notSupported'),
  ),
  ofComponents(
    'pool-state-a-shortage',
    'It calls a pool that is read-only a shortage.',
    answering(['array/poolReadOnly'], 'notEnoughResources'),
  ),
  ofComponents(
    'snapshot-failed',
    'It says 4 of a snapshot, which it never clones.',
    answering(['array/snapshot'], 'failed'),
    on('legacy-2012'),
  ),
  ofComponents(
    'primordial-failed',
    'It says 4 of a primordial pool, from which it never allocates.',
    answering(['array/primordial'], 'failed'),
  ),
  ofComponents(
    'no-clones-not-supported',
    'It answers 1 where 40308 says that there are no clones.',
    answering(['service/noClones'], 'notSupported'),
    on('snapshot-only'),
  ),
  ofComponents(
    'wrong-locality-no-clones',
    'It says that it has no clones where it lacks the replication type.',
    answering(everywhere('locality', 'typeWithdrawn'), 'cloneNotSupported'),
  ),
  ofComponents(
    'taken-name-exists',
    'It answers 43011 for a taken name that its provider refuses as a parameter.',
    answering(['invoke/nameTaken'], 'cimAlreadyExists'),
    on('strict-names'),
  ),
  ofComponents(
    'forbidden-pool-not-supported',
    'It answers 1 for a TargetPool that feature 40 forbids.',
    answering(['invoke/poolForbidden'], 'notSupported'),
    on('legacy-2012'),
  ),
  ofComponents(
    'bad-password-denied',
    'It answers a wrong password as if the account were denied.',
    answering(['authenticate/wrongCredentials'], 'cimAccessDenied'),
  ),
  ofComponents(
    'malformed-as-unknown',
    'It answers 8 for an argument that is malformed.',
    answering(['service/malformed'], 'objectNotFound'),
  ),
  wrapped('undocumented-code', 'It answers 4242 instead of 4.', () => ({
    answers: (reply) => (reply.ReturnValue === 4 ? { ...reply, ReturnValue: 4242 } : reply),
  })),
  ofComponents(
    'failed-job-blames-nobody',
    'A job whose pool went offline ends with the code of an error that nobody knows.',
    ending('poolLost', (row) => [{ ...row, fail: 'unspecifiedError' }]),
  ),
  ofComponents(
    'failed-job-names-a-foreign-code',
    'A job whose source went offline ends with a code of the connection.',
    ending('sourceLost', (row) => [{ ...row, fail: 'methodInvocationFailed' }]),
  ),
  wrapped('failed-job-without-code', 'A job that has failed has no ErrorCode.', () => ({
    job: (one) => (one.jobState === 10 ? { ...one, errorCode: 0 } : one),
  })),
];
