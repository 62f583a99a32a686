import type { Step } from '../../vocabulary/steps.js';
import { atLeast, type Version } from '../../vocabulary/versions.js';
import type { Advertised } from '../subject/advertised.js';
import type { CloneArguments } from '../subject/driver.js';
import {
  isOver,
  jobCompleted,
  type ModelPool,
  type ModelState,
  type ModelVolume,
  needOf,
  unrestricted,
} from './state.js';

/** What a rule may ask: the call, the elements that it names, and what is known of everything else. */
export interface RuleInput {
  readonly advertised: Advertised;
  readonly state: ModelState;
  /** All there are. */
  readonly volumes: readonly ModelVolume[];
  readonly call: CloneArguments;
  readonly source: ModelVolume | undefined;
  readonly poolName: string | null;
  readonly pool: ModelPool | undefined;
  /** Bytes that the source has allocated, where the subject tells. */
  readonly allocated: number | undefined;
}

/** Undefined: it may hold. */
export type Holds = boolean | undefined;

/** A reason to refuse. The order of the table is that in which a call meets them. */
export interface Rule {
  readonly step: Step;
  readonly because: string;
  readonly code: number;
  readonly codeBefore2016?: number;
  readonly since?: Version;
  readonly before?: Version;
  /** The property that is broken when a call goes through all the same. */
  readonly property: 'CAUSE-COMPLETE' | 'CAP-NO' | 'CAP-LIMIT' | 'SHORTAGE-TIGHT';
  readonly holds: (facts: RuleInput) => Holds;
  /** Whether the subject does not say where this begins: then it may hold at any time. */
  readonly isUnpredictable?: (advertised: Advertised) => boolean;
}

/** The reasons that a client can give rise to itself, for one release.
 * @see MSFT_SMStorageVolume.CreateClone, "Return value"
 */
export function rulesOf(version: Version): readonly Rule[] {
  const known = byVersion.get(version);
  if (known !== undefined) return known;
  const ofVersion = rules
    .filter(({ since, before }) => atLeast(version, since ?? '2012') && !(before && atLeast(version, before)))
    .map((rule) => (atLeast(version, '2016') ? rule : { ...rule, code: rule.codeBefore2016 ?? rule.code }));
  byVersion.set(version, ofVersion);
  return ofVersion;
}

const byVersion = new Map<Version, readonly Rule[]>();

const isRemote = ({ pool }: RuleInput): boolean => pool?.isRemote ?? false;

