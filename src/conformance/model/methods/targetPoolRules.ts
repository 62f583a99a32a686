import type { Advertised } from '../../subject/advertised.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { poolGiven } from './pickedPool.js';

// Whether a target pool may be named, and has to be: for each method that makes a replica.

const namesPool = ({ call }: RuleInput): boolean => poolGiven(call) !== undefined;
const isRemote = ({ pool }: RuleInput): boolean => pool?.isRemote ?? false;
const saysNothingOfPools = ({ targetPool }: Advertised): boolean => targetPool.given === 'unknown';
/** Whether TargetPool has that rule; undefined where the subject does not say. */
const isGiven = ({ advertised: { targetPool } }: RuleInput, rule: Advertised['targetPool']['given']): Holds =>
  targetPool.given === 'unknown' ? undefined : targetPool.given === rule;

export const poolForbidden: Rule = {
  step: 'invoke',
  because: 'poolForbidden',
  outcome: 'cimInvalidParameter',
  property: 'CAUSE-COMPLETE',
  holds: (input) => namesPool(input) && isGiven(input, 'forbidden'),
  isUnpredictable: saysNothingOfPools,
};

/** A pool has to be named for a new target.
 * @param isForPeer whether a call that names none is for the peer system, where only that needs one
 */
export function poolRequired(isForPeer: (advertised: Advertised) => boolean): Rule {
  return {
    step: 'invoke',
    because: 'poolRequired',
    outcome: 'cimInvalidParameter',
    property: 'CAUSE-COMPLETE',
    holds: (input) => {
      if (namesPool(input) || input.call.with.TargetStorageVolume !== undefined) return false;
      return isGiven(input, 'required') || (isGiven(input, 'requiredForRemote') && isForPeer(input.advertised));
    },
    isUnpredictable: saysNothingOfPools,
  };
}

export const poolNotOfSource: Rule = {
  step: 'invoke',
  because: 'poolNotOfSource',
  outcome: 'cimInvalidParameter',
  property: 'CAUSE-COMPLETE',
  holds: (input) => {
    const { ofSourceOnly } = input.advertised.targetPool;
    const isElsewhere =
      namesPool(input) && !isRemote(input) && input.volume !== undefined && input.poolName !== input.volume.pool;
    return isElsewhere && (ofSourceOnly ?? undefined);
  },
  isUnpredictable: ({ targetPool }) => targetPool.ofSourceOnly === null,
};
