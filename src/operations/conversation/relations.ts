import { volumeUsage, volumeUsages } from '../../vocabulary/replication.js';
import { none } from '../../vocabulary/units/ids.js';
import { formatSize } from '../../vocabulary/units/sizes.js';
import { isGone, isInCache, isStale } from '../facts/cache.js';
import type { CallFacts } from '../facts/call.js';
import { jobsWork, labelOf, openJobs, volumeMeta } from '../facts/elements.js';
import type { Row } from '../operation.js';

// What the second volume meets that a call names: the target of a relation.

export const targetUnknown = {
  refuse: 'objectNotFound',
  because: 'targetUnknown',
  cause: "the target is not in the service's cache",
  when: (facts) => namesTarget(facts) && !isInCache(facts.other),
  message: (facts) => `the service's cache has no volume '${targetName(facts)}'`,
} as const satisfies Row<CallFacts>;

export const targetStale = {
  refuse: 'cacheOutOfDate',
  because: 'targetStale',
  cause: 'the target was changed or deleted out of band since the service last discovered it',
  when: ({ other, call }) => isStale(other, call),
  message: (facts) => `volume '${targetName(facts)}' was changed out of band since the last discovery; run a discovery`,
} as const satisfies Row<CallFacts>;

const targetNotThere = {
  refuse: 'objectNotFound',
  because: 'targetNotThere',
  cause: 'the target is not there when the array looks for it',
  when: (facts) => namesTarget(facts) && isGone(facts.other),
  message: (facts) => `the array has no volume '${targetName(facts)}'`,
} as const satisfies Row<CallFacts>;

/** Whether a volume that is there can be overwritten.
 * @see CIM_ReplicationService.CreateElementReplica, TargetElement
 */
export const existingTarget = [
  targetNotThere,
  {
    refuse: 'invalidParameter',
    because: 'targetTooSmall',
    cause: 'the target is smaller than the source',
    when: ({ volume, other }) => volume !== undefined && other !== undefined && other.size < volume.size,
    message: (facts) => {
      const { volume, other, request } = facts;
      if (volume === undefined || other === undefined) return '';
      return `'${targetName(facts)}' has ${formatSize(other.size)}, less than the ${formatSize(volume.size)} of '${request.on}'`;
    },
  },
  {
    refuse: 'notSupported',
    because: 'targetReserved',
    cause: 'the target is none that data are kept on, or a snapshot',
    when: ({ other }) => other !== undefined && (other.usage !== volumeUsage.unrestricted || other.snapshot === 1),
    message: (facts) =>
      `'${targetName(facts)}' is ${facts.other?.snapshot === 1 ? 'a snapshot' : labelOf(volumeUsages, facts.other?.usage)}`,
  },
  {
    refuse: 'failed',
    because: 'targetInRelation',
    cause: 'the target is in a relation already, as the source or the target of another volume',
    when: ({ other }) => other !== undefined && (other.synchronization !== none || other.replicas > 0),
    message: (facts) =>
      `'${targetName(facts)}' is the ${facts.other?.synchronization === none ? 'source' : 'target'} of a relation already`,
  },
  {
    refuse: 'failed',
    because: 'targetInUse',
    cause: 'linked clones are built upon the target, or a job works on it',
    when: ({ world, other }) =>
      other !== undefined && (other.linkedClones > 0 || other.copying > 0 || openJobs(world, other, 1).length > 0),
    message: (facts) => {
      const { world, other } = facts;
      const jobs = other === undefined ? 0 : Math.max(other.copying, openJobs(world, other).length);
      return `'${targetName(facts)}' is in use: ${jobs === 0 ? 'linked clones are built upon it' : `${jobsWork(jobs)} on it`}`;
    },
  },
  {
    refuse: 'failed',
    because: 'targetNotReady',
    cause: 'the target is offline, has failed, or another operation has locked it',
    when: ({ other }) => other !== undefined && (!volumeMeta(other).usable || volumeMeta(other).locked),
    message: (facts) => `'${targetName(facts)}' can't be overwritten in the state that it is in`,
  },
  {
    refuse: 'failed',
    because: 'targetReadOnly',
    cause: 'the target is read-only (SetReadonly), and keeps what it holds',
    when: ({ other }) => other?.readOnly === 1,
    message: (facts) => `'${targetName(facts)}' is read-only: SetReadWrite lets it be overwritten`,
  },
] as const satisfies readonly Row<CallFacts>[];

/** What the call calls its target. */
export function targetName({ request: { given } }: Pick<CallFacts, 'request'>): string {
  return String(given.TargetStorageVolume ?? given.TargetGroupReplicaPeer ?? '');
}

function namesTarget(facts: CallFacts): boolean {
  return targetName(facts) !== '';
}
