import type { Action } from '../../conformance/subject/action.js';
import type { Advertised } from '../../conformance/subject/advertised.js';
import type { Call, CallOptions, Given, NoReply, Reply } from '../../conformance/subject/call.js';
import type { Driver } from '../../conformance/subject/driver.js';
import type {
  Answer,
  ContentsRange,
  DriveSeen,
  JobSeen,
  PoolSeen,
  Query,
  VolumeSeen,
} from '../../conformance/subject/observations.js';
import type { Tier } from '../../conformance/subject/tier.js';
import type { PlanInput } from '../../faults/planSchema.js';
import type { MethodName } from '../../vocabulary/methods/index.js';
import type { Simulator } from '../simulator.js';

/** What a wrapper overrides of an array that is correct; all that is left out passes through it. `next` is what the array
 * itself would do.
 */
export interface Overrides {
  readonly capabilities?: (advertised: Advertised) => Advertised;
  /** The method whose calls are overridden; CreateClone when left out, and null for those of all. */
  readonly of?: MethodName | null;
  /** What the array is asked instead, in calls alone and at once. */
  readonly asks?: (call: Call) => Call;
  /** What is answered instead, in calls alone and at once. */
  readonly answers?: (reply: Reply, call: Call) => Reply;
  readonly call?: (call: Call, next: Caller) => Reply | NoReply;
  /** How a volume is deleted, by its method or by the action: `next` does it, and says whether it did.
   * @returns what is said of it
   */
  readonly deletes?: (volume: string, next: () => boolean) => boolean;
  readonly overlap?: (
    calls: readonly (Call | Action)[],
    order: readonly number[],
    next: (calls: readonly (Call | Action)[], order: readonly number[]) => readonly (Reply | NoReply | boolean)[],
  ) => readonly (Reply | NoReply | boolean)[];
  /** What is asked for by its id. */
  readonly query?: (query: Query) => Query;
  readonly volumes?: (all: readonly VolumeSeen[]) => readonly VolumeSeen[];
  /** How each element is seen; null when it is not. */
  readonly volume?: (one: VolumeSeen) => VolumeSeen | null;
  readonly pool?: (one: PoolSeen) => PoolSeen;
  readonly drive?: (one: DriveSeen) => DriveSeen;
  readonly jobs?: (all: readonly JobSeen[]) => readonly JobSeen[];
  readonly job?: (one: JobSeen) => JobSeen | null;
  readonly contents?: (all: readonly ContentsRange[], volume: string) => readonly ContentsRange[];
  readonly now?: (ms: number) => number;
  readonly act?: (action: Action, next: (action: Action) => boolean) => boolean;
  readonly advance?: (ms: number, next: (ms: number) => void) => void;
  readonly heal?: (faults: readonly string[]) => void;
  readonly arm?: (plan: PlanInput | null, next: (plan: PlanInput | null) => void) => void;
  readonly twin?: (how: 'fork' | 'restore', next: (how: 'fork' | 'restore') => Simulator) => Simulator;
  readonly fingerprint?: (print: string) => string;
}

type Caller = (call: Call) => Reply | NoReply;

/** Calls an array itself. */
export function callOf(inner: Driver, { method, on, with: given, caller }: Call): Reply | NoReply {
  const options = caller === undefined ? anyTime : { ...anyTime, caller };
  // Arrays of ours answer at once.
  return inner.call(method, on, given, options) as Reply | NoReply;
}

const anyTime: CallOptions = { deadlineMs: 0 };

/** Wraps an array: a client meets nothing but the wrapper. The overrides are made anew after each reset, and by each
 * twin, so that what it keeps in mind is of one array and one life.
 */
export function wrapDriver(inner: Simulator, change: (inner: Simulator) => Overrides): Driver {
  return new WrappedDriver(inner, change);
}

class WrappedDriver implements Driver {
  readonly name: string;
  readonly charts: NonNullable<Driver['charts']>;
  private overrides: Overrides;

  constructor(
    private readonly inner: Simulator,
    private readonly change: (inner: Simulator) => Overrides,
  ) {
    this.name = inner.name;
    this.charts = inner.charts;
    this.overrides = change(inner);
  }

  capabilities(): Advertised {
    const advertised = this.inner.capabilities();
    return this.overrides.capabilities?.(advertised) ?? advertised;
  }

  reset(tier: Tier): void {
    this.inner.reset(tier);
    this.overrides = this.change(this.inner);
  }

  call(method: MethodName, on: string, given: Given, { caller }: CallOptions): Reply | NoReply {
    const asked = { method, on, with: given, ...(caller === undefined ? {} : { caller }) };
    const { answers, call } = this.overrides;
    const mine = this.concerns(asked);
    const now = this.instead(asked);
    const next: Caller = (one) => callOf(this.inner, one);
    const reply =
      method === 'StorageVolume.Delete' && this.overrides.deletes !== undefined
        ? this.deleted(now, next)
        : call === undefined || !mine
          ? next(now)
          : call(now, next);
    return answers === undefined || !mine || 'noReply' in reply ? reply : answers(reply, now);
  }

