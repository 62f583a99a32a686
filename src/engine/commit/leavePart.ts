import type { CallFacts } from '../../operations/facts/call.js';
import { tagsOf } from '../../store/contents.js';
import type { CallFault } from '../../store/faultState.js';
import type { World } from '../../store/world.js';
import { syncType, volumeUsage } from '../../vocabulary/replication.js';
import { none } from '../../vocabulary/units/ids.js';
import { blocks, roundUpTo } from '../../vocabulary/units/sizes.js';
import { type Engine, operationOf } from '../components.js';
import { writeTag } from './contents.js';
import { makeVolume } from './newVolume.js';

/** What a method that failed half-way leaves: a failed volume of a part of its size, with that part of its source in it, or nothing, as one that makes
 * nothing always does.
 * @returns what is left, for SMDetails
 */
export function leavePart(
  engine: Engine,
  world: World,
  facts: CallFacts,
  { fraction, residue }: NonNullable<CallFault['partial']>,
): string {
  const hasSource = facts.call.volume === none || facts.volume !== undefined;
  if (residue === 'none' || !hasSource || facts.pool === undefined) return '';
  const { make } = operationOf(engine, world, facts.call.method).plan(facts);
  if (make === null) return '';
  const { extentSize } = world.configuration;
  const part = roundUpTo(blocks(Math.ceil(make.size * fraction)), extentSize);
  // No more than all of it takes, and no more than there is room for.
  const size = blocks(Math.min(part, roundUpTo(make.size, extentSize)));
  const failed = engine.lifecycles.volume.stateIndex('failed');
  const { name, pool, thin } = make;
  const nothing = blocks(0);
  const seed = { name, pool, size, written: nothing, state: failed, usage: volumeUsage.unrestricted };
  const isSnapshot = make.syncType === syncType.snapshot;
  const target = makeVolume(world, { ...seed, snapshot: isSnapshot, exposed: false, thin, discovered: false });
  world.volumes.edit(target).incomplete = 1;
  // It holds the beginning of what its source holds; where extents were to be shared, none is yet.
  const held =
    make.shares || isSnapshot || make.source === none ? [] : tagsOf(world, make.source, { start: 0, end: size });
  for (const range of held) writeTag(world, target, { ...range, end: Math.min(range.end, make.size) });
  world.revision++;
  return `volume ${world.codecs.volume.encode(target)} '${name}' is left, failed: the array stopped half-way`;
}
