import type { Action } from '../subject/action.js';
import type { Call, Given } from '../subject/call.js';
import type { DriveSeen, JobSeen, PoolSeen, VolumeSeen } from '../subject/observations.js';
import { referencesOf } from '../subject/parameters.js';
import { SubjectError } from '../subject/subjectError.js';

type ElementKind = 'volume' | 'pool' | 'job' | 'drive';

/** The names by which a run calls elements whose ids only the subject knows. */
export class Symbols {
  private readonly ids = new Map<string, string>();
  private readonly names = new Map<string, string>();
  private readonly kinds = new Map<string, ElementKind>();
  /** How many calls were made. */
  calls = 0;

  /** The names of what the next call makes and of its job: 'clone1' and 'job1' of the first call of all.
   * @param called what runs call what the method makes; null when it makes nothing
   */
  next(called: string | null): { readonly made: string | null; readonly job: string } {
    this.calls++;
    return { made: called === null ? null : `${called}${this.calls}`, job: `job${this.calls}` };
  }

  /** Binds an id to a name; a name that is taken gets a number. An id that has a name keeps it. */
  bind(kind: ElementKind, wanted: string, id: string): string {
    const bound = this.names.get(id);
    if (bound !== undefined && this.knows(kind, id)) return bound;
    this.kinds.set(id, kind);
    let name = wanted;
    // Tables go by these names, and objects have some of their own: 'constructor'.
    for (let number = 2; this.ids.has(name) || name in Object.prototype; number++) name = `${wanted}#${number}`;
    this.ids.set(name, id);
    this.names.set(id, name);
    return name;
  }

  /** The id; a text that is no symbol is passed on as it is. */
  id(name: string): string {
    return this.ids.get(name) ?? name;
  }

  /** The symbol; an id that has none stays as it is. */
  name(id: string): string {
    return this.names.get(id) ?? id;
  }

  has(name: string): boolean {
    return this.ids.has(name);
  }

  /** @throws SubjectError when an element of another kind has the id: then replies and looks can't be told apart */
  knows(kind: ElementKind, id: string): boolean {
    const of = this.kinds.get(id);
    if (of === undefined || of === kind) return of !== undefined;
    const message = `the driver: a ${of} and a ${kind} have the id '${id}', expected ids that tell them apart: '${kind}-${id}'`;
    throw new SubjectError({ member: 'observe', kind: 'garbage', message });
  }

  /** A call as the subject is to get it. */
  call(call: Call): Call {
    return { ...call, on: this.id(call.on), with: this.given(call) };
  }

  /** Its arguments. */
  given({ method, with: given }: Pick<Call, 'method' | 'with'>): Given {
    let ids = given;
    for (const name of referencesOf(method)) {
      const value = given[name];
      if (typeof value === 'string') ids = { ...ids, [name]: this.id(value) };
      if (Array.isArray(value)) ids = { ...ids, [name]: value.map((one) => this.id(one)) };
    }
    return ids;
  }

  /** An action as the subject is to get it. */
  action(action: Action): Action {
    switch (action.do) {
      case 'control':
        return { ...action, job: this.id(action.job) };
      case 'leaveFree':
      case 'load':
        return { ...action, pool: this.id(action.pool) };
      case 'setState':
        return { ...action, element: this.id(action.element) };
      case 'setLink':
      case 'disturb':
        return action;
      default:
        return { ...action, volume: this.id(action.volume) };
    }
  }

  volume(seen: VolumeSeen): VolumeSeen {
    const source = seen.source === null ? null : this.name(seen.source);
    return { ...seen, id: this.name(seen.id), pool: this.name(seen.pool), source };
  }

  pool(seen: PoolSeen): PoolSeen {
    const { madeOf } = seen;
    return { ...seen, id: this.name(seen.id), ...(madeOf != null && { madeOf: this.name(madeOf) }) };
  }

  drive(seen: DriveSeen): DriveSeen {
    const { id, primordialPool, pool } = seen;
    return {
      ...seen,
      id: this.name(id),
      primordialPool: primordialPool === null ? null : this.name(primordialPool),
      pool: pool === null ? null : this.name(pool),
    };
  }

  jobs(jobs: ReadonlyMap<string, JobSeen>): Map<string, JobSeen> {
    const named = new Map<string, JobSeen>();
    for (const [name, job] of jobs)
      named.set(name, { ...job, target: job.target === null ? null : this.name(job.target) });
    return named;
  }
}
