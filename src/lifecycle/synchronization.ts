import { setup } from 'xstate';

/**
 * The life of the relation between a source element and its replica. The first copy of a clone ends with `COMPLETE`, that of a
 * mirror with `SYNC`: from then on the one stays as it is, and the other follows its source.
 *
 * `initialized` accepts both for a copy done within the call. `STOP` begins an orderly end, of which `ABORT` is the end;
 * a copy that is killed aborts at once. What a mirror can be asked for goes by the operations' names. That only mirrors are
 * asked is not the chart's affair.
 * @see CIM_StorageSynchronized.SyncState and CIM_Synchronized.CopyState, whose texts the numbers follow, and
 * CIM_ReplicationService.ModifyReplicaSynchronization, Operation
 * @internal
 */
export const synchronizationMachine = setup({
  // Phantom values: xstate reads the types of `types` and never looks at what is in it.
  types: { events: {} as { readonly type: SynchronizationEvent }, meta: {} as SynchronizationMeta },
}).createMachine({
  id: 'synchronization',
  initial: 'attached',
  states: {
    attached: {
      initial: 'unfinished',
      on: { DETACH: 'detached' },
      states: {
        unfinished: {
          initial: 'underWay',
          on: { BREAK: 'broken', ABORT: 'aborted' },
          states: {
            underWay: {
              initial: 'initialized',
              on: { STOP: 'aborting' },
              states: {
                initialized: {
                  meta: { copyState: 2, syncState: 2, progressStatus: 4 },
                  on: {
                    COPY: 'copying',
                    COMPLETE: '#synchronization.attached.synchronized',
                    SYNC: '#synchronization.attached.inSync',
                  },
                },
                copying: {
                  meta: { copyState: 3, syncState: 15, progressStatus: 6 },
                  on: {
                    SUSPEND: 'suspended',
                    WAIT: 'pending',
                    COMPLETE: '#synchronization.attached.synchronized',
                    SYNC: '#synchronization.attached.inSync',
                  },
                },
                // Dormant: "the data flow is inactive, suspended or quiesced" (CIM_Synchronized.ProgressStatus).
                suspended: {
                  meta: { copyState: 9, syncState: 9, progressStatus: 3 },
                  on: { RESUME: 'copying' },
                },
                // Pending: "the flow of data is waiting".
                pending: {
                  meta: { copyState: 3, syncState: 15, progressStatus: 20 },
                  on: { RESUME: 'copying' },
                },
              },
            },
            aborting: { meta: { copyState: 3, syncState: 15, progressStatus: 13 } },
          },
        },
        // What keeps nothing in sync is never Synchronized (SyncState 6): "when this value is set, SyncMaintained will be
        // true". Its blocks are all copied, and nothing copies any more: Frozen.
        synchronized: {
          meta: { copyState: 4, syncState: 14, progressStatus: 2 },
          on: { BREAK: 'broken', SKEW: 'skewed' },
        },
        // Hosts have written to the target: it holds the moment no more that it was copied at. Idle is 'normal' then.
        skewed: { meta: { copyState: 13, syncState: 11, progressStatus: 2 }, on: { BREAK: 'broken' } },
        broken: { meta: { copyState: 5, syncState: 12, progressStatus: 3 }, on: { RESYNC: 'resync' } },
        // SyncState has no Aborted; Broken tells its readers that the target is no copy of the source.
        aborted: { meta: { copyState: 12, syncState: 12, progressStatus: 3 }, on: { RESYNC: 'resync' } },
        inSync: {
          meta: { copyState: 4, syncState: 6, progressStatus: 2 },
          on: {
            FRACTURE: 'apart.fractured',
            SPLIT: 'apart.split',
            SUSPEND: 'apart.quiesced',
            DEACTIVATE: 'apart.inactive',
            UNPREPARE: 'apart.prepared',
            BREAK: 'broken',
          },
        },
        // What hosts write to the source does not reach the target.
        apart: {
          initial: 'fractured',
          on: { BREAK: 'broken' },
          states: {
            // ProgressStatus, Requires resync.
            fractured: {
              meta: { copyState: 6, syncState: 13, progressStatus: 18 },
              on: {
                RESYNC: '#synchronization.attached.resync',
                RESTORE: '#synchronization.attached.restore',
                UNPREPARE: 'prepared',
              },
            },
            split: {
              meta: { copyState: 7, syncState: 13, progressStatus: 18 },
              on: {
                RESYNC: '#synchronization.attached.resync',
                RESTORE: '#synchronization.attached.restore',
                UNPREPARE: 'prepared',
              },
            },
            quiesced: {
              meta: { copyState: 9, syncState: 9, progressStatus: 3 },
              on: { RESUME: '#synchronization.attached.resync', FRACTURE: 'fractured', SPLIT: 'split' },
            },
            // ProgressStatus, Requires activate.
            inactive: {
              meta: { copyState: 8, syncState: 11, progressStatus: 19 },
              on: { ACTIVATE: '#synchronization.attached.resync', UNPREPARE: 'prepared' },
            },
            prepared: {
              meta: { copyState: 11, syncState: 4, progressStatus: 19 },
              on: { ACTIVATE: '#synchronization.attached.resync' },
            },
          },
        },
        resync: {
          initial: 'resyncPending',
          on: { SYNC: 'inSync', BREAK: 'broken', ABORT: 'aborted', STOP: 'unfinished.aborting' },
          states: {
            resyncPending: {
              meta: { copyState: 3, syncState: 5, progressStatus: 20 },
              on: { COPY: 'resyncing', RESUME: 'resyncing' },
            },
            resyncing: {
              meta: { copyState: 3, syncState: 5, progressStatus: 7 },
              on: { SUSPEND: 'resyncSuspended', WAIT: 'resyncPending' },
            },
            resyncSuspended: { meta: { copyState: 9, syncState: 9, progressStatus: 3 }, on: { RESUME: 'resyncing' } },
          },
        },
        restore: {
          initial: 'restorePending',
          on: { SYNC: 'inSync', BREAK: 'broken', ABORT: 'aborted', STOP: 'unfinished.aborting' },
          states: {
            restorePending: {
              meta: { copyState: 3, syncState: 10, progressStatus: 20 },
              on: { COPY: 'restoring', RESUME: 'restoring' },
            },
            restoring: {
              meta: { copyState: 3, syncState: 10, progressStatus: 8 },
              on: { SUSPEND: 'restoreSuspended', WAIT: 'restorePending' },
            },
            restoreSuspended: { meta: { copyState: 9, syncState: 9, progressStatus: 3 }, on: { RESUME: 'restoring' } },
          },
        },
      },
    },
    detached: { type: 'final', meta: { copyState: 15, syncState: 11, progressStatus: 15 } },
  },
});

