import type { ArrayEvents, Happening } from '../../store/happenings.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';

/** What is told of an event; it may look at the array, and not change it. */
export type Listener<Event extends keyof ArrayEvents> = (event: ArrayEvents[Event]) => void;

const eventNames: readonly string[] = [
  'jobChanged',
  'volumeAdded',
  'volumeRemoved',
  'call',
  'callReady',
] satisfies readonly (keyof ArrayEvents)[];

/** Those who listen to an array. While there is nobody, the world keeps nothing for them. */
export class Listeners {
  private readonly all = new Set<{ readonly kind: string; readonly tell: (event: Happening) => void }>();
  private telling = false;

  constructor(private readonly world: World) {}

  /** @returns what ends it
   * @throws BadInputError for an event that there is not
   */
  add<Event extends keyof ArrayEvents>(kind: Event, listener: Listener<Event>): () => void {
    if (!eventNames.includes(kind)) {
      badInput({ field: 'on', value: kind, expected: `one of ${eventNames.join(', ')}`, among: eventNames });
    }
    if (typeof listener !== 'function') {
      badInput({ field: `on('${kind}')`, value: listener, expected: 'a function that is told of the event' });
    }
    // It is told of events of its kind only.
    const entry = { kind, tell: listener as (event: Happening) => void };
    this.all.add(entry);
    this.world.happened ??= [];
    return () => {
      this.all.delete(entry);
      if (this.all.size === 0) this.world.happened = undefined;
    };
  }

  /** Does something and tells of what happened, once all of it is done, whatever comes of it. */
  around<Result>(act: () => Result): Result {
    try {
      return act();
    } finally {
      this.tell();
    }
  }

  /** @throws BadInputError while a listener is told: what changes the array would come in between */
  demandQuiet(what: string): void {
    if (!this.telling) return;
    const expected = 'a look at most: a listener changes nothing; let it note what is to be done after the call';
    badInput({ field: 'on', value: what, expected });
  }

  private tell(): void {
    const happened = this.world.happened?.splice(0) ?? [];
    this.telling = true;
    try {
      for (const event of happened) for (const { kind, tell } of [...this.all]) if (kind === event.kind) tell(event);
    } finally {
      this.telling = false;
    }
  }
}
