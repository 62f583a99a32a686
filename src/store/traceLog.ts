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

interface Link {
  readonly event: TraceEvent;
  readonly before: Link | undefined;
  /** Filled when somebody asks for it: a pure function of the chain. */
  hash: Hash | undefined;
}

/** What happened, as a persistent list with a hash chain that is folded on demand.
 *
 * It keeps at least the last `retain` events: two generations of up to `retain` each, the older dropped whole when the
 * younger is full. The chain's hash covers dropped events too.
 */
export class TraceLog {
  private young: Link | undefined;
  private youngCount = 0;
  private old: Link | undefined;
  private oldCount = 0;
  /** The chain's hash before the first event that is kept. */
  private base: Hash = zeroHash;
  private dropped = 0;
  /** The older generation, oldest first, and how far its hashes are folded: one at each event, so that none is made to wait. */
  private pending: readonly Link[] = [];
  private pendingAt = 0;
  private folded: Hash = zeroHash;

  constructor(readonly retain: number) {}

  fork(): TraceLog {
    const fork = new TraceLog(this.retain);
    fork.young = this.young;
    fork.youngCount = this.youngCount;
    fork.old = this.old;
    fork.oldCount = this.oldCount;
    fork.base = this.base;
    fork.dropped = this.dropped;
    fork.pending = this.pending;
    fork.pendingAt = this.pendingAt;
    fork.folded = this.folded;
    return fork;
  }

  add(event: TraceEvent): void {
    if (this.youngCount >= this.retain) {
      this.base = this.hashFrom(this.base, this.old);
      this.dropped += this.oldCount;
      this.old = this.young;
      this.oldCount = this.youngCount;
      this.young = undefined;
      this.youngCount = 0;
      this.pending = inOrder(this.old);
      this.pendingAt = 0;
      this.folded = this.base;
    }
    const next = this.pending[this.pendingAt];
    if (next !== undefined) {
      this.folded = chained(this.folded, next);
      this.pendingAt++;
    }
    this.young = { event, before: this.young, hash: undefined };
    this.youngCount++;
  }

  /** How many events there ever were. */
  get length(): number {
    return this.dropped + this.oldCount + this.youngCount;
  }

  /** The last `retain` events, oldest first, without a look at their hashes. */
  events(): TraceEvent[] {
    return [...inOrder(this.old), ...inOrder(this.young)].slice(-this.retain).map(({ event }) => event);
  }

  /** The hash of the whole chain. */
  hash(): string {
    return hexOf(this.hashFrom(this.hashFrom(this.base, this.old), this.young));
  }

  /** The last `retain` events, oldest first. */
  entries(): TraceEntry[] {
    const kept: { event: TraceEvent; hash: Hash }[] = [];
    let hash = this.base;
    for (const generation of [this.old, this.young]) {
      for (const link of inOrder(generation)) {
        hash = chained(hash, link);
        kept.push({ event: link.event, hash });
      }
    }
    const last = kept.slice(-this.retain);
    const first = this.length - last.length;
    return last.map(({ event, hash: chain }, at) => ({ number: first + at + 1, event, hash: hexOf(chain) }));
  }

  private hashFrom(base: Hash, last: Link | undefined): Hash {
    if (last?.hash !== undefined) return last.hash;
    let hash = base;
    for (const link of inOrder(last)) hash = chained(hash, link);
    return hash;
  }
}

function chained(before: Hash, link: Link): Hash {
  link.hash ??= new Hasher().hash(before).hash(hashAsItStands(link.event)).end();
  return link.hash;
}

function inOrder(last: Link | undefined): Link[] {
  const links: Link[] = [];
  for (let link = last; link !== undefined; link = link.before) links.push(link);
  return links.reverse();
}
