import { setup } from 'xstate';

/**
 * The life of the relation between a source element and its clone (CopyType UnSyncAssoc).
 *
 * `initialized` accepts `COMPLETE` for a copy done within the call. `STOP` begins an orderly end, of which `ABORT` is the end;
 * a copy that is killed aborts at once. Resynchronizing is not modelled: a broken, skewed or aborted relation can only be
 * detached.
 * @see CIM_StorageSynchronized.SyncState and CIM_Synchronized.CopyState, whose texts the numbers follow
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
                  on: { COPY: 'copying', COMPLETE: '#synchronization.attached.synchronized' },
                },
                copying: {
                  meta: { copyState: 3, syncState: 15, progressStatus: 6 },
                  on: { SUSPEND: 'suspended', WAIT: 'pending', COMPLETE: '#synchronization.attached.synchronized' },
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
        broken: { meta: { copyState: 5, syncState: 12, progressStatus: 3 } },
        // SyncState has no Aborted; Broken tells its readers that the target is no copy of the source.
        aborted: { meta: { copyState: 12, syncState: 12, progressStatus: 3 } },
      },
    },
    detached: { type: 'final', meta: { copyState: 15, syncState: 11, progressStatus: 15 } },
  },
});

/** What a synchronization's state says about it, as properties of MSFT_SMStorageSynchronized. */
export interface SynchronizationMeta {
  /** CopyState: 2 Initialized, 3 Unsynchronized, 4 Synchronized, 5 Broken, 9 Suspended, 12 Aborted, 13 Skewed,
   * 15 Not Applicable.
   */
  readonly copyState: number;
  /** SyncState: 2 Initialized, 9 Quiesced, 11 Idle, 12 Broken, 14 Frozen, 15 Copy In Progress. */
  readonly syncState: number;
  /** ProgressStatus: 2 Completed, 3 Dormant, 4 Initializing, 6 Synchronizing, 13 Aborting, 15 Not Applicable,
   * 20 Pending.
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
  | 'SKEW'
  | 'BREAK'
  | 'STOP'
  | 'ABORT'
  | 'DETACH';
