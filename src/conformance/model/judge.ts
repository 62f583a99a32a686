import type { Advertised } from '../subject/advertised.js';
import type { Call } from '../subject/call.js';
import { modelOf, rulesOf } from './methods/index.js';
import type { MethodModel, Names } from './methods/method.js';
import { produce } from './produce.js';
import { type CodedRule, codeFor, type Holds, type RuleInput } from './rule.js';
import { type ModelState, openJobs, unknownPool, withEntry } from './state.js';

/** What the model says of a call before it is made: which reasons to refuse there are, and what a success would do. */
export interface Judgement {
  readonly input: RuleInput;
  readonly model: MethodModel;
  /** In the order in which the call meets them. */
  readonly certain: readonly CodedRule[];
  /** Those that hold or may hold. */
  readonly possible: readonly CodedRule[];
  /** Those among them that can be predicted from what the subject says of itself. */
  readonly predictable: readonly CodedRule[];
  /** 0, 4096, or both where the subject does not say. */
  readonly successes: readonly number[];
}

export function judge(advertised: Advertised, state: ModelState, call: Call, allocated: number | undefined): Judgement {
  const model = modelOf(call.method);
  const volume = model.calledOn === 'volume' ? state.volumes[call.on] : undefined;
  const usual = model.poolOf(call, volume);
  const isPicked = volume !== undefined && usual === volume.pool;
  const poolName = isPicked ? (model.picked?.(advertised, state, call, volume, allocated) ?? usual) : usual;
  const pool = poolName === null ? undefined : state.pools[poolName];
  const volumes = Object.values(state.volumes);
  const input: RuleInput = { advertised, state, volumes, call, volume, poolName, pool, allocated };
  const { poolNotGiven = 'sourcePool' } = advertised.declares;
  const isAnywhere = volume?.pool === unknownPool && poolName === unknownPool && poolNotGiven === 'sourcePool';
  const certain: CodedRule[] = [];
  const possible: CodedRule[] = [];
  const predictable: CodedRule[] = [];
  for (const rule of rulesOf(call.method, advertised, state.trouble !== null)) {
    const holds = isAnywhere ? inAnyPool(rule, input) : rule.holds(input);
    if (holds === true) certain.push(rule);
    if (holds === false) continue;
    possible.push(rule);
    if (rule.isUnpredictable?.(advertised) !== true) predictable.push(rule);
  }
  const successes = model.success(input).map((outcome) => codeFor(call.method, outcome, advertised.version));
  return { input, model, certain, possible, predictable, successes };
}

/** What holds of a volume whose pool nobody knows: what holds in each pool that it may be in. */
function inAnyPool(rule: CodedRule, input: RuleInput): Holds {
  const { state, call } = input;
  const held = Object.entries(state.pools).flatMap(([poolName, pool]) => {
    if (pool.isRemote || pool.isPrimordial || input.volume === undefined) return [];
    const volume = { ...input.volume, pool: poolName };
    const volumes = withEntry(state.volumes, call.on, volume);
    const placed = { ...state, volumes };
    return [rule.holds({ ...input, state: placed, volumes: Object.values(volumes), volume, poolName, pool })];
  });
  return held.every((one) => one === held[0]) ? held[0] : undefined;
}

/** Whether the model allows the code: a success when nothing is certain to stand against it, an error when it has a reason
 * that is not certainly preceded by another.
 */
export function allows({ certain, possible, successes }: Judgement, code: number, inOrder: boolean): boolean {
  if (successes.includes(code)) return certain.length === 0;
  return reasonsInReach(possible, certain, inOrder).some(({ codes }) => codes.includes(code));
}

/** The reasons that may answer: all, or those that no certain one stands before. */
function reasonsInReach(
  possible: readonly CodedRule[],
  certain: readonly CodedRule[],
  inOrder: boolean,
): readonly CodedRule[] {
  const [first] = certain;
  return !inOrder || first === undefined ? possible : possible.slice(0, possible.indexOf(first) + 1);
}

/** The codes that the model allows, for messages. */
export function allowedCodes(judgement: Judgement, inOrder: boolean): number[] {
  const { certain, possible, successes } = judgement;
  const codes = reasonsInReach(possible, certain, inOrder).flatMap((rule) => rule.codes);
  return [...new Set(certain.length === 0 ? [...successes, ...codes] : codes)];
}

/** The state after a success. */
export function withSuccess({ model, input }: Judgement, names: Names): ModelState {
  return model.apply(input, names, input.advertised.time);
}

/** The states after a call of which it is not known whether it had its effect, if it did.
 * @param times how often it may have had it
 * @param late whether it may have had it after other things were done: then only a look tells what it took
 */
export function withEffect(
  { model, input }: Judgement,
  state: ModelState,
  times: number,
  late = false,
): readonly ModelState[] {
  let last = model.unanswered(input, state, late);
  const after = [...last];
  for (let had = 1; had < times && model.repeats; had++) {
    last = last.flatMap((one) => model.unanswered(input, one, late));
    after.push(...last);
  }
  return after;
}

/** The states in which a call that has had its effect has had it again, since its request was delivered several times. */
export function withMore(judgement: Judgement, state: ModelState, deliveries: number): readonly ModelState[] {
  return deliveries > 1 && judgement.model.repeats ? withEffect(judgement, state, deliveries - 1) : [];
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
    for (const [name, { target }] of openJobs(draft)) {
      const volume = draft.volumes[target ?? ''];
      // The job of an open entry is in the draft.
      const open = draft.jobs[name];
      if (open !== undefined) open.fresh = false;
      if (volume !== undefined) volume.usable = null;
    }
  });
}
