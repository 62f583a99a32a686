import { type Growing, growing, type Sizes } from './growing.js';
import { collect, cpuTime, least } from './measuring.js';

/** What something costs in a small world and in a large one. */
export interface GrowthFigure extends Pick<Growing, 'what' | 'of' | 'few' | 'many'> {
  readonly fewNs: number;
  readonly manyNs: number;
  readonly ratio: number;
}

/** Nanoseconds of the processor, the least of interleaved rounds of one process. */
export function measureGrowth(sizes: Sizes, rounds: number): GrowthFigure[] {
  return growing(sizes).map(({ make, ...row }) => {
    const sides = [make(row.few), make(row.many)];
    const figures: number[][] = [[], []];
    for (let round = 0; round < rounds; round++) {
      for (const side of round % 2 === 0 ? [0, 1] : [1, 0]) {
        let done = 0;
        collect({ type: 'minor' });
        const ns = cpuTime(() => {
          done = sides[side]?.() ?? 0;
        });
        figures[side]?.push(ns / done);
      }
    }
    const [fewNs = 0, manyNs = 0] = figures.map(least);
    return { ...row, fewNs, manyNs, ratio: manyNs / fewNs };
  });
}

/** How large the worlds of the table are. */
export const growthSizes = (small: boolean): Sizes =>
  small ? { volumes: [1_000, 20_000], others: [100, 1_000] } : { volumes: [1_000, 1_000_000], others: [100, 10_000] };

export function printGrowth(figures: readonly GrowthFigure[]): void {
  console.log('\nWhat may not cost more in a larger world');
  for (const { what, of, few, many, fewNs, manyNs, ratio } of figures) {
    const sizes = `${few.toLocaleString('en')} and ${many.toLocaleString('en')} ${of}`;
    const [one, other] = [fewNs, manyNs].map((ns) => `${(ns / 1000).toFixed(2)} us`.padStart(12));
    console.log(`  ${what.padEnd(52)}${sizes.padEnd(38)}${one}${other}${ratio.toFixed(2).padStart(8)}`);
  }
}
