import { type ArrayMutant, ofComponents, on, release2012, sourcePoolOnly, wantsOffline } from './mutant.js';
import { ending, everywhere, without } from './tables.js';

/** Arrays that lack a row of the table: they don't care about a cause. */
export const withoutRows: readonly ArrayMutant[] = [
  ofComponents('role-unchecked', 'It lets anybody manage storage.', without('service/role')),
  ofComponents(
    'role-unchecked-2012',
    'Before 2016 it lets anybody manage storage.',
    without('authenticate/role'),
    release2012,
  ),
  ofComponents('malformed-accepted', 'It takes arguments that are malformed.', without('service/malformed')),
  ofComponents(
    'unknown-source-asked-for',
    'It asks its provider for a source that its cache does not have, and relays what that says.',
    without('service/sourceUnknown'),
  ),
  ofComponents(
    'unknown-pool-asked-for',
    'It asks its provider for a pool that its cache does not have, and relays what that says.',
    without('service/poolUnknown'),
  ),
  ofComponents(
    'unknown-source-not-supported-2012',
    'Before 2016 it calls a source that does not exist not supported.',
    without('invoke/notFound', 'invoke/deletedInFlight'),
    release2012,
  ),
  ofComponents(
    'no-clones-unnoticed',
    'It looks for a replication type although both of its switches say that there are no clones.',
    without('service/noClones'),
    on('snapshot-only'),
  ),
  ofComponents(
    'clones-without-license',
    'It makes clones although it advertises none.',
    without(...everywhere('noClones', 'clonesWithdrawn', 'locality', 'typeWithdrawn', 'methodUnsupported', 'replicas')),
    on('snapshot-only'),
  ),
  ofComponents(
    'clones-to-the-peer',
    'It clones to the peer system although it advertises local clones only.',
    without(...everywhere('locality', 'typeWithdrawn', 'methodUnsupported')),
  ),
  ofComponents(
    'clones-at-home',
    'It clones within its own system although it advertises remote clones only.',
    without(...everywhere('locality', 'typeWithdrawn', 'methodUnsupported')),
    on('remote-only'),
  ),
  ofComponents(
    'clones-over-no-link',
    'It takes clones that would cross a partitioned replication link.',
    without('array/linkPartitioned'),
    on('remote-only'),
  ),
  ofComponents(
    'bad-certificate-accepted',
    'It talks to a provider with a bad certificate.',
    without('tls/certificate'),
  ),
  ofComponents(
    'any-password-accepted',
    'It lets in unknown accounts and wrong passwords.',
    without('authenticate/wrongCredentials'),
  ),
  ofComponents(
    'expired-account-accepted',
    'It lets in an account that has expired.',
    without('authenticate/credentialsExpired'),
  ),
  ofComponents(
    'denied-account-accepted',
    'It lets in an account that is denied.',
    without('authenticate/namespaceDenied'),
  ),
  ofComponents(
    'stale-source-cloned',
    'It clones a source that its cache is out of date about.',
    without('invoke/sourceStale'),
  ),
  ofComponents(
    'stale-pool-filled',
    'It clones into a pool that its cache is out of date about.',
    without('invoke/poolStale'),
  ),
  ofComponents(
    'forbidden-pool-accepted',
    'It takes a TargetPool that feature 40 forbids.',
    without('invoke/poolForbidden'),
    on('legacy-2012'),
  ),
  ofComponents(
    'missing-pool-accepted',
    'It does without the TargetPool that feature 43 wants.',
    without('invoke/poolRequired'),
    on('remote-only'),
  ),
  ofComponents(
    'foreign-pool-accepted',
    'It clones into another pool than the source is in, against feature 44.',
    without('invoke/poolNotOfSource'),
    sourcePoolOnly,
  ),
  ofComponents(
    'taken-name-found-late',
    'It looks only in its array whether a name is taken, and says 4.',
    without('invoke/nameTaken'),
    on('strict-names'),
  ),
  ofComponents(
    'name-check-dropped',
    'It gives a name twice, although names are unique.',
    without('invoke/nameTaken', 'array/nameTakenMeanwhile'),
    on('strict-names'),
  ),
  ofComponents(
    'renames-to-a-taken-name',
    'It gives a name twice when it renames, although names are unique.',
    without('rename/nameExists'),
    on('legacy-2012'),
  ),
  ofComponents(
    'snapshot-cloned',
    'It clones a snapshot although it does not support that.',
    without('array/snapshot'),
    on('legacy-2012'),
  ),
  ofComponents('primordial-pool-filled', 'It allocates a clone in a primordial pool.', without('array/primordial')),
  ofComponents(
    'locked-source-cloned',
    'It clones a source that another operation has locked.',
    without('array/sourceLocked'),
  ),
  ofComponents(
    'half-copied-source-cloned',
    'It clones a source whose own copy still runs.',
    without('array/sourceNotUsable'),
  ),
  ofComponents('offline-source-cloned', 'It clones a source that is offline.', without('array/sourceOffline')),
  ofComponents(
    'online-source-cloned',
    'It clones a source that is online, against feature 23.',
    without('array/sourceOnline'),
    wantsOffline,
  ),
  ofComponents('offline-pool-filled', 'It allocates a clone in a pool that is offline.', without('array/poolOffline')),
  ofComponents(
    'read-only-pool-filled',
    'It allocates a clone in a pool that is read-only.',
    without('array/poolReadOnly'),
  ),
  ofComponents(
    'job-survives-its-pool',
    'A job completes although the pool of its target went offline.',
    ending('poolLost', () => []),
  ),
  ofComponents(
    'job-survives-its-source',
    'A job completes although its source went offline.',
    ending('sourceLost', () => []),
  ),
  ofComponents(
    'job-survives-its-target',
    'A job completes although its target has failed.',
    ending('targetLost', () => []),
  ),
];
