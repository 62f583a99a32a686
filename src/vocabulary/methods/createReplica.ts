import type { Method } from './notation.js';
import { relationCodes, relationInstead } from './replicationCodes.js';

/** @see Windows Storage Management (MsftStrgMan.mof), CreateReplica method of the MSFT_SMStorageVolume class */
export const createReplica = {
  className: 'MSFT_SMStorageVolume',
  name: 'CreateReplica',
  since: '2016',
  summary: 'Makes a mirror or a clone of a volume, on a new volume or on one that is there, or a snapshot.',
  provider: { method: 'CreateElementReplica', service: 'replicationService' },
  effect: {
    done: 'that the replica is complete: TargetStorageVolume names it, and there is no job',
    accepted: 'the relation exists and its room is reserved. Whether the copy comes about, the end of the job says',
    left: 'the replica or its job may be left on the array',
    leftShortly: 'the replica may be left',
  },
  parameters: {
    /** The name of a new target; system-supplied when left out. */
    ElementName: 'in string',
    /** 6 is a mirror, 7 a snapshot, 8 a clone. */
    SyncType: 'in uint16',
    /** 2 is synchronous, 3 asynchronous, 4 adaptive; the array's own choice when left out. */
    Mode: 'in uint16',
    /** The system that the target is on: this one when left out. */
    TargetStorageSystem: 'in ref MSFT_SMReplicaPeer',
    /** A volume that is overwritten, by no snapshot; a new one when left out. Set with 0 and 4096. */
    TargetStorageVolume: 'in out ref MSFT_SMStorageVolume',
    /** Where a new target goes. The source's pool when left out. */
    TargetStoragePool: 'in ref MSFT_SMPool',
    /** Taken, and without effect: an asynchronous mirror has no lag here. */
    RecoveryPointObjective: 'in uint32',
    /** Taken, and without effect. */
    ReplicationSettings: 'in optional object MSFT_SMReplicationSettings',
    /** Null: a replica on the same system has no peer. */
    TargetReplicaPeer: 'out ref MSFT_SMReplicaPeer',
    /** Credentials for the provider; the configuration provider's when both are left out. */
    username: 'in optional string',
    password: 'in optional string',
    /** The job that copies; set with 4096. */
    Job: 'out ref MSFT_SMJob',
    /** Set with every error. */
    ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'The replica is complete and the target exists.' },
    ...relationCodes,
  },
  instead: relationInstead,
} as const satisfies Method;
