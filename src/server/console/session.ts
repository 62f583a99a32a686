import { StorageArray } from '../../engine/array.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { HostedArray } from '../hosted.js';
import type { SessionState, UniverseSummary } from './contract/state.js';
import { limits } from './limits.js';
import { EventStream } from './stream.js';
import { Universe } from './universe.js';

/** Everything that pages of one console see: universes, and the events about them. */
export class ConsoleSession {
  readonly stream: EventStream;
  private readonly universes = new Map<string, Universe>();
  private made = 0;

  /** @param title what the console is about
   * @param hosted the array that the first universe is
   * @param count the number before that of its first event
   */
  constructor(
    readonly title: string,
    hosted: HostedArray,
    count: number,
  ) {
    this.stream = new EventStream(count);
    this.add({ label: 'main', parent: null, closable: false, hosted });
  }

  /** @throws BadInputError, about the field `universe`, where there is none */
  find(id: string): Universe {
    const among = [...this.universes.keys()];
    const found = this.universes.get(id);
    return found ?? badInput({ field: 'universe', value: id, expected: 'a universe of this session', among });
  }

  /** The release that its arrays are of. */
  get version() {
    const [first] = this.universes.values();
    if (first === undefined) throw new Error('a session has a universe');
    return StorageArray.worldOf(first.array).configuration.version;
  }

  state(): SessionState {
    const { universes, rewindable, window } = limits;
    return {
      title: this.title,
      version: this.version,
      universes: [...this.universes.values()].map((one) => one.state()),
      limits: { universes, rewindable, window },
    };
  }

  /** One more universe, which goes on from after a step of another one, and stands still until it is told to.
   * @throws BadInputError
   */
  fork(
    id: string,
    { label, step }: { readonly label?: string | undefined; readonly step?: number | undefined },
  ): UniverseSummary {
    const parent = this.find(id);
    if (this.universes.size >= limits.universes) {
      const expected = `at most ${limits.universes} universes: close one first`;
      badInput({ field: 'fork', value: this.universes.size, expected });
    }
    const at = step ?? parent.step;
    const { array, ...from } = parent.forkedAt(at, 'body.step');
    const hosted = new HostedArray(array, { kind: 'manual' }, { open: 0, idleMs: 0 });
    const forked = this.add(
      {
        label: label ?? `${parent.summary().label}, from step ${at} on`,
        parent: { universe: id, step: at },
        closable: true,
        hosted,
      },
      from,
    );
    this.stream.send('universe', forked.state());
    return forked.summary();
  }

  /** @throws BadInputError for the one that the session is about */
  close(id: string): void {
    const universe = this.find(id);
    if (!universe.summary().closable)
      badInput({ field: 'universe', value: id, expected: 'a fork: this one is what the console is about' });
    this.universes.delete(id);
    universe.close();
    universe.hosted.close();
    this.stream.send('closed', { universe: id });
  }

  /** Ends all timers. */
  end(): void {
    for (const universe of this.universes.values()) universe.close();
  }

  private add(
    parts: Omit<ConstructorParameters<typeof Universe>[0], 'id'>,
    from?: ConstructorParameters<typeof Universe>[2],
  ): Universe {
    this.made++;
    const id = `u${this.made}`;
    const { stream } = this;
    const universe = new Universe(
      { id, ...parts },
      {
        frame: (frame) => stream.send('frame', frame),
        replaced: () => stream.send('universe', this.find(id).state()),
        isWatched: () => stream.isOpen,
      },
      from,
    );
    this.universes.set(id, universe);
    return universe;
  }
}
