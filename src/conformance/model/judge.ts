import type { Advertised } from '../subject/advertised.js';
import type { CloneArguments } from '../subject/driver.js';
import { produce } from './produce.js';
import { isWithinCall, type Rule, type RuleInput } from './rules.js';
import {
  jobNew,
  type ModelJob,
  type ModelState,
  type ModelVolume,
  needOf,
  openJobs,
  unrestricted,
  withEntry,
} from './state.js';

/** What the model says of a call before it is made: which reasons to refuse there are, and what a success would do. */
export interface Judgement {
  readonly facts: RuleInput;
  /** In the order in which the call meets them. */
  readonly certain: readonly Rule[];
  /** Those that hold or may hold. */
  readonly possible: readonly Rule[];
  /** Those among them that can be predicted from what the subject says of itself. */
  readonly predictable: readonly Rule[];
  /** 0 or 4096. */
  readonly success: number;
}

export function judge(
  advertised: Advertised,
  rules: readonly Rule[],
  state: ModelState,
  call: CloneArguments,
  allocated: number | undefined,
): Judgement {
  const source = state.volumes[call.on];
  const poolName = call.TargetPool ?? source?.pool ?? null;
  const pool = poolName === null ? undefined : state.pools[poolName];
  const volumes = Object.values(state.volumes);
  const facts = { advertised, state, volumes, call, source, poolName, pool, allocated };
  const certain: Rule[] = [];
  const possible: Rule[] = [];
  const predictable: Rule[] = [];
  for (const rule of rules) {
    const holds = rule.holds(facts);
    if (holds === true) certain.push(rule);
    if (holds === false) continue;
    possible.push(rule);
    if (rule.isUnpredictable?.(advertised) !== true) predictable.push(rule);
  }
  return { facts, certain, possible, predictable, success: isWithinCall(facts) ? 0 : 4096 };
}

/** Whether the model allows the code: a success when nothing is certain to stand against it, an error when it has a reason
 * that is not certainly preceded by another.
 */
export function allows({ certain, possible, success }: Judgement, code: number, inOrder: boolean): boolean {
  if (code === success) return certain.length === 0;
  return reasonsInReach(possible, certain, inOrder).some((rule) => rule.code === code);
}

/** The reasons that may answer: all, or those that no certain one stands before. */
function reasonsInReach(possible: readonly Rule[], certain: readonly Rule[], inOrder: boolean): readonly Rule[] {
  const [first] = certain;
  return !inOrder || first === undefined ? possible : possible.slice(0, possible.indexOf(first) + 1);
}

/** The codes that the model allows, for messages. */
export function allowedCodes(judgement: Judgement, inOrder: boolean): number[] {
  const { certain, possible, success } = judgement;
  const codes = reasonsInReach(possible, certain, inOrder).map(({ code }) => code);
  return [...new Set(certain.length === 0 ? [success, ...codes] : codes)];
}

/** The state after a clone was made: its target is there, its room is taken, its job is open. */
export function withClone(
  { facts }: Judgement,
  names: { readonly target: string; readonly job: string | null },
  time: Advertised['time'],
): ModelState {
  const { state, source, poolName } = facts;
  const made = cloneOf(facts);
  if (source === undefined || poolName === null) return state;
  // Spread out, here and in `withRefusal`: every call comes by, and a draft costs ten times as much.
  const settled = names.job === null || (time.virtual && !time.callsPass) || made.usable === true;
  const target = { ...made, job: names.job, usable: settled ? made.usable : null };
  const volumes = withEntry(state.volumes, names.target, target);
  const pool = state.pools[poolName];
  const free = pool === undefined || pool.free === null || made.took === null ? null : pool.free - made.took;
  const pools =
    pool === undefined
      ? state.pools
      : withEntry(state.pools, poolName, { ...pool, free, lastChange: 'accepted' as const });
  if (names.job === null) return { ...state, volumes, pools };
  const job: ModelJob = {
    target: names.target,
    jobState: jobNew,
    percent: 0,
    errorCode: 0,
    fresh: time.virtual && !time.callsPass,
    gone: false,
  };
  return { ...state, volumes, pools, jobs: withEntry(state.jobs, names.job, job) };
}

/** The state after a call of which it is not known whether it made a clone, if it did.
 * @param late whether it may have done so after its source was written to: then only a look tells what it took
 */
export function withUnobserved(judgement: Judgement, state = judgement.facts.state, late = false): ModelState {
  const { facts } = judgement;
  if (facts.source === undefined || facts.poolName === null) return state;
  const clone = cloneOf(facts);
  const made: ModelVolume = {
    ...clone,
    // A service that failed to rename it left it with a name of the subject's.
    name: facts.advertised.names.given === 'byRename' ? null : clone.name,
    took: late && facts.advertised.allocation.kind !== 'full' ? null : clone.took,
  };
  return produce(state, (draft) => {
    draft.unobserved.push(made);
    const pool = draft.pools[made.pool];
    if (pool === undefined) return;
    pool.free = pool.free === null || made.took === null ? null : pool.free - made.took;
    pool.lastChange = 'accepted';
  });
}

/** The state after a refusal: the same, but for whom to blame if it is not. */
export function withRefusal(state: ModelState, pool: string | null): ModelState {
  const touched = pool === null ? undefined : state.pools[pool];
  if (pool === null || touched === undefined || touched.lastChange === 'refused') return state;
  return { ...state, pools: withEntry(state.pools, pool, { ...touched, lastChange: 'refused' }) };
}

/** The state when time may have passed: what jobs that run have come to is not known any more. */
export function withTime(state: ModelState): ModelState {
  if (!openJobs(state).some(([, { fresh }]) => fresh)) return state;
  return produce(state, (draft) => {
    for (const [name, job] of openJobs(draft)) {
      const target = draft.volumes[job.target];
      // The job of an open entry is in the draft.
      const open = draft.jobs[name];
      if (open !== undefined) open.fresh = false;
      if (target !== undefined) target.usable = null;
    }
  });
}

function cloneOf(facts: RuleInput): ModelVolume {
  const { call, source, poolName, advertised, allocated } = facts;
  const { clones } = advertised;
  const atOnce = isWithinCall(facts);
  return {
    name: call.ElementName ?? null,
    pool: poolName ?? '',
    size: source?.size ?? 0,
    isSnapshot: false,
    usable: atOnce || clones.targetUsable === 'atAcceptance',
    state: null,
    healthStatus: null,
    usage: unrestricted,
    source: atOnce && clones.detaches ? null : call.on,
    madeOf: call.on,
    job: null,
    took: source === undefined ? 0 : needOf(advertised, source, poolName ?? '', allocated),
    shown: false,
  };
}
