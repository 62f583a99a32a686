import type { Neighbourhood } from '../../server/console/contract/answers.js';
import type { Server } from './server.js';
import { type Change, merged, type Session } from './session.js';

const askedEveryMs = 300;

/** What is about an element, as it is now: asked for once, then followed by what the events say, and asked for again when something comes
 * that belongs to it, or goes.
 */
export class Surroundings {
  now: Neighbourhood | null = null;
  /** Why there is nothing, in the server's words. */
  refusal: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOver = false;
  private readonly unwatch: () => void;

  constructor(
    private readonly session: Session,
    private readonly server: Server,
    private readonly universe: string,
    private readonly element: string,
  ) {
    this.unwatch = session.watch((change) => this.follow(change));
    this.ask();
  }

  end(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.unwatch();
  }

  private async ask(): Promise<void> {
    const { universe, element } = this;
    try {
      const found = await this.server.ask('/api/universes/{universe}/around/{element}', { universe, element });
      if (this.isOver) return;
      this.now = found;
      this.refusal = null;
      for (const change of this.session.changes) if (change.id > found.upTo) this.follow(change);
    } catch (error) {
      if (this.isOver) return;
      this.now = null;
      this.refusal = error instanceof Error ? error.message : String(error);
    }
    this.session.drawSoon();
  }

  private follow({ universe, frame }: Change): void {
    if (universe !== this.universe) return;
    if (frame === null || frame.stale) return this.askSoon();
    const { now } = this;
    if (now === null) return;
    const { pools = [], volumes = [], synchronizations = [], jobs = [] } = frame;
    const known = new Set<string>(
      [now.volumes, now.synchronizations, now.jobs].flatMap((list) => list.map(({ id }) => id)),
    );
    const isNear = (id: string | null) => id !== null && (id === this.element || known.has(id));
    const comes =
      volumes.some(({ id, now: one }) => one !== null && !known.has(id) && one.pool === this.element) ||
      synchronizations.some(
        ({ id, now: one }) => one !== null && !known.has(id) && (isNear(one.source) || isNear(one.target)),
      ) ||
      jobs.some(({ id, now: one }) => one !== null && !known.has(id) && (isNear(one.source) || isNear(one.target)));
    const goes = [...volumes, ...synchronizations, ...jobs].some(({ id, now: one }) => one === null && known.has(id));
    if (comes || goes) this.askSoon();
    const ours = <One extends { readonly id: string }>(
      changes: readonly One[],
      list: readonly { readonly id: string }[],
    ) => changes.filter(({ id }) => list.some((one) => one.id === id));
    this.now = {
      ...now,
      pools: merged(now.pools, ours(pools, now.pools)),
      volumes: merged(now.volumes, ours(volumes, now.volumes)),
      synchronizations: merged(now.synchronizations, ours(synchronizations, now.synchronizations)),
      jobs: merged(now.jobs, ours(jobs, now.jobs)),
    };
  }

  private askSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.ask();
    }, askedEveryMs);
  }
}
