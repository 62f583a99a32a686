import type { ArrayOptions, Change, OutOfBandChange } from '../../src/index.js';
import type { ArrayKind } from './arrayKind.js';
import type { Command } from './commands.js';
import { withProfile } from './exactness.js';
import { bytesOf } from './transition.js';

/** The array whose every size is k times as large: volumes, pools, extents, thresholds, and what is copied in a second. */
export function scaled(arrayKind: ArrayKind, k: bigint): ArrayKind {
  const { profile, options } = arrayKind;
  const larger = withProfile(arrayKind, {
    ...profile,
    extentSize: times(profile.extentSize, k),
    clones: { ...profile.clones, synchronousUpTo: times(profile.clones.synchronousUpTo, k) },
    jobs: { ...profile.jobs, copyRatePerSecond: times(profile.jobs.copyRatePerSecond, k) },
  });
  const pools: ArrayOptions['pools'] = options.pools?.map((pool) => ({ ...pool, size: times(pool.size, k) }));
  const volumes: ArrayOptions['volumes'] = options.volumes?.map((volume) => ({
    ...volume,
    size: times(volume.size, k),
    written: times(volume.written ?? 0, k),
  }));
  return { ...larger, extent: arrayKind.extent * k, options: { ...larger.options, pools, volumes } };
}

export function scaledCommand(command: Command, k: bigint): Command {
  switch (command.do) {
    case 'write':
      return { ...command, offset: command.offset * Number(k), length: command.length * Number(k) };
    case 'set':
      return { ...command, change: scaledPool(command.change, k) };
    case 'outOfBand':
      return { ...command, change: scaledElement(command.change, k) };
    default:
      return command;
  }
}

function scaledElement(change: OutOfBandChange, k: bigint): OutOfBandChange {
  if (!('create' in change)) return 'pool' in change ? scaledPool(change, k) : change;
  const { size, written = 0 } = change.create;
  return { create: { ...change.create, size: times(size, k), written: times(written, k) } };
}

function scaledPool<AnyChange extends Change | OutOfBandChange>(change: AnyChange, k: bigint): AnyChange {
  if (!('pool' in change) || change.size === undefined) return change;
  return { ...change, size: times(change.size, k) };
}

function times(size: string | number | bigint, k: bigint): string {
  return `${bytesOf(size) * k} B`;
}
