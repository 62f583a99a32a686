import { parseArgs } from 'node:util';
import { createArray, type StorageArray } from '../../src/index.js';
import { measureAllocation, measureSharing } from './allocation.js';
import { leastCallsPerSecond, measureConformance } from './conformance.js';
import { measureFaults } from './faults.js';
import { measureFlat } from './flat.js';
import { Limit } from './limit.js';
import { heapInUse, median, time } from './measuring.js';

/** createClone whole (validation, rows, conversation, job, completion, retention; trace off) against the hand-written
 * limit, in interleaved rounds in one process: `npm run bench`, `-- --json`, `-- --small` for a quick look.
 */
const seed = 42;
const gib = 2 ** 30;
const sizesOf = (index: number) => (index % 2 === 0 ? 2048 * gib : 100 * gib);
const poolSize = 3n * 2n ** 60n;
const { small, json } = options();

/** What was asked for; an option that there is none of ends the process with 2, as the command line does. */
function options(): { small: boolean; json: boolean } {
  try {
    const { values } = parseArgs({
      options: { small: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    });
    return values;
  } catch (error) {
    console.error(`bench: ${(error as Error).message}; expected --json or --small`);
    return process.exit(2);
  }
}

interface Size {
  readonly volumes: number;
  readonly clones: number;
  readonly rounds: number;
  /** Whether what a round made is taken away after it (not timed), so that the number of volumes stays. */
  readonly steady: boolean;
}

const plan: readonly Size[] = small
  ? [{ volumes: 1_000, clones: 1_000, rounds: 61, steady: true }]
  : [
      { volumes: 1_000, clones: 1_000, rounds: 201, steady: true },
      { volumes: 100_000, clones: 10_000, rounds: 15, steady: false },
      { volumes: 1_000_000, clones: 20_000, rounds: 15, steady: false },
    ];

interface Figure {
  readonly volumes: number;
  readonly limitNs: number;
  readonly arraysimNs: number;
  readonly ratio: number;
}

/** A pseudo-random walk over the volumes, the same for both sides. */
function* sources(volumes: number): Generator<number> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield Math.floor((state / 2 ** 32) * volumes);
  }
}

function calls(ids: readonly string[], names: readonly string[], count: number, round: number) {
  const walk = sources(names.length);
  for (let skipped = 0; skipped < round * count; skipped++) walk.next();
  return Array.from({ length: count }, (_, index) => {
    const source = walk.next().value as number;
    // Half the calls by name, half by id; every clone gets a name of its own.
    const on = (index % 2 === 0 ? names[source] : ids[source]) ?? '';
    return { on, name: `clone of round ${round} number ${index}` };
  });
}

function makeArray(names: readonly string[]): { array: StorageArray; ids: string[] } {
  const array = createArray({
    seed,
    trace: false,
    profile: { base: 'full-copy', capabilities: { maximumReplicasPerSource: 65_535 } },
    pools: [{ name: 'gold', size: poolSize }],
    volumes: names.map((name, index) => ({ name, pool: 'gold', size: sizesOf(index) })),
  });
  return { array, ids: array.volumes().map(({ id }) => id) };
}

function makeLimit(names: readonly string[]): { limit: Limit; ids: string[] } {
  const limit = new Limit(Number(poolSize / 512n), 2097, 300_000);
  const ids = names.map((name, index) => limit.idOf(limit.addVolume(name, sizesOf(index) / 512)));
  return { limit, ids };
}

