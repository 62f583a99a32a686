import { setImmediate } from 'node:timers/promises';
import type { SingleBar } from 'cli-progress';

/** How far the work is, for somebody who waits. */
interface Progress {
  /** One more step of a run is done, or all of it. */
  readonly step: () => Promise<void>;
  readonly end: () => Promise<void>;
  /** Leaves nothing of it on the terminal. */
  readonly stop: () => void;
}

/** Draws a bar once the work has taken a second; on no stream, none.
 * @param runs how many steps each run has
 */
export function progressOn(stream: NodeJS.WriteStream | undefined, runs: readonly number[]): Progress {
  const total = runs.reduce((sum, steps) => sum + steps, 0);
  const bar = barOn(stream, { total, format: `[{bar}] {done} of ${runs.length} runs` });
  let [steps, stepsEnded, done] = [0, 0, 0];
  const reach = () => bar.reach(steps, { done });
  return {
    step: () => {
      steps++;
      return reach();
    },
    end: () => {
      // A run may end before its last step.
      stepsEnded += runs[done++] ?? 0;
      steps = stepsEnded;
      return reach();
    },
    stop: bar.stop,
  };
}

/** A bar that is told how far the work is. */
interface Bar {
  /** @param words of the format */
  readonly reach: (done: number, words?: Readonly<Record<string, string | number>>) => Promise<void>;
  readonly stop: () => void;
}

/** Draws a bar in a format of cli-progress once the work has taken a second; on no stream, none. Work that waits for nothing but
 * the bar is interrupted now and then, so that whatever else the program does has its turn, an interruption among it.
 */
export function barOn(
  stream: NodeJS.WriteStream | undefined,
  { total, format }: { readonly total: number; readonly format: string },
): Bar {
  const beganMs = performance.now();
  let bar: SingleBar | undefined;
  let stopped = false;
  let restedMs = beganMs;
  let unwatch = () => {};
  const stop = () => {
    stopped = true;
    bar?.stop();
    unwatch();
  };
  return {
    reach: async (done, words = {}) => {
      if (stream === undefined) return;
      if (performance.now() - restedMs >= stretchMs) {
        await setImmediate();
        restedMs = performance.now();
      }
      if (bar === undefined && restedMs - beganMs < patienceMs) return;
      if (bar === undefined) {
        const made = await makeBar(stream, format);
        // A caller that does not wait for the first drawing may have finished meanwhile, or come here twice.
        if (stopped || bar !== undefined) return;
        bar = made;
        unwatch = beforeEnding(stop);
        bar.start(total, done, words);
      }
      bar.update(done, words);
    },
    stop,
  };
}

/** Has a terminal left as it was when a signal ends the process, which then does what it does.
 * @returns what undoes that
 */
export function beforeEnding(tidy: () => void): () => void {
  const end = (signal: NodeJS.Signals) => {
    undo();
    tidy();
    process.kill(process.pid, signal);
  };
  const undo = () => {
    for (const signal of signals) process.off(signal, end);
  };
  for (const signal of signals) process.once(signal, end);
  return undo;
}

const patienceMs = 1000;
/** How long work may go on without a turn for others. */
const stretchMs = 50;
const signals = ['SIGINT', 'SIGTERM'] as const;

// Its own way to end at a signal stops the bar, and nothing else.
const settings = { clearOnComplete: true, hideCursor: true, barsize: 24, gracefulExit: false } as const;

async function makeBar(stream: NodeJS.WriteStream, format: string): Promise<SingleBar> {
  const { default: progress } = await import('cli-progress');
  return new progress.SingleBar({ stream, format, ...settings });
}
