import { lifecycles } from '../../lifecycle/lifecycles.js';
import { isCutOff, isGivenUp } from '../../store/replicationLink.js';
import { isOffline } from '../../store/shownState.js';
import type { CommonOutcome } from '../../vocabulary/methods/commonCodes.js';
import { formatDuration, milliseconds } from '../../vocabulary/units/durations.js';
import { none } from '../../vocabulary/units/ids.js';
import { poolOf, sourceOf, targetOf } from '../facts/job.js';
import type { End } from '../operation.js';
import { ends } from './ends.js';

const volumeOffline = lifecycles.volume.stateIndex('offline');
const volumeFailed = lifecycles.volume.stateIndex('failed');

/** What ends a job that copies a source to a target. */
export const copyEnds: readonly End<CommonOutcome | 'notEnoughResources'>[] = [
  {
    fail: 'failed',
    because: 'poolLost',
    cause: 'the pool of the target went offline or away while the job ran',
    when: ({ pool }) => pool === undefined || pool.goneAt !== 0 || isOffline(pool),
    message: (facts) =>
      facts.pool === undefined
        ? 'the pool of the target is gone'
        : `pool '${poolOf(facts)}' of the target is ${lifecycles.pool.states[facts.pool.state]}`,
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
    message: (facts) =>
      facts.source === undefined
        ? 'the source is gone'
        : `the source '${sourceOf(facts)}' is ${lifecycles.volume.states[facts.source.state]}`,
  },
  {
    fail: 'failed',
    because: 'sourcePoolLost',
    cause: 'the pool of the source went offline while the job ran: nobody can read the source',
    when: ({ source, world }) => source !== undefined && isOffline(world.pools.read(source.pool)),
    message: (facts) => `the pool of the source '${sourceOf(facts)}' is offline`,
  },
  {
    fail: 'failed',
    because: 'targetLost',
    cause: 'the target went bad while the job ran',
    when: ({ target }) => target?.state === volumeFailed,
    message: (facts) => `the target '${targetOf(facts)}' has failed`,
  },
  {
    fail: 'failed',
    because: 'linkLost',
    cause: 'the replication link to the peer system has been partitioned for longer than copies wait for it',
    when: ({ world, source, job }) => isGivenUp(world) && isCutOff(world, source?.pool ?? none, job.pool),
    message: ({ world }) =>
      `the replication link has been partitioned for ${formatDuration(milliseconds(world.nowMs - (world.settings.partition?.sinceMs ?? 0)))}`,
  },
  { fail: 'failed', because: 'copyFailed', cause: 'the copy fails, for a known reason' },
  { fail: 'unspecifiedError', because: 'copyFailedUnknown', cause: 'the copy fails, nobody knows why' },
  { fail: 'notEnoughResources', because: 'ranOut', cause: 'the array runs out of resources while the copy runs' },
  { ...ends.providerFailed, cause: 'the provider fails plainly while the copy runs' },
];
