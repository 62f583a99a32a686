import type { DriveHandle, PoolHandle } from '../vocabulary/units/ids.js';
import type { Blocks } from '../vocabulary/units/sizes.js';
import type { Shape } from './columns.js';
import type { NamedRow } from './nameIndex.js';

/** A disk drive. It is always in a primordial pool, and may be part of a concrete pool that is made of that one. */
export interface DriveRow extends NamedRow {
  size: Blocks;
  state: number;
  /** 1 for a hot spare: its room is in no pool. */
  spare: number;
  /** The primordial pool that it belongs to. */
  home: PoolHandle;
  /** The concrete pool that has it; its primordial pool while none has. */
  holder: PoolHandle;
  /** 1 while a job adds it to its holder. */
  joining: number;
  /** Neighbours among the drives of one holder, the youngest first. */
  nextOfHolder: DriveHandle | -1;
  previousOfHolder: DriveHandle | -1;
}

export const driveShape: Shape<DriveRow, string> = {
  name: 'drive',
  columns: ['size', 'state', 'spare', 'home', 'holder', 'joining', 'nextOfHolder', 'previousOfHolder', 'nextName'],
  derived: ['nextName'],
  observable: ['size', 'state', 'spare', 'home', 'holder', 'joining'],
};
