import { createSnapshot as facts } from '../vocabulary/methods/createSnapshot.js';
import type { Blocks } from '../vocabulary/units/sizes.js';
import { anotherTarget, subscribe } from './conversation/afterEffect.js';
import { execution, providerGone } from './conversation/array.js';
import { authenticate } from './conversation/authenticate.js';
import { connect, invokeReply, tls } from './conversation/connection.js';
import { copyEnds } from './conversation/copyEnds.js';
import { findService } from './conversation/findService.js';
import { line, mayNotModify, providerLimits } from './conversation/invoke.js';
import { nameTakenAtProvider, nameTakenMeanwhile, rename } from './conversation/naming.js';
import { offerRows } from './conversation/offers.js';
import { readCapabilities } from './conversation/readCapabilities.js';
import {
  metadataLimit,
  replicaDeletedInFlight,
  replicaNotFound,
  replicaNotThere,
  replicaParameterType,
  targetGone,
  targetPoolRules,
} from './conversation/replica.js';
import { poolRoom, poolState, queueLimit, volumeLimit } from './conversation/room.js';
import { malformed, role, serviceFails } from './conversation/service.js';
import {
  planSnapshot,
  replicaPoolKind,
  snapshotLate,
  snapshotLimit,
  snapshotLinkPartitioned,
  snapshotMs,
  snapshotOfSnapshot,
} from './conversation/snapshots.js';
import { sourcePoolOffline, sourceReserved, sourceState } from './conversation/source.js';
import { answeredBy } from './conversation/standIn.js';
import { copiesWithinCall } from './facts/copyTime.js';
import { localityOf } from './facts/elements.js';
import { type Operation, operation } from './operation.js';

const nothing = 0 as Blocks; // a whole number of blocks
const offers = offerRows('snapshot', 'snapshotNotSupported');
// It takes no room at first, but promises as much as its source.
const [, overcommit] = poolRoom({ need: () => nothing, size: ({ volume }) => volume?.size ?? nothing });

const definition: Operation<typeof facts> = {
  method: facts,

  rows: {
    service: [role, malformed, ...offers.service, serviceFails],
    connect,
    tls,
    authenticate,
    findService: findService(facts.provider.service),
    readCapabilities: [...readCapabilities, ...offers.readCapabilities],

    invoke: [
      ...line,
      replicaNotFound,
      replicaDeletedInFlight,
      ...targetPoolRules((facts) => localityOf(facts, 'snapshot')),
      nameTakenAtProvider,
      replicaParameterType,
      ...offers.method,
      mayNotModify,
      ...providerLimits,
    ],

    array: [
      providerGone,
      replicaNotThere,
      snapshotOfSnapshot,
      sourceReserved,
      ...replicaPoolKind,
      ...sourceState,
      nameTakenMeanwhile,
      ...poolState,
      sourcePoolOffline,
      snapshotLinkPartitioned,
      ...answeredBy('failed', [snapshotLimit, overcommit, volumeLimit, metadataLimit, queueLimit(copiesWithinCall)]),
      ...execution,
    ],

    invokeReply: [...invokeReply, snapshotLate],
    readBack: [anotherTarget, targetGone],
    rename,
    subscribe,
  },

  takes: snapshotMs,
  plan: planSnapshot,

  reply: ({ code, made, job, status, decided }) => ({
    ReturnValue: code,
    TargetStorageVolume: made,
    Job: job,
    ExtendedStatus: status,
    decided,
  }),

  ends: copyEnds.flatMap((end) => (end.fail === 'notEnoughResources' ? [] : [{ ...end, fail: end.fail }])),
};

/** MSFT_SMStorageVolume.CreateSnapshot: makes a snapshot, which stays associated with its source: it shows what that has not
 * overwritten since.
 * @see MSFT_SMStorageVolume.CreateSnapshot, "Return value"
 */
export const createSnapshot = operation(definition);
