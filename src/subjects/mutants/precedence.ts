import { moved, swapped } from './tables.js';
import { ofParts, on, type WrongArray } from './wrongArray.js';

/** Arrays that judge two causes in the wrong order: it matters where both hold. */
export const wrongOrders: readonly WrongArray[] = [
  ofParts(
    'malformed-before-role',
    'It reads the arguments of a caller who may not call.',
    swapped('service/role', 'service/malformed'),
  ),
  ofParts(
    'unknown-before-malformed',
    'It looks for the source before it reads the arguments.',
    swapped('service/malformed', 'service/sourceUnknown'),
  ),
  ofParts(
    'clones-before-source',
    'It says that it has no clones before it looks for the source.',
    swapped('service/sourceUnknown', 'service/noClones'),
    on('snapshot-only'),
  ),
  ofParts(
    'denied-before-password',
    'It denies an account before it has seen a right password.',
    swapped('authenticate/wrongCredentials', 'authenticate/namespaceDenied'),
  ),
  ofParts(
    'credentials-before-source',
    'It looks for the source only when it knows who calls.',
    moved('service/sourceUnknown', 'authenticate', 'last'),
  ),
  ofParts(
    'room-before-arguments',
    'It looks for room before it reads the arguments.',
    moved('array/free', 'service', 'first'),
  ),
  ofParts(
    'offline-before-snapshot',
    'It says that a snapshot is offline before it says that it never clones one.',
    swapped('array/snapshot', 'array/sourceOffline'),
    on('legacy-2012'),
  ),
  ofParts(
    'offline-before-primordial',
    'It says that a source is offline before it says that a pool is primordial.',
    swapped('array/primordial', 'array/sourceOffline'),
  ),
  ofParts(
    'room-before-source-state',
    'It judges room before the state of the source.',
    swapped('array/sourceOffline', 'array/free'),
  ),
  ofParts(
    'room-before-pool-state',
    'It judges room before the state of the pool.',
    swapped('array/poolReadOnly', 'array/free'),
  ),
  ofParts(
    'room-before-unfinished-source',
    'It judges room before it sees that the source is still being copied.',
    swapped('array/sourceNotUsable', 'array/free'),
  ),
  ofParts(
    'name-after-states',
    'It looks whether a name is taken only when all states are right.',
    moved('invoke/nameTaken', 'array', 'last'),
    on('strict-names'),
  ),
];
