import {
  isOver,
  jobCompleted,
  type MirrorState,
  type ModelJob,
  type ModelState,
  type ModelVolume,
} from '../model/state.js';
import type { Symbols } from '../run/symbols.js';
import type { Action } from '../subject/action.js';
import type { Advertised } from '../subject/advertised.js';
import type { Driver, MaybePromise } from '../subject/driver.js';
import { isComing } from '../subject/maybePromise.js';
import type { ContentsRange } from '../subject/observations.js';
import type { Verdicts } from './verdicts.js';

/** What volumes hold: a clone what its source held when it was taken, and nobody what was not written to it. Judged where the
 * driver can write; elsewhere there is nothing to tell contents apart by.
 */
export class ContentsClaims {
  private readonly known = new Map<string, readonly ContentsRange[]>();
  /** What hosts have written to what was made in this run. */
  private readonly written = new Map<string, readonly ContentsRange[]>();
  /** What mirrors were at the last look. */
  private readonly mirrors = new Map<string, MirrorState>();
  /** What sources have to hold that are restored from their mirrors; null where that is not known. */
  private readonly restored = new Map<string, readonly ContentsRange[] | null>();
  private readonly judges: boolean;

  constructor(
    private readonly driver: Driver,
    private readonly verdicts: Verdicts,
    private readonly symbols: Symbols,
    private readonly advertised: Advertised,
  ) {
    this.judges = advertised.actions.includes('write');
  }

  private get judgesClones(): boolean {
    return !this.verdicts.isOff('POINT-IN-TIME') || !this.verdicts.isOff('CLONE-CHAIN');
  }

  /** What a source holds when a call begins. */
  before(name: string, source: ModelVolume | undefined): MaybePromise<readonly ContentsRange[] | null> {
    if (!this.judges || source === undefined || source.usable !== true) return null;
    // Nobody asks what a clone holds: then it is enough to know what its source held at first.
    if (!this.judgesClones && this.known.has(name)) return null;
    const contents = this.driver.observe({ kind: 'contents', id: this.symbols.id(name) });
    return isComing(contents) ? contents.then((late) => this.learn(name, late)) : this.learn(name, contents);
  }

  private learn(name: string, contents: readonly ContentsRange[] | null): readonly ContentsRange[] | null {
    if (contents !== null && !this.known.has(name)) this.known.set(name, contents);
    return contents;
  }

  /** A clone was made: it has to hold that. */
  after(target: string, source: string, taken: readonly ContentsRange[] | null, state: ModelState): void {
    if (taken === null || state.volumes[source] === undefined) return;
    this.known.set(target, taken);
    // What a target held that was there is gone.
    this.written.delete(target);
  }

  /** A source is to hold what its mirror holds. */
  restores(source: string, mirror: string): void {
    if (this.judges) this.restored.set(source, this.known.get(mirror) ?? null);
  }

  async acted(action: Action): Promise<void> {
    if (action.do === 'delete') this.known.delete(action.volume);
    if (action.do !== 'write' || !this.judges) return;
    const { volume } = action;
    // What hosts write meanwhile may be among what is copied, or not.
    for (const source of this.restored.keys()) this.restored.set(source, null);
    this.written.set(volume, written(this.written.get(volume) ?? [], action));
    const before = this.known.get(volume);
    const contents = await this.driver.observe({ kind: 'contents', id: this.symbols.id(volume) });
    if (before === undefined) {
      if (contents !== null) this.known.set(volume, contents);
      return;
    }
    this.known.set(volume, written(before, action));
  }

  /** What is beyond the end of a volume that has become smaller is there no more, however large it becomes again. */
  cut({ volumes }: ModelState): void {
    for (const [name, expected] of this.known) {
      const size = volumes[name]?.size ?? Number.POSITIVE_INFINITY;
      if (expected.every(({ offset, length }) => offset + length <= size)) continue;
      const kept = expected.flatMap((range) =>
        range.offset < size ? [{ ...range, length: Math.min(range.length, size - range.offset) }] : [],
      );
      this.known.set(name, kept);
    }
  }

