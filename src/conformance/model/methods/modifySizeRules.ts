import type { Advertised } from '../../subject/advertised.js';
import {
  mayBeProvisionedOtherwise,
  mayGetRoom,
  saysNothingOfRoom,
  sharesExtents,
  sizeElsewhere,
  sizeIn,
  wholeExtents,
} from '../room.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { isOpen, isOver, type ModelVolume } from '../state.js';
import { isLinked } from './cloneFamilies.js';
import { isLocked, isMissing, isReserved, malformed, role, roleAtProvider } from './shared.js';
import { provider } from './troubles.js';

/** What a call asks for, in bytes. */
interface NewSize {
  readonly to: number;
  readonly is: 'larger' | 'smaller' | 'equal';
}

/** @returns undefined where the volume's size is not known, or nothing is asked for that is a size */
export function newSizeOf({ call, volume, advertised: { resizes } }: RuleInput): NewSize | undefined {
  const asked = call.with.NewSize;
  // A job may have given it another size meanwhile.
  if (volume === undefined || typeof asked !== 'number' || asked < 0) return undefined;
  const to = wholeExtents(asked, resizes?.roundsTo ?? 1);
  if (asked > volume.size) return { to, is: 'larger' };
  return to < volume.size ? { to, is: 'smaller' } : { to: volume.size, is: 'equal' };
}

/** Whether it would become so; undefined where that depends on a job that may be over. */
function becomes(is: NewSize['is']): (input: RuleInput) => Holds {
  return (input) => {
    const { volume } = input;
    if (volume === undefined) return false;
    if (volume.resizing !== null && volume.usable === null) return undefined;
    return newSizeOf(input)?.is === is;
  };
}

const [larger, smaller, equal] = [becomes('larger'), becomes('smaller'), becomes('equal')];

/** The first that does not hold for certain decides. */
function both(one: Holds, other: () => Holds): Holds {
  if (one === false) return false;
  const second = other();
  return second === false ? false : one === undefined ? undefined : second;
}

/** Whether a job that is not known to be over works on the volume itself, or makes a clone of it. */
function isWorked({ state, call, volume }: RuleInput, on: 'itself' | 'itsClones'): Holds {
  if (volume === undefined) return false;
  let possible = false;
  for (const [name, job] of Object.entries(state.jobs)) {
    if (isOver(job.jobState) || job.target === null) continue;
    const target = state.volumes[job.target];
    const isMeant = on === 'itself' ? job.target === call.on : target?.madeOf === call.on && target.job === name;
    if (!isMeant) continue;
    // Whether a snapshot that is not complete yet counts as a copy is nowhere said.
    if (job.fresh && isOpen(job) && (on === 'itself' || !target?.isSnapshot)) return true;
    possible = true;
  }
  const unseen = on === 'itsClones' && state.unobserved.some(({ madeOf }) => madeOf === call.on);
  return possible || unseen || (on === 'itself' && volume.resizing?.job === null) ? undefined : false;
}

/** Whether it has a source, replicas or linked clones. */
function isAssociated({ volume, call, volumes, advertised, state }: RuleInput): Holds {
  if (volume === undefined) return false;
  const related = volumes.filter(
    (one) => one === volume || one.source === call.on || (one.madeOf === call.on && isLinked(one)),
  );
  const clones = related.filter((one) => one !== volume);
  const sure = volume.source !== null || clones.length > 0;
  // An association may have gone with the end of a copy that nobody has seen.
  const mayEnd = related.some(({ usable, source }) => source !== null && usable === null);
  if (sure) return mayEnd || (advertised.clones.detaches === null && !clones.some(isLinked)) ? undefined : true;
  return state.unobserved.some(({ madeOf }) => madeOf === call.on) || sharesExtents(advertised) ? undefined : false;
}

/** Whether a mirror's target would be smaller than its source, which none may be; an array may keep its sides as they are in any case.
 * @see CIM_ReplicationService.CreateElementReplica, TargetElement
 */
function isMirrored(input: RuleInput): Holds {
  const { volume, call, state, volumes, advertised } = input;
  const to = newSizeOf(input)?.to;
  if (volume === undefined) return false;
  const targets = volumes.filter(({ source, mirror }) => source === call.on && mirror !== null);
  const isUnseen = state.unobserved.some(({ madeOf }) => madeOf === call.on);
  if (volume.mirror === null && targets.length === 0) return isUnseen ? undefined : false;
  if (advertised.resizes?.associated == null || to === undefined) return undefined;
  const source = volume.mirror === null ? undefined : state.volumes[volume.source ?? ''];
  const sides = [
    ...targets.map((one) => [to, one] as const),
    ...(source === undefined ? [] : [[source.size, volume] as const]),
  ];
  const isBroken = sides.some(([least, target]) => isSettled(target) && least > (target === volume ? to : target.size));
  return isBroken ? true : undefined;
}

/** Whether the mirror is known to be one still. */
function isSettled({ mirror, usable }: ModelVolume): boolean {
  return mirror !== null && mirror !== 'unknown' && usable === true;
}

function hasSnapshots({ call, volumes, state }: RuleInput): Holds {
  const isThere = volumes.some(({ source, isSnapshot }) => isSnapshot && source === call.on);
  return isThere || (state.unobserved.some(({ madeOf }) => madeOf === call.on) ? undefined : false);
}

/** Bytes that the pool gives up for a volume that becomes larger; null where only a look tells. */
export function roomToGrow(volume: ModelVolume, to: number, { allocation }: Advertised): number | null {
  const { kind, extent } = allocation;
  if (kind === 'unknown' || mayBeProvisionedOtherwise(volume, kind, extent)) return null;
  if (kind !== 'full') return 0;
  return volume.took === null ? null : Math.max(0, wholeExtents(to, extent) - volume.took);
}

