import type { StorageArray, Volume } from '../../src/index.js';
import type { ArrayKind } from './arrayKind.js';
import type { Command, Outcome } from './commands.js';
import { afterCommand, initialSystem, withUnseen } from './knownSystem.js';
import { type Asked, ask, type CallInFlight, callsInFlight, type Situation } from './situation.js';
import { bytesOf, type Glance, glance, inExtents } from './transition.js';

/** A part of a volume, in bytes or extents. */
export interface Span<Value> {
  readonly start: number;
  readonly end: number;
  readonly value: Value;
}

/** What a volume has to hold and to take, by rules that are too simple to be wrong. */
export interface Known {
  readonly pool: string;
  readonly tags: readonly Span<string>[];
  /** A token for each extent that is allocated: volumes with the same token share the extent. The value is the first
   * extent's, those after it count on.
   */
  readonly extents: readonly Span<number>[];
  /** Its sources, the youngest first; empty unless it is a clone. */
  readonly ancestors: readonly string[];
  /** Bytes that were to be reserved and copied when it was accepted. */
  readonly room: bigint;
  readonly toCopy: bigint;
}

/** Writes down what is done to an array and what follows from it, from the commands and the public views alone. */
export class Observer {
  readonly volumes = new Map<string, Known>();
  /** Volumes that were written to, or that went, since a clone of them was made. */
  readonly disturbed = new Set<string>();
  /** What the last command was about to meet, and what it left. */
  before: Situation;
  after: Situation;
  /** What each pool had to give up before the last command, and after it; in bytes. */
  givenBefore: ReadonlyMap<string, bigint> = new Map();
  given: ReadonlyMap<string, bigint>;
  /** Calls that were begun and not taken yet, and all situations that they have met. */
  readonly begun = new Map<string, { readonly asked: Asked; readonly met: Situation[] }>();
  private tokens = 0;

  constructor(
    array: StorageArray,
    readonly arrayKind: ArrayKind,
  ) {
    const system = initialSystem(arrayKind);
    this.after = { view: glance(array), system, inFlight: [] };
    this.before = this.after;
    for (const { name, written = 0 } of arrayKind.options.volumes ?? []) {
      const volume = array.volume(name);
      this.add(volume, { written: bytesOf(written), tag: name });
    }
    this.given = this.sums(this.after.view);
  }

  /** Follows one command. */
  follow(array: StorageArray, command: Command, outcome: Outcome): void {
    this.before = this.after;
    this.givenBefore = this.given;
    const view = glance(array);
    if (command.do === 'begin' && outcome.kind === 'begun') {
      this.begun.set(outcome.call, { asked: ask(this.before, command), met: [this.before] });
    }
    if (command.do === 'write' && outcome.kind === 'wrote' && outcome.reply.written) this.write(command);
    for (const volume of view.volumes.values()) {
      if (this.volumes.has(volume.id)) continue;
      if (command.do === 'outOfBand' && 'create' in command.change) {
        const { name, written = 0 } = command.change.create;
        this.add(volume, { written: bytesOf(written), tag: name });
      } else this.addClone(volume, this.sourceOf(array, volume, command));
    }
    for (const id of this.before.view.volumes.keys()) {
      if (view.volumes.has(id)) continue;
      this.volumes.delete(id);
      this.disturbed.add(id);
    }
    this.given = this.sums(view);
    const made = command.do === 'outOfBand' && 'create' in command.change ? 'unseen' : 'seen';
    let system = afterCommand(this.before.system, this.before.view, command, outcome);
    for (const id of view.volumes.keys()) {
      if (made === 'unseen' && !this.before.view.volumes.has(id)) system = withUnseen(system, id);
    }
    this.after = { view, system, inFlight: this.inFlight(array, command) };
    for (const { met } of this.begun.values()) met.push(this.after);
  }

  /** A call whose reply has been judged is over. */
  forget(command: Command): void {
    if (command.do === 'finish') this.begun.delete(command.call);
  }

  /** Extents of a volume that are allocated, in bytes. */
  allocated(id: string): bigint {
    const extents = this.volumes.get(id)?.extents ?? [];
    return BigInt(extents.reduce((sum, { start, end }) => sum + end - start, 0)) * this.arrayKind.extent;
  }

  private inFlight(array: StorageArray, command: Command): readonly CallInFlight[] {
    const ids = [...this.begun.keys()].filter((id) => command.do !== 'finish' || command.call !== id);
    return callsInFlight(array, ids, this.begun, this.before);
  }

