import type { SingleBar } from 'cli-progress';

/** How far the work is, for somebody who waits. */
interface Progress {
  /** One more run is done. */
  readonly step: () => Promise<void>;
  /** Leaves nothing of it on the terminal. */
  readonly stop: () => void;
}

/** Draws a bar once the work has taken a second; on no stream, none.
 * @param total how many steps there are
 */
export function progressOn(stream: NodeJS.WriteStream | undefined, total: number): Progress {
  const bar = barOn(stream, { total, format: '[{bar}] {value} of {total} runs' });
  let done = 0;
  return { step: () => bar.reach(++done), stop: bar.stop };
}

/** A bar that is told how far the work is. */
interface Bar {
  /** @param words of the format */
  readonly reach: (done: number, words?: Readonly<Record<string, string | number>>) => Promise<void>;
  readonly stop: () => void;
}

/** Draws a bar in a format of cli-progress once the work has taken a second; on no stream, none. */
export function barOn(
  stream: NodeJS.WriteStream | undefined,
  { total, format }: { readonly total: number; readonly format: string },
): Bar {
  const beganMs = performance.now();
  let bar: SingleBar | undefined;
  let stopped = false;
  return {
    reach: async (done, words = {}) => {
      if (stream === undefined || (bar === undefined && performance.now() - beganMs < patienceMs)) return;
      if (bar === undefined) {
        const made = await makeBar(stream, format);
        // A caller that does not wait for the first drawing may have finished meanwhile, or come here twice.
        if (stopped || bar !== undefined) return;
        bar = made;
        bar.start(total, done, words);
      }
      bar.update(done, words);
    },
    stop: () => {
      stopped = true;
      bar?.stop();
    },
  };
}

const patienceMs = 1000;

async function makeBar(stream: NodeJS.WriteStream, format: string): Promise<SingleBar> {
  const { default: progress } = await import('cli-progress');
  return new progress.SingleBar({ stream, format, clearOnComplete: true, hideCursor: true, barsize: 24 });
}