const rules: readonly Rule[] = [
  {
    step: 'service',
    because: 'role',
    code: 40001,
    since: '2016',
    property: 'CAUSE-COMPLETE',
    holds: ({ call, advertised }) => call.caller !== undefined && call.caller === advertised.deniedIdentities.caller,
  },
  {
    step: 'service',
    because: 'malformed',
    code: 5,
    property: 'CAUSE-COMPLETE',
    holds: isMalformed,
  },
  {
    step: 'service',
    because: 'sourceUnknown',
    code: 8,
    since: '2016',
    property: 'CAUSE-COMPLETE',
    holds: ({ source }) => source === undefined,
  },
  {
    step: 'service',
    because: 'poolUnknown',
    code: 8,
    since: '2016',
    property: 'CAUSE-COMPLETE',
    holds: ({ call, pool }) => call.TargetPool !== undefined && pool === undefined,
  },
  {
    step: 'service',
    because: 'noClones',
    code: 40308,
    property: 'CAP-NO',
    holds: ({ advertised: { clones } }) => !clones.local && !clones.remote,
  },
  {
    step: 'service',
    because: 'locality',
    code: 40500,
    property: 'CAP-NO',
    holds: (facts) => {
      const { clones, targetPool } = facts.advertised;
      if (isRemote(facts)) return !clones.remote;
      // An array that clones to the peer only, and needs a target pool, takes a call without a pool for a remote one.
      const namesTarget = facts.call.TargetPool !== undefined || targetPool.given !== 'requiredForRemote';
      return !clones.local && namesTarget;
    },
  },
  {
    step: 'authenticate',
    because: 'password',
    code: 51005,
    property: 'CAUSE-COMPLETE',
    holds: ({ call: { username, password }, advertised: { deniedIdentities } }) =>
      username !== undefined &&
      username === deniedIdentities.account?.username &&
      password !== deniedIdentities.account.password,
  },
  {
    step: 'authenticate',
    because: 'account',
    code: 43002,
    property: 'CAUSE-COMPLETE',
    holds: ({ call, advertised }) =>
      call.username !== undefined && call.username === advertised.deniedIdentities.account?.username,
  },
  {
    step: 'authenticate',
    because: 'role',
    code: 43002,
    before: '2016',
    property: 'CAUSE-COMPLETE',
    holds: ({ call, advertised }) => call.caller !== undefined && call.caller === advertised.deniedIdentities.caller,
  },
  {
    step: 'invoke',
    because: 'notFound',
    code: 43006,
    before: '2016',
    property: 'CAUSE-COMPLETE',
    holds: ({ call, source, pool }) => source === undefined || (call.TargetPool !== undefined && pool === undefined),
  },
  {
    step: 'invoke',
    because: 'poolForbidden',
    code: 43004,
    property: 'CAUSE-COMPLETE',
    holds: ({ call, advertised }) => call.TargetPool !== undefined && advertised.targetPool.given === 'forbidden',
  },
  {
    step: 'invoke',
    because: 'poolRequired',
    code: 43004,
    property: 'CAUSE-COMPLETE',
    holds: ({ call, advertised: { targetPool, clones } }) =>
      call.TargetPool === undefined &&
      (targetPool.given === 'required' || (targetPool.given === 'requiredForRemote' && !clones.local)),
  },
  {
    step: 'invoke',
    because: 'poolNotOfSource',
    code: 43004,
    property: 'CAUSE-COMPLETE',
    holds: (facts) =>
      facts.advertised.targetPool.ofSourceOnly &&
      facts.call.TargetPool !== undefined &&
      !isRemote(facts) &&
      facts.source !== undefined &&
      facts.poolName !== facts.source.pool,
  },
  {
    step: 'invoke',
    because: 'nameTaken',
    code: 43004,
    property: 'CAUSE-COMPLETE',
    holds: (facts) => (facts.advertised.names.given === 'byClient' ? isNameTaken(facts) : false),
  },
  {
    step: 'array',
    because: 'snapshot',
    code: 1,
    property: 'CAUSE-COMPLETE',
    holds: ({ source, advertised }) => source?.isSnapshot === true && !advertised.clones.ofSnapshots,
  },
  {
    step: 'array',
    because: 'sourceReserved',
    code: 1,
    property: 'CAUSE-COMPLETE',
    // 6 to 11 tell a data volume's part in replication.
    holds: ({ source }) => source !== undefined && ![unrestricted, 6, 7, 8, 9, 10, 11].includes(source.usage),
  },
  {
    step: 'array',
    because: 'primordial',
    code: 1,
    property: 'CAUSE-COMPLETE',
    holds: ({ pool }) => pool?.isPrimordial === true,
  },
  {
    step: 'array',
    because: 'poolReserved',
    code: 1,
    property: 'CAUSE-COMPLETE',
    holds: ({ pool }) => pool !== undefined && pool.usage !== unrestricted,
  },
  {
    step: 'array',
    because: 'sourceNotUsable',
    code: 4,
    property: 'CAUSE-COMPLETE',
    holds: ({ source, advertised }) => {
      if (source === undefined) return false;
      if (source.usable === null) return undefined;
      // Another operation has it.
      if (['resizing', 'restoring', 'deleting'].includes(source.state ?? '')) return true;
      const { source: wanted } = advertised.clones;
      if (source.state === 'offline') return wanted === 'online';
      if (wanted === 'offline' && source.state !== null) return true;
      // It may be offline, which is what it is to be, or may be.
      if (source.state === null && wanted !== 'online') return undefined;
      return !source.usable;
    },
  },
  {
    step: 'array',
    because: 'poolState',
    code: 4,
    property: 'CAUSE-COMPLETE',
    holds: ({ pool }) => pool?.state === 'offline' || pool?.state === 'readOnly',
  },
  {
    step: 'array',
    because: 'free',
    code: 40002,
    codeBefore2016: 4,
    property: 'SHORTAGE-TIGHT',
    holds: ({ source, pool, poolName, advertised, allocated }) => {
      if (source === undefined || pool === undefined || poolName === null) return false;
      const need = needOf(advertised, source, poolName, allocated);
      return need === null || pool.free === null ? undefined : need > pool.free;
    },
  },
  {
    step: 'array',
    because: 'overcommit',
    code: 40002,
    codeBefore2016: 4,
    property: 'CAP-LIMIT',
    holds: ({ source, pool, state, volumes, advertised: { allocation } }) => {
      if (source === undefined || pool === undefined || allocation.overcommitLimit === null) return false;
      const most = Math.floor((pool.total * allocation.overcommitLimit) / 100);
      const promised = sizeIn(pool.name, volumes) + source.size;
      return promised > most ? true : promised + sizeIn(pool.name, state.unobserved) > most ? undefined : false;
    },
  },
  limit('replicas', 'replicasPerSource', ({ call, state, volumes }) =>
    countOf(volumes, ({ source, job }) => (source !== call.on ? false : isCertain(state, job) ? true : undefined)),
  ),
  limit('volumes', 'volumes', ({ state, volumes }) =>
    countOf(volumes, ({ job }) => (isCertain(state, job) ? true : undefined)),
  ),
  limit('metadata', 'synchronizations', ({ state, volumes }) =>
    countOf(volumes, ({ source, job }) => (source === null ? false : isCertain(state, job) ? true : undefined)),
  ),
  {
    step: 'array',
    because: 'queue',
    code: 40002,
    codeBefore2016: 4,
    property: 'CAP-LIMIT',
    holds: (facts) => {
      const { runningJobs, queuedJobs } = facts.advertised.limits;
      if (isWithinCall(facts)) return false;
      if (runningJobs === null || queuedJobs === null) return undefined;
      const { jobs, volumes } = facts.state;
      const open = countOf(Object.values(jobs), ({ jobState, gone, fresh, target }) => {
        if (gone || isOver(jobState)) return false;
        // A job whose source went fails when it comes to that.
        const source = volumes[target]?.madeOf;
        return fresh && source != null && source in volumes ? true : undefined;
      });
      // What a call has left that failed may have a job, too.
      open.most += facts.state.unobserved.length;
      const most = runningJobs + queuedJobs;
      return open.least >= most ? true : open.most >= most ? undefined : false;
    },
    isUnpredictable: ({ limits }) => limits.runningJobs === null || limits.queuedJobs === null,
  },
  {
    step: 'rename',
    because: 'nameExists',
    code: 43011,
    property: 'CAUSE-COMPLETE',
    holds: (facts) => (facts.advertised.names.given === 'byRename' ? isNameTaken(facts) : false),
  },
];

