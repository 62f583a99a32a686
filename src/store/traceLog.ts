import { type Hash, Hasher, hashAsItStands, hexOf, zeroHash } from '../determinism/hash.js';

/** One thing that happened, in virtual time: plain data, and never a password. */
export interface TraceEvent {
  /** When, in virtual milliseconds. */
  readonly atMs: number;
  /** What kind of thing it is: `input`, `step`, `reply`, `job`, `fault` and others. */
  readonly kind: string;
  readonly [detail: string]: unknown;
}

/** An event in its place of the chain. */
export interface TraceEntry {
  /** Its place among all events, from 1. */
  readonly number: number;
  /** What happened. */
  readonly event: TraceEvent;
  /** Of this event and all before it, 16 hexadecimal digits. */
  readonly hash: string;
}

/** Events in a row, and the chain's hash at each of them as far as somebody has asked for it: a pure function of the chain. */
interface Chunk {
  readonly events: TraceEvent[];
  readonly hashes: (Hash | undefined)[];
}

const chunkSize = 128;

/** The last `retain` things that happened, with a hash chain that is folded on demand and covers those before, too.
 *
 * Chunks are shared with forks: whoever is at the end of the last one adds to it in place, and others to a copy of their own. Beyond
 * `retain` each event that is added drops one and folds its hash, so that none costs more than another.
 */
export class TraceLog {
  private chunks: Chunk[] = [];
  private isShared = false;
  private count = 0;
  /** How many events were dropped, and the chain's hash at the last of them. */
  private dropped = 0;
  private base: Hash = zeroHash;

  constructor(readonly retain: number) {}

  fork(): TraceLog {
    const fork = new TraceLog(this.retain);
    fork.chunks = this.chunks;
    fork.isShared = true;
    this.isShared = true;
    fork.count = this.count;
    fork.dropped = this.dropped;
    fork.base = this.base;
    return fork;
  }

  add(event: TraceEvent): void {
    this.tail().events.push(event);
    this.count++;
    if (this.count - this.dropped > this.retain) this.dropFirst();
  }

  /** How many events there ever were. */
  get length(): number {
    return this.count;
  }

  /** The last `retain` events, oldest first, without a look at their hashes. */
  events(): TraceEvent[] {
    return Array.from({ length: this.count - this.dropped }, (_, at) => this.eventAt(this.dropped + at));
  }

  /** The event of a number, from 1; undefined where it is not kept. */
  event(number: number): TraceEvent | undefined {
    return number > this.dropped && number <= this.count ? this.eventAt(number - 1) : undefined;
  }

  /** The hash of the whole chain. */
  hash(): string {
    return hexOf(this.hashAt(this.count - 1));
  }

  /** The events that are kept, oldest first, from a number on: it costs what is shown, once those before have a hash. */
  entries(from = 1): TraceEntry[] {
    const first = Math.min(this.count, Math.max(this.dropped, from - 1));
    const length = this.count - first;
    this.hashAt(first - 1);
    return Array.from({ length }, (_, at) => {
      const place = first + at;
      return { number: place + 1, event: this.eventAt(place), hash: hexOf(this.hashAt(place)) };
    });
  }

  /** The chunk to add to, in which nobody else has added at this place. */
  private tail(): Chunk {
    const size = this.count % chunkSize;
    const last = this.chunks.at(-1);
    if (size === 0 || last === undefined) {
      const fresh: Chunk = { events: [], hashes: [] };
      this.ownChunks().push(fresh);
      return fresh;
    }
    if (last.events.length === size) return last;
    const own = { events: last.events.slice(0, size), hashes: last.hashes.slice(0, size) };
    this.ownChunks()[this.chunks.length - 1] = own;
    return own;
  }

  private dropFirst(): void {
    this.base = this.hashAt(this.dropped);
    this.dropped++;
    if (this.dropped % chunkSize === 0) this.ownChunks().shift();
  }

  private ownChunks(): Chunk[] {
    if (this.isShared) this.chunks = [...this.chunks];
    this.isShared = false;
    return this.chunks;
  }

  /** @param place from 0, of an event that is kept */
  private chunkOf(place: number): Chunk {
    const chunk = this.chunks[Math.floor(place / chunkSize) - Math.floor(this.dropped / chunkSize)];
    if (chunk === undefined) throw new Error(`event ${place + 1} is not kept`);
    return chunk;
  }

  private eventAt(place: number): TraceEvent {
    // Its chunk holds all events up to `count`.
    return this.chunkOf(place).events[place % chunkSize] as TraceEvent;
  }

  /** The chain's hash at an event, folded from the nearest one before it whose hash is known. */
  private hashAt(place: number): Hash {
    let known = place;
    while (known >= this.dropped && this.chunkOf(known).hashes[known % chunkSize] === undefined) known--;
    let hash = known < this.dropped ? this.base : this.chunkOf(known).hashes[known % chunkSize];
    for (let at = known + 1; at <= place; at++) {
      hash = new Hasher()
        .hash(hash ?? zeroHash)
        .hash(hashAsItStands(this.eventAt(at)))
        .end();
      this.chunkOf(at).hashes[at % chunkSize] = hash;
    }
    return hash ?? zeroHash;
  }
}