  overlap(given: readonly (Call | Action)[], order: readonly number[], deadlineMs: number) {
    const { answers, overlap } = this.overrides;
    const calls = given.map((one) => ('do' in one ? one : this.instead(one)));
    const next = (asked: readonly (Call | Action)[], turns: readonly number[]) =>
      this.inner.overlap(asked, turns, deadlineMs);
    const replies = overlap === undefined ? next(calls, order) : overlap(calls, order, next);
    return replies.map((reply, index) => {
      const call = calls[index];
      if (typeof reply === 'boolean' || 'noReply' in reply) return reply;
      return answers === undefined || call === undefined || 'do' in call || !this.concerns(call)
        ? reply
        : answers(reply, call);
    });
  }

  interleavings(given: readonly (Call | Action)[]): readonly (readonly number[])[] {
    return this.inner.interleavings(given.map((one) => ('do' in one ? one : this.instead(one))));
  }

  private concerns({ method }: Call): boolean {
    const { of = 'CreateClone' } = this.overrides;
    return of === null || of === method;
  }

  private instead(call: Call): Call {
    return this.concerns(call) ? (this.overrides.asks?.(call) ?? call) : call;
  }

  private deleted(call: Call, next: Caller): Reply | NoReply {
    let reply: Reply | NoReply | undefined;
    const done = this.overrides.deletes?.(call.on, () => {
      reply = next(call);
      return !('noReply' in reply) && (reply.ReturnValue === 0 || reply.ReturnValue === 4096);
    });
    // An array that only says that it did so.
    if (reply === undefined || (done && !('noReply' in reply) && reply.ReturnValue !== 4096))
      return { ReturnValue: done ? 0 : 4, Job: null, ExtendedStatus: null };
    return reply;
  }

  observe<Asked extends Query>(query: Asked): Answer<Asked> {
    // Every case of `look` answers what its kind of query asks for.
    return this.look(this.overrides.query?.(query) ?? query) as Answer<Asked>;
  }

  drives(): readonly DriveSeen[] {
    const { drive } = this.overrides;
    return this.inner.drives().flatMap((one) => seen(one, drive) ?? []);
  }

  act(action: Action): boolean {
    const { deletes } = this.overrides;
    if (action.do === 'delete' && deletes !== undefined) return deletes(action.volume, () => this.inner.act(action));
    const next = (one: Action) => this.inner.act(one);
    return this.overrides.act === undefined ? next(action) : this.overrides.act(action, next);
  }

  advance(ms: number): void {
    const next = (span: number) => this.inner.advance(span);
    if (this.overrides.advance === undefined) next(ms);
    else this.overrides.advance(ms, next);
  }

  add(plan: PlanInput): void {
    this.inner.add(plan);
  }

  heal(faults: readonly string[]): void {
    if (this.overrides.heal === undefined) this.inner.heal(faults);
    else this.overrides.heal(faults);
  }

  arm(plan: PlanInput | null): void {
    const next = (one: PlanInput | null) => this.inner.arm(one);
    if (this.overrides.arm === undefined) next(plan);
    else this.overrides.arm(plan, next);
  }

  fired(): Readonly<Record<string, number>> {
    return this.inner.fired();
  }

  twin(how: 'fork' | 'restore'): Driver {
    const next = (one: 'fork' | 'restore') => this.inner.twin(one);
    return new WrappedDriver(this.overrides.twin?.(how, next) ?? next(how), this.change);
  }

  fingerprint(): string {
    const print = this.inner.fingerprint();
    return this.overrides.fingerprint?.(print) ?? print;
  }

  private look(query: Query): Answer<Query> {
    const { inner, overrides } = this;
    switch (query.kind) {
      case 'volumes': {
        const all = inner.observe({ kind: 'volumes' }).flatMap((one) => seen(one, overrides.volume) ?? []);
        return overrides.volumes?.(all) ?? all;
      }
      case 'jobs': {
        const all = inner.observe({ kind: 'jobs' }).flatMap((one) => seen(one, overrides.job) ?? []);
        return overrides.jobs?.(all) ?? all;
      }
      case 'pools':
        return inner.observe({ kind: 'pools' }).map((one) => overrides.pool?.(one) ?? one);
      case 'now': {
        const now = inner.array.now;
        return overrides.now?.(now) ?? now;
      }
      case 'volume':
        return seen(inner.observe({ kind: 'volume', id: query.id }), overrides.volume);
      case 'job':
        return seen(inner.observe({ kind: 'job', id: query.id }), overrides.job);
      case 'contents': {
        const all = inner.observe({ kind: 'contents', id: query.id });
        return all === null ? null : (overrides.contents?.(all, query.id) ?? all);
      }
    }
  }
}

function seen<Element>(one: Element | null, change: ((one: Element) => Element | null) | undefined): Element | null {
  return one === null || change === undefined ? one : change(one);
}
