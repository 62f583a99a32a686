import type { Tier } from '../subject/tier.js';
import type { InnerStep, RunStep, ToldRun } from './steps.js';

/** What a run has done, and what came of it. The steps of a probe are noted inside of it: it does them again itself. */
export class Notes {
  readonly steps: RunStep[] = [];
  /** How many calls had been made before each of them. */
  readonly asked: number[] = [];
  readonly answers: string[] = [];
  private readonly inside: (readonly InnerStep[])[] = [];
  private probing: { step: RunStep; answer: string; where?: string }[] | null = null;

  /** @param outer where the steps are noted, too: those of the probe that does this run besides its own */
  constructor(
    private readonly tier: Tier,
    private readonly outer: { readonly notes: Notes; readonly where: string } | null = null,
  ) {}

  /** @param calls that were made before */
  begin(step: RunStep, calls: number): void {
    this.outer?.notes.aside(this.outer.where, step);
    if (this.probing !== null) {
      this.probing.push({ step, answer: '' });
      return;
    }
    this.steps.push(step);
    this.asked.push(calls);
  }

  /** What came of the step that was begun last. */
  answer(text: string): void {
    this.outer?.notes.answerInside(text);
    if (this.probing === null) this.answers.push(text);
    else this.answerInside(text);
  }

  private answerInside(text: string): void {
    const last = this.probing?.at(-1);
    if (last !== undefined) last.answer = text;
  }

  /** Notes the steps from now on inside of the last one. */
  beginProbe(): void {
    this.probing = [];
  }

  /** How many steps the probe that is under way has done of its own, and whether the last was one of the run itself; null outside of one. */
  get insideNow(): { readonly done: number; readonly isOwn: boolean } | null {
    const { probing } = this;
    return probing === null ? null : { done: probing.length, isOwn: probing.at(-1)?.where === undefined };
  }

  endProbe(): void {
    const inner = this.probing ?? [];
    this.probing = null;
    // Runs that are compared with each other are compared by these, too: empty ones count.
    const own = inner.filter(({ where }) => where === undefined);
    this.answers.push(own.map(({ answer }) => answer).join('; '));
    this.inside[this.steps.length - 1] = inner;
  }

  /** Notes what a probe has done past the run.
   * @param where 'a twin'; '' is the subject itself
   */
  aside(where: string, step: RunStep, answer = ''): void {
    this.probing?.push({ step, answer, where });
  }

  /** As a report tells of it. */
  get told(): ToldRun {
    const inside = this.steps.map((_, at) => this.inside[at] ?? []);
    const answers = this.answers.map((answer, at) => (inside[at]?.length === 0 ? answer : shortened(answer)));
    return { run: { tier: this.tier, steps: [...this.steps] }, answers, inside };
  }
}

/** What a probe's own steps came to, on a line, without those that answer nothing. */
function shortened(answers: string): string {
  return answers
    .split('; ')
    .filter((answer) => answer !== '')
    .join('; ');
}
