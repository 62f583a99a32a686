import type { FrameNote, HistoryStep, UniverseFrame } from './contract/state.js';

/** What the next frame says beside what has become of elements: steps and notes, of very many the last. */
export class News {
  private history: HistoryStep[] = [];
  private notes: FrameNote[] = [];
  private others = false;

  get isEmpty(): boolean {
    return this.history.length === 0 && !this.others;
  }

  /** Whether something was done, and not only said. */
  get hasSteps(): boolean {
    return this.history.length > 0;
  }

  add(step: HistoryStep, notes: readonly FrameNote[]): void {
    this.history = [...this.history, step].slice(-most);
    this.notes = [...this.notes, ...notes].slice(-most);
  }

  /** Other words for a step that has not been told yet. */
  amend(step: HistoryStep): void {
    this.history = this.history.map((one) => (one.number === step.number ? step : one));
  }

  /** Something is to be told that is no step. */
  addOthers(): void {
    this.others = true;
  }

  take(): Pick<UniverseFrame, 'history' | 'notes'> {
    const { history, notes } = this;
    this.forget();
    return { ...(history.length === 0 ? {} : { history }), ...(notes.length === 0 ? {} : { notes }) };
  }

  forget(): void {
    this.history = [];
    this.notes = [];
    this.others = false;
  }
}

const most = 100;
