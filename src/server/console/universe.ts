import { StorageArray } from '../../engine/array.js';
import { nextTimer } from '../../engine/controls/clock.js';
import type { TraceEntry } from '../../store/traceLog.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import type { HostedArray } from '../hosted.js';
import { Checkpoints } from './checkpoints.js';
import type {
  Checkpoint,
  HistoryStep,
  TimeState,
  UniverseFrame,
  UniverseState,
  UniverseSummary,
} from './contract/state.js';
import { StateCounter } from './counts.js';
import { elementsOf, picture } from './frames.js';
import { notesIn, type StepInWords, stepInWords } from './happened.js';
import { limits } from './limits.js';
import { Moments } from './moments.js';
import { News } from './news.js';

/** What a universe is made from. */
interface UniverseParts {
  readonly id: string;
  readonly label: string;
  readonly parent: UniverseSummary['parent'];
  readonly closable: boolean;
  readonly hosted: HostedArray;
}

/** What a universe tells the session of. */
interface UniverseEvents {
  readonly frame: (frame: UniverseFrame) => void;
  /** Whether any page is open. */
  readonly isWatched: () => boolean;
  /** All of it is another one: it was rewound, or its array replaced. */
  readonly replaced: () => void;
}

/** One course of things: an array, what was done to it, and what pages have been told of it. */
export class Universe {
  readonly id: string;
  readonly hosted: HostedArray;
  private moments: Moments;
  readonly checkpoints = new Checkpoints();
  /** What pages have been told last, and the counts of it. */
  private told: World;
  private counter: StateCounter;
  private readonly news = new News();
  private flushing: NodeJS.Timeout | undefined;
  private readonly ticking: NodeJS.Timeout;
  private readonly leave: () => void;
  private isRewinding = false;

  constructor(
    private readonly parts: UniverseParts,
    private readonly events: UniverseEvents,
    from?: { readonly moments: Moments; readonly counter: StateCounter },
  ) {
    const { hosted } = parts;
    this.id = parts.id;
    this.hosted = hosted;
    const { array } = hosted;
    if (StorageArray.worldOf(array).trace === undefined)
      badInput({ field: 'console', value: undefined, expected: 'an array that has a trace' });
    const still = array.fork();
    this.told = StorageArray.worldOf(still);
    this.moments = from?.moments ?? new Moments(still, limits.rewindable);
    this.counter = from?.counter ?? StateCounter.of(this.told);
    let isFirst = true;
    const watcher = () => {
      if (!isFirst) this.onReplaced();
      isFirst = false;
    };
    const ends = [hosted.follow(() => this.notice()), hosted.watch(watcher)];
    this.leave = () => {
      for (const end of ends) end();
    };
    this.ticking = setInterval(() => this.tick(), tickMs);
    this.ticking.unref();
  }

  get array(): StorageArray {
    return this.hosted.array;
  }

  /** The number of the last step. */
  get step(): number {
    this.notice();
    return this.moments.last;
  }

  /** Does something as one step. */
  perform<Result>(act: (array: StorageArray) => Result): Result {
    // What happened before is a step of its own.
    this.notice();
    return this.hosted.change(act);
  }

  /** Says of the last step what only whoever did it knows. */
  amend(words: Partial<StepInWords>): void {
    this.notice();
    const step = this.moments.amend(words);
    if (step !== undefined) this.news.amend(step);
  }

  /** The array as it was after a step.
   * @throws BadInputError where that can't be come back to
   */
  after(step: number, field: string): StorageArray {
    this.notice();
    const found = Number.isSafeInteger(step) ? this.moments.after(step) : undefined;
    const { last } = this.moments;
    const expected = `a step from 0 to ${last}, of which the last ${limits.rewindable} are kept, and the beginning`;
    return found ?? badInput({ field, value: step, expected });
  }

  /** Gives the moment after the last step a name to come back to.
   * @throws BadInputError where there are too many
   */
  checkpoint(name: string): Checkpoint {
    this.notice();
    const checkpoint = { name, step: this.moments.last, atMs: this.array.now };
    this.checkpoints.add(checkpoint);
    this.otherNews();
    return checkpoint;
  }

  /** Back to the moment after a step; what came later is gone. */
  rewind(step: number, field: string): void {
    const array = this.after(step, field);
    this.isRewinding = true;
    this.hosted.replace(array.fork());
    this.isRewinding = false;
    this.moments = this.moments.upTo(step);
    this.checkpoints.forgetAfter(step);
    this.beginAnew();
  }

  /** What a fork begins with that goes on from after a step. */
  forkedAt(
    step: number,
    field: string,
  ): { readonly array: StorageArray; readonly moments: Moments; readonly counter: StateCounter } {
    const array = this.after(step, field).fork();
    const counter = this.counter.fork();
    elementsOf(this.told, StorageArray.worldOf(array), counter, limits.window);
    return { array, moments: this.moments.upTo(step), counter };
  }

