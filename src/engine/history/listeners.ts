import type { ArrayEvents, Happening } from '../../store/happenings.js';
import { type EventMaking, makeEvents, type StorageEvent, type StorageEvents } from '../../store/storageEvents.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { atLeast } from '../../vocabulary/versions.js';

/** What is told of an event; it may look at the array, and not change it. */
export type Listener<Event extends keyof ArrayEvents> = (event: ArrayEvents[Event]) => void;

const storageEvents: readonly string[] = [
  'event',
  'MSFT_SMStorageEvent',
  'MSFT_SMStorageArrivalEvent',
  'MSFT_SMStorageDepartureEvent',
  'MSFT_SMStorageModificationEvent',
  'MSFT_SMStorageHealthStatusChangeEvent',
  'MSFT_SMStorageFaultEvent',
] satisfies readonly (keyof StorageEvents)[];

const eventNames: readonly string[] = [
  ...(['jobChanged', 'volumeAdded', 'volumeRemoved', 'call', 'callReady'] satisfies readonly (keyof ArrayEvents)[]),
  ...storageEvents,
];

/** Those who listen to an array. While there is nobody, the world keeps nothing for them. */
export class Listeners {
  private readonly all = new Set<{ readonly kind: string; readonly tell: (event: Happening | StorageEvent) => void }>();
  private telling = false;

  constructor(private readonly world: World) {}

  /** @param make makes the instance of an event of the documents
   * @returns what ends it
   * @throws BadInputError for an event that there is not, or not in the array's release
   */
  add<Event extends keyof ArrayEvents>(kind: Event, listener: Listener<Event>, make: EventMaking['make']): () => void {
    if (!eventNames.includes(kind)) {
      badInput({ field: 'on', value: kind, expected: `one of ${eventNames.join(', ')}`, among: eventNames });
    }
    if (typeof listener !== 'function') {
      badInput({ field: `on('${kind}')`, value: listener, expected: 'a function that is told of the event' });
    }
    const { version } = this.world.configuration;
    if (storageEvents.includes(kind)) {
      if (!atLeast(version, '2016'))
        badInput({
          field: 'on',
          value: kind,
          expected: `an event that Windows Server ${version} has: this one came with 2016`,
        });
      this.world.events ??= { waiting: [], make };
    }
    // It is told of events of its kind only.
    const entry = { kind, tell: listener as (event: Happening | StorageEvent) => void };
    this.all.add(entry);
    this.world.happened ??= [];
    return () => {
      this.all.delete(entry);
      if (this.all.size === 0) this.world.happened = undefined;
      if (![...this.all].some((one) => storageEvents.includes(one.kind))) this.world.events = undefined;
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
    if (this.world.events !== undefined) makeEvents(this.world.events);
    const happened = this.world.happened?.splice(0) ?? [];
    this.telling = true;
    try {
      for (const event of happened) {
        const told = event.kind === 'event' ? event.instance : event;
        if (told === undefined) throw new Error('an event is told that has no instance');
        const names = event.kind === 'event' ? ['event', 'MSFT_SMStorageEvent', event.about.className] : [event.kind];
        for (const { kind, tell } of [...this.all]) if (names.includes(kind)) tell(told);
      }
    } finally {
      this.telling = false;
    }
  }
}
