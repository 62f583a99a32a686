import { none } from '../../vocabulary/units/ids.js';
import { type ArrayMutant, ofComponents, on, pretending } from './mutant.js';
import { changed, without } from './tables.js';

const shallow = on({ base: 'instant-clone', clones: { maximumDepth: 2 } });
const small = on({ base: 'instant-clone', clones: { maximumFamily: 3 } });
const keepsParents = on({ base: 'instant-clone', clones: { keepsParent: true } });

/** Arrays that are wrong about clones that share extents with their sources. */
export const wrongFamilies: readonly ArrayMutant[] = [
  ofComponents('clones-without-bottom', 'It builds clones upon clones of any depth.', without('array/depth'), shallow),
  pretending(
    'clones-one-too-deep',
    'It builds clones one deeper upon each other than it says.',
    on({ base: 'instant-clone', clones: { maximumDepth: 3 } }),
    (advertised) => ({ ...advertised, declares: { ...advertised.declares, cloneDepth: 2 } }),
  ),
  pretending(
    'clones-not-deep-enough',
    'It builds clones less deep upon each other than it says.',
    on({ base: 'instant-clone', clones: { maximumDepth: 1 } }),
    (advertised) => ({ ...advertised, declares: { ...advertised.declares, cloneDepth: 2 } }),
  ),
  ofComponents(
    'depth-of-associated-only',
    'It takes a clone that is detached for one that is built upon nothing.',
    changed(['array/depth'], (row) => [
      { ...row, when: (facts) => facts.volume?.synchronization !== none && row.when?.(facts) === true },
    ]),
    shallow,
  ),
  ofComponents('families-without-end', 'It builds any number of volumes upon one.', without('array/family'), small),
  ofComponents(
    'deleted-members-counted',
    'It counts clones of a source that were deleted among its family.',
    changed(['array/family'], (row) => [
      {
        ...row,
        when: (facts) => row.when?.(facts) === true || (facts.volume?.clonesMade ?? 0) >= 2,
      },
    ]),
    small,
  ),
  ofComponents(
    'parent-deleted-under-its-clones',
    'It deletes a volume that it says it keeps for clones that share its extents.',
    without('StorageVolume.Delete array/linkedClones'),
    keepsParents,
  ),
  ofComponents(
    'parent-kept-for-nobody',
    'It keeps a volume that was ever cloned, though its clones are gone.',
    changed(['StorageVolume.Delete array/linkedClones'], (row) => [
      { ...row, when: ({ volume }) => volume !== undefined && volume.clonesMade > 0 },
    ]),
    keepsParents,
  ),
];