  /** The part of the trace that a call has, and the array as it was before.
   * @throws BadInputError for a call that there is not, or whose beginning is forgotten
   */
  beginningOf(call: string): StorageArray {
    this.notice();
    const number = this.moments.begunBy(call);
    const before = number === undefined ? undefined : this.moments.after(number - 1);
    const expected = `a call of the last ${limits.rewindable} steps`;
    return before ?? badInput({ field: 'call', value: call, expected });
  }

  history(from: number, limit: number): readonly HistoryStep[] {
    this.notice();
    return this.moments.from(from, limit);
  }

  summary(): UniverseSummary {
    const { id, label, parent, closable } = this.parts;
    this.notice();
    return { id, label, parent, closable, ...this.moment() };
  }

  state(): UniverseState {
    const world = this.shown();
    const history = this.moments.from(this.moments.last - historyAtFirst + 1, historyAtFirst);
    return {
      ...this.summary(),
      ...picture(world),
      counts: this.counter.counts(),
      history,
      checkpoints: this.checkpoints.list(),
    };
  }

  /** The array as pages have been told of it, up to this moment. */
  shown(): World {
    this.flush();
    return this.told;
  }

  close(): void {
    clearTimeout(this.flushing);
    clearInterval(this.ticking);
    this.leave();
  }

  /** Sends what pages have not been told yet, at once. */
  flush(): void {
    clearTimeout(this.flushing);
    this.flushing = undefined;
    this.notice();
    const still = this.moments.after(this.moments.last) ?? this.array.fork();
    const now = StorageArray.worldOf(still);
    if (this.news.isEmpty) return;
    const shown = this.news.hasSteps ? now : this.told;
    this.send(shown, { ...this.news.take(), checkpoints: this.checkpoints.list() });
  }

  /** Something is to be told that is no step: the pace of time has changed, or a checkpoint was made. */
  otherNews(): void {
    this.news.addOthers();
    this.soon();
  }

  time(): TimeState {
    const world = StorageArray.worldOf(this.array);
    const { time } = this.hosted;
    return {
      nowMs: this.hosted.present.now,
      startsAt: this.array.startsAt.toISOString(),
      speed: time.kind === 'real' ? time.factor : 0,
      nextTimerMs: nextTimer(world)?.dueMs ?? null,
    };
  }

  private moment(): Pick<UniverseSummary, 'time' | 'events' | 'hash' | 'step'> {
    const { trace } = StorageArray.worldOf(this.array);
    return { time: this.time(), events: trace?.length ?? 0, hash: trace?.hash() ?? '', step: this.moments.last };
  }

  private send(now: World, news: Partial<UniverseFrame>): void {
    const elements = elementsOf(this.told, now, this.counter, limits.window);
    this.told = now;
    this.events.frame({ universe: this.id, ...this.moment(), ...elements, ...news });
  }

  /** Something may have happened: what was recorded since is a step. */
  private notice(): void {
    const { array } = this;
    const { trace } = StorageArray.worldOf(array);
    const before = this.moments.after(this.moments.last);
    if (trace === undefined || before === undefined || this.isRewinding) return;
    const known = StorageArray.worldOf(before);
    const events = known.trace?.length ?? 0;
    if (trace.length === events) return;
    const entries: readonly TraceEntry[] = trace.entries(events + 1);
    const after = array.fork();
    const words = stepInWords(entries, known, StorageArray.worldOf(after));
    const number = this.moments.last + 1;
    const step = { number, fromMs: before.now, atMs: array.now, events: trace.length, ...words };
    this.moments.add(step, after);
    this.news.add({ ...step, rewindable: true }, notesIn(entries, StorageArray.worldOf(after)));
    this.soon();
  }

  /** Somebody else has put another array in the place of this one. */
  private onReplaced(): void {
    if (this.isRewinding) return;
    const still = this.array.fork();
    this.moments = new Moments(still, limits.rewindable);
    this.checkpoints.forgetAfter(0);
    this.beginAnew();
  }

  private beginAnew(): void {
    clearTimeout(this.flushing);
    this.flushing = undefined;
    this.news.forget();
    this.told = StorageArray.worldOf(this.moments.after(this.moments.last) ?? this.array.fork());
    this.counter = StateCounter.of(this.told);
    this.events.replaced();
  }

  /** Frames come as often as a screen can show them, and no more often. */
  private soon(): void {
    this.flushing ??= setTimeout(() => this.flush(), frameMs);
    this.flushing.unref();
  }

  /** In real time what copies goes on between two timers, too. */
  private tick(): void {
    if (this.hosted.time.kind !== 'real' || this.flushing !== undefined) return;
    const { present } = this.hosted;
    if (this.events.isWatched() && present !== this.array) this.send(StorageArray.worldOf(present), {});
  }
}

const frameMs = 30;
const tickMs = 250;
const historyAtFirst = 100;
