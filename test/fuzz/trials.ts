import { BadInputError, NoReplyError, ReadFailedError } from '../../src/index.js';
import { runs, seed, timeoutMs } from '../properties/environment.js';
import { flawOfError } from './judge.js';
import { Draws } from './random.js';

/** What came of trials. */
export interface Tried {
  /** What went wrong, with all that it takes to repeat it. */
  readonly flaws: readonly string[];
  readonly refused: number;
  readonly taken: number;
}

/** Whether it is a long run. */
export const manyTrials = runs >= 1000;

/** As many as of calls in `test:deep`, and every day a few: as many as do not take longer than a second or two.
 * @param few with `ARRAYSIM_RUNS` as it is every day
 */
export function trials(few: number): number {
  return manyTrials ? runs * 10 : Math.ceil((few * runs) / 100);
}

/** As many trials take an hour or two on a busy machine. */
export const longTimeoutMs = 3 * timeoutMs;

/** One trial may take so much of the processor, on a slow machine. */
const longestMs = 10_000;
const mostFlaws = 20;

/** Gives something damaged to what reads it, again and again.
 * @param damage makes it, as plain data or text
 * @param take is refused as bad input, or says in a sentence what is wrong all the same; null when nothing is
 */
export function tryAll<Input>(
  count: number,
  damage: (draws: Draws) => Input,
  take: (input: Input) => string | null,
): Tried {
  const flaws = new Map<string, string>();
  let [refused, taken] = [0, 0];
  for (let trial = 0; trial < count && flaws.size < mostFlaws; trial++) {
    const input = damage(new Draws(seed + trial));
    const written = JSON.stringify(input);
    const since = process.cpuUsage();
    const { kind, flaw } = outcomeOf(() => take(input));
    if (kind === 'refused') refused++;
    else taken++;
    const { user } = process.cpuUsage(since);
    const found =
      flaw ??
      (user > longestMs * 1000 ? `took ${Math.round(user / 1000)} ms of the processor` : null) ??
      (JSON.stringify(input) === written ? null : 'changed what it was given');
    // Flaws of one origin are one.
    if (found !== null) {
      const origin = /src\/[\w/]+\.ts:\d+/.exec(found)?.[0] ?? found.slice(0, 60);
      flaws.set(origin, `trial ${trial} of seed ${seed}: ${found}\n  ${written.slice(0, 3000)}`);
    }
  }
  return { flaws: [...flaws.values()], refused, taken };
}

function outcomeOf(act: () => string | null): { readonly kind: 'refused' | 'taken'; readonly flaw: string | null } {
  try {
    return { kind: 'taken', flaw: act() };
  } catch (error) {
    const kind = error instanceof BadInputError ? 'refused' : 'failed';
    return { kind: 'refused', flaw: flawOfError(kind, error) };
  }
}

/** Does something that may be refused, or not be answered. */
export function allowed(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (![BadInputError, NoReplyError, ReadFailedError].some((one) => error instanceof one)) throw error;
  }
}
