import type { PoolHandle, VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { CallFacts } from '../facts/call.js';
import { renamesAfterwards } from '../facts/names.js';
import { need, sharesExtents } from '../facts/room.js';
import { copiesWithinCall } from './arraySteps.js';

/** The clone that a request will get: what the commit writes, no more and no less. */
export interface ClonePlan {
  readonly outcome: 'success' | 'jobStarted';
  readonly source: VolumeHandle;
  readonly pool: PoolHandle;
  readonly name: string;
  readonly size: Blocks;
  /** Room that the pool gives up: used at once with `success`, reserved with `jobStarted`. */
  readonly charge: Blocks;
  /** Whether the target shares the source's extents, instead of getting copies. */
  readonly shares: boolean;
  readonly usableAtOnce: boolean;
  readonly detaches: boolean;
}

/** Proposes the effect of a request that no row of the table has stopped. */
export function planClone(facts: CallFacts): ClonePlan {
  const { call, source, poolHandle, live, configuration, request } = facts;
  if (source === undefined || poolHandle === -1)
    throw new Error('a request without source or pool got past its checks');
  const withinCall = copiesWithinCall(facts);
  return {
    outcome: withinCall ? 'success' : 'jobStarted',
    // `look` found the source behind this handle.
    source: call.source as VolumeHandle,
    pool: poolHandle,
    name: request.elementName === null || renamesAfterwards(facts) ? suppliedName(facts) : request.elementName,
    size: source.size,
    charge: need(facts),
    shares: sharesExtents(facts),
    usableAtOnce: withinCall || configuration.profile.clones.targetUsable === 'atAcceptance',
    detaches: live.has.detachesAutomatically,
  };
}

/** The name that the system gives: the source's and an ordinal of its own, so that it tells of no other volume. It is no
 * longer than names may be here.
 */
function suppliedName({ world, call, source, configuration }: CallFacts): string {
  // `look` found the source behind this handle.
  const base = world.volumes.payload(call.source as VolumeHandle);
  const longest = configuration.profile.clones.maximumNameLength;
  let ordinal = (source?.clonesMade ?? 0) + 1;
  const name = () => shortened(base, `-clone-${ordinal}`, longest) ?? String(ordinal);
  if (configuration.profile.clones.uniqueNames) {
    while (world.volumeNames.find(world.volumes, name()).length > 0) ordinal++;
  }
  return name();
}

/** What is cut off is the end of the base; undefined where nothing of it would be left. */
function shortened(base: string, suffix: string, longest: number): string | undefined {
  const room = longest - suffix.length;
  if (room < 1) return undefined;
  return `${base.length > room ? base.slice(0, room) : base}${suffix}`;
}
