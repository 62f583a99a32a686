import { mayBeProvisionedOtherwise, sharesExtents } from '../room.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { type ModelState, type ModelVolume, unknownFamily, unknownPool } from '../state.js';
import { countOf, isCertain } from './cloneLimits.js';
import { isSnapshotMade } from './replicaKinds.js';

/** What clones are refused for that would share their sources' extents, and are built upon them. */
export const familyRules: readonly Rule[] = [
  {
    step: 'array',
    because: 'family',
    outcome: 'notEnoughResources',
    property: 'CAP-LIMIT',
    holds: (input) => {
      const { familySize } = input.advertised.declares;
      return familySize === 'any' ? false : ofShared(input, () => isFamilyFull(input, familySize));
    },
    isUnpredictable: ({ allocation, declares }) => allocation.kind === 'instant' && declares.familySize === undefined,
  },
  {
    step: 'array',
    because: 'depth',
    outcome: 'notEnoughResources',
    property: 'CAP-LIMIT',
    holds: (input) => {
      const { cloneDepth } = input.advertised.declares;
      return cloneDepth === 'any' ? false : ofShared(input, ({ depth }) => isTooDeep(depth, cloneDepth));
    },
    isUnpredictable: ({ allocation, declares }) => allocation.kind === 'instant' && declares.cloneDepth === undefined,
  },
];

/** Of a clone that shares extents, or may do so. */
function ofShared(input: RuleInput, holds: (source: NonNullable<RuleInput['volume']>) => Holds): Holds {
  const { volume, poolName, advertised } = input;
  if (volume === undefined || !sharesExtents(advertised) || volume.basedOn !== null) return false;
  const { kind, extent } = advertised.allocation;
  const isKnown =
    volume.pool !== unknownPool && poolName !== unknownPool && !mayBeProvisionedOtherwise(volume, kind, extent);
  if (isKnown && volume.pool !== poolName) return false;
  return holds(volume) === false ? false : isKnown ? holds(volume) : undefined;
}

function isTooDeep(depth: number | null, most: number | undefined): Holds {
  // What shares nothing can be cloned where any clone shares.
  if (most === undefined) return depth === 0 ? false : undefined;
  return depth === null ? undefined : depth >= most;
}

function isFamilyFull({ call, volume, state }: RuleInput, most: number | undefined): Holds {
  const family = volume?.family ?? call.on;
  if (family === unknownFamily) return undefined;
  const { unobserved } = state;
  const there = countOf(Object.entries(state.volumes), ([name, one]) => {
    const own = one.family ?? name;
    return own === unknownFamily ? undefined : own !== family ? false : isCertain(state, one) ? true : undefined;
  });
  const many = there.most + unobserved.length;
  // One that has a single member can take another.
  if (most === undefined) return many > 1 ? undefined : false;
  return there.least >= most ? true : many >= most ? undefined : false;
}

/** What deleting a volume is refused for whose extents clones share. */
export const parentKept: Rule = {
  step: 'array',
  because: 'linkedClones',
  outcome: 'inUse',
  property: 'CAUSE-COMPLETE',
  holds: ({ call, volume, state, advertised }) => {
    const { linkedParents } = advertised.declares;
    if (volume === undefined || linkedParents === 'deleted' || !sharesExtents(advertised)) return false;
    if (state.unobserved.some((one) => one.madeOf === call.on && isLinked(one))) return undefined;
    const there = countOf(Object.values(state.volumes), (one) => {
      if (one.madeOf !== call.on || !isLinked(one)) return false;
      return one.depth !== null && isCertain(state, one) ? true : undefined;
    });
    return there.most === 0 ? false : there.least > 0 && linkedParents === 'kept' ? true : undefined;
  },
  isUnpredictable: ({ allocation, declares }) => allocation.kind === 'instant' && declares.linkedParents === undefined,
};

/** Volumes that may be kept for their snapshots. */
export function keptSources({ volumes }: ModelState, { snapshots }: RuleInput['advertised']): string[] {
  if (snapshots?.sources === 'deletable') return [];
  return Object.values(volumes).flatMap((one) => (isSnapshotMade(one) && one.source !== null ? [one.source] : []));
}

/** What deleting a volume is refused for whose contents snapshots show. */
export const sourceKept: Rule = {
  step: 'array',
  because: 'snapshots',
  outcome: 'inUse',
  property: 'CAUSE-COMPLETE',
  holds: ({ call, volume, volumes, state, advertised: { snapshots } }) => {
    if (volume === undefined || snapshots === undefined || snapshots.sources === 'deletable') return false;
    const there = countOf(volumes, (one) =>
      one.source === call.on && isSnapshotMade(one) ? (isCertain(state, one) ? true : undefined) : false,
    );
    const { least, most } = there;
    if (least > 0 && snapshots.sources === 'kept') return true;
    return most > 0 || state.unobserved.some(({ madeOf, isSnapshot }) => isSnapshot && madeOf === call.on)
      ? undefined
      : false;
  },
};

/** Whether it shares extents with what it was made of, or may do so. */
export function isLinked({ depth }: ModelVolume): boolean {
  return depth !== 0;
}
