import { isSuccess } from '../checks/replyClaims.js';
import { afterAction } from '../model/actions.js';
import { type Judgement, judge, withEffect, withMore, withSuccess } from '../model/judge.js';
import type { Names } from '../model/methods/method.js';
import { codesFor, mayAnswer } from '../model/rule.js';
import { idle } from '../model/situation.js';
import type { ModelState } from '../model/state.js';
import type { Action } from '../subject/action.js';
import type { Advertised } from '../subject/advertised.js';
import { type Call, isNoReply, type NoReply, type Reply } from '../subject/call.js';
import type { VolumeSeen } from '../subject/observations.js';

/** Calls that were in flight at once, and what came of each. */
interface Overlapped {
  readonly calls: readonly (Call | Action)[];
  readonly replies: readonly (Reply | NoReply | boolean)[];
  readonly names: readonly Names[];
  readonly allocated: readonly (number | undefined)[];
  readonly seen: readonly (VolumeSeen | null)[];
}

interface Circumstances {
  readonly advertised: Advertised;
  readonly underFaults: boolean;
  /** How often a request may be delivered. */
  readonly deliveries: number;
  /** The states after an error. */
  readonly after: (judgement: Judgement, code: number) => ModelState[];
}

/** The states after the calls came one after the other, in each order that the replies fit: none, when no order explains them. */
export function linearize(state: ModelState, all: Overlapped, circumstances: Circumstances): ModelState[] {
  return orders(all.calls.length).flatMap((order) =>
    order.reduce<ModelState[]>(
      (states, at) => states.flatMap((one) => statesAfter(one, all, at, circumstances)),
      [state],
    ),
  );
}

function statesAfter(
  state: ModelState,
  all: Overlapped,
  at: number,
  { advertised, underFaults, deliveries, after }: Circumstances,
): readonly ModelState[] {
  const [call, reply, names] = [all.calls[at], all.replies[at], all.names[at]];
  if (call === undefined || reply === undefined || names === undefined) return [];
  if ('do' in call) {
    const seen = { before: all.seen[at] ?? null, after: null, pools: new Map() };
    if (reply === true) return [afterAction(state, call, seen, advertised)];
    // Jobs at work are a reason to refuse it.
    return 'volume' in call && idle(state).includes(call.volume) ? [] : [state];
  }
  if (typeof reply === 'boolean') return [];
  const judgement = judge(advertised, state, call, all.allocated[at]);
  if (isNoReply(reply)) return [state, ...withEffect(judgement, state, deliveries)];
  const { ReturnValue: code } = reply;
  const { certain, possible, successes } = judgement;
  if (isSuccess(reply)) {
    // What stood against it before, a fault may have taken away: a job that it ends gives its room back.
    if (!successes.includes(code) || (!underFaults && certain.length > 0)) return [];
    const made = withSuccess(judgement, names);
    return [made, ...withMore(judgement, made, deliveries)];
  }
  const fits = underFaults || isLate(judgement, code) || possible.some((rule) => mayAnswer(rule, code));
  return fits ? after(judgement, code) : [];
}

/** Whether it is the code of a call that comes second, and finds out late what the first one did. */
function isLate({ model, input, certain }: Judgement, code: number): boolean {
  const { method } = model;
  const { version } = input.advertised;
  if (tooMany(method, version).has(code)) return true;
  if (certain.some(({ because }) => because === 'nameTaken') && nameTakenMeanwhile(method, version).has(code))
    return true;
  const element = model.calledOn === 'volume' ? input.volume : input.pool;
  const isGone = model.calledOn !== 'single' && (element === undefined || element.deletion !== null);
  return (certain.length > 0 || isGone) && lateCodes(model)(method, version).has(code);
}

/** Sessions or operations of the provider are all taken. */
const tooMany = codesFor(['cimServerLimitsExceeded']);
/** The array's answer when another call took the name after the provider had found it free. */
const nameTakenMeanwhile = codesFor(['failed']);

/** What a call is answered when what it is about went while it was under way: by the provider, or by the array. */
function lateCodes(model: Judgement['model']): ReturnType<typeof codesFor> {
  let codes = late.get(model);
  if (codes === undefined) {
    codes = codesFor(model.late);
    late.set(model, codes);
  }
  return codes;
}

const late = new Map<Judgement['model'], ReturnType<typeof codesFor>>();

/** All orders of a number of calls. */
function orders(count: number): number[][] {
  if (count === 0) return [[]];
  return orders(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, at) => [...order.slice(0, at), count - 1, ...order.slice(at)]),
  );
}
