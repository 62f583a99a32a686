import type { CallFacts } from '../facts/call.js';
import { nameIsTaken, nameKept } from '../facts/names.js';
import type { AfterEffectFacts, Row } from '../operation.js';

// What a client's ElementName can meet, for all methods that make something with a name.

/** The provider takes names, and finds this one taken. */
export const nameTakenAtProvider = {
  refuse: 'cimInvalidParameter',
  because: 'nameTaken',
  cause: 'names are unique on this array, and another volume has this one',
  whenSystem: ({ live, configuration }) => live.has.acceptsElementName && configuration.profile.clones.uniqueNames,
  when: nameIsTaken,
  message: (facts) => `ElementName '${nameKept(facts)}' is the name of another volume`,
} as const satisfies Row<CallFacts>;

/** Between the provider's look and the array's, another call took the name. */
export const nameTakenMeanwhile = {
  refuse: 'failed',
  because: 'nameTakenMeanwhile',
  cause: 'names are unique on this array, and another call took this one after the provider had looked',
  whenSystem: ({ live, configuration }) => live.has.acceptsElementName && configuration.profile.clones.uniqueNames,
  when: nameIsTaken,
  message: (facts) => `another call took the ElementName '${nameKept(facts)}' meanwhile`,
} as const satisfies Row<CallFacts>;

/** Where the provider takes no ElementName (feature 51 absent), what was made is renamed afterwards. */
export const rename = [
  {
    refuse: 'cannotModifyVolume',
    because: 'renameRefused',
    cause: "the provider can't take a client's ElementName (feature 51 absent), and refuses to rename the new volume",
    whenSystem: ({ live, provider }) => !live.has.acceptsElementName && provider.rename === 'refused',
    when: ({ request }) => request.elementName !== null,
    message: ({ request }) => `the provider refuses to rename the target to '${request.elementName}'`,
  },
  {
    refuse: 'cimAlreadyExists',
    because: 'nameExists',
    cause: 'names are unique on this array, and another volume has the name that the target is to get',
    whenSystem: ({ live, configuration }) => !live.has.acceptsElementName && configuration.profile.clones.uniqueNames,
    when: nameIsTaken,
    message: (facts) => `'${nameKept(facts)}' is the name of another volume`,
  },
  {
    refuse: 'cimNoSuchProperty',
    because: 'noSuchProperty',
    cause: 'the provider has no property ElementName that could be changed',
    whenSystem: ({ live, provider }) => !live.has.acceptsElementName && provider.rename === 'noSuchProperty',
    when: ({ request }) => request.elementName !== null,
    message: () => "the provider's volumes have no property ElementName",
  },
  {
    refuse: 'cimNotSupported',
    because: 'renameUnsupported',
    cause: 'the provider does not support the modification of instances',
    whenSystem: ({ live, provider }) => !live.has.acceptsElementName && provider.rename === 'unsupported',
    when: ({ request }) => request.elementName !== null,
    message: () => 'the provider does not support ModifyInstance',
  },
] as const satisfies readonly Row<AfterEffectFacts>[];
