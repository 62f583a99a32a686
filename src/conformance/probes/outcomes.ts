import { atLeast } from '../../vocabulary/versions.js';
import { mayHaveHadEffect } from '../checks/codeClaims.js';
import { drawnPlan, planOf } from '../generate/plans.js';
import { modelOf } from '../model/methods/index.js';
import { codeFor } from '../model/rule.js';
import { nobody } from '../model/situation.js';
import type { Probe } from '../run/probe.js';
import { isNoReply } from '../subject/call.js';
import { cloning, faults, member, virtualTime } from '../subject/needs.js';
import { causes, stale } from './causes.js';
import { clientView, difference, isGranted, madeDue, settle, shapeOf } from './clientViews.js';
import { errorsOf } from './codesToReach.js';
import { firings } from './firings.js';
import { poolSeen } from './plans/clones.js';
import { planTrials } from './plans/planTrials.js';

/** What faults bring about, by what they say that they do, and that nothing of it stays. */
export const outcomeProbes: readonly Probe[] = [
  {
    property: 'HEAL',
    level: 'faults',
    underFaults: true,
    calls: 2,
    ofMethods: 'any',
    needs: [cloning, virtualTime, faults('refuse')],
    act: async (run, { calls: [first, second], number }) => {
      if (first === undefined || second === undefined) return;
      if (!run.underFaults) {
        const plan = drawnPlan(run.advertised, number, number >> 3);
        if (plan !== undefined) await run.arm(plan);
      }
      await run.call(first);
      const ledger = await run.driver.fired?.();
      await run.heal();
      await settle(run);
      // Where nothing has fired, there was nothing to heal.
      const healed = ledger === undefined || Object.values(ledger).some((times) => times > 0);
      const due = healed && (await run.isDue(second));
      const reply = await run.call(second);
      if (due)
        run.verdicts.demand(
          'HEAL',
          isGranted(reply),
          () => `all faults are healed and nothing stands against the call, and the answer is ${shapeOf(reply)}`,
        );
    },
  },
  {
    property: 'FIRED',
    level: 'faults',
    calls: 0,
    needs: [cloning, faults('refuse'), member('fired')],
    act: async (run, { number }) => {
      if (run.underFaults) return;
      const trial = planTrials[number % planTrials.length];
      if (trial?.isPossible(run.driver, run.advertised)) await trial.act(run);
    },
  },
  {
    property: 'CODE-REACHED',
    level: 'faults',
    calls: 1,
    ofMethods: 'any',
    needs: [cloning, virtualTime, faults('refuse'), member('fired')],
    act: async (run, { calls: [call], number }) => {
      if (run.underFaults || call === undefined) return;
      const { method } = call;
      const codes = errorsOf(method, run.advertised);
      const { code, step } = codes[number % codes.length] ?? {};
      if (code === undefined || step === undefined) return;
      await settle(run);
      // What stands against the call already answers first.
      if (!(await madeDue(run, call))) return;
      const before = await clientView(run.driver);
      await run.arm(planOf({ at: step, do: { return: code } }));
      const reply = await run.call(call);
      const fired = await firings(run);
      await run.heal();
      if (fired > 0)
        run.verdicts.demand(
          'CODE-REACHED',
          !isNoReply(reply) && reply.ReturnValue === code,
          () => `${method} ${code} was brought about at '${step}', and the answer is ${shapeOf(reply)}`,
        );
      await settle(run);
      if (run.advertised.leaves.afterFailedCall || isGranted(reply)) return;
      // What was removed stays so.
      const isRemoval = modelOf(method).makes === null;
      if (isRemoval && mayHaveHadEffect(method, run.advertised.version).has(code)) return;
      const after = await clientView(run.driver);
      run.verdicts.demand('ERR-ATOMIC', before === after, () => `${code} left something: ${difference(before, after)}`);
    },
  },
  {
    property: 'CAUSE-COMPLETE',
    level: 'faults',
    calls: 1,
    needs: [cloning, virtualTime, faults('refuse'), faults('degrade'), member('fired')],
    act: async (run, { calls: [call], number }) => {
      if (run.underFaults || call === undefined) return;
      await settle(run);
      if (!(await madeDue(run, call))) return;
      if (number % 2 === 0) {
        await stale(run, call, 'volume');
        if (await madeDue(run, call)) await stale(run, call, 'pool');
        return;
      }
      const { version } = run.advertised;
      const known = causes.filter(({ since }) => atLeast(version, since ?? '2012'));
      const cause = known[(number >> 1) % known.length];
      if (cause === undefined) return;
      const code = codeFor(call.method, cause.outcome, version);
      await run.arm(planOf(cause.fault));
      const reply = await run.call(call);
      const fired = await firings(run);
      await run.heal();
      if (fired > 0)
        run.verdicts.demand(
          'CAUSE-COMPLETE',
          !isNoReply(reply) && reply.ReturnValue === code,
          () => `${JSON.stringify(cause.fault)} fired, and the answer is ${shapeOf(reply)}`,
        );
    },
  },
  {
    property: 'CONSERVE',
    level: 'faults',
    calls: 1,
    needs: [faults('degrade'), member('fired')],
    act: async (run, { calls: [call] }) => {
      const pool = call === undefined ? undefined : run.state.volumes[call.on]?.pool;
      const size = run.advertised.allocation.extent;
      const before = await poolSeen(run, pool);
      if (pool === undefined || before === undefined || before.free < size) return;
      await run.arm(planOf({ at: 'service', do: { stealCapacity: { pool: before.name, size } } }));
      await run.call({ method: 'CreateClone', on: nobody.volume, with: {} });
      const after = await poolSeen(run, pool);
      if ((await firings(run)) > 0 && after !== undefined)
        run.verdicts.demand(
          'CONSERVE',
          after.free === before.free - size && (after.stolen ?? size) === size,
          () => `${size} bytes were stolen from pool ${pool}, which had ${before.free} free and has ${after.free}`,
        );
      await run.heal();
    },
  },
];
