/** How much the property tests try, and from which seed:
 *
 * - `ARRAYSIM_RUNS` (250): command sequences per campaign; the own-shape properties take a share of it.
 * - `ARRAYSIM_SEED` (20161): fast-check's seed; `random` takes a fresh one, which CI refuses.
 * - `ARRAYSIM_PATH`: with the seed, the fast-check path that a failure printed: only that sequence is run.
 */
export const runs = whole('ARRAYSIM_RUNS', 250);
export const seed = seedFrom(process.env.ARRAYSIM_SEED);
export const path = process.env.ARRAYSIM_PATH ?? '';

/** What every `fc.assert` of this folder is run with: its share of the runs, and the seed. */
export function share(part: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: Math.max(1, Math.ceil(runs * part)), seed };
}

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
