import type { FaultInput } from '../../src/faults/planSchema.js';
import { createArray, type StorageArray } from '../../src/index.js';
import { median, time } from './measuring.js';

/** What a fault plan adds to a whole clone on which no fault fires: interleaved rounds on arrays of 1,000 volumes. */
export interface FaultFigure {
  readonly what: string;
  readonly ns: number;
  /** Against no plan; the median of the rounds' own ratios. */
  readonly ratio: number;
}

const gib = 2 ** 30;
const volumes = 1_000;
const points = ['connect', 'invoke', 'array', 'readBack'] as const;

function hundred(fault: (index: number) => Omit<FaultInput, 'id' | 'do'>): { readonly faults: FaultInput[] } {
  const delay = { delay: 1 };
  return { faults: Array.from({ length: 100 }, (_, index) => ({ id: `fault ${index}`, do: delay, ...fault(index) })) };
}

const plans = {
  'no plan': undefined,
  'an empty plan': { faults: [] },
  '100 faults for other volumes': hundred((index) => ({ at: 'array', when: { element: `no volume ${index}` } })),
  '100 faults for other callers': hundred((index) => ({ at: 'array', when: { caller: `nobody ${index}` } })),
  '100 faults over four steps': hundred((index) => ({
    at: points[index % points.length] ?? 'array',
    when: { element: `no volume ${index}` },
  })),
};

export function measureFaults(rounds: number): FaultFigure[] {
  const names = Array.from({ length: volumes }, (_, index) => `volume number ${index}`);
  const subjects = Object.entries(plans).map(([what, faults]) => ({ what, array: arrayUnder(faults, names), ns: [0] }));
  const ratios = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    // Each round begins with another one, so that none always follows the same.
    const order = subjects.map((_, index) => subjects[(index + round) % subjects.length] ?? subjects[0]);
    for (const subject of order) {
      if (subject === undefined) continue;
      const array = subject.array.fork();
      subject.ns.push(
        time(() => {
          for (const name of names) {
            if (array.createClone(name).Job === null) throw new Error('arraysim refused a clone');
            array.settle();
          }
        }) / volumes,
      );
    }
    const [base] = subjects;
    for (const { what, ns } of subjects) {
      ratios.set(what, [...(ratios.get(what) ?? []), (ns.at(-1) ?? 0) / (base?.ns.at(-1) ?? 1)]);
    }
  }
  return subjects.map(({ what, ns }) => ({
    what,
    ns: median(ns.slice(1 + rounds / 5)),
    ratio: median((ratios.get(what) ?? []).slice(rounds / 5)),
  }));
}

function arrayUnder(faults: (typeof plans)[keyof typeof plans], names: readonly string[]): StorageArray {
  return createArray({
    seed: 42,
    trace: false,
    profile: { base: 'full-copy', capabilities: { maximumReplicasPerSource: 65_535 } },
    pools: [{ name: 'gold', size: 3n * 2n ** 60n }],
    volumes: names.map((name) => ({ name, pool: 'gold', size: gib })),
    ...(faults === undefined ? {} : { faults }),
  });
}
