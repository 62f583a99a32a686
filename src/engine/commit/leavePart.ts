import type { CallFacts } from '../../operations/facts/call.js';
import type { CallFault } from '../../store/faultState.js';
import type { World } from '../../store/world.js';
import { volumeUsage } from '../../vocabulary/replication.js';
import { blocks, roundUpTo } from '../../vocabulary/units/sizes.js';
import { type Engine, operationOf } from '../components.js';
import { makeVolume } from './newVolume.js';

/** What a method that failed half-way leaves: a failed target with a part of its source in it, or nothing, as one that makes
 * nothing always does.
 * @returns what is left, for SMDetails
 */
export function leavePart(
  engine: Engine,
  world: World,
  facts: CallFacts,
  { fraction, residue }: NonNullable<CallFault['partial']>,
): string {
  if (residue === 'none' || facts.volume === undefined || facts.pool === undefined) return '';
  const { make } = operationOf(engine, world, facts.call.method).plan(facts);
  if (make === null) return '';
  const { extentSize } = world.configuration;
  const part = roundUpTo(blocks(Math.ceil(make.size * fraction)), extentSize);
  // No more than all of it takes, and no more than there is room for.
  const size = blocks(Math.min(part, roundUpTo(make.size, extentSize)));
  const failed = engine.lifecycles.volume.stateIndex('failed');
  const { name, pool } = make;
  const written = world.configuration.allocation === 'full' ? size : blocks(Math.min(size, make.room));
  const seed = { name, pool, size, written, state: failed, usage: volumeUsage.unrestricted, snapshot: false };
  const target = makeVolume(world, { ...seed, exposed: false, discovered: false });
  world.revision++;
  return `volume ${world.codecs.volume.encode(target)} '${name}' is left, failed: the array stopped half-way`;
}
