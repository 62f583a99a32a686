import type { SingleBar } from 'cli-progress';

/** How far the work is, for somebody who waits. */
export interface Progress {
  /** One more run is done. */
  readonly step: () => Promise<void>;
  /** Leaves nothing of it on the terminal. */
  readonly stop: () => void;
}

/** Draws a bar once the work has taken a second; on no stream, none.
 * @param total how many steps there are
 */
export function progressOn(stream: NodeJS.WriteStream | undefined, total: number): Progress {
  const beganMs = performance.now();
  let bar: SingleBar | undefined;
  let done = 0;
  return {
    step: async () => {
      done++;
      if (stream === undefined || (bar === undefined && performance.now() - beganMs < patienceMs)) return;
      bar ??= await startBar(stream, total);
      bar.update(done);
    },
    stop: () => bar?.stop(),
  };
}

const patienceMs = 1000;

async function startBar(stream: NodeJS.WriteStream, total: number): Promise<SingleBar> {
  const { default: progress } = await import('cli-progress');
  const format = '[{bar}] {value} of {total} runs';
  const bar = new progress.SingleBar({ stream, format, clearOnComplete: true, hideCursor: true, barsize: 24 });
  bar.start(total, 0);
  return bar;
}
