import type { AnyStateMachine } from 'xstate';
import { lifecycles, machines } from '../../src/lifecycle/lifecycles.js';
import type { Lifecycle } from '../../src/lifecycle/table.js';

/** The charts, each with its machine and its table, for tests that say the same of all. */
export const charts: readonly {
  name: string;
  machine: AnyStateMachine;
  lifecycle: Lifecycle<string, string, unknown>;
}[] = [
  { name: 'volume', machine: machines.volume, lifecycle: lifecycles.volume },
  { name: 'pool', machine: machines.pool, lifecycle: lifecycles.pool },
  { name: 'job', machine: machines.job, lifecycle: lifecycles.job },
  { name: 'synchronization', machine: machines.synchronization, lifecycle: lifecycles.synchronization },
  { name: 'replicationLink', machine: machines.replicationLink, lifecycle: lifecycles.replicationLink },
  { name: 'drive', machine: machines.drive, lifecycle: lifecycles.drive },
  { name: 'providerConnection', machine: machines.providerConnection, lifecycle: lifecycles.providerConnection },
];
