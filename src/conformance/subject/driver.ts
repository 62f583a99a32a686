import type { PlanInput } from '../../faults/planSchema.js';
import type { MethodName } from '../../vocabulary/methods/index.js';
import type { Action } from './action.js';
import type { Advertised } from './advertised.js';
import type { Call, CallOptions, Given, NoReply, Reply } from './call.js';
import type { Answer, DriveSeen, Query } from './observations.js';
import type { Tier } from './tier.js';

/** What the suite needs in order to judge a provider: ours, one of its profiles, or somebody else's array.
 *
 * Every member may answer at once or with a promise. `capabilities`, `reset`, `call` and `observe` are enough for a verdict;
 * each of the others opens more properties, and what is missing is reported as skipped, with its reason. A driver never
 * judges: it passes on what the subject says, and throws only when it can't go on itself.
 */
export interface Driver {
  /** What reports call the subject. */
  readonly name: string;
  /** What the subject advertises, and what can be done to it through this driver. It is read before the first `reset`, to learn
   * which tiers there are, so it has to answer when nothing is set up yet; after each `reset`, since a tier may have extents or
   * limits of its own; and again with each look: CAP-STABLE holds that it stays the same until the next `reset`.
   */
  capabilities(): MaybePromise<Advertised>;
  /** Puts the subject into the state that the tier describes; nothing of before is left that `observe` would tell of. What the
   * array can't forget, such as jobs that have finished, the driver hides: it notes which there are, and leaves them out from
   * then on. Jobs that still run are ended or waited for, since they would take and give back room.
   *
   * In real time it is not called for each run: a few runs go on from what the one before has left, as long as that is fit.
   */
  reset(tier: Tier): MaybePromise<void>;
  /** Calls a method of an element, and waits for its reply: `call('Pool.Delete', 'p1', {}, { deadlineMs })`.
   * Only those methods that `capabilities().methods` names. Arguments that are wrong on purpose are passed on as they are, for
   * the array to refuse.
   *
   * An error that the array's CIM server answers, and that a client library throws, is a reply as well, with the storage
   * service's code for it: 6 (not found) is 8, or 43006 before 2016; each other one from 1 to 29 is 43001 to 43029.
   * @param on the id of a volume or of a pool, also one that is there no more or never was; of what there is one of, the name of
   * its class
   * @param given the arguments by the documents' names. References are ids: TargetPool is a pool's, or on purpose a volume's, an
   * empty text, or one that nobody has
   * @returns the reply; where none has come by the deadline, that there is none
   */
  call(method: MethodName, on: string, given: Given, options: CallOptions): MaybePromise<Reply | NoReply>;
  /** Looks at the subject, without changing it; a read that fails is done again, as a client of the array would. An id is one of a
   * volume, a pool or a job, never of two of them, and is not used again for another: where the array counts each kind from 1, a
   * driver puts `volume-` or the like before it.
   */
  observe<Asked extends Query>(query: Asked): MaybePromise<Answer<Asked>>;

  /** All disk drives of the system. Pools are made of them, and grow by them, where this is here and `poolCreation` says that a pool is as
   * large as its drives: without it, the suite asks for no pool that it would get.
   */
  drives?(): MaybePromise<readonly DriveSeen[]>;
  /** Has several calls in flight at once, an action among them done when its turn comes. `order` names whose turn it is, again
   * and again; a subject that can't be led leaves it aside and just sends them all before it waits for the first.
   * @returns what came of each, in the order of the calls; of an action whether it was done
   */
  overlap?(
    calls: readonly (Call | Action)[],
    order: readonly number[],
    deadlineMs: number,
  ): MaybePromise<readonly (Reply | NoReply | boolean)[]>;
  /** The orders in which calls that come together can take their turns, one for each end that they can come to: with these, `conform` with
   * `exhaustive` has tried all. Without it, those are tried in which calls are interrupted twice.
   */
  interleavings?(calls: readonly (Call | Action)[]): MaybePromise<readonly (readonly number[])[]>;
  /** What people or hosts do to the array, past the methods under test. Only those that `capabilities().actions` names. A volume
   * is deleted by the method StorageVolume.Delete where the subject has it, and by the action `delete` where it has not.
   * @returns whether the subject did it; false, so that nothing is expected of it, where it refuses or can't
   */
  act?(action: Action): MaybePromise<boolean>;
  /** Lets this much time pass: by moving the clock where `time.virtual` is promised, else by waiting so long. Without it, time
   * passes by itself, and the suite waits. A driver in real time that has it is asked for more: what takes several waits.
   */
  advance?(ms: number): MaybePromise<void>;
  /** Waits, in real time, until a job is over (Completed, Terminated, Killed, Exception), or for so many milliseconds: by an
   * indication, say, or with looks as far apart as suits the array. Without it the suite looks at the list of jobs again and
   * again. It is not called where `time.virtual` is promised.
   * @param job the id of a job, also one that is over or not listed any more: then there is nothing to wait for
   * @returns whether it is over; false when it was not by the deadline
   */
  waitFor?(job: string, deadlineMs: number): MaybePromise<boolean>;
  /** Takes a fault plan into use, in the place of the one before; null heals: what the faults did ends with them.
   * @see faults of `capabilities()`
   * @returns false where it can't take this plan, and no fault is in use then: what it would show is not judged; else nothing
   */
  arm?(plan: PlanInput | null): MaybePromise<unknown>;
  /** Adds the faults of a plan to the one in use. */
  add?(plan: PlanInput): MaybePromise<void>;
  /** Heals these faults of the plan in use, by their ids, and no others: none of them fires any more, what they have changed is as
   * before, what they have stopped goes on, unless another fault has stopped it, too.
   */
  heal?(faults: readonly string[]): MaybePromise<void>;
  /** How often each fault of the plan in use has fired, by its id; 0 or nothing for one that has not. */
  fired?(): MaybePromise<Readonly<Record<string, number>>>;
  /** A second subject that is what this one is now, ids included, and goes on by itself: by a fork, or saved and restored. */
  twin?(how: 'fork' | 'restore'): MaybePromise<Driver>;
  /** A text that stands for all that the subject is and will do: after equal runs it is equal, else it is another. */
  fingerprint?(): MaybePromise<string>;
  /** The lifecycles that the subject promises to keep to, by element; the suite walks each of their transitions. */
  readonly charts?: Partial<Record<'job' | 'volume' | 'pool', Chart>>;
  /** Called once when all is over. */
  close?(): MaybePromise<void>;
}

/** An answer, at once or with a promise. */
export type MaybePromise<Value> = Value | Promise<Value>;

/** A lifecycle as data: from each state by each event to the next. */
export interface Chart {
  /** The state that it begins in. */
  readonly initial: string;
  /** From each state, by each event, to the next. */
  readonly transitions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
