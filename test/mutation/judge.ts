import type { MadeMutant, Outcome } from './mutant.js';
import { inProcess } from './processes.js';
import type { Reach } from './reach.js';
import type { Pair } from './subjects.js';

/** What the suite says of a mutant. */
export async function judge(mutant: MadeMutant, reach: Reach): Promise<Outcome> {
  const pairs = reach.pairsFor(mutant.id);
  if (pairs.length === 0) return { kind: 'notReached' };
  const message = await inProcess({ do: 'judge', mutant: mutant.id, pairs }, limitOf(reach));
  if (message.says === 'judged')
    return message.outcome.kind === 'survived' ? (reach.lackOf(message.shown) ?? message.outcome) : message.outcome;
  if (message.says !== 'nothing') throw new Error(`mutant ${mutant.id}: '${message.says}' is no end`);
  return { kind: message.hung ? 'hung' : 'crashed', message: message.why, where: message.where };
}

/** Many times what the healthy array took, and time enough to begin on a machine that is busy. */
function limitOf(reach: Reach): (pair: Pair | null) => number {
  return (pair) => 20_000 + 10 * (pair === null ? 0 : reach.msOf(pair));
}
