import { documentedCodes } from '../checks/replyClaims.js';
import { Breach, Inconclusive, LostTrack } from '../checks/verdicts.js';
import { callFor } from '../generate/draws.js';
import type { Judging } from '../run/judging.js';
import { Run } from '../run/run.js';
import type { Recorded } from '../run/steps.js';
import { type Driver, tierOf } from '../subject/driver.js';

/** Brings each documented code about once, where faults can: random runs would need long to meet them all.
 * @param isCut asked before each: whether the rest is to be left
 * @returns the calls that it took
 */
export async function sweepCodes(
  driver: Driver,
  judging: Judging,
  onBreach: (breach: Breach, run: Recorded, calls: number) => Promise<void> | void,
  isCut: () => boolean,
): Promise<number> {
  let calls = 0;
  const advertised = await driver.capabilities();
  for (let number = 0; number < documentedCodes(advertised.version).size; number++) {
    if (isCut()) break;
    const run = await Run.start(driver, tierOf(advertised), judging);
    try {
      const call = { ...callFor(run, number, 0), ElementName: `sweep-${number}` };
      await run.probe({ do: 'probe', property: 'CODE-REACHED', calls: [call], number });
    } catch (error) {
      if (error instanceof Breach) await onBreach(error, run.recorded, calls + run.calls);
      else if (!(error instanceof Inconclusive || error instanceof LostTrack)) throw error;
    }
    calls += run.calls;
  }
  return calls;
}
