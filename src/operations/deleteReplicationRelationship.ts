import { deleteReplicationRelationship as facts } from '../vocabulary/methods/deleteReplicationRelationship.js';
import { unexpectedResponse } from './conversation/afterEffect.js';
import { execution, providerGone } from './conversation/array.js';
import { authenticate } from './conversation/authenticate.js';
import { connect, invokeReply, tls } from './conversation/connection.js';
import { findService } from './conversation/findService.js';
import { line, mayNotModify, methodRows, providerLimits } from './conversation/invoke.js';
import { readCapabilities } from './conversation/readCapabilities.js';
import { relationEnded, sideDeletedInFlight, sideNotThere, stateForbids } from './conversation/relationState.js';
import { targetName, targetUnknown } from './conversation/relations.js';
import { malformed, role, serviceFails } from './conversation/service.js';
import { relationChange, relationOf } from './facts/relation.js';
import { type Operation, operation } from './operation.js';
import type { Plan } from './plan.js';

const definition: Operation<typeof facts> = {
  method: facts,

  malformed: ({ SourceReplicationGroup: group, TargetGroupReplicaPeer: peer }) =>
    group === null && peer === null ? 'TargetGroupReplicaPeer is missing' : null,

  rows: {
    service: [
      role,
      malformed,
      {
        refuse: 'notSupported',
        because: 'noGroups',
        cause: 'SourceReplicationGroup names a group, and there are none',
        when: ({ request }) => request.given.SourceReplicationGroup !== null,
        message: ({ request }) =>
          `there are no replication groups, nor one called '${request.given.SourceReplicationGroup}'`,
      },
      targetUnknown,
      serviceFails,
    ],
    connect,
    tls,
    authenticate,
    findService: findService(facts.provider.service),

    readCapabilities: [
      ...readCapabilities,
      {
        refuse: 'notSupported',
        because: 'mustRemainAssociated',
        cause: 'targets must remain associated with their sources (feature 16)',
        whenSystem: ({ reported }) => reported.has.mustRemainAssociated,
        message: (call) => `'${targetName(call)}' must remain associated with its source (feature 16)`,
      },
    ],

    invoke: [
      ...line,
      sideDeletedInFlight,
      {
        refuse: 'invalidParameter',
        because: 'notRelated',
        cause: 'TargetGroupReplicaPeer is the replica of no volume',
        when: (call) => relationOf(call) === undefined,
        message: (call) => `'${targetName(call)}' is the replica of no volume`,
      },
      ...methodRows({ method: facts.provider.method, reports: 'operations on relations' }),
      mayNotModify,
      ...providerLimits,
    ],
    array: [providerGone, sideNotThere, relationEnded, stateForbids, ...execution],
    invokeReply,
    readBack: [unexpectedResponse],
  },

  plan(call): Plan {
    return {
      outcome: 'success',
      make: null,
      change: relationChange(call),
      remove: null,
      job: null,
      out: null,
    };
  },

  reply: ({ code, job, status, decided }) => ({ ReturnValue: code, Job: job, ExtendedStatus: status, decided }),

  ends: [],
};

/** MSFT_SMSystem.DeleteReplicationRelationship: ends a relation, and leaves both its sides.
 * @see MSFT_SMSystem.DeleteReplicationRelationship, "Return value"
 */
export const deleteReplicationRelationship = operation(definition);
