import { methods } from '../../vocabulary/methods/index.js';
import type { Profile } from '../../vocabulary/profile/profile.js';

/** Of arrays whose clones share extents. */
export function familyRows({ allocation, clones }: Profile): (readonly [label: string, value: string])[] {
  if (allocation.kind !== 'instant') return [];
  const { maximumDepth: depth, maximumFamily: family, keepsParent } = clones;
  const beyond = methods.CreateClone.codes.notEnoughResources.code;
  return [
    ['clones of clones', depth === null ? 'as deep as you like' : `${depth} deep, else ${beyond}`],
    ['of one family', family === null ? 'any number of volumes' : `${family} volumes, else ${beyond}`],
    [
      'a source with clones',
      keepsParent
        ? `stays: its deletion is refused (${methods['StorageVolume.Delete'].codes.inUse.code})`
        : 'can be deleted',
    ],
  ];
}
