import { setup } from 'xstate';

/**
 * The life of a job: New, Starting, Running, Completed, and the ways aside and out.
 *
 * What was suspended or in service goes on through Starting (CIM_ConcreteJob.JobState).
 *
 * `TERMINATE` asks any job that is not already stopping to stop in order (`shuttingDown`, then `terminated`); `KILL` and
 * `FAIL` end any live job at once.
 * @internal
 */
export const jobMachine = setup({
  // Phantom values: xstate reads the types of `types` and never looks at what is in it.
  types: { events: {} as { readonly type: JobEvent }, meta: {} as JobMeta },
}).createMachine({
  id: 'job',
  initial: 'live',
  states: {
    live: {
      initial: 'terminable',
      on: { KILL: 'killed', FAIL: 'exception' },
      states: {
        terminable: {
          initial: 'new',
          on: { TERMINATE: 'shuttingDown' },
          states: {
            new: {
              meta: { jobState: 2, operationalStatus: [15], final: false, status: 'Waiting to start' },
              on: { START: 'starting' },
            },
            starting: {
              meta: { jobState: 3, operationalStatus: [8], final: false, status: 'Starting' },
              on: { RUN: 'running' },
            },
            running: {
              meta: { jobState: 4, operationalStatus: [2], final: false, status: 'Running' },
              on: {
                SUSPEND: 'suspended',
                ENTER_SERVICE: 'service',
                QUERY: 'queryPending',
                COMPLETE: '#job.completed',
              },
            },
            suspended: {
              meta: { jobState: 5, operationalStatus: [15], final: false, status: 'Suspended' },
              on: { RESUME: 'starting', ENTER_SERVICE: 'service' },
            },
            service: {
              meta: { jobState: 11, operationalStatus: [11], final: false, status: 'In service' },
              on: { LEAVE_SERVICE: 'starting' },
            },
            queryPending: {
              meta: { jobState: 12, operationalStatus: [2], final: false, status: 'Waiting for an answer' },
              on: { ANSWER: 'running' },
            },
          },
        },
        shuttingDown: {
          meta: { jobState: 6, operationalStatus: [9], final: false, status: 'Shutting down' },
          on: { SHUT_DOWN: '#job.terminated' },
        },
      },
    },
    // "Completed" says only that the work is over; the status beside it says how it went (CIM_Job, OperationalStatus).
    completed: {
      type: 'final',
      meta: { jobState: 7, operationalStatus: [2, 17], final: true, status: 'Completed' },
    },
    // Stopped is a clean and orderly stop, Aborted an abrupt one (CIM_ManagedSystemElement, OperationalStatus).
    terminated: {
      type: 'final',
      meta: { jobState: 8, operationalStatus: [10], final: true, status: 'Terminated' },
    },
    killed: {
      type: 'final',
      meta: { jobState: 9, operationalStatus: [14], final: true, status: 'Killed' },
    },
    exception: {
      type: 'final',
      meta: { jobState: 10, operationalStatus: [6, 17], final: true, status: 'Failed' },
    },
  },
});

/** What a job's state says about it. */
export interface JobMeta {
  /** MSFT_SMJob.JobState. */
  readonly jobState: number;
  /** MSFT_SMJob.OperationalStatus. */
  readonly operationalStatus: readonly number[];
  /** The job is over and stays as it is. */
  readonly final: boolean;
  /** MSFT_SMJob.JobStatus: a few words for people. */
  readonly status: string;
}

/** The events of {@link jobMachine}. */
export type JobEvent =
  | 'START'
  | 'RUN'
  | 'SUSPEND'
  | 'RESUME'
  | 'ENTER_SERVICE'
  | 'LEAVE_SERVICE'
  | 'QUERY'
  | 'ANSWER'
  | 'COMPLETE'
  | 'TERMINATE'
  | 'SHUT_DOWN'
  | 'KILL'
  | 'FAIL';
