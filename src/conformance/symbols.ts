import type { Action, CloneArguments } from './driver.js';
import type { JobSeen, PoolSeen, VolumeSeen } from './observations.js';

/** The names by which a run calls elements whose ids only the subject knows. */
export class Symbols {
  private readonly ids = new Map<string, string>();
  private readonly names = new Map<string, string>();

  /** Binds an id to a name; a name that is taken gets a number. An id that has a name keeps it. */
  bind(wanted: string, id: string): string {
    const bound = this.names.get(id);
    if (bound !== undefined) return bound;
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

  knows(id: string): boolean {
    return this.names.has(id);
  }

  /** A call as the subject is to get it. */
  call(call: CloneArguments): CloneArguments {
    const on = this.id(call.on);
    return call.TargetPool === undefined ? { ...call, on } : { ...call, on, TargetPool: this.id(call.TargetPool) };
  }

  /** An action as the subject is to get it. */
  action(action: Action): Action {
    switch (action.do) {
      case 'control':
        return { ...action, job: this.id(action.job) };
      case 'leaveFree':
        return { ...action, pool: this.id(action.pool) };
      case 'setState':
        return { ...action, element: this.id(action.element) };
      default:
        return { ...action, volume: this.id(action.volume) };
    }
  }

  volume(seen: VolumeSeen): VolumeSeen {
    const source = seen.source === null ? null : this.name(seen.source);
    return { ...seen, id: this.name(seen.id), pool: this.name(seen.pool), source };
  }

  pool(seen: PoolSeen): PoolSeen {
    return { ...seen, id: this.name(seen.id) };
  }

  jobs(jobs: ReadonlyMap<string, JobSeen>): Map<string, JobSeen> {
    const named = new Map<string, JobSeen>();
    for (const [name, job] of jobs)
      named.set(name, { ...job, target: job.target === null ? null : this.name(job.target) });
    return named;
  }
}
