import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { JobFacts } from '../facts/job.js';
import type { Settlement } from '../operation.js';

const poolOffline = lifecycles.pool.stateIndex('offline');
const volumeOffline = lifecycles.volume.stateIndex('offline');
const volumeFailed = lifecycles.volume.stateIndex('failed');

/** What ends a job in Exception: judged when its copy is done, and when its source or pool changes state before. */
export const settlements: readonly Settlement<JobFacts>[] = [
  {
    fail: 'failed',
    because: 'poolLost',
    cause: 'the pool of the target went offline or away while the job ran',
    when: ({ pool }) => pool === undefined || pool.goneAt !== 0 || pool.state === poolOffline,
    message: ({ world, job, pool }) =>
      pool === undefined
        ? 'the pool of the target is gone'
        : `pool '${world.pools.payload(job.pool)}' of the target is ${lifecycles.pool.states[pool.state]}`,
  },
  {
    fail: 'failed',
    because: 'sourceLost',
    cause: 'the source went offline, away or bad while the job ran',
    when: ({ source, world }) =>
      source === undefined ||
      source.goneAt !== 0 ||
      source.state === volumeFailed ||
      (source.state === volumeOffline && world.configuration.profile.clones.requireOnlineSource),
    message: ({ world, job, source }) =>
      source === undefined
        ? 'the source is gone'
        : `the source '${world.volumes.payload(job.source)}' is ${lifecycles.volume.states[source.state]}`,
  },
  {
    fail: 'failed',
    because: 'targetLost',
    cause: 'the target went bad while the job ran',
    when: ({ target }) => target.state === volumeFailed,
    message: ({ world, job }) => `the target '${world.volumes.payload(job.target)}' has failed`,
  },
  { fail: 'failed', because: 'copyFailed', cause: 'the copy fails, for a known reason' },
  { fail: 'unspecifiedError', because: 'copyFailedUnknown', cause: 'the copy fails, nobody knows why' },
  {
    fail: 'notEnoughResources',
    failBefore2016: 'failed',
    because: 'ranOut',
    cause: 'the array runs out of resources while the copy runs',
  },
  { fail: 'cimFailed', because: 'providerFailed', cause: 'the provider fails plainly while the copy runs' },
  {
    fail: 'failed',
    because: 'forgotten',
    cause: 'the provider was restarted, and has forgotten the job',
    byFault: true,
  },
];
