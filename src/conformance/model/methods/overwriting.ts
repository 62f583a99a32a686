import { standsStill } from '../../subject/advertised.js';
import { type Call, textGiven } from '../../subject/call.js';
import { freeAfter } from '../room.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import {
  isOpen,
  jobCompleted,
  jobKilled,
  jobNew,
  type ModelState,
  type ModelVolume,
  unrestricted,
  withEntry,
} from '../state.js';
import { copyJobs } from './cloneEffect.js';
import type { JobModel, MethodModel, Names } from './method.js';

// What becomes of a volume that is there, and is made a replica of another one.

/** The volume that a call names as its target, by its symbol. */
function existingTarget(call: Call): string | undefined {
  return textGiven(call, 'TargetStorageVolume');
}

const target = ({ call, state }: RuleInput) => state.volumes[existingTarget(call) ?? ''];

/** A replica is as large as its source at least. */
const tooSmall: Rule = {
  step: 'array',
  because: 'targetTooSmall',
  outcome: 'invalidParameter',
  property: 'CAUSE-COMPLETE',
  holds: (input) => {
    const other = target(input);
    return other !== undefined && input.volume !== undefined && other.size < input.volume.size;
  },
};

const reserved: Rule = {
  step: 'array',
  because: 'targetReserved',
  outcome: 'notSupported',
  property: 'CAUSE-COMPLETE',
  holds: (input) => {
    const { isSnapshot = false, usage = unrestricted } = target(input) ?? {};
    return isSnapshot || (usage === unrestricted ? false : undefined);
  },
};

const inRelation: Rule = {
  step: 'array',
  because: 'targetInRelation',
  outcome: 'failed',
  property: 'CAUSE-COMPLETE',
  holds: (input) => {
    const name = existingTarget(input.call);
    const other = target(input);
    if (other === undefined) return false;
    const own = other.source === null ? [] : [other];
    const related = [...own, ...input.volumes.filter(({ source }) => source === name)];
    const isMirrored = related.some(({ mirror }) => mirror !== null);
    if (isMirrored || (related.length > 0 && input.advertised.clones.detaches === false)) return true;
    // A clone may be detached meanwhile, or be there and nobody have seen it.
    return related.length > 0 || other.madeOf !== null || input.state.unobserved.length > 0 ? undefined : false;
  },
};

const inUse: Rule = {
  step: 'array',
  because: 'targetInUse',
  outcome: 'failed',
  property: 'CAUSE-COMPLETE',
  holds: ({ call, state, advertised }) => {
    const name = existingTarget(call);
    if (name === undefined) return false;
    const jobs = Object.values(state.jobs).filter(
      (job) => isOpen(job) && (job.target === name || state.volumes[job.target ?? '']?.madeOf === name),
    );
    if (jobs.some(({ fresh }) => fresh)) return true;
    return jobs.length > 0 || advertised.allocation.kind !== 'full' ? undefined : false;
  },
};

const notReady: Rule = {
  step: 'array',
  because: 'targetNotReady',
  outcome: 'failed',
  property: 'CAUSE-COMPLETE',
  holds: (input): Holds => {
    const other = target(input);
    if (other === undefined) return false;
    if (other.usable !== true) return other.usable === null ? undefined : true;
    return (other.state ?? 'online') === 'online' && other.deletion === null ? false : undefined;
  },
};

/** One that hosts may only read is overwritten by nobody either; of what is not told, nobody knows. */
const readOnly: Rule = {
  step: 'array',
  because: 'targetReadOnly',
  outcome: 'failed',
  property: 'CAUSE-COMPLETE',
  holds: (input) => {
    const isReadOnly = target(input)?.isReadOnly ?? false;
    return isReadOnly && (input.advertised.access == null ? undefined : true);
  },
};

/** What stands against a target that is there, in this order. */
export const overwritingRules: readonly Rule[] = [tooSmall, reserved, inRelation, inUse, notReady, readOnly];