/** What a synchronization's state says about it, as properties of MSFT_SMStorageSynchronized. */
export interface SynchronizationMeta {
  /** CopyState: 2 Initialized, 3 Unsynchronized, 4 Synchronized, 5 Broken, 6 Fractured, 7 Split, 8 Inactive, 9 Suspended,
   * 11 Prepared, 12 Aborted, 13 Skewed, 15 Not Applicable.
   */
  readonly copyState: number;
  /** SyncState: 2 Initialized, 4 Prepared, 5 ResyncInProgress, 6 Synchronized, 9 Quiesced, 10 Restore In Progress, 11 Idle,
   * 12 Broken, 13 Fractured, 14 Frozen, 15 Copy In Progress.
   */
  readonly syncState: number;
  /** ProgressStatus: 2 Completed, 3 Dormant, 4 Initializing, 6 Synchronizing, 7 Resyncing, 8 Restoring, 13 Aborting,
   * 15 Not Applicable, 18 Requires resync, 19 Requires activate, 20 Pending.
   */
  readonly progressStatus: number;
}

/** The events of {@link synchronizationMachine}. */
export type SynchronizationEvent =
  | 'COPY'
  | 'SUSPEND'
  | 'WAIT'
  | 'RESUME'
  | 'COMPLETE'
  | 'SYNC'
  | 'FRACTURE'
  | 'SPLIT'
  | 'DEACTIVATE'
  | 'ACTIVATE'
  | 'UNPREPARE'
  | 'RESYNC'
  | 'RESTORE'
  | 'SKEW'
  | 'BREAK'
  | 'STOP'
  | 'ABORT'
  | 'DETACH';
