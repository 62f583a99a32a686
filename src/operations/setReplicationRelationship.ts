import { setReplicationRelationship as facts } from '../vocabulary/methods/setReplicationRelationship.js';
import { lastOperation } from '../vocabulary/relationOperations.js';
import { subscribe, unexpectedResponse } from './conversation/afterEffect.js';
import { execution, providerGone } from './conversation/array.js';
import { authenticate } from './conversation/authenticate.js';
import { connect, invokeReply, tls } from './conversation/connection.js';
import { findService } from './conversation/findService.js';
import { line, mayNotModify, methodRows, providerLimits } from './conversation/invoke.js';
import { readCapabilities } from './conversation/readCapabilities.js';
import {
  notRelated,
  operationNotOffered,
  operationWithdrawn,
  relationEnded,
  sideDeletedInFlight,
  sideNotThere,
  sides,
  stateForbids,
  swapped,
} from './conversation/relationState.js';
import { targetStale, targetUnknown } from './conversation/relations.js';
import { sourceUnknown } from './conversation/replica.js';
import { queueLimit } from './conversation/room.js';
import { malformed, role, serviceFails } from './conversation/service.js';
import { staleRows } from './conversation/stale.js';
import { syncEnds } from './conversation/syncEnds.js';
import { changesByJob, relationChange } from './facts/relation.js';
import { type Operation, operation } from './operation.js';
import type { Plan } from './plan.js';

const definition: Operation<typeof facts> = {
  method: facts,

  malformed: ({ Operation: number, TargetStorageVolume: target }) => {
    if (number === null) return 'Operation is missing';
    if (target === null) return 'TargetStorageVolume is missing';
    return Number(number) < 2 || Number(number) > lastOperation ? `Operation ${number} is none` : null;
  },

  rows: {
    service: [role, malformed, sourceUnknown, targetUnknown, operationNotOffered, serviceFails],
    connect,
    tls,
    authenticate,
    findService: findService(facts.provider.service),
    readCapabilities: [...readCapabilities, operationWithdrawn],

    invoke: [
      ...line,
      ...staleRows('source'),
      targetStale,
      sideDeletedInFlight,
      notRelated,
      swapped,
      ...methodRows({ method: facts.provider.method, reports: 'operations on relations' }),
      mayNotModify,
      ...providerLimits,
    ],

    array: [
      providerGone,
      sideNotThere,
      relationEnded,
      stateForbids,
      ...sides,
      queueLimit((call) => !changesByJob(call)),
      ...execution,
    ],

    invokeReply,
    readBack: [unexpectedResponse],
    subscribe,
  },

  plan(call): Plan {
    const byJob = changesByJob(call);
    return {
      outcome: byJob ? 'jobStarted' : 'success',
      make: null,
      change: relationChange(call),
      remove: null,
      job: byJob ? { work: 'copy' } : null,
      out: null,
    };
  },

  reply: ({ code, job, status, decided }) => ({ ReturnValue: code, Job: job, ExtendedStatus: status, decided }),

  ends: syncEnds,
};

/** MSFT_SMStorageVolume.SetReplicationRelationship: changes or ends the relation of a volume to its replica.
 * @see MSFT_SMStorageVolume.SetReplicationRelationship, "Return value"; CIM_ReplicationService.ModifyReplicaSynchronization
 */
export const setReplicationRelationship = operation(definition);
