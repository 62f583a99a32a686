import { createArray } from '../../src/index.js';
import { badInput } from '../../src/vocabulary/input/badInput.js';
import { cloneCalls, type Side } from './cloneCalls.js';
import { fullLimitSide, limitSide } from './limitSides.js';
import { cpuTime, least, median } from './measuring.js';

/** How much is measured among how many volumes. */
export interface Size {
  readonly volumes: number;
  readonly clones: number;
  readonly rounds: number;
  /** Whether each round begins with the same volumes; else they become more, on all sides alike. */
  readonly anew: boolean;
}

/** Processor time of a whole clone, in nanoseconds. */
export interface CloneFigure {
  readonly side: string;
  readonly volumes: number;
  readonly medianNs: number;
  readonly leastNs: number;
  /** Against the limit of the same run: the median by the median, and the least by the least. */
  readonly ratio: number;
  readonly leastRatio: number;
}

/** How many times the limit a clone may cost, by the number of volumes. */
export const mostTimes: ReadonlyMap<number, number> = new Map([
  [1_000, 5],
  [100_000, 3],
  [1_000_000, 3.3],
]);

/** Small rounds, so that whatever else the machine does falls on all sides. */
export function sizes(small: boolean, rounds: number | undefined): readonly Size[] {
  if (small) return [{ volumes: 1_000, clones: 1_000, rounds: rounds ?? 91, anew: true }];
  return [
    { volumes: 1_000, clones: 1_000, rounds: rounds ?? 301, anew: true },
    { volumes: 100_000, clones: 2_000, rounds: rounds ?? 91, anew: false },
    { volumes: 1_000_000, clones: 4_000, rounds: rounds ?? 91, anew: false },
  ];
}

/** createClone whole (validation, rows, conversation, job, completion, retention; trace off) beside the hand-written limits, in
 * interleaved rounds of one process.
 * @param other another build of arraysim that takes part
 */
export async function measureClonePath(
  size: Size,
  other?: { readonly name: string; readonly create: typeof createArray },
): Promise<CloneFigure[]> {
  const { volumes, clones, rounds, anew } = size;
  const names = Array.from({ length: volumes }, (_, index) => `volume number ${index}`);
  const sides = [limitSide(names, anew), fullLimitSide(names, anew)];
  sides.push(await arraySideOf('arraysim', createArray, names, anew));
  if (other !== undefined) sides.push(await arraySideOf(other.name, other.create, names, anew));
  const figures = sides.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < sides.length; turn++) {
      // Each round begins with another one, so that none always follows the same.
      const at = (round + turn) % sides.length;
      const side = sides[at] as Side;
      const work = side.round(cloneCalls(names, side.ids, clones, round));
      figures[at]?.push(cpuTime(work) / clones);
    }
  }
  // The first rounds warm up the compiler.
  const warm = figures.map((those) => those.slice(Math.floor(rounds / 3)));
  const limit = warm[0] ?? [];
  return sides.map(({ name: side }, at) => {
    const own = warm[at] ?? [];
    const [medianNs, leastNs] = [median(own), least(own)];
    return { side, volumes, medianNs, leastNs, ratio: medianNs / median(limit), leastRatio: leastNs / least(limit) };
  });
}

/** @throws BadInputError for what is no number of rounds; fewer than three have none that is warm */
export function roundsIn(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const rounds = Number(given);
  if (Number.isInteger(rounds) && rounds >= 3) return rounds;
  return badInput({ field: '--rounds', value: given, expected: 'a whole number from 3 on' });
}

let loaded = 0;

async function arraySideOf(name: string, create: typeof createArray, volumes: readonly string[], anew: boolean) {
  const { arraySide } = (await import(`./arraySide.js?${loaded++}`)) as typeof import('./arraySide.js');
  return arraySide(name, create, volumes, anew);
}
