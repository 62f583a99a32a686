import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { accessCodes } from '../../vocabulary/methods/accessFacts.js';
import { accessProvider } from '../../vocabulary/methods/accessFacts.js';
import type { CommonOutcome } from '../../vocabulary/methods/commonCodes.js';
import type { Method } from '../../vocabulary/methods/notation.js';
import { none, type VolumeHandle } from '../../vocabulary/units/ids.js';
import { isInCache } from '../facts/cache.js';
import type { CallFacts } from '../facts/call.js';
import { volumeMeta, volumeState } from '../facts/elements.js';
import type { Operation, Row } from '../operation.js';
import type { Plan } from '../plan.js';
import { unexpectedResponse } from './afterEffect.js';
import { execution, providerGone } from './array.js';
import { authenticate } from './authenticate.js';
import { connect, invokeReply, tls } from './connection.js';
import { volumeDeletedInFlight, volumeLocked, volumeNotThere } from './element.js';
import { findService } from './findService.js';
import { line, mayNotModify, methodRows, parameterType, providerLimits, withoutCause } from './invoke.js';
import { readCapabilities } from './readCapabilities.js';
import { malformed, role, serviceFails } from './service.js';

/** The same of both of them. */
type Behaviour = Omit<Operation<Omit<Method, 'codes'> & { readonly codes: typeof accessCodes }>, 'method'>;

const offline = lifecycles.volume.stateIndex('offline');

/** The array has it, and does not let its access be changed. */
const arrayRows: readonly Row<CallFacts, keyof typeof accessCodes | CommonOutcome>[] = [
  {
    refuse: 'notSupported',
    because: 'accessFixed',
    cause: 'the array does not change what hosts may do with its volumes (access.changes)',
    whenSystem: ({ configuration }) => !configuration.profile.access.changes,
    message: ({ provider }) => `${provider.name} does not change what hosts may do with volumes`,
  },
  volumeNotThere('invalidLogicalUnit'),
  {
    refuse: 'invalidPermission',
    because: 'snapshotFixed',
    cause: 'the volume is a snapshot, and those keep the access that they were made with (access.snapshots)',
    whenSystem: ({ configuration }) => configuration.profile.access.snapshots === 'refused',
    whenElements: ({ volume }) => volume?.snapshot === 1,
    message: ({ request }) => `'${request.on}' is a snapshot, whose access this array does not change`,
  },
  {
    refuse: 'invalidPermission',
    because: 'exposed',
    cause: 'hosts have the volume, and this array changes none under them (access.exposed)',
    whenSystem: ({ configuration }) => configuration.profile.access.exposed === 'refused',
    whenElements: ({ volume }) => volume?.exposed === 1,
    message: ({ request }) => `'${request.on}' is exposed to hosts: take it from them first`,
  },
  volumeLocked,
  {
    refuse: 'cannotModifyVolume',
    because: 'notUsable',
    cause: 'the volume is not usable: its own copy still runs, or it has failed',
    // One that is offline is sound: nobody uses it meanwhile.
    whenElements: ({ volume }) =>
      volume !== undefined && !volumeMeta(volume).usable && !volumeMeta(volume).locked && volume.state !== offline,
    message: (facts) => `'${facts.request.on}' can't be modified: it is ${volumeState(facts)}`,
  },
];

/** The behaviour of the methods that say what hosts may do with a volume. It is done at once, and asking for what is so already is no
 * error: the documents have no code for that.
 */
export function settingAccess({ readOnly }: { readonly readOnly: boolean }): Behaviour {
  return {
    rows: {
      service: [
        role,
        malformed,
        {
          refuse: 'objectNotFound',
          because: 'volumeUnknown',
          cause: "the volume is not in the service's cache",
          whenElements: ({ volume }) => !isInCache(volume),
          message: ({ request }) => `the service's cache has no volume '${request.on}'`,
        },
        serviceFails,
      ],
      connect,
      tls,
      authenticate,
      findService: findService(accessProvider.service),
      // The documents list the codes of a query: the service asks what can be configured first.
      readCapabilities,
      invoke: [
        ...line,
        volumeDeletedInFlight,
        // Of the provider's method: read only, or read and write.
        parameterType('DeviceAccesses'),
        ...methodRows({ method: accessProvider.method, reports: 'the access to its volumes' }),
        mayNotModify,
        ...providerLimits,
        withoutCause.cimInvalidParameter,
        withoutCause.cimAlreadyExists,
        withoutCause.cimNoSuchProperty,
        withoutCause.cimInvalidResponseDestination,
      ],
      array: [providerGone, ...arrayRows, ...execution],
      invokeReply,
      readBack: [unexpectedResponse],
    },

    plan({ call }): Plan {
      if (call.volume === none) throw new Error('a request without a volume got past its rows');
      return {
        outcome: 'success',
        make: null,
        // `look` found the volume behind this handle.
        change: { kind: 'access', volume: call.volume as VolumeHandle, readOnly },
        remove: null,
        job: null,
        out: null,
      };
    },

    reply: ({ code, status, decided }) => ({ ReturnValue: code, ExtendedStatus: status, decided }),

    ends: [],
  };
}
