import { StorageArray } from '../../engine/array.js';
import { type Differences, differences, wholly } from '../../engine/history/differences.js';
import type { Job } from '../../store/views.js';
import type { World } from '../../store/world.js';
import type { ElementKind, Fields, Frame } from './film.js';

/** How many volumes the first frame shows; others come in when something becomes of them. */
const volumesAtFirst = 1000;

type Change = Frame['changes'][number];

/** Looks at an array again and again, and keeps what has changed since it last did. */
export class Camera {
  readonly frames: Frame[] = [];
  /** What elements were last called, by id. */
  readonly names: Record<string, string> = {};
  /** Every job that was met, as it was met last. */
  readonly jobs = new Map<string, Job>();
  private readonly seen = new Map<string, Fields>();
  private last: World;

  constructor(private readonly array: StorageArray) {
    const world = StorageArray.worldOf(array);
    this.last = world.fork();
    this.keep(wholly(world, volumesAtFirst), 0);
  }

  /** @param events how many events of the trace have happened by now */
  look(events: number): void {
    const world = StorageArray.worldOf(this.array);
    this.keep(differences(this.last, world), events);
    this.last = world.fork();
  }

  private keep({ pools, volumes, synchronizations, jobs }: Differences, events: number): void {
    for (const { id, after } of jobs) if (after !== null) this.jobs.set(id, after);
    const frame: Frame = {
      atMs: this.array.now,
      events,
      changes: [
        ...this.changes('pool', pools),
        ...this.changes('volume', volumes),
        ...this.changes('synchronization', synchronizations),
        ...this.changes('job', jobs),
      ],
    };
    this.frames.push(frame);
  }

  private changes(
    kind: ElementKind,
    differing: readonly { readonly id: string; readonly after: object | null }[],
  ): Change[] {
    return differing.flatMap(({ id, after }): Change[] => {
      const before = this.seen.get(id);
      if (after === null) {
        this.seen.delete(id);
        return before === undefined ? [] : [[kind, id, null]];
      }
      const fields = fieldsOf(after);
      this.seen.set(id, fields);
      if (typeof fields.name === 'string') this.names[id] = fields.name;
      const changed = before === undefined ? fields : changedFields(before, fields);
      return Object.keys(changed).length === 0 ? [] : [[kind, id, changed]];
    });
  }
}

/** A view as JSON has it: sizes are numbers, a relation is its id. */
function fieldsOf(view: object): Fields {
  const members = Object.entries(view).map(([name, value]) => {
    if (typeof value === 'bigint') return [name, Number(value)];
    return [name, name === 'synchronization' && value !== null ? value.id : value];
  });
  return Object.fromEntries(members);
}

function changedFields(before: Fields, after: Fields): Fields {
  const changed = Object.entries(after).filter(([name, value]) => !isSame(before[name], value));
  return Object.fromEntries(changed);
}

/** Fields are values, or lists of numbers. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || (Array.isArray(one) && Array.isArray(other) && one.join() === other.join());
}
