import { setup } from 'xstate';

/**
 * The life of a storage pool: `online` and `degraded` hand out extents, `readOnly` and `offline` do not. One that a job makes is
 * `starting` until that has completed.
 *
 * Read-only is a setting and no fault, and the pool has no documented number for it, so its status stays OK.
 * @internal
 */
export const poolMachine = setup({
  // Phantom values: xstate reads the types of `types` and never looks at what is in it.
  types: { events: {} as { readonly type: PoolEvent }, meta: {} as PoolMeta },
}).createMachine({
  id: 'pool',
  initial: 'present',
  states: {
    present: {
      initial: 'starting',
      on: { REMOVE: 'gone' },
      states: {
        starting: {
          meta: { operationalStatus: [8], healthStatus: 0, allocates: false },
          on: { BECOME_USABLE: 'allocating' },
        },
        allocating: {
          initial: 'online',
          on: { TAKE_OFFLINE: 'offline', SET_READ_ONLY: 'readOnly' },
          states: {
            online: {
              meta: { operationalStatus: [2], healthStatus: 0, allocates: true },
              on: { DEGRADE: 'degraded' },
            },
            degraded: {
              meta: { operationalStatus: [3], healthStatus: 1, allocates: true },
              on: { REPAIR: 'online' },
            },
          },
        },
        readOnly: {
          meta: { operationalStatus: [2], healthStatus: 0, allocates: false },
          on: { SET_READ_WRITE: 'allocating', TAKE_OFFLINE: 'offline' },
        },
        offline: {
          meta: { operationalStatus: [15], healthStatus: 0, allocates: false },
          on: { BRING_ONLINE: 'allocating' },
        },
      },
    },
    gone: { type: 'final', meta: { operationalStatus: [], healthStatus: 0, allocates: false } },
  },
});

/** What a pool's state says about it. */
export interface PoolMeta {
  /** MSFT_SMPool.OperationalStatus; empty once the pool is gone and nothing answers. */
  readonly operationalStatus: readonly number[];
  /** MSFT_SMPool.HealthStatus: 0 healthy, 1 warning, 2 unhealthy. */
  readonly healthStatus: number;
  /** New extents may be taken from it. */
  readonly allocates: boolean;
}

/** The events of {@link poolMachine}. */
export type PoolEvent =
  | 'BECOME_USABLE'
  | 'TAKE_OFFLINE'
  | 'BRING_ONLINE'
  | 'DEGRADE'
  | 'REPAIR'
  | 'SET_READ_ONLY'
  | 'SET_READ_WRITE'
  | 'REMOVE';
