import type { FaultInput } from '../../faults/planSchema.js';
import { planOf } from '../generate/plans.js';
import type { SuitePlan } from '../generate/suitePlan.js';
import { modelOf } from '../model/methods/index.js';
import type { Probe } from '../run/probe.js';
import type { Run } from '../run/run.js';
import { type Call, isNoReply, type NoReply, type Reply } from '../subject/call.js';
import { faults, member, virtualTime } from '../subject/needs.js';
import { armed, called, clientView, difference, settle, shapeOf, waited } from './clientViews.js';

/** What a call under a plan has in common with the same call without. */
export const planProbes: readonly Probe[] = [
  {
    property: 'TRANSPARENT',
    level: 'faults',
    calls: 1,
    ofMethods: 'any',
    needs: [member('twin'), virtualTime, faults('refuse')],
    act: async (run, { calls: [call], number }) => {
      if (run.underFaults || call === undefined) return;
      const never = planOf({ at: 'service', arm: { p: 0 }, do: { return: 51000 } });
      const plan: SuitePlan = number % 2 === 0 ? { version: 1, faults: [] } : never;
      const [underPlan, bare] = [await outcome(run, call, plan), await outcome(run, call, null)];
      run.verdicts.demand(
        'TRANSPARENT',
        underPlan === bare,
        () => `a plan that does nothing changes the call: ${difference(underPlan, bare)}`,
      );
    },
  },
  {
    property: 'SHRINK-STABLE',
    level: 'faults',
    calls: 1,
    ofMethods: 'any',
    needs: [member('twin'), virtualTime, faults('refuse')],
    act: async (run, { calls: [call], number }) => {
      if (run.underFaults || call === undefined) return;
      const fires = { id: 'fires', at: 'invoke', do: { delay: 100 + (number % 900) } } as const;
      const never = { id: 'never', at: 'invoke', when: { caller: 'nobody at all' }, do: { return: 43027 } } as const;
      const both = await outcome(run, call, { version: 1, faults: [never, fires] });
      const one = await outcome(run, call, { version: 1, faults: [fires] });
      run.verdicts.demand(
        'SHRINK-STABLE',
        both === one,
        () => `a fault that never fires changes the call: ${difference(both, one)}`,
      );
    },
  },
  {
    property: 'DELAY-ONLY',
    level: 'faults',
    calls: 1,
    ofMethods: 'any',
    needs: [member('twin'), virtualTime, faults('degrade')],
    act: async (run, { calls: [call], number }) => {
      if (run.underFaults || call === undefined) return;
      await settle(run);
      const at = (['service', 'connect', 'invoke', 'serviceReply'] as const)[number % 4] ?? 'invoke';
      const replies: string[] = [];
      for (const plan of [planOf({ at, do: { delay: '1 s' } }), null]) {
        const twin = await run.driver.twin?.('fork');
        if (twin === undefined) continue;
        await armed(twin, plan, run);
        replies.push(answerOf(await called(twin, call, run), call, run));
      }
      run.verdicts.demand(
        'DELAY-ONLY',
        replies[0] === replies[1],
        () => `a delay at '${at}' turns ${replies[1]} into ${replies[0]}`,
      );
    },
  },
  {
    property: 'NON-INTERFERENCE',
    level: 'faults',
    calls: 1,
    needs: [member('twin'), virtualTime, faults('degrade')],
    act: async (run, { calls: [call], number }) => {
      const source = call === undefined ? undefined : run.state.volumes[call.on];
      if (run.underFaults || call === undefined || source === undefined) return;
      await settle(run);
      const pool = modelOf(call.method).poolOf(call, source) ?? source.pool;
      const other = Object.keys(run.state.pools).find((name) => name !== pool && name !== source.pool);
      if (other === undefined) return;
      const on = { pool: run.state.pools[other]?.name ?? other };
      const effect: FaultInput['do'] =
        number % 2 === 0
          ? { poolState: { ...on, to: 'offline' } }
          : { stealCapacity: { ...on, size: run.advertised.allocation.extent } };
      const seen: string[] = [];
      for (const plan of [planOf({ at: 'service', do: effect }), null]) {
        const twin = await run.driver.twin?.('fork');
        if (twin === undefined) return;
        await armed(twin, plan, run);
        const reply = await called(twin, call, run);
        // Volumes may follow their pool.
        const theirs = [`"name":"${on.pool}"`, `"pool":"${on.pool}"`];
        const view = (await clientView(twin)).split('\n');
        const mine = view.filter((line) => !theirs.some((one) => line.includes(one)));
        seen.push(`${shapeOf(reply)}\n${mine.join('\n')}`);
      }
      run.verdicts.demand(
        'NON-INTERFERENCE',
        seen[0] === seen[1],
        () =>
          `a fault on pool ${other} changes a call on pool ${pool}: ${seen[0]?.split('\n')[0]} against ${seen[1]?.split('\n')[0]}`,
      );
    },
  },
];

/** What a twin answers and becomes under a plan. */
async function outcome(run: Run, call: Call, plan: SuitePlan | null): Promise<string> {
  const twin = await run.driver.twin?.('fork');
  if (twin === undefined) return '';
  if (plan !== null) await armed(twin, plan, run);
  const reply = await called(twin, call, run);
  await waited(twin, 700, run);
  if (plan !== null) await armed(twin, null, run);
  // A fingerprint would tell the plans themselves apart.
  return `${shapeOf(reply)}\n${JSON.stringify(await twin.observe({ kind: 'jobs' }))}\n${await clientView(twin)}`;
}

/** The shape of a reply; where targets are listed late, whether it refers to one says only whether a job was done by then. */
function answerOf(reply: Reply | NoReply, { method }: Call, { advertised }: Run): string {
  const parameter = modelOf(method).makes?.parameter;
  const isLate = advertised.declares.targetListed !== 'atOnce' && !isNoReply(reply) && reply.Job !== null;
  return shapeOf(isLate && parameter !== undefined ? { ...reply, [parameter]: null } : reply);
}
