import { badInput } from '../../vocabulary/input/badInput.js';
import { documentedCodes } from '../../vocabulary/methods/codes.js';
import { methodNames } from '../../vocabulary/methods/index.js';
import { type Version, versions } from '../../vocabulary/versions.js';
import { modelOf } from '../model/methods/index.js';
import { codedRules } from '../model/rule.js';

/** The codes of all causes as the suite's own list has them, to be declared as a whole or with changes:
 * `{ ...usualCodes('2016'), 'CreateClone/poolUnknown': 5 }`. Its keys name the method, and such a key goes before one that names a
 * cause of all methods.
 * @throws BadInputError for a release that there is not
 */
export function usualCodes(version: Version): Record<string, number> {
  if (!versions.includes(version))
    badInput({ field: 'version', value: version, expected: `one of ${versions.join(', ')}`, among: versions });
  return Object.fromEntries(
    methodNames.flatMap((method) => {
      const listed = documentedCodes(method, version);
      return codedRules(method, modelOf(method).rules, version)
        .filter(({ code }) => listed.includes(code))
        .map(({ because, code }) => [`${method}/${because}`, code] as const);
    }),
  );
}
