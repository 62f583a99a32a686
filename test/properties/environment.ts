/** How much the property tests try, and from which seed; the one place that says so:
 *
 * - `ARRAYSIM_RUNS` (100, and 10,000 with `npm run test:deep`): runs of each property; every day a part of them over each profile.
 * - `ARRAYSIM_SEED` (20161): fast-check's seed; `random` takes a fresh one, which CI refuses.
 * - `ARRAYSIM_PATH`: with the seed, the fast-check path that a failure printed: only that run is repeated.
 */
export const runs = whole('ARRAYSIM_RUNS', 100);
export const seed = seedFrom(process.env.ARRAYSIM_SEED);
export const path = process.env.ARRAYSIM_PATH ?? '';

/** What a test may take, and for each run what a busy machine needs: many take longer the more they try. */
export const timeoutMs = 60_000 + 400 * runs;

/** Runs over one of many profiles: a part of an everyday test's, all of a long one's. */
export function runsOf(part: number): number {
  return runs >= 1000 ? runs : Math.max(1, Math.ceil(runs * part));
}

/** What an `fc.assert` is run with: its share of the runs, and the seed. */
export function share(part: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: Math.max(1, Math.ceil(runs * part)), seed };
}

/** Tries batch after batch, each from a seed of its own, until that many runs are done and their preconditions came up often
 * enough; where they never do, no more than this many times the runs. To repeat a path takes one batch, its own.
 */
export function inBatches(
  { what, atLeast }: { readonly what: string; readonly atLeast: number },
  batch: (parameters: Batch) => void,
  enough: () => boolean,
): void {
  if (path !== '') return batch({ numRuns: runs, seed, path });
  const numRuns = Math.max(1, Math.ceil(atLeast / batches));
  const since = Date.now();
  for (let done = 0, at = seed; done < atLeast || (!enough() && done < atLeast * mostTimes); done += numRuns, at++) {
    batch({ numRuns, seed: at });
    // Somebody who waits for long wants to see that it goes on.
    if (runs >= 1000) console.log(`${what}: ${done + numRuns} runs, ${Math.round((Date.now() - since) / 1000)} s`);
  }
}

export interface Batch {
  readonly numRuns: number;
  readonly seed: number;
  readonly path?: string;
}

const batches = 5;
const mostTimes = 8;

function seedFrom(text: string | undefined): number {
  if (text !== 'random') return whole('ARRAYSIM_SEED', 20_161);
  if (process.env.CI)
    throw new Error('ARRAYSIM_SEED=random: CI runs with a seed only, else no failure could be repeated');
  return Date.now() % 2 ** 31;
}

function whole(variable: string, otherwise: number): number {
  const text = process.env[variable] ?? '';
  if (text === '') return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${variable}=${text}: expected a whole number`);
  return value;
}
