import { expect, test } from 'vitest';
import type { DriveEvent } from '../../src/lifecycle/drive.js';
import type { JobEvent } from '../../src/lifecycle/job.js';
import type {
  DriveState,
  JobState,
  PoolState,
  ReplicationLinkState,
  SynchronizationState,
  VolumeState,
} from '../../src/lifecycle/lifecycles.js';
import { lifecycles } from '../../src/lifecycle/lifecycles.js';
import type { PoolEvent } from '../../src/lifecycle/pool.js';
import type { ProviderConnectionEvent, ProviderConnectionState } from '../../src/lifecycle/providerConnection.js';
import type { ReplicationLinkEvent } from '../../src/lifecycle/replicationLink.js';
import type { SynchronizationEvent } from '../../src/lifecycle/synchronization.js';
import type { VolumeEvent } from '../../src/lifecycle/volume.js';
import { charts } from './charts.js';
import {
  copyStates,
  healthStatuses,
  jobStates,
  operationalStatuses,
  progressStatuses,
  syncStates,
  volumeOperationalStatuses,
} from './documentedValues.js';

// Each record must name every member of its union, and no other, to compile: union and table hold each other.
test('the states of the types are the states of the tables', () => {
  const volume: Record<VolumeState, [string, string, 'usable' | '', 'locked' | '']> = {
    starting: ['Starting', 'Healthy', '', ''],
    online: ['OK', 'Healthy', 'usable', ''],
    degraded: ['Degraded', 'Warning', 'usable', ''],
    resizing: ['OK', 'Healthy', 'usable', 'locked'],
    restoring: ['OK', 'Healthy', '', 'locked'],
    deleting: ['OK', 'Healthy', '', 'locked'],
    offline: ['Dormant', 'Healthy', '', ''],
    failed: ['Error', 'Unhealthy', '', ''],
    gone: ['', 'Healthy', '', ''],
  };
  expect(
    valuesByState(lifecycles.volume, ({ operationalStatus, healthStatus, usable, locked }) => [
      labels(volumeOperationalStatuses, operationalStatus),
      labels(healthStatuses, [healthStatus]),
      usable ? 'usable' : '',
      locked ? 'locked' : '',
    ]),
  ).toEqual(volume);

  const pool: Record<PoolState, [string, string, 'allocates' | '']> = {
    starting: ['Starting', 'Healthy', ''],
    online: ['OK', 'Healthy', 'allocates'],
    degraded: ['Degraded', 'Warning', 'allocates'],
    readOnly: ['OK', 'Healthy', ''],
    offline: ['Dormant', 'Healthy', ''],
    gone: ['', 'Healthy', ''],
  };
  expect(
    valuesByState(lifecycles.pool, ({ operationalStatus, healthStatus, allocates }) => [
      labels(operationalStatuses, operationalStatus),
      labels(healthStatuses, [healthStatus]),
      allocates ? 'allocates' : '',
    ]),
  ).toEqual(pool);

  const job: Record<JobState, [string, string, string]> = {
    new: ['New', 'Dormant', 'Waiting to start'],
    starting: ['Starting', 'Starting', 'Starting'],
    running: ['Running', 'OK', 'Running'],
    suspended: ['Suspended', 'Dormant', 'Suspended'],
    service: ['Service', 'In Service', 'In service'],
    queryPending: ['Query Pending', 'OK', 'Waiting for an answer'],
    shuttingDown: ['Shutting Down', 'Stopping', 'Shutting down'],
    completed: ['Completed', 'OK, Completed', 'Completed'],
    terminated: ['Terminated', 'Stopped', 'Terminated'],
    killed: ['Killed', 'Aborted', 'Killed'],
    exception: ['Exception', 'Error, Completed', 'Failed'],
  };
  expect(
    valuesByState(lifecycles.job, ({ jobState, operationalStatus, status }) => [
      labels(jobStates, [jobState]),
      labels(operationalStatuses, operationalStatus),
      status,
    ]),
  ).toEqual(job);

  const synchronization: Record<SynchronizationState, [string, string, string]> = {
    initialized: ['Initialized', 'Initialized', 'Initializing'],
    copying: ['Unsynchronized', 'Copy In Progress', 'Synchronizing'],
    suspended: ['Suspended', 'Quiesced', 'Dormant'],
    pending: ['Unsynchronized', 'Copy In Progress', 'Pending'],
    aborting: ['Unsynchronized', 'Copy In Progress', 'Aborting'],
    synchronized: ['Synchronized', 'Frozen', 'Completed'],
    skewed: ['Skewed', 'Idle', 'Completed'],
    broken: ['Broken', 'Broken', 'Dormant'],
    aborted: ['Aborted', 'Broken', 'Dormant'],
    detached: ['Not Applicable', 'Idle', 'Not Applicable'],
    inSync: ['Synchronized', 'Synchronized', 'Completed'],
    fractured: ['Fractured', 'Fractured', 'Requires resync'],
    split: ['Split', 'Fractured', 'Requires resync'],
    quiesced: ['Suspended', 'Quiesced', 'Dormant'],
    inactive: ['Inactive', 'Idle', 'Requires activate'],
    prepared: ['Prepared', 'Prepared', 'Requires activate'],
    resyncPending: ['Unsynchronized', 'ResyncInProgress', 'Pending'],
    resyncing: ['Unsynchronized', 'ResyncInProgress', 'Resyncing'],
    resyncSuspended: ['Suspended', 'Quiesced', 'Dormant'],
    restorePending: ['Unsynchronized', 'Restore In Progresss', 'Pending'],
    restoring: ['Unsynchronized', 'Restore In Progresss', 'Restoring'],
    restoreSuspended: ['Suspended', 'Quiesced', 'Dormant'],
  };
  expect(
    valuesByState(lifecycles.synchronization, ({ copyState, syncState, progressStatus }) => [
      labels(copyStates, [copyState]),
      labels(syncStates, [syncState]),
      labels(progressStatuses, [progressStatus]),
    ]),
  ).toEqual(synchronization);

  const providerConnection: Record<ProviderConnectionState, string> = {
    'up+running': 'up+running',
    'up+shuttingDown': 'up+shuttingDown',
    'up+stopped': 'up+stopped',
    'hung+running': 'hung+running',
    'hung+shuttingDown': 'hung+shuttingDown',
    'hung+stopped': 'hung+stopped',
    'down+running': 'down+running',
    'down+shuttingDown': 'down+shuttingDown',
    'down+stopped': 'down+stopped',
  };
  expect(valuesByState(lifecycles.providerConnection, ({ link, server }) => `${link}+${server}`)).toEqual(
    providerConnection,
  );

  expect(valuesByState(lifecycles.replicationLink, ({ copies }) => copies)).toEqual({
    up: 'fully',
    degraded: 'slowly',
    partitioned: 'not',
  } satisfies Record<ReplicationLinkState, string>);

  const drive: Record<DriveState, [string, string, 'serves' | '']> = {
    ok: ['OK', 'Healthy', 'serves'],
    predictiveFailure: ['Predictive Failure', 'Warning', 'serves'],
    failed: ['Error', 'Unhealthy', ''],
  };
  expect(
    valuesByState(lifecycles.drive, ({ operationalStatus, healthStatus, serves }) => [
      labels(operationalStatuses, operationalStatus),
      labels(healthStatuses, [healthStatus]),
      serves ? 'serves' : '',
    ]),
  ).toEqual(drive);
});

