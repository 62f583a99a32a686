import type { Method } from './notation.js';
import { relationCodes, relationInstead } from './replicationCodes.js';

/** @see Windows Storage Management (MsftStrgMan.mof), SetReplicationRelationship method of the MSFT_SMStorageVolume class */
export const setReplicationRelationship = {
  className: 'MSFT_SMStorageVolume',
  name: 'SetReplicationRelationship',
  since: '2016',
  summary: 'Splits, resynchronizes, restores from, reverses or ends the relation of a volume to its replica.',
  provider: { method: 'ModifyReplicaSynchronization', service: 'replicationService' },
  effect: {
    done: 'that the relation is what was asked for',
    accepted: 'the relation is under way to what was asked for. Whether it gets there, the end of the job says',
    left: 'the relation may be changed, or the job that copies be left on the array',
    leftShortly: 'the relation may be changed',
  },
  parameters: {
    /** What to do: 8 is Detach, 12 Fracture, 14 ResyncReplica. */
    Operation: 'in uint16',
    /** The replica of the volume that the method is called on: the documents want a peer, and on one system that is the volume itself. */
    TargetStorageVolume: 'in ref MSFT_SMReplicaPeer',
    /** Credentials for the provider; the configuration provider's when both are left out. */
    username: 'in optional string',
    password: 'in optional string',
    /** The job that copies; set with 4096. */
    Job: 'out ref MSFT_SMJob',
    /** Set with every error. */
    ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'The relation is what was asked for.' },
    ...relationCodes,
    jobStarted: {
      ...relationCodes.jobStarted,
      meaning: 'It was accepted: a job copies what differs.',
    },
  },
  instead: relationInstead,
} as const satisfies Method;
