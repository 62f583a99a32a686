import type { Call } from '../../subject/call.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { isOpen, type MirrorState, openJobs } from '../state.js';
import { isRelated, targetGiven, targetOf, targetUnknown } from './relations.js';
import { isMissing, malformed, role } from './shared.js';
import { provider } from './troubles.js';

// When SetReplicationRelationship is refused, by what it is asked for.

/** Values of Operation. @see SetReplicationRelationship, "Parameters" */
export const detach = 8;
export const dissolve = 9;
export const fracture = 12;
export const resync = 14;
export const restore = 15;
export const reverse = 20;
export const split = 21;
const asked: readonly number[] = [detach, dissolve, fracture, resync, restore, reverse, split];
export const last = 24;

export const relationRules: readonly Rule[] = [
  role,
  malformed(({ call: { with: given } }) => {
    const { Operation: operation } = given;
    const isOperation = typeof operation === 'number' && operation >= 2 && operation <= last;
    return !isOperation || given.TargetStorageVolume === undefined;
  }),
  {
    step: 'service',
    because: 'sourceUnknown',
    outcome: 'objectNotFound',
    property: 'CAUSE-COMPLETE',
    holds: isMissing,
  },
  targetUnknown,
  {
    step: 'service',
    because: 'operationNotOffered',
    outcome: 'notSupported',
    property: 'CAP-NO',
    // Which type a relation is of nobody tells: what none has is not offered.
    holds: (input) => {
      const { call, advertised } = input;
      if (isRelated(input, call.on) !== true) return undefined;
      const all = advertised.replication?.map(({ operations }) => operations);
      if (all === undefined || all.includes(undefined)) return undefined;
      const { Operation: operation } = call.with;
      const offering = all.filter((operations) => operations?.some((one) => one === operation));
      return offering.length === 0 ? true : offering.length === all.length ? false : undefined;
    },
  },
  ...provider,
  {
    step: 'invoke',
    because: 'notRelated',
    outcome: 'invalidParameter',
    property: 'CAUSE-COMPLETE',
    holds: (input) => {
      const related = isRelated(input, input.call.on);
      return related === undefined ? undefined : !related;
    },
  },
  {
    step: 'array',
    because: 'stateForbids',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: stateForbids,
  },
  {
    step: 'array',
    because: 'multiHop',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: isInMore,
  },
  {
    step: 'array',
    because: 'targetLarger',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: isTargetLarger,
  },
  {
    step: 'array',
    because: 'sideReadOnly',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: isSideReadOnly,
  },
  {
    step: 'array',
    because: 'sidesNotFit',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: sidesNotFit,
  },
  {
    step: 'array',
    because: 'queue',
    outcome: 'notEnoughResources',
    property: 'CAP-LIMIT',
    // Of what else waits nobody asks here.
    holds: ({ call, state }) => (copies(call) && openJobs(state).length > 0 ? undefined : false),
  },
];

/** What each state of a mirror allows, of what the suite asks for. @see CIM_ReplicationService.ModifyReplicaSynchronization */
const allowed: Readonly<Record<Exclude<MirrorState, 'unknown'>, readonly number[]>> = {
  inSync: [detach, dissolve, fracture, reverse, split],
  fractured: [detach, dissolve, resync, restore, reverse],
  split: [detach, dissolve, resync, restore, reverse],
};

/** While a copy is under way, or after troubles, nobody knows. */
function stateForbids(input: RuleInput): Holds {
  const { state, call } = input;
  if (isRelated(input, call.on) === false) return false;
  const target = targetOf({ state, call });
  const { Operation: operation } = call.with;
  if (target === undefined || typeof operation !== 'number') return undefined;
  const isOpenJob = Object.values(state.jobs).some((job) => job.target === targetGiven(call) && isOpen(job));
  if (isOpenJob || target.usable !== true) return undefined;
  if (target.mirror === null) return operation === detach || operation === dissolve ? false : undefined;
  if (target.mirror === 'unknown' || !asked.includes(operation)) return undefined;
  return !allowed[target.mirror].includes(operation);
}

/** A source that is in another relation, too, becomes no target, unless feature 3 says that there are mirrors of mirrors. */
function isInMore({ call, volume, state, advertised }: RuleInput): Holds {
  if (call.with.Operation !== reverse || volume === undefined) return false;
  const others = Object.entries(state.volumes).filter(
    ([name, { source, mirror }]) => source === call.on && mirror !== null && name !== targetGiven(call),
  );
  if (volume.source === null && others.length === 0) return false;
  return advertised.replication?.some(({ features }) => features.includes(3)) === true ? undefined : true;
}

/** No target is smaller than its source, and so none becomes one. */
function isTargetLarger({ call, volume, state }: RuleInput): Holds {
  const target = targetOf({ call, state });
  if (call.with.Operation !== reverse || target === undefined || volume === undefined) return false;
  return target.resizing === null && volume.resizing === null ? target.size > volume.size : undefined;
}

/** One that is read-only is not copied to, and becomes no target. */
function isSideReadOnly({ call, volume, state, advertised }: RuleInput): Holds {
  const { Operation: operation } = call.with;
  const side =
    operation === resync
      ? targetOf({ call, state })
      : operation === restore || operation === reverse
        ? volume
        : undefined;
  return side?.isReadOnly === true && (advertised.access == null ? undefined : true);
}

/** Either side may be in a state in which it is not copied. */
function sidesNotFit({ call, volume, state }: RuleInput): Holds {
  if (call.with.Operation !== resync && call.with.Operation !== restore) return false;
  const target = targetOf({ call, state });
  const isFit = [volume, target].every((side) => side?.usable === true && (side.state ?? 'online') === 'online');
  const pools = [volume, target].map((side) => state.pools[side?.pool ?? '']?.state ?? 'online');
  return isFit && pools.every((word) => word === 'online') ? false : undefined;
}

/** Whether it copies what differs from one side to the other. */
export function copies({ with: { Operation: operation } }: Call): boolean {
  return operation === resync || operation === restore;
}
