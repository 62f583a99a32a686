import type { StorageArray } from '../../engine/array.js';
import type { HistoryStep } from './contract/state.js';
import type { StepInWords } from './happened.js';

/** A step that was done, with the array as it was afterwards: never written, and shared with the array as far as nothing has changed since.
 * Of steps long ago the array is forgotten.
 */
interface DoneStep {
  readonly step: Omit<HistoryStep, 'rewindable'>;
  readonly after: StorageArray | undefined;
}

/** What was done to a universe, step by step. */
export class Moments {
  private done: DoneStep[] = [];
  /** How many of the first steps are not listed any more. */
  private dropped = 0;

  /** @param beginning the array before the first step
   * @param rewindable how many of the last steps can be come back to, besides the beginning
   */
  constructor(
    private beginning: StorageArray,
    private readonly rewindable: number,
    private readonly listed = rewindable * 10,
  ) {}

  /** Of a fork: the same as far as a step. */
  upTo(number: number): Moments {
    const moments = new Moments(this.beginning, this.rewindable, this.listed);
    moments.done = this.done.slice(0, Math.max(0, number - this.dropped));
    moments.dropped = this.dropped;
    return moments;
  }

  /** The number of the last step; 0 at the beginning. */
  get last(): number {
    return this.dropped + this.done.length;
  }

  add(step: DoneStep['step'], after: StorageArray): void {
    this.done.push({ step, after });
    const old = this.done.length - 1 - this.rewindable;
    const forgotten = this.done[old];
    if (forgotten !== undefined) this.done[old] = { step: forgotten.step, after: undefined };
    if (this.done.length <= this.listed) return;
    this.done.shift();
    this.dropped++;
  }

  /** Other words for the last step. */
  amend(words: Partial<StepInWords>): HistoryStep | undefined {
    const last = this.done.at(-1);
    if (last === undefined) return undefined;
    const amended = { ...last, step: { ...last.step, ...words } };
    this.done[this.done.length - 1] = amended;
    return { ...amended.step, rewindable: true };
  }

  /** The array as it was after a step, 0 for the beginning; undefined where that is forgotten, or never was. */
  after(number: number): StorageArray | undefined {
    return number === 0 ? this.beginning : this.done[number - 1 - this.dropped]?.after;
  }

  /** The steps from a number on, oldest first. */
  from(number: number, limit: number): HistoryStep[] {
    const first = Math.max(0, number - 1 - this.dropped);
    return this.done
      .slice(first, first + limit)
      .map(({ step, after }) => ({ ...step, rewindable: after !== undefined }));
  }

  /** The step that began a call, or undefined where it is not listed. */
  begunBy(call: string): HistoryStep['number'] | undefined {
    return this.done.find(({ step }) => step.call === call)?.step.number;
  }
}
