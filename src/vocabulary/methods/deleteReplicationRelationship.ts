import type { Method } from './notation.js';
import { relationInstead, replicationCodes } from './replicationCodes.js';

/** @see Windows Storage Management (MsftStrgMan.mof), DeleteReplicationRelationship method of the MSFT_SMSystem class */
export const deleteReplicationRelationship = {
  className: 'MSFT_SMSystem',
  name: 'DeleteReplicationRelationship',
  since: '2016',
  summary: 'Ends the relation of a source to its replica: both go on as volumes of their own.',
  provider: { method: 'ModifyReplicaSynchronization', service: 'replicationService' },
  effect: {
    done: 'that the relation is gone',
    accepted: 'the relation is being ended',
    left: 'the relation may be gone',
    leftShortly: 'the relation may be gone',
  },
  parameters: {
    /** A group of sources: there are none. */
    SourceReplicationGroup: 'in ref MSFT_SMReplicationGroup',
    /** The replica: the documents want the peer of a group, and on one system it is the volume itself. */
    TargetGroupReplicaPeer: 'in ref MSFT_SMReplicaPeer',
    /** Null: it is done within the call. */
    Job: 'out ref MSFT_SMJob',
    /** Set with every error. */
    ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
    /** Credentials for the provider; the configuration provider's when both are left out. */
    username: 'in optional string',
    password: 'in optional string',
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'The relation is gone, and both volumes stay.' },
    ...replicationCodes,
  },
  instead: {
    ...relationInstead,
    cimNotFound: 'invalidParameter',
    objectNotFound: 'invalidParameter',
    cimAccessDenied: 'failed',
    accessDenied: 'failed',
    invalidCredentials: 'failed',
  },
} as const satisfies Method;
