import { driveMachine } from './drive.js';
import { jobMachine } from './job.js';
import { poolMachine } from './pool.js';
import { type ProviderConnectionState, providerConnectionMachine } from './providerConnection.js';
import { replicationLinkMachine } from './replicationLink.js';
import { synchronizationMachine } from './synchronization.js';
import { compileLifecycle } from './table.js';
import { volumeMachine } from './volume.js';

/** The seven charts as tables, compiled once at load: what the engine steps through. */
export const lifecycles = {
  volume: compileLifecycle(volumeMachine),
  pool: compileLifecycle(poolMachine),
  job: compileLifecycle(jobMachine),
  synchronization: compileLifecycle(synchronizationMachine),
  providerConnection: compileLifecycle<typeof providerConnectionMachine, ProviderConnectionState>(
    providerConnectionMachine,
  ),
  replicationLink: compileLifecycle(replicationLinkMachine),
  drive: compileLifecycle(driveMachine),
};

/** The seven charts as xstate machines: what people look at, and what the tables are held against. @internal */
export const machines = {
  volume: volumeMachine,
  pool: poolMachine,
  job: jobMachine,
  synchronization: synchronizationMachine,
  providerConnection: providerConnectionMachine,
  replicationLink: replicationLinkMachine,
  drive: driveMachine,
};

// The flattened states of the charts, by name.

/** A state of a volume, as `arraysim charts volume` shows it. */
export type VolumeState = (typeof lifecycles.volume.states)[number];
/** A state of a pool, as `arraysim charts pool` shows it. */
export type PoolState = (typeof lifecycles.pool.states)[number];
/** A state of a job, as `arraysim charts job` shows it. */
export type JobState = (typeof lifecycles.job.states)[number];
/** A state of a clone's relation to its source, as `arraysim charts synchronization` shows it. */
export type SynchronizationState = (typeof lifecycles.synchronization.states)[number];
/** A state of the replication link to the peer system, as `arraysim charts replicationLink` shows it. */
export type ReplicationLinkState = (typeof lifecycles.replicationLink.states)[number];
/** A state of a disk drive, as `arraysim charts drive` shows it. */
export type DriveState = (typeof lifecycles.drive.states)[number];