  private add(volume: Volume, { written, tag }: { written: bigint; tag: string }): void {
    const whole = this.arrayKind.profile.allocation.kind === 'full' ? volume.size : written;
    this.volumes.set(volume.id, {
      pool: volume.pool,
      tags: written === 0n ? [] : [{ start: 0, end: Number(written), value: tag }],
      extents: this.fresh([{ start: 0, end: this.extentsOf(whole) }]),
      ancestors: [],
      room: 0n,
      toCopy: 0n,
    });
  }

  /** A clone shows what its source shows: in the same extents where it shares them, else in new ones. */
  private addClone(volume: Volume, source: string): void {
    const known = this.volumes.get(source);
    if (known === undefined) throw new Error(`volume ${volume.id} appeared, and nobody knows of its source ${source}`);
    const { kind } = this.arrayKind.profile.allocation;
    const shares = kind === 'instant' && known.pool === volume.pool;
    const whole = { start: 0, end: this.extentsOf(volume.size) };
    const extents = shares ? known.extents : this.fresh(kind === 'full' ? [whole] : known.extents);
    this.disturbed.delete(source);
    this.volumes.set(volume.id, {
      pool: volume.pool,
      tags: known.tags,
      extents,
      ancestors: [source, ...known.ancestors],
      room: shares ? 0n : lengthOf(extents) * this.arrayKind.extent,
      toCopy: kind === 'full' ? volume.size : lengthOf(extents) * this.arrayKind.extent,
    });
  }

  private write({ on, offset, length, tag }: Command & { do: 'write' }): void {
    const known = this.volumes.get(on);
    if (known === undefined) throw new Error(`${on} was written to, and nobody knows of it`);
    this.disturbed.add(on);
    const extent = Number(this.arrayKind.extent);
    const [first, last] = [Math.floor(offset / extent), Math.ceil((offset + length) / extent)];
    // A new token even where the extent was its own already: then nobody shows the old one any more.
    const [extents] = this.fresh([{ start: first, end: last }]);
    this.volumes.set(on, {
      ...known,
      tags: over(known.tags, { start: offset, end: offset + length, value: tag }, (value) => value),
      extents: extents === undefined ? known.extents : over(known.extents, extents, (token, by) => token + by),
    });
  }

  private fresh(ranges: readonly { readonly start: number; readonly end: number }[]): Span<number>[] {
    return ranges
      .filter(({ start, end }) => end > start)
      .map(({ start, end }) => {
        const value = this.tokens;
        this.tokens += end - start;
        return { start, end, value };
      });
  }

  private extentsOf(size: bigint): number {
    return Number(inExtents(size, this.arrayKind.extent) / this.arrayKind.extent);
  }

  /** Whom a volume that has appeared was cloned from: the trace names the call, and the call its source. */
  private sourceOf(array: StorageArray, volume: Volume, command: Command): string {
    const { entries } = array.trace();
    const event = entries.findLast(({ event: { kind, target } }) => kind === 'clone' && target === volume.id)?.event;
    const asked = this.begun.get(String(event?.call))?.asked;
    if (asked !== undefined) return asked.source ?? 'nobody';
    return command.do === 'clone' ? (ask(this.before, command).source ?? 'nobody') : 'nobody';
  }

  /** Distinct extents that the volumes of each pool show. */
  private sums(view: Glance): ReadonlyMap<string, bigint> {
    const sums = new Map<string, bigint>();
    for (const pool of view.pools.keys()) {
      const spans = [...this.volumes.values()].flatMap((known) => (known.pool === pool ? known.extents : []));
      const shown = spans.map(({ start, end, value }) => [value, value + end - start] as const);
      shown.sort(([left], [right]) => left - right);
      let [count, seenTo] = [0, 0];
      for (const [from, to] of shown) {
        count += Math.max(0, to - Math.max(from, seenTo));
        seenTo = Math.max(seenTo, to);
      }
      sums.set(pool, BigInt(count) * this.arrayKind.extent);
    }
    return sums;
  }
}

/** Spans with another on top; what is cut off at its front begins further on. */
function over<Value>(
  spans: readonly Span<Value>[],
  top: Span<Value>,
  shifted: (value: Value, by: number) => Value,
): readonly Span<Value>[] {
  const left = spans.flatMap((span) => {
    const before = { ...span, end: Math.min(span.end, top.start) };
    const start = Math.max(span.start, top.end);
    const after = { start, end: span.end, value: shifted(span.value, start - span.start) };
    return [before, after].filter(({ start: from, end }) => from < end);
  });
  return [...left, top].sort((one, other) => one.start - other.start);
}

function lengthOf(spans: readonly Span<unknown>[]): bigint {
  return BigInt(spans.reduce((sum, { start, end }) => sum + end - start, 0));
}
