import { type Callable, createArray, type StorageArray } from '../../src/index.js';
import { factsOf, type MethodName, methodNames } from '../../src/vocabulary/methods/index.js';
import { collect, time } from './measuring.js';
import { type Around, repeated } from './repeatedCalls.js';

/** What a call of a method costs among few volumes and among many. */
export interface FlatFigure {
  readonly method: MethodName;
  /** What the calls were answered with. */
  readonly code: number;
  readonly fewNs: number;
  readonly manyNs: number;
  /** How much more it costs among many, over how much more the hand-written limit does: 2.5 at most. */
  readonly growth: number;
}

const gib = 2 ** 30;

function arrayOf(volumes: number, pools: number): StorageArray {
  return createArray({
    seed: 42,
    trace: false,
    profile: {
      base: 'full-copy',
      capabilities: { maximumReplicasPerSource: 65_535, replicationTypes: [3, 7, 11], asynchronousActions: [2, 5] },
      limits: { queuedJobs: 100_000 },
      service: { discovery: { by: 'call', takes: 0 } },
    },
    pools: [
      { name: 'gold', size: 2n ** 61n },
      { name: 'disks', primordial: true },
      { name: 'grown', madeOf: 'disks' },
      ...Array.from({ length: pools }, (_, at) => ({ name: `empty ${at}`, size: gib })),
    ],
    drives: Array.from({ length: pools + 2 }, (_, at) => ({
      name: `disk ${at}`,
      size: gib,
      pool: at === pools ? 'grown' : 'disks',
    })),
    volumes: Array.from({ length: volumes }, (_, at) => ({ name: `volume ${at}`, pool: 'gold', size: gib })),
  });
}

/** Calls each method again and again, among few volumes and among many, in interleaved rounds of one process.
 * @param limitGrowth how much more a clone of the hand-written limit costs among many
 */
export function measureFlat(limitGrowth: number, { many, rounds, calls }: Record<'many' | 'rounds' | 'calls', number>) {
  const pools = rounds * calls;
  const few = arrayOf(1_000, pools);
  const sides = [sideOf(few, 1_000), sideOf(arrayOf(many, pools), many)] as const;
  return methodNames
    .filter((method) => factsOf(method).until === undefined)
    .map((method): FlatFigure => {
      const figures: [number[], number[]] = [[], []];
      const codes = new Set<number>();
      for (let round = 0; round < rounds; round++) {
        for (const side of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const))
          figures[side].push(batch(sides[side], method, round * calls, calls, codes));
      }
      // The least: the others had the compiler, garbage or another program beside them.
      const [fewNs = 0, manyNs = 0] = figures.map((those) => Math.min(...those));
      const [code = -1, ...others] = codes;
      if (others.length > 0) throw new Error(`${method} was answered with ${[code, ...others].join(', ')}`);
      return { method, code, fewNs, manyNs, growth: manyNs / fewNs / limitGrowth };
    });
}

interface Side {
  readonly array: StorageArray;
  readonly ids: readonly string[];
}

function sideOf(array: StorageArray, volumes: number): Side {
  // Few of them, far from each other: the array has many, and a client knows some.
  const ids = Array.from({ length: 1_000 }, (_, at) => array.volume(`volume ${(at * (volumes / 1_000)) | 0}`).id);
  return { array, ids };
}

/** Nanoseconds a call; what calls need, and what becomes of what they make, is not timed. */
function batch({ array, ids }: Side, method: MethodName, from: number, calls: number, codes: Set<number>): number {
  const { on = ({ element }: Around) => element, given = () => ({}), before, after } = repeated[method] ?? {};
  const { className } = factsOf(method);
  const ready = Array.from({ length: calls }, (_, index) => {
    const at = from + index;
    const volume = ids[at % ids.length] ?? '';
    const element = { MSFT_SMStorageVolume: volume, MSFT_SMPool: 'gold' }[className] ?? className;
    const bare = { array, element, volume, at, made: '' };
    const around = { ...bare, made: before?.(bare) ?? '' };
    return { around, element: on(around), parameters: given(around) };
  });
  collect({ type: 'minor' });
  const replies: Readonly<Record<string, unknown>>[] = [];
  const ns = time(() => {
    for (const { element, parameters } of ready)
      replies.push({ ...array.invoke(element, method as Callable, parameters as never) });
  });
  for (const [index, reply] of replies.entries()) {
    codes.add(Number(reply.ReturnValue));
    const around = ready[index]?.around;
    if (around !== undefined) after?.(around, reply);
  }
  array.settle();
  return ns / calls;
}
