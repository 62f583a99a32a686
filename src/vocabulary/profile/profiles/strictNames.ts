import type { Profile } from '../profile.js';
import { fullCopy } from './fullCopy.js';

/** An array whose volumes are known by names that are short and unique. */
export const strictNames: Profile = {
  ...fullCopy,
  name: 'strict-names',
  description:
    'An array with unique names of at most 16 characters. A client that gives an ElementName makes sure of ' +
    'both: a longer one is malformed (5), one that is taken is refused (43004). Or it gives none and reads the name that ' +
    'the array chose. Where feature 51 is missing, a taken name is found out after the effect (43011).',
  clones: { ...fullCopy.clones, uniqueNames: true, maximumNameLength: 16 },
};
