import { setTimeout } from 'node:timers/promises';
import type { StorageArray } from '../engine/array.js';
import { watchedArray } from '../report/facts/watchedArray.js';
import { pageOf } from '../report/text/page.js';
import { type Answer, type Watched, watchLine, watchLines } from '../report/text/watchText.js';
import type { BetweenSteps } from '../scenario/perform/run.js';
import type { Scenario, ScenarioStep } from '../scenario/read/schema.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { milliseconds, parseDuration } from '../vocabulary/units/durations.js';
import type { Output } from './output.js';
import { beforeEnding } from './progress.js';

/** How long a picture stays before the next. */
const frameMs = 100;
/** How long a step is watched at most where no speed is given. */
const stepMs = 1000;

/** Somebody who watches a run. */
export interface Watch {
  /** Shows a moment of a scenario, and then, if the next step lets time pass, how it does. */
  readonly see: (scenario: Scenario, moment: BetweenSteps) => Promise<void>;
  /** Leaves the terminal as it was. */
  readonly stop: () => void;
}

/** Shows runs as they go on: on a terminal pools and jobs as bars, redrawn in place; elsewhere a line for each step.
 * @param speed how many times as fast as real time virtual time passes; undefined for a second a step at most
 */
export function watchOn({ progress, err, colour, columns }: Output, speed: number | undefined): Watch {
  const screen = progress === undefined ? undefined : new Screen(progress);
  let answers: Answer[] = [];
  let failed = 0;
  const watched = ({ name, steps }: Scenario, array: StorageArray, number: number, what: string): Watched => ({
    name,
    nowMs: array.now,
    step: { number, of: steps.length, what },
    ...watchedArray(array),
    answers,
    failed,
  });
  return {
    see: async (scenario, { array, row, next }) => {
      if (row === null) [answers, failed] = [[], 0];
      else if (!row.ok) failed++;
      if (row?.code !== undefined)
        answers = [...answers.slice(-2), { what: row.what, code: row.code, because: row.because }];
      if (screen === undefined) {
        if (row !== null) err(`${watchLine(watched(scenario, array, row.number, row.what), row)}\n`);
        return;
      }
      const page = () => pageOf({ colour, columns: progress?.columns ?? columns });
      const draw = (at: StorageArray, number: number, what: string) =>
        screen.draw((height) => watchLines(watched(scenario, at, number, what), page(), height));
      draw(array, row?.number ?? 0, row?.what ?? 'begins');
      const passes = next === undefined ? 0 : passedBy(next, array);
      if (passes === 0) {
        // A call that is answered at once is seen, too.
        await setTimeout(speed === undefined ? frameMs / 2 : 0);
        return;
      }
      // The run itself takes the step as it is written; what is shown meanwhile is a fork of it.
      const shown = array.fork();
      const takesMs = speed === undefined ? Math.min(stepMs, passes) : passes / speed;
      const pictures = Math.max(1, Math.round(takesMs / frameMs));
      for (let picture = 1; picture <= pictures; picture++) {
        shown.advance(milliseconds(Math.round((passes * picture) / pictures) - (shown.now - array.now)));
        draw(shown, (row?.number ?? 0) + 1, whatPasses(next));
        await setTimeout(takesMs / pictures);
      }
    },
    stop: () => screen?.stop(),
  };
}

/** How much virtual time a step lets pass that does nothing else; 0 for others. */
function passedBy(step: ScenarioStep, array: StorageArray): number {
  if ('advance' in step) return parseDuration(step.advance, 'advance');
  if (!('settle' in step)) return 0;
  const end = array.fork();
  end.settle();
  return end.now - array.now;
}

function whatPasses(step: ScenarioStep | undefined): string {
  return step !== undefined && 'advance' in step ? `advance ${step.advance}` : 'settle';
}

/** A part of a terminal that is drawn anew in place. */
class Screen {
  private lines = 0;
  private isOpen = false;
  private unwatch = () => {};

  constructor(private readonly stream: NodeJS.WriteStream) {}

  /** @param linesFor what to draw, for a height */
  draw(linesFor: (height: number) => readonly string[]): void {
    if (!this.isOpen) {
      this.isOpen = true;
      this.unwatch = beforeEnding(() => this.stop());
      // Without a cursor, and lines that are too long are cut: else there would be more of them than are counted here.
      this.stream.write('\u001b[?25l\u001b[?7l');
    }
    const height = (this.stream.rows ?? 24) - 1;
    const lines = linesFor(height).slice(0, height);
    this.stream.write(`${this.erased()}${lines.map((line) => `${line}\n`).join('')}`);
    this.lines = lines.length;
  }

  stop(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.unwatch();
    this.stream.write(`${this.erased()}\u001b[?7h\u001b[?25h`);
    this.lines = 0;
  }

  /** To the first line, and nothing from there on. */
  private erased(): string {
    return this.lines === 0 ? '' : `\u001b[${this.lines}A\u001b[J`;
  }
}

/** 'x10'. @throws BadInputError for what is no speed */
export function speedOf(text: string): number {
  const speed = /^x\d+(\.\d+)?$/.test(text) ? Number(text.slice(1)) : 0;
  return speed > 0
    ? speed
    : badInput({ field: '--speed', value: text, expected: 'how many times as fast, such as x60' });
}