function measure({ volumes, clones, rounds, steady }: Size): Figure {
  const names = Array.from({ length: volumes }, (_, index) => `volume number ${index}`);
  const { array, ids } = makeArray(names);
  let theirs = makeLimit(names);
  const figures: { limit: number; array: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const forArray = calls(ids, names, clones, round);
    const forLimit = calls(theirs.ids, names, clones, round);
    const { limit } = theirs;
    const limitNs = time(() => {
      for (const { on, name } of forLimit) {
        if (limit.createClone(on, name).ReturnValue !== 4096) throw new Error('the limit refused a clone');
        limit.settle();
      }
    });
    const made: string[] = [];
    const arrayNs = time(() => {
      for (const { on, name } of forArray) {
        const { TargetStorageVolume } = array.createClone(on, { ElementName: name });
        if (TargetStorageVolume === null) throw new Error('arraysim refused a clone');
        made.push(TargetStorageVolume);
        array.settle();
      }
    });
    figures.push({ limit: limitNs / clones, array: arrayNs / clones });
    if (!steady) continue;
    for (const volume of made) array.outOfBand.delete(volume);
    array.discover();
    theirs = makeLimit(names);
  }
  // The first rounds warm up the compiler.
  const warm = figures.slice(Math.floor(rounds / 3));
  const limitNs = median(warm.map(({ limit }) => limit));
  const arraysimNs = median(warm.map(({ array: ours }) => ours));
  return { volumes, limitNs, arraysimNs, ratio: arraysimNs / limitNs };
}

/** Bytes of a volume that was cloned, its synchronization, its name and its share of the indexes included. */
function memory(volumes: number): { bytesPerVolume: number; forkUs: number } {
  const base = Array.from({ length: 1_000 }, (_, index) => `volume number ${index}`);
  const { array, ids } = makeArray(base);
  const before = heapInUse();
  for (let index = 0; index < volumes; index++) {
    array.createClone(ids[index % ids.length] ?? '', { ElementName: `clone number ${index}` });
    array.settle();
  }
  const bytesPerVolume = (heapInUse() - before) / volumes;
  const forks = Array.from({ length: 2_001 }, () => {
    const us = time(() => array.fork()) / 1000;
    return us;
  });
  return { bytesPerVolume, forkUs: median(forks.slice(500)) };
}

const figures = plan.map(measure);
const { bytesPerVolume, forkUs } = memory(small ? 20_000 : 1_000_000);
const allocation = measureAllocation(small ? 20 : 90);
const faults = measureFaults(small ? 40 : 120);
const conformance = await measureConformance(small ? 15 : 60);
const bytesPerRun = measureSharing(small ? 50_000 : 1_000_000);
const first = figures[0];
const last = figures[figures.length - 1];
const growth = (of: (figure: Figure) => number) => (first && last ? of(last) / of(first) : 0);
const limitGrowth = growth((figure) => figure.limitNs);
const growthRatio = growth((figure) => figure.arraysimNs) / limitGrowth;
const flat = measureFlat(
  limitGrowth,
  small ? { many: 20_000, rounds: 5, calls: 100 } : { many: 1_000_000, rounds: 9, calls: 300 },
);

if (json) {
  console.log(
    JSON.stringify(
      { seed, figures, growthRatio, bytesPerVolume, forkUs, allocation, faults, conformance, bytesPerRun, flat },
      null,
      2,
    ),
  );
} else {
  const row = (cells: readonly string[]) => console.log(cells.map((cell) => cell.padStart(14)).join(''));
  row(['volumes', 'limit', 'arraysim', 'ratio', 'at most']);
  for (const { volumes, limitNs, arraysimNs, ratio } of figures) {
    row([
      volumes.toLocaleString('en'),
      `${limitNs.toFixed(0)} ns`,
      `${arraysimNs.toFixed(0)} ns`,
      ratio.toFixed(2),
      '4.00',
    ]);
  }
  row(['growth', '', '', growthRatio.toFixed(2), '2.50']);
  row(['a volume', '', `${bytesPerVolume.toFixed(0)} B`, '', '300 B']);
  row(['fork', '', `${forkUs.toFixed(2)} us`, '', '5.00 us']);
  row(['a shared run', '', `${bytesPerRun.toFixed(0)} B`, '', '100 B']);
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
  console.log(`\nseed ${seed}, medians of interleaved rounds, node ${process.version}`);
}