test('the events of the types are the events of the tables', () => {
  const volume: Record<VolumeEvent, true> = {
    BECOME_USABLE: true,
    TAKE_OFFLINE: true,
    BRING_ONLINE: true,
    DEGRADE: true,
    REPAIR: true,
    FAIL: true,
    RESIZE: true,
    RESTORE: true,
    DELETE: true,
    FINISH_OPERATION: true,
    REMOVE: true,
  };
  const pool: Record<PoolEvent, true> = {
    BECOME_USABLE: true,
    TAKE_OFFLINE: true,
    BRING_ONLINE: true,
    DEGRADE: true,
    REPAIR: true,
    SET_READ_ONLY: true,
    SET_READ_WRITE: true,
    REMOVE: true,
  };
  const job: Record<JobEvent, true> = {
    START: true,
    RUN: true,
    SUSPEND: true,
    RESUME: true,
    ENTER_SERVICE: true,
    LEAVE_SERVICE: true,
    QUERY: true,
    ANSWER: true,
    COMPLETE: true,
    TERMINATE: true,
    SHUT_DOWN: true,
    KILL: true,
    FAIL: true,
  };
  const synchronization: Record<SynchronizationEvent, true> = {
    COPY: true,
    SUSPEND: true,
    WAIT: true,
    RESUME: true,
    COMPLETE: true,
    SYNC: true,
    FRACTURE: true,
    SPLIT: true,
    DEACTIVATE: true,
    ACTIVATE: true,
    UNPREPARE: true,
    RESYNC: true,
    RESTORE: true,
    SKEW: true,
    BREAK: true,
    STOP: true,
    ABORT: true,
    DETACH: true,
  };
  const providerConnection: Record<ProviderConnectionEvent, true> = {
    LINK_UP: true,
    LINK_HANG: true,
    LINK_DOWN: true,
    SHUT_DOWN: true,
    STOP: true,
    START: true,
  };
  const drive: Record<DriveEvent, true> = { PREDICT_FAILURE: true, FAIL: true, REPLACE: true };
  const replicationLink: Record<ReplicationLinkEvent, true> = { DEGRADE: true, PARTITION: true, REPAIR: true };
  const declared = { volume, pool, job, synchronization, providerConnection, replicationLink, drive };
  for (const [name, events] of Object.entries(declared)) {
    const lifecycle = charts.find((chart) => chart.name === name)?.lifecycle;
    expect([...(lifecycle?.events ?? [])].sort()).toEqual(Object.keys(events).sort());
  }
});

