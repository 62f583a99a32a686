import type { Stream } from '../../../src/console/console/session.js';
import type { Events, PageVolume, UniverseFrame, UniverseState } from '../../../src/server/console/contract/state.js';

/** A stream of events that a test sends by itself. */
export class TestStream implements Stream {
  private readonly hearers = new Map<string, (event: { data: string; lastEventId: string }) => void>();
  private lastId = 0;

  addEventListener(name: string, hear: (event: { data: string; lastEventId: string }) => void): void {
    this.hearers.set(name, hear);
  }

  /** @returns the event's id */
  send<Name extends keyof Events>(name: Name, event: Events[Name]): number {
    this.lastId++;
    this.hearers.get(name)?.({ data: JSON.stringify(event), lastEventId: `test.${this.lastId}` });
    return this.lastId;
  }
}

const time = { nowMs: 0, startsAt: '2016-01-01T00:00:00.000Z', speed: 0, nextTimerMs: null };

export function universeOf(id: string, parts: Partial<UniverseState> = {}): UniverseState {
  return {
    id,
    label: id,
    parent: null,
    time,
    events: 0,
    hash: '0000000000000000',
    step: 0,
    closable: true,
    pools: [],
    jobs: [],
    calls: [],
    faults: { ledger: [], held: [] },
    counts: { pool: {}, volume: {}, synchronization: {}, job: {} },
    history: [],
    checkpoints: [],
    ...parts,
  };
}

export function sessionOf(...universes: readonly UniverseState[]): Events['session'] {
  const limits = { universes: 8, rewindable: 100, window: 200 };
  return { title: 'a test', version: '2016', universes, limits };
}

export function frameOf(universe: string, parts: Partial<UniverseFrame> = {}): UniverseFrame {
  return { universe, time, events: 1, hash: '0000000000000001', step: 1, ...parts };
}

/** A volume of which only what tests look at is as it would be. */
export function volumeOf(id: string, parts: Partial<PageVolume> = {}): PageVolume {
  return { id, name: id, pool: 'gold', state: 'online', synchronization: null, ...parts } as PageVolume;
}
