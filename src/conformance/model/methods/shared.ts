import { type Advertised, standsStill } from '../../subject/advertised.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { isOpen, isOver, isPending } from '../state.js';

// The reasons to refuse that methods share. Each method takes those that it has, in its own order.

/** The caller may not manage storage; before 2016 the provider finds out. */
export const role: Rule = {
  step: 'service',
  because: 'role',
  outcome: 'accessDenied',
  since: '2016',
  property: 'CAUSE-COMPLETE',
  holds: isDenied,
};

export const roleAtProvider: Rule = {
  step: 'authenticate',
  because: 'role',
  outcome: 'cimAccessDenied',
  before: '2016',
  property: 'CAUSE-COMPLETE',
  holds: isDenied,
};

const password: Rule = {
  step: 'authenticate',
  because: 'password',
  outcome: 'invalidCredentials',
  property: 'CAUSE-COMPLETE',
  holds: (input) => {
    const { username, password: given } = input.call.with;
    // With the configured other half it may fit, or not.
    if (isCompleted(input)) return undefined;
    const { account: known } = input.advertised.deniedIdentities;
    return username !== undefined && username === known?.username && given !== known.password;
  },
};

const account: Rule = {
  step: 'authenticate',
  because: 'account',
  outcome: 'cimAccessDenied',
  property: 'CAUSE-COMPLETE',
  holds: (input) => {
    const { username } = input.call.with;
    const isDue = username !== undefined && username === input.advertised.deniedIdentities.account?.username;
    return isDue && isCompleted(input) ? undefined : isDue;
  },
};

/** Whether half of a credential may be completed with the configured other half. */
function isCompleted({ call, advertised }: RuleInput): boolean {
  const { username, password: given } = call.with;
  return (username === undefined) !== (given === undefined) && advertised.declares.halfCredentials !== 'refused';
}

/** What the provider says about the account. */
export const credentials: readonly Rule[] = [password, account];

/** An argument is malformed.
 * @param also what is malformed beside half of a credential
 */
export function malformed(also: (input: RuleInput) => Holds = () => false): Rule {
  return {
    step: 'service',
    because: 'malformed',
    outcome: 'invalidParameter',
    property: 'CAUSE-COMPLETE',
    holds: (input) => {
      const { username, password } = input.call.with;
      if ((username === undefined) === (password === undefined)) return also(input);
      const { halfCredentials } = input.advertised.declares;
      // The other half may be the configured one, and that does not fit, or does.
      return halfCredentials === 'refused' ? true : undefined;
    },
  };
}

/** The pool that the method is called on does not exist. */
export const poolUnknown: Rule = {
  step: 'service',
  because: 'poolUnknown',
  outcome: 'objectNotFound',
  property: 'CAUSE-COMPLETE',
  holds: ({ pool }) => pool === undefined,
};

/** Whether the volume that the method is called on does not exist: undefined where a job may have removed it meanwhile. */
export function isMissing({ volume, advertised, state }: Pick<RuleInput, 'volume' | 'advertised' | 'state'>): Holds {
  if (volume === undefined) return true;
  if (isPending(volume, state, advertised)) return undefined;
  if (volume.usable !== null) return false;
  const removed = volume.deletion !== null;
  // In real time a job may fail at any moment, and take its target along.
  return removed || (volume.job !== null && !standsStill(advertised)) ? undefined : false;
}

/** Whether another operation has locked a volume: undefined where that can't be known. */
export function isLocked({ volume }: Pick<RuleInput, 'volume'>): Holds {
  if (volume === undefined) return false;
  if (locked.includes(volume.state ?? '')) {
    const isSure =
      volume.usable !== null || (volume.deletion === null && volume.resizing === null && volume.state !== 'restoring');
    return isSure ? true : undefined;
  }
  // No look has shown the state of a volume that was made meanwhile.
  return volume.state === null && volume.resizing !== null ? undefined : false;
}

const locked = ['resizing', 'restoring', 'deleting'];

function isDenied({ call, advertised }: RuleInput): boolean {
  return call.caller !== undefined && call.caller === advertised.deniedIdentities.caller;
}

/** Numbers of Usage, of volumes, that tell a data volume's part in replication. */
const partsInReplication = [6, 7, 8, 9, 10, 11];

/** Whether the array keeps a volume for itself. */
export function isReserved(usage: number): boolean {
  return usage !== unrestricted && !partsInReplication.includes(usage);
}

/** MSFT_SMStorageVolume.Usage and MSFT_SMPool.Usage. */
const unrestricted = 2;

/** Whether a job copies the volume, or to it. */
export function isAtWork({ state, call, volume }: RuleInput): Holds {
  if (volume === undefined) return false;
  let possible = false;
  for (const job of Object.values(state.jobs)) {
    const { target } = job;
    if (isOver(job.jobState) || target === null) continue;
    const { deletion = null, resizing = null, madeOf = null } = state.volumes[target] ?? {};
    if (target !== call.on && (madeOf !== call.on || deletion !== null || resizing !== null)) continue;
    // A volume that is failed is deleted without a lock.
    if (job.fresh && isOpen(job)) return true;
    possible = true;
  }
  // What nobody was told of may copy it, too.
  return possible || state.unobserved.some(({ madeOf }) => madeOf === call.on) ? undefined : false;
}

/** Whether an element is deleted within the call; undefined where the subject does not say. */
export function isDeletedAtOnce(deletes: Advertised['deletes']): Holds {
  return deletes?.by === 'unknown' ? undefined : deletes?.by !== 'job';
}

/** A primordial pool is what the others are made of, and stays as it is. */
export const poolPrimordial: Rule = {
  step: 'service',
  because: 'primordial',
  outcome: 'primordialPool',
  property: 'CAUSE-COMPLETE',
  holds: ({ pool }) => pool?.isPrimordial === true,
};

/** A pool of the peer system is managed there. */
export const poolRemote: Rule = {
  step: 'array',
  because: 'remote',
  outcome: 'notSupported',
  property: 'CAUSE-COMPLETE',
  holds: ({ pool }) => pool?.isRemote === true,
};
