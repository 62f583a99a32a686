import { modelOf } from '../model/methods/index.js';
import { idle } from '../model/situation.js';
import type { Run } from '../run/run.js';
import type { Advertised } from '../subject/advertised.js';
import type { Call } from '../subject/call.js';
import { type Tier, tierOf } from '../subject/tier.js';

/** What a subject is when calls come together: as a tier sets it up, and with some clones made since. */
export interface SmallWorld {
  readonly tier: Tier;
  /** Clones that were made. */
  readonly clones: number;
  /** Whether their jobs are over; else they are on their way. */
  readonly isSettled: boolean;
}

/** As many clones as any limit of the tiers leaves room for, or nearly. */
const mostClones = 8;

/** Small worlds: with little room and with low limits, and from none to all of the clones that there may be. */
export function smallWorlds({ tiers, clones: { copies } }: Advertised): SmallWorld[] {
  const known = [...new Set((['tight', 'limits'] as const).map((wanted) => tierOf({ tiers }, wanted)))];
  // Within the call, they are never on their way.
  const ends = copies === 'withinCall' ? [true] : [true, false];
  return known.flatMap((tier) => [
    { tier, clones: 0, isSettled: true },
    ...ends.flatMap((isSettled) =>
      Array.from({ length: mostClones }, (_, at) => ({ tier, clones: at + 1, isSettled })),
    ),
  ]);
}

/** Makes a run's subject such a world: each clone is of the first source that another one is due of.
 * @returns whether that can be: false where nothing more can be cloned before there are so many
 */
export async function enter(run: Run, { clones, isSettled }: SmallWorld): Promise<boolean> {
  for (let made = 0; made < clones; made++) {
    const call = await nextClone(run);
    if (call === undefined) return false;
    await run.call(call);
    if (isSettled) await run.settle();
  }
  return true;
}

async function nextClone(run: Run): Promise<Call | undefined> {
  for (const place of idle(run.state).keys()) {
    const call = modelOf('CreateClone').careful(run, place, 0);
    if (call !== undefined && (await run.isDue(call))) return call;
  }
  return undefined;
}
