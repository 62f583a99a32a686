import { setup } from 'xstate';

/**
 * The life of a disk drive. One that has failed is replaced, and its slot goes on under its name.
 * @see MSFT_SMDiskDrive.OperationalStatus
 * @internal
 */
export const driveMachine = setup({
  // Phantom values: xstate reads the types of `types` and never looks at what is in it.
  types: { events: {} as { readonly type: DriveEvent }, meta: {} as DriveMeta },
}).createMachine({
  id: 'drive',
  initial: 'ok',
  states: {
    ok: {
      meta: { operationalStatus: [2], healthStatus: 0, serves: true },
      on: { PREDICT_FAILURE: 'predictiveFailure', FAIL: 'failed' },
    },
    predictiveFailure: {
      meta: { operationalStatus: [5], healthStatus: 1, serves: true },
      on: { REPLACE: 'ok', FAIL: 'failed' },
    },
    failed: {
      meta: { operationalStatus: [6], healthStatus: 2, serves: false },
      on: { REPLACE: 'ok' },
    },
  },
});

/** What a drive's state says about it. */
export interface DriveMeta {
  /** MSFT_SMDiskDrive.OperationalStatus. */
  readonly operationalStatus: readonly number[];
  /** MSFT_SMDiskDrive.HealthStatus: 0 healthy, 1 warning, 2 unhealthy. */
  readonly healthStatus: number;
  /** Whether it holds data: a pool is degraded as long as one of its drives does not. */
  readonly serves: boolean;
}

/** The events of {@link driveMachine}. */
export type DriveEvent = 'PREDICT_FAILURE' | 'FAIL' | 'REPLACE';
