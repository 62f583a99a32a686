import { isSuccess } from '../checks/replyClaims.js';
import { idle } from '../generate/draws.js';
import { afterAction } from '../model/actions.js';
import { type Judgement, judge, withClone, withUnobserved } from '../model/judge.js';
import type { Rule } from '../model/rules.js';
import type { ModelState } from '../model/state.js';
import type { Advertised } from '../subject/advertised.js';
import { type Action, type CloneArguments, isNoReply, type NoReply, type Reply } from '../subject/driver.js';
import type { VolumeSeen } from '../subject/observations.js';

/** Calls that were in flight at once, and what came of each. */
export interface Overlapped {
  readonly calls: readonly (CloneArguments | Action)[];
  readonly replies: readonly (Reply | NoReply | boolean)[];
  readonly names: readonly { readonly target: string; readonly job: string | null }[];
  readonly allocated: readonly (number | undefined)[];
  readonly seen: readonly (VolumeSeen | null)[];
}

interface Circumstances {
  readonly advertised: Advertised;
  readonly rules: readonly Rule[];
  readonly underFaults: boolean;
  /** Whether volumes share extents. */
  readonly shares: boolean;
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

function statesAfter(state: ModelState, all: Overlapped, at: number, circumstances: Circumstances): ModelState[] {
  const { advertised, rules, underFaults, shares, after } = circumstances;
  const [call, reply, name] = [all.calls[at], all.replies[at], all.names[at]];
  if (call === undefined || reply === undefined || name === undefined) return [];
  if ('do' in call) {
    const seen = { before: all.seen[at] ?? null, after: null, pools: new Map() };
    if (reply === true) return [afterAction(state, call, seen, shares)];
    // Jobs at work are a reason to refuse it.
    return 'volume' in call && idle(state).includes(call.volume) ? [] : [state];
  }
  if (typeof reply === 'boolean') return [];
  const judgement = judge(advertised, rules, state, call, all.allocated[at]);
  // A request may be delivered twice where that was armed.
  const twice = underFaults && !advertised.deduplicates;
  const again = (made: ModelState): ModelState[] => (twice ? [made, withUnobserved(judgement, made)] : [made]);
  if (isNoReply(reply)) return [state, ...again(withUnobserved(judgement))];
  const { ReturnValue: code } = reply;
  const { certain, possible, success } = judgement;
  if (isSuccess(reply)) {
    // What stood against it before, a fault may have taken away: a job that it ends gives its room back.
    const fits = (underFaults || certain.length === 0) && code === success;
    return fits ? again(withClone(judgement, name, advertised.time)) : [];
  }
  const fits = underFaults || isLate(judgement, code) || possible.some((rule) => rule.code === code);
  return fits ? after(judgement, code) : [];
}

/** Whether it is the code of a call that comes second, and finds out late what the first one did. */
function isLate({ certain, facts }: Judgement, code: number): boolean {
  if (code === tooMany) return true;
  if (code === nameTakenMeanwhile && certain.some(({ because }) => because === 'nameTaken')) return true;
  return wentInFlight.includes(code) && (certain.length > 0 || facts.source === undefined);
}

/** Sessions or operations of the provider are all taken. */
const tooMany = 43027;
/** The array's answer when another call took the name after the provider had found it free. */
const nameTakenMeanwhile = 4;
/** What a call is answered whose source went while it was under way: by the provider, or by the array. */
const wentInFlight: readonly number[] = [43006, 1];

/** All orders of a number of calls. */
function orders(count: number): number[][] {
  if (count === 0) return [[]];
  return orders(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, at) => [...order.slice(0, at), count - 1, ...order.slice(at)]),
  );
}