test('a misspelt name does not compile', () => {
  lifecycles.job.stateIndex('running');
  // @ts-expect-error
  expect(() => lifecycles.job.stateIndex('runing')).toThrow();
  // @ts-expect-error regions are joined in document order
  expect(() => lifecycles.providerConnection.stateIndex('running+up')).toThrow();
  // @ts-expect-error a volume has no RUN
  expect(() => lifecycles.volume.eventIndex('RUN')).toThrow();
});

test('a job is final exactly where its meta says so', () => {
  expect(valuesByState(lifecycles.job, ({ final }) => final)).toEqual(
    Object.fromEntries(lifecycles.job.states.map((name, index) => [name, lifecycles.job.final(index)])),
  );
});

test('from every state of every chart a life can end, save for lines and drives, which come back to where they began', () => {
  for (const { name, lifecycle } of charts) {
    const goal = (index: number) =>
      name === 'providerConnection' || name === 'replicationLink' || name === 'drive'
        ? index === lifecycle.initial
        : lifecycle.final(index);
    for (const [start] of lifecycle.states.entries()) {
      const reached = new Set([start]);
      for (const state of reached) {
        for (const [event] of lifecycle.events.entries()) {
          const target = lifecycle.target(state, event);
          if (target >= 0) reached.add(target);
        }
      }
      expect([...reached].some(goal), `${name}: ${lifecycle.states[start]}`).toBe(true);
    }
  }
});

function valuesByState<State extends string, Meta, Value>(
  lifecycle: { readonly states: readonly State[]; meta(index: number): Meta },
  value: (meta: Meta) => Value,
): Record<string, Value> {
  return Object.fromEntries(lifecycle.states.map((name, index) => [name, value(lifecycle.meta(index))]));
}

function labels(map: Readonly<Record<number, string>>, values: readonly number[]): string {
  return values.map((value) => map[value] ?? `undocumented ${value}`).join(', ');
}
