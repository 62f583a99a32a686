import { setup } from 'xstate';

/**
 * The life of a storage volume; a clone target is born in `starting` and becomes usable when its copy is done.
 *
 * A chart remembers nothing, so `FINISH_OPERATION`, `BRING_ONLINE` and `REPAIR` all lead to `online`: the code that
 * ends a lock on a volume that was degraded sends `DEGRADE` again. Locks begin at a ready volume only; an offline or
 * failed volume is removed without one.
 * @internal
 */
export const volumeMachine = setup({
  // Phantom values: xstate reads the types of `types` and never looks at what is in it.
  types: { events: {} as { readonly type: VolumeEvent }, meta: {} as VolumeMeta },
}).createMachine({
  id: 'volume',
  initial: 'present',
  states: {
    present: {
      initial: 'starting',
      on: { REMOVE: 'gone' },
      states: {
        starting: {
          meta: { operationalStatus: [8], healthStatus: 0, usable: false, locked: false },
          on: { BECOME_USABLE: 'ready', FAIL: 'failed' },
        },
        ready: {
          initial: 'online',
          on: {
            TAKE_OFFLINE: 'offline',
            FAIL: 'failed',
            RESIZE: 'locked.resizing',
            RESTORE: 'locked.restoring',
            DELETE: 'locked.deleting',
          },
          states: {
            online: {
              meta: { operationalStatus: [2], healthStatus: 0, usable: true, locked: false },
              on: { DEGRADE: 'degraded' },
            },
            degraded: {
              meta: { operationalStatus: [3], healthStatus: 1, usable: true, locked: false },
              on: { REPAIR: 'online' },
            },
          },
        },
        locked: {
          initial: 'resizing',
          on: { FINISH_OPERATION: 'ready', FAIL: 'failed' },
          states: {
            resizing: { meta: { operationalStatus: [2], healthStatus: 0, usable: true, locked: true } },
            restoring: { meta: { operationalStatus: [2], healthStatus: 0, usable: false, locked: true } },
            deleting: { meta: { operationalStatus: [2], healthStatus: 0, usable: false, locked: true } },
          },
        },
        offline: {
          meta: { operationalStatus: [15], healthStatus: 0, usable: false, locked: false },
          on: { BRING_ONLINE: 'ready', FAIL: 'failed' },
        },
        failed: {
          meta: { operationalStatus: [6], healthStatus: 2, usable: false, locked: false },
          on: { REPAIR: 'ready' },
        },
      },
    },
    gone: { type: 'final', meta: { operationalStatus: [], healthStatus: 0, usable: false, locked: false } },
  },
});

/** What a volume's state says about it. */
export interface VolumeMeta {
  /** MSFT_SMStorageVolume.OperationalStatus; empty once the volume is gone and nothing answers. */
  readonly operationalStatus: readonly number[];
  /** MSFT_SMStorageVolume.HealthStatus: 0 healthy, 1 warning, 2 unhealthy. */
  readonly healthStatus: number;
  /** Hosts may read and write it: false while contents are being put in place, replaced or taken away. */
  readonly usable: boolean;
  /** Another operation (resize, restore, delete) holds it. */
  readonly locked: boolean;
}

/** The events of {@link volumeMachine}. */
export type VolumeEvent =
  | 'BECOME_USABLE'
  | 'TAKE_OFFLINE'
  | 'BRING_ONLINE'
  | 'DEGRADE'
  | 'REPAIR'
  | 'FAIL'
  | 'RESIZE'
  | 'RESTORE'
  | 'DELETE'
  | 'FINISH_OPERATION'
  | 'REMOVE';
