import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { judgePair } from './judgePair.js';
import type { MadeMutant, Outcome } from './mutant.js';
import { countingFolder, mutatedFolder } from './places.js';
import { loadArray, type Pair, pairText } from './subjects.js';

/** What a process of its own is told to do: with one mutant switched on from the start, or counting. A fresh one each time,
 * because tables and charts are made when the array is loaded, and what a mutant leaves in a cache would stay.
 */
export type Task =
  | { readonly do: 'judge'; readonly mutant: MadeMutant['id']; readonly pairs: readonly Pair[] }
  | { readonly do: 'count'; readonly ids: number; readonly pair: Pair };

/** What it says: that a pair begins, and in the end what came of it. */
export type Message =
  | { readonly says: 'begins'; readonly pair: Pair }
  | { readonly says: 'judged'; readonly outcome: Outcome; readonly shown: readonly PairShown[] }
  | { readonly says: 'counted'; readonly reach: PairReach };

/** What a pair reaches, as pairs of a mutant's id and how often. */
export interface PairReach {
  readonly pair: Pair;
  /** When the array is loaded. */
  readonly atLoad: readonly (readonly [id: number, hits: number])[];
  readonly later: readonly (readonly [id: number, hits: number])[];
  readonly ms: number;
  readonly shown: readonly string[];
}

/** What a subject has shown at a pair: see `judgePair`. */
export type PairShown = Pick<PairReach, 'pair' | 'shown'>;

/** What the instrumented copies read when they are loaded. */
interface Switchboard {
  __stryker__?: { readonly activeMutant: number } | { readonly hits: Uint32Array };
}

const switchboard: Switchboard = globalThis as Switchboard; // any object may have the member

async function judge({ mutant, pairs }: Extract<Task, { do: 'judge' }>): Promise<Extract<Message, { says: 'judged' }>> {
  switchboard.__stryker__ = { activeMutant: mutant };
  let where = 'while it was loaded';
  const shown: PairShown[] = [];
  const judged = (outcome: Outcome) => ({ says: 'judged', outcome, shown }) as const;
  try {
    const make = await loadArray(mutatedFolder);
    for (const pair of pairs) {
      say({ says: 'begins', pair });
      // The suite waits for nothing, so nobody would be heard: not even that the parent is gone.
      await setImmediate();
      where = pairText(pair);
      const verdict = await judgePair(make(pair.profile), pair.level);
      if (verdict.kind === 'broken')
        return judged({ kind: 'killed', by: verdict.property, message: verdict.message, where });
      if (verdict.kind !== 'holds')
        return judged({
          kind: verdict.kind === 'unclear' ? 'inconclusive' : 'crashed',
          message: verdict.message,
          where,
        });
      shown.push({ pair, shown: verdict.shown });
    }
    return judged({ kind: 'survived' });
  } catch (thrown) {
    return judged({ kind: 'crashed', message: `${thrown}`, where });
  }
}

async function count({ ids, pair }: Extract<Task, { do: 'count' }>): Promise<PairReach> {
  const hits = new Uint32Array(ids);
  switchboard.__stryker__ = { hits };
  const make = await loadArray(countingFolder);
  const atLoad = hitsOf(hits);
  hits.fill(0);
  const beganMs = performance.now();
  const verdict = await judgePair(make(pair.profile), pair.level);
  if (verdict.kind !== 'holds') throw new Error(`the healthy array, ${pairText(pair)}: ${JSON.stringify(verdict)}`);
  const { shown } = verdict;
  return { pair, atLoad, later: hitsOf(hits), shown, ms: Math.round(performance.now() - beganMs) };
}

function hitsOf(hits: Uint32Array): [number, number][] {
  return [...hits.entries()].filter(([, count]) => count > 0);
}

function say(message: Message): void {
  process.send?.(message);
}

// Whoever stops the parent does not want this to go on.
process.on('disconnect', process.exit);
process.once('message', async (task: Task) => {
  if (task.do === 'judge') say(await judge(task));
  else say({ says: 'counted', reach: await count(task) });
  process.off('disconnect', process.exit);
  process.disconnect();
});
