import type { Differences } from '../../engine/history/differences.js';
import { lifecycles } from '../../lifecycle/lifecycles.js';
import { isListed } from '../../store/references.js';
import { shownRelationState, shownState } from '../../store/shownState.js';
import { nameOf } from '../../store/stateNames.js';
import type { World } from '../../store/world.js';
import type { Counts, StateCounts } from './contract/state.js';

const kinds = ['pool', 'volume', 'synchronization', 'job'] as const;
type Kind = (typeof kinds)[number];

/** How many elements are in which state. All are looked at once; from then on it goes by what differs, unless that is very much. */
export class StateCounter {
  private constructor(private byKind: Readonly<Record<Kind, Map<string, number>>>) {}

  static of(world: World): StateCounter {
    const { pools, volumes, synchronizations, jobs } = world;
    const counter = new StateCounter({
      pool: new Map(),
      volume: new Map(),
      synchronization: new Map(),
      job: new Map(),
    });
    for (const pool of pools.handles()) {
      const row = pools.read(pool);
      if (row.goneAt === 0) counter.add('pool', nameOf(lifecycles.pool, row.state), 1);
    }
    for (const volume of volumes.handles()) {
      const row = volumes.read(volume);
      if (isListed(row)) counter.add('volume', nameOf(lifecycles.volume, shownState(world, row)), 1);
    }
    for (const relation of synchronizations.handles()) {
      const state = shownRelationState(world, synchronizations.read(relation));
      counter.add('synchronization', nameOf(lifecycles.synchronization, state), 1);
    }
    for (const job of jobs.handles()) counter.add('job', nameOf(lifecycles.job, jobs.read(job).state), 1);
    return counter;
  }

  fork(): StateCounter {
    const { pool, volume, synchronization, job } = this.byKind;
    return new StateCounter({
      pool: new Map(pool),
      volume: new Map(volume),
      synchronization: new Map(synchronization),
      job: new Map(job),
    });
  }

  /** @param now what it has come to
   * @returns whether any count may have changed
   */
  follow({ pools, volumes, synchronizations, jobs, cut }: Differences, now: World): boolean {
    if (cut) {
      this.byKind = StateCounter.of(now).byKind;
      return true;
    }
    const moved = [
      ...pools.map((one) => this.move('pool', one)),
      ...volumes.map((one) => this.move('volume', one)),
      ...synchronizations.map((one) => this.move('synchronization', one)),
      ...jobs.map((one) => this.move('job', one)),
    ];
    return moved.includes(true);
  }

  counts(): Counts {
    const of = (kind: Kind): StateCounts =>
      Object.fromEntries([...this.byKind[kind]].filter(([, count]) => count > 0).sort());
    return { pool: of('pool'), volume: of('volume'), synchronization: of('synchronization'), job: of('job') };
  }

  /** How many elements of a kind there are. */
  total(kind: Kind): number {
    return [...this.byKind[kind].values()].reduce((sum, count) => sum + count, 0);
  }

  private move(kind: Kind, { before, after }: Moved): boolean {
    if (before?.state === after?.state) return false;
    if (before !== null) this.add(kind, before.state, -1);
    if (after !== null) this.add(kind, after.state, 1);
    return true;
  }

  private add(kind: Kind, state: string, by: number): void {
    const counts = this.byKind[kind];
    counts.set(state, (counts.get(state) ?? 0) + by);
  }
}

interface Moved {
  readonly before: { readonly state: string } | null;
  readonly after: { readonly state: string } | null;
}
