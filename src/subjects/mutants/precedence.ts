import { type ArrayMutant, ofComponents, on } from './mutant.js';
import { moved, swapped } from './tables.js';

/** Arrays that judge two causes in the wrong order: it matters where both hold. */
export const wrongOrders: readonly ArrayMutant[] = [
  ofComponents(
    'malformed-before-role',
    'It reads the arguments of a caller who may not call.',
    swapped('service/role', 'service/malformed'),
  ),
  ofComponents(
    'unknown-before-malformed',
    'It looks for the source before it reads the arguments.',
    swapped('service/malformed', 'service/sourceUnknown'),
  ),
  ofComponents(
    'clones-before-source',
    'It says that it has no clones before it looks for the source.',
    swapped('service/sourceUnknown', 'service/noClones'),
    on('snapshot-only'),
  ),
  ofComponents(
    'denied-before-password',
    'It denies an account before it has seen a right password.',
    swapped('authenticate/wrongCredentials', 'authenticate/namespaceDenied'),
  ),
  ofComponents(
    'credentials-before-source',
    'It looks for the source only when it knows who calls.',
    moved('service/sourceUnknown', 'authenticate', 'last'),
  ),
  ofComponents(
    'room-before-arguments',
    'It looks for room before it reads the arguments.',
    moved('array/free', 'service', 'first'),
  ),
  ofComponents(
    'offline-before-snapshot',
    'It says that a snapshot is offline before it says that it never clones one.',
    swapped('array/snapshot', 'array/sourceOffline'),
    on('legacy-2012'),
  ),
  ofComponents(
    'offline-before-primordial',
    'It says that a source is offline before it says that a pool is primordial.',
    swapped('array/primordial', 'array/sourceOffline'),
  ),
  ofComponents(
    'room-before-source-state',
    'It judges room before the state of the source.',
    swapped('array/sourceOffline', 'array/free'),
  ),
  ofComponents(
    'room-before-pool-state',
    'It judges room before the state of the pool.',
    swapped('array/poolReadOnly', 'array/free'),
  ),
  ofComponents(
    'room-before-unfinished-source',
    'It judges room before it sees that the source is still being copied.',
    swapped('array/sourceNotUsable', 'array/free'),
  ),
  ofComponents(
    'name-after-states',
    'It looks whether a name is taken only when all states are right.',
    moved('invoke/nameTaken', 'array', 'last'),
    on('strict-names'),
  ),
];
