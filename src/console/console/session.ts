import type {
  Changed,
  Events,
  FrameNote,
  HistoryStep,
  SessionLimits,
  UniverseFrame,
  UniverseState,
} from '../../server/console/contract/state.js';

/** A universe as the page knows it. What has not changed is the same object as before, so that its part of the page stays as it is. */
export interface UniverseNow extends UniverseState {
  /** What happened, oldest first. */
  readonly notes: readonly FrameNote[];
}

/** What an event has said of a universe; without a frame the universe is another one than before. */
export interface Change {
  readonly id: number;
  readonly universe: string;
  readonly frame: UniverseFrame | null;
}

/** Notes and steps that are kept to be shown; the server has those before. */
const keptNotes = 300;
const keptSteps = 1000;
/** Changes that are kept for lists whose answer is still on its way. */
export const keptChanges = 256;
/** Parts of the page are drawn again at most this often: a hundred events a second are more than anybody can read. */
const drawnEveryMs = 100;

/** Server-sent events, as browsers have them: an EventSource. */
export interface Stream {
  addEventListener(name: string, hear: (event: { readonly data: string; readonly lastEventId: string }) => void): void;
}

/** What the page knows of its server, by the events that come from there. */
export class Session {
  title = '';
  version = '';
  limits: SessionLimits = { universes: 1, rewindable: 0, window: 100 };
  universes: ReadonlyMap<string, UniverseNow> = new Map();
  connection: 'connecting' | 'live' | 'lost' = 'connecting';
  readonly changes: Change[] = [];
  private readonly readers = new Set<() => void>();
  private readonly watchers = new Set<(change: Change) => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private drawnAt = 0;

  listen(source: Stream): void {
    const on = <Name extends keyof Events>(name: Name, hear: (event: Events[Name], id: number) => void) =>
      source.addEventListener(name, ({ data, lastEventId }) => {
        hear(JSON.parse(data), numberOf(lastEventId));
        this.drawSoon();
      });
    on('session', (event, id) => this.begin(event, id));
    on('universe', (event, id) => this.replace(event, id));
    on('frame', (event, id) => this.follow(event, id));
    on('closed', ({ universe }) => {
      this.universes = new Map([...this.universes].filter(([one]) => one !== universe));
    });
    source.addEventListener('open', () => this.connected('live'));
    source.addEventListener('error', () => this.connected('lost'));
  }

  /** @returns what ends it */
  subscribe(reader: () => void): () => void {
    this.readers.add(reader);
    return () => this.readers.delete(reader);
  }

  /** Tells of every change at once, which `subscribe` does not. @returns what ends it */
  watch(watcher: (change: Change) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private begin({ title, version, universes, limits }: Events['session'], id: number): void {
    Object.assign(this, { title, version, limits, universes: new Map() });
    for (const universe of universes) this.replace(universe, id);
  }

  private replace(state: UniverseState, id: number): void {
    const notes = this.universes.get(state.id)?.notes.filter(({ event }) => event <= state.events) ?? [];
    this.universes = new Map(this.universes).set(state.id, { ...state, notes });
    this.tell({ id, universe: state.id, frame: null });
  }

  private follow(frame: UniverseFrame, id: number): void {
    const before = this.universes.get(frame.universe);
    if (before === undefined) return;
    this.universes = new Map(this.universes).set(frame.universe, followed(before, frame));
    this.tell({ id, universe: frame.universe, frame });
  }

  private tell(change: Change): void {
    this.changes.push(change);
    if (this.changes.length > keptChanges) this.changes.shift();
    for (const watcher of this.watchers) watcher(change);
  }

  private connected(connection: Session['connection']): void {
    this.connection = connection;
    this.drawSoon();
  }

  /** Lets what has changed be drawn, together with what else has changed. */
  drawSoon(): void {
    if (this.timer !== undefined) return;
    const wait = Math.max(0, this.drawnAt + drawnEveryMs - performance.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.drawnAt = performance.now();
      for (const reader of this.readers) reader();
    }, wait);
  }
}

/** An event's id is its session's and its number: 'x7f.12'. */
function numberOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('.') + 1));
}

/** A universe after a frame. */
function followed(before: UniverseNow, frame: UniverseFrame): UniverseNow {
  const { time, events, hash, step } = frame;
  return {
    ...before,
    time,
    events,
    hash,
    step,
    pools: merged(before.pools, frame.pools),
    jobs: merged(before.jobs, frame.jobs),
    calls: frame.calls ?? before.calls,
    faults: frame.faults ?? before.faults,
    counts: frame.counts ?? before.counts,
    checkpoints: frame.checkpoints ?? before.checkpoints,
    history: added(before.history, frame.history, keptSteps),
    notes: added(before.notes, frame.notes, keptNotes),
  };
}

/** Elements after what a frame says of them; new ones come last. */
export function merged<Element extends { readonly id: string }>(
  before: readonly Element[],
  changes: readonly Changed<Element>[] | undefined,
): readonly Element[] {
  if (changes === undefined || changes.length === 0) return before;
  const after = new Map(before.map((one) => [one.id, one]));
  for (const { id, now } of changes) {
    if (now === null) after.delete(id);
    else after.set(id, now);
  }
  return [...after.values()];
}

function added<One extends FrameNote | HistoryStep>(
  before: readonly One[],
  more: readonly One[] | undefined,
  most: number,
): readonly One[] {
  return more === undefined || more.length === 0 ? before : [...before, ...more].slice(-most);
}