  /** Holds all volumes that can be read against what they have to hold. */
  async look(state: ModelState): Promise<void> {
    this.cut(state);
    const { volumes, jobs } = state;
    for (const [name, expected] of this.known) {
      const volume = volumes[name];
      if (volume === undefined) {
        this.known.delete(name);
        continue;
      }
      if (volume.mirror !== null) {
        await this.lookAtMirror(name, volume, state);
        continue;
      }
      if (this.restored.has(name)) {
        await this.lookAtRestored(name, state);
        continue;
      }
      // What followed its source until now, a look tells.
      if (this.mirrors.get(name) === 'inSync') {
        this.mirrors.delete(name);
        const contents = await this.driver.observe({ kind: 'contents', id: this.symbols.id(name) });
        if (contents !== null) this.known.set(name, contents);
        continue;
      }
      this.mirrors.delete(name);
      const made = volume.madeOf;
      const chain = made !== null && volumes[made]?.madeOf !== null;
      const property = made === null ? 'SOURCE-FROZEN' : chain ? 'CLONE-CHAIN' : 'POINT-IN-TIME';
      if (this.verdicts.isOff(property)) continue;
      const job = volume.job === null ? undefined : jobs[volume.job];
      if (volume.usable === false && made !== null && job !== undefined) await this.lookAtIncomplete(name, volume, job);
      if (volume.usable !== true || (job !== undefined && !isOver(job.jobState) && !job.fresh)) continue;
      const held = this.driver.observe({ kind: 'contents', id: this.symbols.id(name) });
      const contents = isComing(held) ? await held : held;
      if (contents === null) continue;
      this.verdicts.demand(
        property,
        isSame(contents, expected),
        () => `${name} holds ${inWords(contents)} instead of ${inWords(expected)}`,
      );
    }
  }

  /** A mirror that follows its source holds what that holds, and one that is set apart what it held at that moment, and what hosts wrote
   * to it.
   * @see CIM_Synchronized.CopyState, Synchronized, Fractured and Split
   */
  private async lookAtMirror(name: string, { mirror, source, usable }: ModelVolume, state: ModelState): Promise<void> {
    const before = this.mirrors.get(name);
    if (mirror !== null) this.mirrors.set(name, mirror);
    if (mirror === null || mirror === 'unknown' || usable !== true) return;
    const contents = await this.driver.observe({ kind: 'contents', id: this.symbols.id(name) });
    if (contents === null) return;
    const isApart = mirror !== 'inSync';
    // What it was set apart with, the first look tells.
    const isOld = isApart && before === mirror;
    const expected = isApart ? (isOld ? this.known.get(name) : contents) : await this.heldBy(source, state);
    this.known.set(name, contents);
    if (expected == null) return;
    this.verdicts.demand(
      'IN-SYNC',
      isSame(contents, expected),
      () =>
        `${name}, ${isApart ? 'set apart' : `in sync with ${source}`}, holds ${inWords(contents)} instead of ${inWords(expected)}`,
    );
  }

  /** A source that was restored holds what its mirror held.
   * @see CIM_ReplicationService.ModifyReplicaSynchronization, Restore from Replica
   */
  private async lookAtRestored(name: string, { volumes, jobs }: ModelState): Promise<void> {
    const isUnderWay = Object.values(jobs).some(
      ({ target, jobState, gone }) => target === name && !gone && !isOver(jobState),
    );
    if (isUnderWay || volumes[name]?.usable !== true) return;
    const contents = await this.driver.observe({ kind: 'contents', id: this.symbols.id(name) });
    if (contents === null) return;
    const expected = this.restored.get(name);
    this.restored.delete(name);
    this.known.set(name, contents);
    const isDone = Object.values(volumes).some(({ source, mirror }) => source === name && mirror === 'inSync');
    if (expected == null || !isDone) return;
    this.verdicts.demand(
      'IN-SYNC',
      isSame(contents, expected),
      () => `${name} was restored, and holds ${inWords(contents)} instead of ${inWords(expected)}`,
    );
  }

  private async heldBy(name: string | null, { volumes }: ModelState): Promise<readonly ContentsRange[] | null> {
    if (name === null || volumes[name]?.usable !== true) return null;
    return this.driver.observe({ kind: 'contents', id: this.symbols.id(name) });
  }

