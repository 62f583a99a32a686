import { parseArgs } from 'node:util';
import { createArray } from '../../src/index.js';
import { measureAllocation, measureSharing } from './allocation.js';
import { arrayOf } from './arraySide.js';
import { type CloneFigure, measureClonePath, mostTimes, roundsIn, sizes } from './clonePath.js';
import { leastCallsPerSecond, measureConformance } from './conformance.js';
import { measureFaults } from './faults.js';
import { measureFlat } from './flat.js';
import { growthSizes, measureGrowth, printGrowth } from './growth.js';
import { heapInUse, median, time } from './measuring.js';
import { printClones, printSmallWorlds, row } from './printing.js';
import { arraysim, measureSmallWorlds } from './smallWorlds.js';

/** createClone whole (validation, rows, conversation, job, completion, retention; trace off) against hand-written limits, and what else
 * is to be fast: `npm run bench`, `-- --json`, `-- --small` for a quick look, `-- --rounds 31` for fewer or more rounds of clones.
 */
const seed = 42;
const { small, json, rounds } = options();

/** What was asked for; an option that there is none of ends the process with 2, as the command line does. */
function options(): { small: boolean; json: boolean; rounds: number | undefined } {
  try {
    const { values } = parseArgs({
      options: {
        small: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        rounds: { type: 'string' },
      },
    });
    return { ...values, rounds: roundsIn(values.rounds) };
  } catch (error) {
    console.error(`bench: ${(error as Error).message}; expected --json, --small or --rounds`);
    return process.exit(2);
  }
}

/** Bytes of a volume that was cloned, its synchronization, its name and its share of the indexes included. */
function memory(volumes: number): { bytesPerVolume: number; forkUs: number } {
  const base = Array.from({ length: 1_000 }, (_, index) => `volume number ${index}`);
  const array = arrayOf(createArray, base);
  const before = heapInUse();
  for (let index = 0; index < volumes; index++) {
    array.createClone(base[index % base.length] ?? '', { ElementName: `clone number ${index}` });
    array.settle();
  }
  const bytesPerVolume = (heapInUse() - before) / volumes;
  const forks = Array.from({ length: 2_001 }, () => {
    const us = time(() => array.fork()) / 1000;
    return us;
  });
  return { bytesPerVolume, forkUs: median(forks.slice(500)) };
}

const bySize: CloneFigure[][] = [];
for (const size of sizes(small, rounds)) bySize.push(await measureClonePath(size));
const worlds = measureSmallWorlds([arraysim], rounds ?? 61);
const { bytesPerVolume, forkUs } = memory(small ? 20_000 : 1_000_000);
const allocation = measureAllocation(small ? 20 : 90);
const faults = measureFaults(small ? 40 : 120);
const conformance = await measureConformance(small ? 15 : 60);
const bytesPerRun = measureSharing(small ? 50_000 : 1_000_000);
/** How much more a side costs among the most volumes than among the fewest. */
const growth = (side: string) => {
  const [first, last] = [bySize[0], bySize.at(-1)].map((figures) => figures?.find((figure) => figure.side === side));
  return first && last ? last.medianNs / first.medianNs : 0;
};
const limitGrowth = growth('limit');
const growthRatio = growth('arraysim') / limitGrowth;
const figures = bySize.flat();
const flat = measureFlat(
  limitGrowth,
  small ? { many: 20_000, rounds: 5, calls: 100 } : { many: 1_000_000, rounds: 9, calls: 300 },
);
const growing = measureGrowth(growthSizes(small), small ? 5 : 9);

if (json) {
  console.log(
    JSON.stringify(
      {
        seed,
        figures,
        worlds,
        growthRatio,
        bytesPerVolume,
        forkUs,
        allocation,
        faults,
        conformance,
        bytesPerRun,
        flat,
        growing,
      },
      null,
      2,
    ),
  );
} else {
  for (const clones of bySize) printClones(clones, mostTimes);
  row(['growth', '', '', growthRatio.toFixed(2), '2.50']);
  row(['a volume', '', `${bytesPerVolume.toFixed(0)} B`, '', '300 B']);
  row(['fork', '', `${forkUs.toFixed(2)} us`, '', '5.00 us']);
  row(['a shared run', '', `${bytesPerRun.toFixed(0)} B`, '', '100 B']);
  console.log();
  printSmallWorlds(worlds);
  console.log('\n1,000 volumes of 2 TiB, written in full');
  for (const { what, ns, ratio } of allocation) {
    const against = ratio === null ? '' : `${ratio.toFixed(2).padStart(8)} of the full one, at most 1.00`;
    console.log(`  ${what.padEnd(44)}${`${ns.toFixed(0)} ns`.padStart(10)}${against}`);
  }
  console.log('\nUnder a fault plan of which nothing fires');
  for (const { what, ns, ratio } of faults) {
    console.log(`  ${what.padEnd(44)}${`${ns.toFixed(0)} ns`.padStart(10)}${ratio.toFixed(2).padStart(8)}`);
  }
  console.log(
    `\nConformance at core, full-copy, calls a CPU-second, in rounds of their own; at least ${leastCallsPerSecond.toLocaleString('en')} judged`,
  );
  for (const { what, callsPerSecond } of conformance) {
    console.log(`  ${what.padEnd(44)}${Math.round(callsPerSecond).toLocaleString('en').padStart(10)}`);
  }
  console.log(
    '\nA call of each method among 1,000 volumes and among many; growth over that of the limit, at most 2.50',
  );
  for (const { method, code, fewNs, manyNs, growth: times } of flat) {
    const [few, many] = [fewNs, manyNs].map((ns) => `${ns.toFixed(0)} ns`.padStart(10));
    console.log(`  ${method.padEnd(36)}${String(code).padStart(6)}${few}${many}${times.toFixed(2).padStart(8)}`);
  }
  printGrowth(growing);
  console.log(`\nseed ${seed}, medians of interleaved rounds, node ${process.version}`);
}