function isNameTaken({ call, volumes, advertised }: RuleInput): Holds {
  const { ElementName: name } = call;
  if (!advertised.names.unique || name === undefined) return false;
  return oneOf(volumes, (volume) => (volume.name !== name ? false : volume.usable === null ? undefined : true));
}

/** Whether what job it has is known for now: else it may be over, and its target gone or detached. */
function isCertain({ jobs }: ModelState, name: string | null): boolean {
  const job = name === null ? undefined : jobs[name];
  return job === undefined || job.fresh || job.jobState === jobCompleted;
}

/** Whether a clone is to be answered with 0 instead of 4096. */
export function isWithinCall({ advertised: { clones }, source }: RuleInput): boolean {
  if (clones.copies !== 'bySize') return clones.copies === 'withinCall';
  return source !== undefined && source.size <= clones.synchronousUpTo;
}

function isMalformed({ call, advertised, state }: RuleInput): Holds {
  const { ElementName: name, TargetPool: pool, username, password } = call;
  if (name === '' || (name?.length ?? 0) > advertised.names.longest) return true;
  if (pool === '' || (pool !== undefined && pool in state.volumes)) return true;
  if ((username === undefined) !== (password === undefined)) return true;
  // Whether the id of a volume that went still tells that it is none of a pool is the subject's affair.
  return pool !== undefined && /^(clone|found)\d+(#\d+)?$/.test(pool) ? undefined : false;
}

function limit(
  because: string,
  which: 'replicasPerSource' | 'volumes' | 'synchronizations',
  count: (facts: RuleInput) => { readonly least: number; readonly most: number },
): Rule {
  return {
    step: 'array',
    because,
    code: 40002,
    codeBefore2016: 4,
    property: 'CAP-LIMIT',
    holds: (facts) => {
      const most = facts.advertised.limits[which];
      if (facts.source === undefined) return false;
      // A subject that does not say how many there may be may have a limit.
      if (most === null) return undefined;
      const unobserved = facts.state.unobserved.length;
      // Whatever is counted belongs to a volume.
      if (facts.volumes.length + unobserved < most) return false;
      const there = count(facts);
      return there.least >= most ? true : there.most + unobserved >= most ? undefined : false;
    },
    isUnpredictable: ({ limits }) => limits[which] === null,
  };
}

function sizeIn(pool: string, volumes: readonly ModelVolume[]): number {
  return volumes.reduce((sum, one) => (one.pool === pool ? sum + one.size : sum), 0);
}

function countOf<Item>(items: readonly Item[], counts: (item: Item) => Holds): { least: number; most: number } {
  let [least, most] = [0, 0];
  for (const item of items) {
    const holds = counts(item);
    if (holds !== false) most++;
    if (holds === true) least++;
  }
  return { least, most };
}

function oneOf<Item>(items: readonly Item[], matches: (item: Item) => Holds): Holds {
  const { least, most } = countOf(items, matches);
  return least > 0 ? true : most > 0 ? undefined : false;
}