  /** A target that is not complete holds what was copied, of what its source held, and what hosts wrote to it. */
  private async lookAtIncomplete(
    name: string,
    { size, deletion, isSnapshot }: ModelVolume,
    job: ModelJob,
  ): Promise<void> {
    const { advertised, verdicts, driver, symbols } = this;
    const { incompleteTargets } = advertised.declares;
    if (incompleteTargets === undefined || job.jobState === jobCompleted || !job.fresh || job.gone || deletion !== null)
      return;
    const id = symbols.id(name);
    const [contents, seen] = [
      await driver.observe({ kind: 'contents', id }),
      await driver.observe({ kind: 'volume', id }),
    ];
    // What shares its source's extents holds them from the start, and a snapshot shows all of its source.
    if (isSnapshot || contents === null || seen === null || seen.usable || advertised.allocation.kind === 'instant')
      return;
    const own = this.written.get(name) ?? [];
    const foreign = contents.filter((range) => !isWithin(range, [...(this.known.get(name) ?? []), ...own]));
    verdicts.demand(
      'POINT-IN-TIME',
      foreign.length === 0,
      () => `${name} holds ${inWords(foreign)}, unlike its source`,
    );
    const lost = own.filter((range) => !isWithin(range, contents));
    verdicts.demand('POINT-IN-TIME', lost.length === 0, () => `${name} has lost what a host wrote: ${inWords(lost)}`);
    const held = lengthOf(contents.filter((range) => !isWithin(range, own)));
    const most = ((job.percent + 1) / 100) * (seen.allocated ?? size);
    verdicts.demand(
      'NO-HALF-CLONE',
      held <= most,
      () => `${name} holds ${held} bytes, and its job has come to ${job.percent} percent of ${seen.allocated ?? size}`,
    );
  }
}

/** Whether these ranges have all of one. */
function isWithin({ offset, length, tag }: ContentsRange, ranges: readonly ContentsRange[]): boolean {
  let at = offset;
  for (const one of joined(ranges.toSorted((left, right) => left.offset - right.offset)))
    if (one.tag === tag && one.offset <= at) at = Math.max(at, one.offset + one.length);
  return at >= offset + length;
}

function lengthOf(ranges: readonly ContentsRange[]): number {
  return ranges.reduce((sum, { length }) => sum + length, 0);
}

/** The contents after a write. */
function written(
  before: readonly ContentsRange[],
  { offset, length, tag }: { readonly offset: number; readonly length: number; readonly tag: string },
): readonly ContentsRange[] {
  const end = offset + length;
  const kept = before.flatMap((range) => {
    const rangeEnd = range.offset + range.length;
    const left = { ...range, length: Math.min(rangeEnd, offset) - range.offset };
    const from = Math.max(range.offset, end);
    const right = { ...range, offset: from, length: rangeEnd - from };
    return [left, right].filter((one) => one.length > 0);
  });
  return [...kept, { offset, length, tag }].sort((one, other) => one.offset - other.offset);
}

/** Whether they hold the same, however their ranges are cut. */
function isSame(one: readonly ContentsRange[], other: readonly ContentsRange[]): boolean {
  return areEqual(one, other) || areEqual(joined(one), joined(other));
}

function areEqual(one: readonly ContentsRange[], other: readonly ContentsRange[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ offset, length, tag }, at) => {
      const range = other[at];
      return range !== undefined && range.offset === offset && range.length === length && range.tag === tag;
    })
  );
}

function joined(ranges: readonly ContentsRange[]): ContentsRange[] {
  const whole: ContentsRange[] = [];
  for (const range of ranges) {
    const last = whole.at(-1);
    if (last !== undefined && last.tag === range.tag && last.offset + last.length === range.offset)
      whole[whole.length - 1] = { ...last, length: last.length + range.length };
    else whole.push(range);
  }
  return whole;
}

function inWords(ranges: readonly ContentsRange[]): string {
  if (ranges.length === 0) return 'nothing';
  return ranges.map(({ offset, length, tag }) => `'${tag}' at ${offset} for ${length}`).join(', ');
}
