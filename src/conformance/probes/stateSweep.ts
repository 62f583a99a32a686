import { modelOf } from '../model/methods/index.js';
import { troubles } from '../model/situation.js';
import type { Judging } from '../run/judging.js';
import { performStep } from '../run/performStep.js';
import type { Run } from '../run/run.js';
import { methodsOf } from '../subject/advertised.js';
import type { Call } from '../subject/call.js';
import type { Driver } from '../subject/driver.js';
import { sweep } from './sweep.js';
import type { SweepPlan } from './sweepPlan.js';

/** Calls every method of every volume and pool in every state that it can be put into.
 * @returns the calls that it took
 */
export async function sweepStates(driver: Driver, judging: Judging, plan: SweepPlan): Promise<number> {
  const acts = methodsOf(await driver.capabilities()).flatMap((method) =>
    Object.entries(troubles).flatMap(([kind, states]) =>
      states.map((state) => async (run: Run) => {
        const elements = Object.keys(kind === 'volume' ? run.state.volumes : run.state.pools);
        for (const element of elements)
          for (const draw of [0, 1])
            await callInTrouble(run, callThatMeets(run, method, element, draw), element, state);
      }),
    ),
  );
  return sweep(driver, judging, plan, acts);
}

async function callInTrouble(run: Run, call: Call | undefined, element: string, state: string): Promise<void> {
  if (call === undefined) return;
  await performStep(run, { do: 'act', action: { do: 'setState', element, state } });
  await performStep(run, { do: 'call', ...call });
  const { volumes, pools } = run.state;
  if (element in volumes || element in pools)
    await performStep(run, { do: 'act', action: { do: 'setState', element, state: 'online' } });
}

/** A call of an element itself, or of a volume of a pool. */
function callThatMeets(run: Run, method: Call['method'], element: string, draw: number): Call | undefined {
  const { calledOn, careful } = modelOf(method);
  const made = careful(run, draw, draw);
  if (calledOn === 'single') return made;
  const call = made ?? { method, on: element, with: {} };
  if (element in run.state[calledOn === 'volume' ? 'volumes' : 'pools']) return { ...call, on: element };
  if (calledOn === 'pool') return undefined;
  const [member] = Object.entries(run.state.volumes).find(([, { pool }]) => pool === element) ?? [];
  return member === undefined ? undefined : { ...call, on: member };
}
