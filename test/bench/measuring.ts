const { gc } = globalThis;
// Asked before anything is measured: garbage that was not collected would be counted.
if (gc === undefined) throw new Error('figures need node --expose-gc: npm run bench');
/** Collects garbage: of everything, or of the young. */
export const collect = gc;

/** Nanoseconds that the work takes. */
export function time(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start);
}

/** Nanoseconds of the processor that the work takes, compilation and garbage included; what other programs take is left out. */
export function cpuTime(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return 1000 * (user + system);
}

export const median = (figures: readonly number[]) => [...figures].sort((a, b) => a - b)[figures.length >> 1] ?? 0;

/** What the work takes when nothing comes in between. */
export const least = (figures: readonly number[]) => Math.min(...figures);

/** Bytes in use, after a collection of garbage. */
export function heapInUse(): number {
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