/** The state in which a volume is made a replica of another one: it keeps its size and, where that is taken as a whole, its room. */
function withOverwritten(
  input: RuleInput,
  { job }: Pick<Names, 'job'>,
  time: RuleInput['advertised']['time'],
): ModelState {
  const { state, call, advertised } = input;
  const name = existingTarget(call) ?? '';
  const volume = state.volumes[name];
  if (volume === undefined) return state;
  const fresh = standsStill(advertised) && !time.callsPass;
  const isWhole = advertised.allocation.kind === 'full';
  const replica: ModelVolume = {
    ...volume,
    source: call.on,
    madeOf: call.on,
    mirror: call.with.SyncType === syncTypeOfMirrors ? 'unknown' : null,
    job,
    usable: fresh ? false : null,
    state: volume.state === null ? null : 'restoring',
    took: isWhole ? volume.took : null,
  };
  const pool = state.pools[volume.pool];
  const pools =
    isWhole || pool === undefined
      ? state.pools
      : withEntry(state.pools, volume.pool, { ...pool, free: freeAfter(pool, null), lastChange: 'accepted' as const });
  const set = { ...state, pools, volumes: withEntry(state.volumes, name, replica) };
  if (job === null) return withEnd(set, name, true, advertised);
  const begun = {
    method: call.method,
    target: name,
    pool: null,
    overwrites: true as const,
    jobState: jobNew,
    percent: 0,
    errorCode: 0,
    fresh,
    gone: false,
  };
  return { ...set, jobs: withEntry(set.jobs, job, begun) };
}

const syncTypeOfMirrors = 6;

/** The state when that is complete, or came to nothing: then only a look tells what the target is. */
function withEnd(state: ModelState, name: string, done: boolean, { clones }: RuleInput['advertised']): ModelState {
  const volume = state.volumes[name];
  if (volume === undefined) return state;
  const { mirror, source, state: word } = volume;
  const over: ModelVolume = done
    ? {
        ...volume,
        usable: true,
        state: word === null ? null : 'online',
        mirror: mirror === null ? null : 'inSync',
        source: mirror === null && clones.detaches === true ? null : source,
      }
    : { ...volume, usable: null, state: null, healthStatus: null };
  return { ...state, volumes: withEntry(state.volumes, name, over) };
}

/** Jobs that copy: to a fresh target, or to one that was there. */
const replicaJobs: JobModel = {
  ...copyJobs,
  goesOn(state, job, advertised, exact) {
    const name = job.target ?? '';
    const volume = state.volumes[name];
    if (job.overwrites === undefined || volume === undefined) return copyJobs.goesOn(state, job, advertised, exact);
    return { ...state, volumes: withEntry(state.volumes, name, { ...volume, usable: exact ? false : null }) };
  },
  ended: (state, job, advertised) =>
    job.overwrites === undefined
      ? copyJobs.ended(state, job, advertised)
      : withEnd(state, job.target ?? '', job.jobState === jobCompleted, advertised),
  endings: (state, job, shown, advertised) =>
    job.overwrites === undefined ? copyJobs.endings(state, job, shown, advertised) : [jobCompleted, jobKilled],
};

/** What a method that makes replicas does with a target that is there, and otherwise with a fresh one. */
export function overwriting(
  fresh: Pick<MethodModel, 'apply' | 'unanswered'>,
): Pick<MethodModel, 'overwrites' | 'apply' | 'unanswered' | 'jobs'> {
  return {
    overwrites: existingTarget,
    apply: (input, names, time) =>
      existingTarget(input.call) === undefined ? fresh.apply(input, names, time) : withOverwritten(input, names, time),
    unanswered: (input, state, late) =>
      existingTarget(input.call) === undefined
        ? fresh.unanswered(input, state, late)
        : [withOverwritten({ ...input, state }, { job: null }, input.advertised.time)],
    jobs: replicaJobs,
  };
}
