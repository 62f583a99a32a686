import type { Advertised } from '../../conformance/subject/advertised.js';
import type { Action, CloneArguments, Driver, NoReply, Reply, Tier } from '../../conformance/subject/driver.js';
import type {
  Answer,
  ContentsRange,
  JobSeen,
  PoolSeen,
  Query,
  VolumeSeen,
} from '../../conformance/subject/observations.js';
import type { PlanInput } from '../../faults/planSchema.js';
import type { Simulator } from '../simulator.js';

/** What a wrapper overrides of an array that is correct; all that is left out passes through it. `next` is what the array
 * itself would do.
 */
export interface Overrides {
  readonly capabilities?: (advertised: Advertised) => Advertised;
  /** What the array is asked instead, in calls of all kinds. */
  readonly asks?: (parameters: CloneArguments) => CloneArguments;
  /** What is answered instead, in calls of all kinds. */
  readonly answers?: (reply: Reply, parameters: CloneArguments) => Reply;
  readonly call?: (parameters: CloneArguments, next: Call) => Reply | NoReply;
  readonly overlap?: (
    calls: readonly (CloneArguments | Action)[],
    order: readonly number[],
    next: (
      calls: readonly (CloneArguments | Action)[],
      order: readonly number[],
    ) => readonly (Reply | NoReply | boolean)[],
  ) => readonly (Reply | NoReply | boolean)[];
  /** What is asked for by its id. */
  readonly query?: (query: Query) => Query;
  readonly volumes?: (all: readonly VolumeSeen[]) => readonly VolumeSeen[];
  /** How each element is seen; null when it is not. */
  readonly volume?: (one: VolumeSeen) => VolumeSeen | null;
  readonly pool?: (one: PoolSeen) => PoolSeen;
  readonly jobs?: (all: readonly JobSeen[]) => readonly JobSeen[];
  readonly job?: (one: JobSeen) => JobSeen | null;
  readonly contents?: (all: readonly ContentsRange[], volume: string) => readonly ContentsRange[];
  readonly now?: (ms: number) => number;
  readonly act?: (action: Action, next: (action: Action) => boolean) => boolean;
  readonly advance?: (ms: number, next: (ms: number) => void) => void;
  readonly arm?: (plan: PlanInput | null, next: (plan: PlanInput | null) => void) => void;
  readonly twin?: (how: 'fork' | 'restore', next: (how: 'fork' | 'restore') => Simulator) => Simulator;
  readonly fingerprint?: (print: string) => string;
}

export type Call = (parameters: CloneArguments) => Reply | NoReply;

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

  call(_method: 'CreateClone', given: CloneArguments, deadlineMs: number): Reply | NoReply {
    const { asks, answers, call } = this.overrides;
    const parameters = asks?.(given) ?? given;
    const next: Call = (asked) => this.inner.call('CreateClone', asked, deadlineMs);
    const reply = call === undefined ? next(parameters) : call(parameters, next);
    return answers === undefined || 'noReply' in reply ? reply : answers(reply, parameters);
  }

  overlap(given: readonly (CloneArguments | Action)[], order: readonly number[], deadlineMs: number) {
    const { asks, answers, overlap } = this.overrides;
    const calls = asks === undefined ? given : given.map((one) => ('do' in one ? one : asks(one)));
    const next = (asked: readonly (CloneArguments | Action)[], turns: readonly number[]) =>
      this.inner.overlap(asked, turns, deadlineMs);
    const replies = overlap === undefined ? next(calls, order) : overlap(calls, order, next);
    return replies.map((reply, index) => {
      const parameters = calls[index];
      if (typeof reply === 'boolean' || 'noReply' in reply) return reply;
      return answers === undefined || parameters === undefined || 'do' in parameters
        ? reply
        : answers(reply, parameters);
    });
  }

  observe<Asked extends Query>(query: Asked): Answer<Asked> {
    // Every case of `look` answers what its kind of query asks for.
    return this.look(this.overrides.query?.(query) ?? query) as Answer<Asked>;
  }

  act(action: Action): boolean {
    const next = (one: Action) => this.inner.act(one);
    return this.overrides.act === undefined ? next(action) : this.overrides.act(action, next);
  }

  advance(ms: number): void {
    const next = (span: number) => this.inner.advance(span);
    if (this.overrides.advance === undefined) next(ms);
    else this.overrides.advance(ms, next);
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
