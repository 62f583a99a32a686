import { factsOf } from '../../vocabulary/methods/index.js';
import { needOf } from '../model/room.js';
import type { CodedRule, RuleInput } from '../model/rule.js';

/** A reason to refuse a call, in words; of arguments that are malformed, which, and of what is short, how much there is:
 * `'malformed' (password without username)`
 */
export function reasonText({ because }: Pick<CodedRule, 'because'>, input: RuleInput): string {
  const more = because === 'malformed' ? malformation(input) : shortage(because, input);
  return `'${because}'${more === null ? '' : ` (${more})`}`;
}

/** What is wrong with the arguments of a call; null when nothing is that is known here. */
function malformation({ call, advertised, state }: RuleInput): string | null {
  const { username, password, ElementName, TargetPool } = call.with;
  if (username === undefined && password !== undefined) return 'password without username';
  if (username !== undefined && password === undefined) return 'username without password';
  if (ElementName === '') return "ElementName is ''";
  const { longest } = advertised.names;
  if (typeof ElementName === 'string' && longest !== null && ElementName.length > longest)
    return `ElementName has ${ElementName.length} characters, and the longest has ${longest}`;
  if (TargetPool === '') return "TargetPool is ''";
  if (typeof TargetPool === 'string' && TargetPool in state.volumes)
    return `TargetPool is the id of a volume, ${TargetPool}`;
  if (call.method === 'GetSizesInfo') return 'PoolSettingObjectId is not given';
  if (factsOf(call.method).parameters.ReplicationType !== undefined)
    return `ReplicationType is ${call.with.ReplicationType ?? 'not given'}`;
  return null;
}

/** What there is too little of; null for another reason. */
function shortage(because: string, { advertised, volume, pool, poolName, allocated }: RuleInput): string | null {
  const { limits } = advertised;
  switch (because) {
    case 'free': {
      const need = volume === undefined || poolName === null ? null : needOf(advertised, volume, poolName, allocated);
      return need === null || pool == null ? null : `${need} B are needed, and ${poolName} has ${pool.free} B free`;
    }
    case 'replicas':
      return `limits.replicasPerSource is ${limits.replicasPerSource}`;
    case 'volumes':
      return `limits.volumes is ${limits.volumes}`;
    case 'metadata':
      return `limits.synchronizations is ${limits.synchronizations}`;
    case 'queue':
      return `limits.runningJobs is ${limits.runningJobs}, and queuedJobs ${limits.queuedJobs}`;
    default:
      return null;
  }
}
