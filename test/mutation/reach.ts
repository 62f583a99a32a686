import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { PairReach, PairShown } from './child.js';
import type { Outcome } from './mutant.js';
import { cacheFolder } from './places.js';
import { eachOf, inProcess } from './processes.js';
import { type Pair, pairs, pairText } from './subjects.js';

/** What of the array each profile's runs get to. */
export interface Reach {
  /** The pairs that can show the mutant, those first whose profile meets it most often; none for one that nothing reaches. */
  readonly pairsFor: (mutant: number) => readonly Pair[];
  /** How long the healthy array takes. */
  readonly msOf: (pair: Pair) => number;
  /** That a subject in which nothing is broken has not shown all that the healthy one has; null when it has. Where it was not
   * judged, it is as the healthy one.
   */
  readonly lackOf: (shown: readonly PairShown[]) => Outcome | null;
}

/** Judges the healthy array once, and counts; or reads what was counted before, of the same sources.
 * @param ids how many there may be, from 0 on
 * @throws Error when the suite finds something wrong with it
 */
export async function measureReach(
  digest: string,
  ids: number,
  atOnce: number,
  onProgress: (done: number, of: number) => void,
): Promise<Reach> {
  const kept = `${cacheFolder}reach-${digest}.json`;
  if (!existsSync(kept)) {
    let done = 0;
    const all = await eachOf(pairs, atOnce, async (pair) => {
      const message = await inProcess({ do: 'count', ids, pair }, () => longestMs);
      if (message.says !== 'counted') throw new Error(`${pairText(pair)} could not be judged: run it by itself`);
      onProgress(++done, pairs.length);
      return message.reach;
    });
    writeFileSync(kept, JSON.stringify(all));
  }
  return reachOf(JSON.parse(readFileSync(kept, 'utf8')) as PairReach[]);
}

const longestMs = 600_000;

export function reachOf(all: readonly PairReach[]): Reach {
  const atLoad = new Set(all.flatMap((one) => one.atLoad.map(([id]) => id)));
  const later = new Map(all.map((one) => [pairText(one.pair), new Map(one.later)]));
  const hits = (mutant: number, pair: Pair) => later.get(pairText(pair))?.get(mutant) ?? 0;
  return {
    lackOf: (shown) => {
      for (const profile of new Set(shown.map(({ pair }) => pair.profile))) {
        const ofProfile = all.filter(({ pair }) => pair.profile === profile);
        const its = (pair: Pair) => shown.find((one) => pairText(one.pair) === pairText(pair));
        const seen = new Set(ofProfile.flatMap((one) => (its(one.pair) ?? one).shown));
        const missing = new Set(ofProfile.flatMap((one) => one.shown.filter((name) => !seen.has(name))));
        if (missing.size > 0)
          return { kind: 'inconclusive', message: `never came up: ${[...missing].join(', ')}`, where: profile };
      }
      return null;
    },
    msOf: (pair) => all.find((one) => pairText(one.pair) === pairText(pair))?.ms ?? 0,
    pairsFor: (mutant) => {
      const ofProfile = new Map<string, number>();
      for (const { pair } of all) ofProfile.set(pair.profile, (ofProfile.get(pair.profile) ?? 0) + hits(mutant, pair));
      return (
        all
          .map(({ pair }) => pair)
          // What is made when the array is loaded may show at any time.
          .filter((pair) => atLoad.has(mutant) || hits(mutant, pair) > 0)
          // Pairs of one profile stay in the order of the levels.
          .sort((one, other) => (ofProfile.get(other.profile) ?? 0) - (ofProfile.get(one.profile) ?? 0))
      );
    },
  };
}
