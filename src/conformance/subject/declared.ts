import { documentedCodes } from '../../vocabulary/methods/codes.js';
import { methodNames } from '../../vocabulary/methods/index.js';
import type { Version } from '../../vocabulary/versions.js';
import { modelOf } from '../model/methods/index.js';
import { codedRules } from '../model/rule.js';

/** The codes of all causes as the suite's own list has them, to be declared as a whole or with changes:
 * `{ ...usualCodes('2016'), poolUnknown: 5 }`. A key is a cause, or one of a method: 'Pool.Delete/poolUnknown'.
 */
export function usualCodes(version: Version): Record<string, number> {
  return Object.fromEntries(
    methodNames.flatMap((method) => {
      const listed = documentedCodes(method, version);
      return codedRules(method, modelOf(method).rules, version)
        .filter(({ code }) => listed.includes(code))
        .map(({ because, code }) => [`${method}/${because}`, code] as const);
    }),
  );
}