/** Why a volume does not get another size, in the order in which a call meets it. */
export const modifySizeRules: readonly Rule[] = [
  role,
  malformed(({ call }) => typeof call.with.NewSize !== 'number'),
  {
    step: 'service',
    because: 'volumeUnknown',
    outcome: 'objectNotFound',
    property: 'CAUSE-COMPLETE',
    holds: isMissing,
  },
  {
    step: 'service',
    because: 'noModification',
    outcome: 'modificationNotSupported',
    property: 'CAP-NO',
    holds: ({ advertised }) => advertised.resizes?.volumes === false,
  },
  { step: 'service', because: 'sizeEqual', outcome: 'sizeIsEqual', property: 'CAUSE-COMPLETE', holds: equal },
  {
    step: 'service',
    because: 'noReduction',
    outcome: 'reductionNotSupported',
    property: 'CAP-NO',
    holds: (input) => both(input.advertised.resizes?.smaller === false, () => smaller(input)),
  },
  {
    step: 'service',
    because: 'noExpansion',
    outcome: 'expansionNotSupported',
    property: 'CAP-NO',
    holds: (input) => both(input.advertised.resizes?.larger === false, () => larger(input)),
  },
  ...provider,
  roleAtProvider,
  {
    step: 'array',
    because: 'snapshot',
    outcome: 'notSupported',
    property: 'CAUSE-COMPLETE',
    holds: ({ volume }) => volume?.isSnapshot === true,
  },
  {
    step: 'array',
    because: 'reserved',
    outcome: 'notSupported',
    property: 'CAUSE-COMPLETE',
    holds: ({ volume }) => volume !== undefined && isReserved(volume.usage),
  },
  { step: 'array', because: 'locked', outcome: 'failed', property: 'CAUSE-COMPLETE', holds: isLocked },
  {
    step: 'array',
    because: 'copiedTo',
    outcome: 'inUse',
    property: 'CAUSE-COMPLETE',
    holds: (input) => isWorked(input, 'itself'),
  },
  {
    step: 'array',
    because: 'notUsable',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: (input) => {
      const { volume, state } = input;
      if (volume === undefined || isLocked(input) !== false) return false;
      // Of a pool that is offline nobody sees what its volumes are.
      if (volume.usable === null || state.pools[volume.pool]?.state === 'offline') return undefined;
      return !volume.usable;
    },
  },
  {
    step: 'array',
    because: 'copying',
    outcome: 'inUse',
    property: 'CAUSE-COMPLETE',
    holds: (input) => {
      const { whileCopied } = input.advertised.resizes ?? {};
      if (whileCopied === 'allowed') return false;
      return both(whileCopied === 'refused' ? true : undefined, () => isWorked(input, 'itsClones'));
    },
  },
  {
    step: 'array',
    because: 'associated',
    outcome: 'inUse',
    property: 'CAUSE-COMPLETE',
    holds: (input) => {
      const { associated } = input.advertised.resizes ?? {};
      if (associated === true) return false;
      return both(associated === false ? true : undefined, () => isAssociated(input));
    },
  },
  {
    step: 'array',
    because: 'mirrored',
    outcome: 'inUse',
    since: '2016',
    property: 'CAUSE-COMPLETE',
    holds: isMirrored,
  },
  {
    step: 'array',
    because: 'snapshots',
    outcome: 'inUse',
    property: 'CAUSE-COMPLETE',
    // Or it lets them keep what is cut off: the documents leave that open.
    holds: (input) => both(hasSnapshots(input), () => (smaller(input) === false ? false : undefined)),
  },
  {
    step: 'array',
    because: 'sharesExtents',
    outcome: 'inUse',
    property: 'CAUSE-COMPLETE',
    // What was never written is shared with nobody.
    holds: (input) => both(sharesExtents(input.advertised) ? undefined : false, () => smaller(input)),
  },
  {
    step: 'array',
    because: 'poolOffline',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: ({ pool }) => pool?.state === 'offline',
  },
  {
    step: 'array',
    because: 'poolReadOnly',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: ({ pool }) => pool?.state === 'readOnly',
  },
  {
    step: 'array',
    because: 'outOfRange',
    outcome: 'sizeNotSupported',
    property: 'CAUSE-COMPLETE',
    holds: ({ call }) => call.with.NewSize === 0,
  },
  {
    step: 'array',
    because: 'free',
    outcome: 'sizeNotSupported',
    property: 'SHORTAGE-TIGHT',
    holds: (input) => {
      const { state, volume, pool, poolName, advertised } = input;
      const wanted = newSizeOf(input);
      if (volume === undefined || pool === undefined || poolName === null || wanted?.is !== 'larger') return false;
      const need = roomToGrow(volume, wanted.to, advertised);
      if (saysNothingOfRoom(advertised)) return undefined;
      if (need === null || pool.free === null) return undefined;
      return need > pool.free && (mayGetRoom(state, poolName, advertised) ? undefined : true);
    },
  },
  {
    step: 'array',
    because: 'overcommit',
    outcome: 'sizeNotSupported',
    property: 'CAP-LIMIT',
    holds: (input) => {
      const { pool, poolName, volume, volumes, state, advertised } = input;
      const { overcommitLimit } = advertised.allocation;
      const wanted = newSizeOf(input);
      if (pool === undefined || poolName === null || volume === undefined || wanted?.is !== 'larger') return false;
      if (overcommitLimit === null) return false;
      const most = Math.floor((pool.total * overcommitLimit) / 100);
      const promised = sizeIn(poolName, volumes) + wanted.to - volume.size;
      if (promised > most) return mayGetRoom(state, poolName, advertised) ? undefined : true;
      return promised + sizeElsewhere(poolName, state) > most ? undefined : false;
    },
  },
];
