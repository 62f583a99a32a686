import type { FaultInput } from '../../faults/written.js';
import { atLeast, type Version } from '../../vocabulary/versions.js';
import { type CloneArguments, isNoReply } from '../driver.js';
import { isOver } from '../model/state.js';
import type { PoolSeen } from '../observations.js';
import { drawnPlan, planOf, type SuitePlan } from '../plans.js';
import type { Rehearsal } from '../rehearsal.js';
import { documentedCodes } from '../replyClaims.js';
import type { Try } from '../tries.js';
import { startedJob } from './jobs.js';
import { cloning, copyingByJob, faults, member, virtualTime } from './needs.js';
import { difference, madeDue, picture, settle, shapeOf, succeeded } from './pictures.js';
import { stepOfCode } from './stepsOfCodes.js';

/** What faults may do, and what they may not. */
export const faultTries: readonly Try[] = [
  {
    property: 'LOST-REPLY',
    level: 'faults',
    calls: 1,
    needs: [cloning, virtualTime, faults('ambiguous')],
    act: async (run, { calls: [call] }) => {
      await lost(run, call, { at: 'serviceReply', do: 'loseReply' }, 'LOST-REPLY', (made) => made === 1);
    },
  },
  {
    property: 'LOST-REQUEST',
    level: 'faults',
    calls: 1,
    needs: [cloning, virtualTime, faults('ambiguous')],
    act: async (run, { calls: [call], number }) => {
      const at = number % 2 === 0 ? 'service' : 'invoke';
      await lost(run, call, { at, do: 'loseRequest' }, 'LOST-REQUEST', (made) => made === 0);
    },
  },
  {
    property: 'AMBIGUITY-SETTLES',
    level: 'faults',
    calls: 1,
    needs: [cloning, virtualTime, faults('ambiguous')],
    act: async (run, { calls: [call], number }) => {
      const fault: Omit<FaultInput, 'id'> =
        number % 2 === 0 ? { at: 'serviceReply', do: 'loseReply' } : { at: 'service', do: 'loseRequest' };
      const first = await lost(run, call, fault, 'AMBIGUITY-SETTLES', () => true);
      if (first === undefined) return;
      await run.advance(number % 1000);
      const names = (await run.driver.observe({ kind: 'volumes' })).length;
      run.verdicts.demand(
        'AMBIGUITY-SETTLES',
        names === first,
        () => `the first look showed ${first} volumes, the second ${names}`,
      );
    },
  },
  {
    property: 'DUPLICATE',
    level: 'faults',
    calls: 1,
    needs: [cloning, virtualTime, faults('ambiguous')],
    act: async (run, { calls: [call] }) => {
      if (run.lenient || call === undefined) return;
      await settle(run);
      if (!(await madeDue(run, call))) return;
      const before = (await run.driver.observe({ kind: 'volumes' })).length;
      await run.arm(planOf({ at: 'invoke', do: { duplicate: 2 } }));
      const reply = await run.clone(call);
      const after = (await run.driver.observe({ kind: 'volumes' })).length;
      const fired = await firings(run);
      await run.heal();
      if (!succeeded(reply) || fired === 0) return;
      const made = after - before;
      // Another one would be welcome still: then there was no reason to leave one out.
      const roomy = await run.isDue(call);
      const fits = run.advertised.deduplicates ? made === 1 : made === 2 || (made === 1 && !roomy);
      run.verdicts.demand('DUPLICATE', fits, () => `2 deliveries of one request made ${made} clones`);
    },
  },
  {
    property: 'CAP-FLIP',
    level: 'faults',
    calls: 2,
    needs: [copyingByJob, virtualTime, faults('degrade')],
    act: async (run, { calls: [first, second] }) => {
      if (run.lenient || second === undefined) return;
      await settle(run);
      const job = await startedJob(run, first);
      await run.arm(
        planOf({ at: 'service', fire: {}, do: [none('replicationTypes'), none('cloneLocal'), none('cloneRemote')] }),
      );
      const reply = await run.clone(second);
      const fired = await firings(run);
      if (fired > 0)
        run.verdicts.demand(
          'CAP-FLIP',
          !succeeded(reply),
          () => `the clone capability was withdrawn, and the answer is ${shapeOf(reply)}`,
        );
      await settle(run);
      if (job !== undefined) await ended(run, job, 'CAP-FLIP', [7], 'the capability was withdrawn');
      await run.heal();
    },
  },
  {
    property: 'RESTART',
    level: 'faults',
    calls: 2,
    needs: [copyingByJob, virtualTime, faults('ambiguous')],
    act: async (run, { calls: [first, second], number }) => {
      if (run.lenient || second === undefined) return;
      await settle(run);
      const job = await startedJob(run, first);
      await run.advance(number % 500);
      await run.arm(planOf({ at: 'array', do: { restartProvider: '1 s' } }));
      await run.clone(second);
      await run.advance(1000);
      if (job !== undefined && !run.advertised.forgetsJobs) {
        const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
        run.verdicts.demand('RESTART', seen !== null, () => `${job} is not known any more after the restart`);
      }
      await run.heal();
      await settle(run);
      if (job !== undefined)
        await ended(run, job, 'RESTART', run.advertised.forgetsJobs ? [7, 10] : [7], 'the provider was restarted');
    },
  },
  {
    property: 'SECURITY',
    level: 'faults',
    calls: 2,
    needs: [copyingByJob, virtualTime, faults('schedule')],
    act: async (run, { calls: [first, second] }) => {
      if (run.lenient || second === undefined) return;
      await settle(run);
      const job = await startedJob(run, first);
      await run.arm(planOf({ at: 'connect', fire: {}, do: 'expireCredential' }));
      for (let times = 0; times < 2; times++) {
        const reply = await run.clone({ on: second.on });
        if ((await firings(run)) > 0)
          run.verdicts.demand(
            'SECURITY',
            !succeeded(reply),
            () => `the credential has expired, and the answer is ${shapeOf(reply)}`,
          );
      }
      await settle(run);
      if (job !== undefined) await ended(run, job, 'SECURITY', [7], 'the credential expired');
      await run.heal();
    },
  },
  {
    property: 'HEAL',
    level: 'faults',
    underFaults: true,
    calls: 2,
    needs: [cloning, virtualTime, faults('refuse')],
    act: async (run, { calls: [first, second], number }) => {
      if (first === undefined || second === undefined) return;
      if (!run.lenient) {
        const plan = drawnPlan(run.advertised, number, number >> 3);
        if (plan !== undefined) await run.arm(plan);
      }
      await run.clone(first);
      await run.heal();
      await settle(run);
      const due = await run.isDue(second);
      const reply = await run.clone(second);
      if (due)
        run.verdicts.demand(
          'HEAL',
          succeeded(reply),
          () => `all faults are healed and nothing stands against the clone, and the answer is ${shapeOf(reply)}`,
        );
    },
  },
  {
    property: 'FIRED',
    level: 'faults',
    calls: 1,
    needs: [cloning, faults('refuse'), member('fired')],
    act: async (run, { calls: [call] }) => {
      if (run.lenient || call === undefined || !(await madeDue(run, call))) return;
      await run.arm(planOf({ at: 'service', do: { return: 51000 } }));
      const reply = await run.clone(call);
      const fired = await firings(run);
      const struck = !isNoReply(reply) && reply.ReturnValue === 51000;
      run.verdicts.demand(
        'FIRED',
        struck === (fired === 1),
        () => `the fault fired ${fired} times by the ledger, and the answer is ${shapeOf(reply)}`,
      );
      await run.heal();
    },
  },
  {
    property: 'CODE-REACHED',
    level: 'faults',
    calls: 1,
    needs: [cloning, virtualTime, faults('refuse'), member('fired')],
    act: async (run, { calls: [call], number }) => {
      if (run.lenient || call === undefined) return;
      const { version } = run.advertised;
      const codes = Object.keys(stepOfCode)
        .map(Number)
        .filter((code) => documentedCodes(version).has(code));
      const code = codes[number % codes.length];
      const step = code === undefined ? undefined : stepOfCode[code];
      if (code === undefined || step === undefined) return;
      await settle(run);
      // What stands against the call already answers first.
      if (!(await madeDue(run, call))) return;
      const before = await picture(run.driver);
      await run.arm(planOf({ at: step, do: { return: code } }));
      const reply = await run.clone(call);
      const fired = await firings(run);
      await run.heal();
      if (fired > 0)
        run.verdicts.demand(
          'CODE-REACHED',
          !isNoReply(reply) && reply.ReturnValue === code,
          () => `${code} was brought about at '${step}', and the answer is ${shapeOf(reply)}`,
        );
      await settle(run);
      if (run.advertised.leaves.afterFailedCall || succeeded(reply)) return;
      const after = await picture(run.driver);
      run.verdicts.demand('ERR-ATOMIC', before === after, () => `${code} left something: ${difference(before, after)}`);
    },
  },
  {
    property: 'CAUSE-COMPLETE',
    level: 'faults',
    calls: 1,
    needs: [cloning, virtualTime, faults('refuse'), faults('degrade'), member('fired')],
    act: async (run, { calls: [call], number }) => {
      if (run.lenient || call === undefined) return;
      await settle(run);
      if (!(await madeDue(run, call))) return;
      if (number % 3 === 0) return stale(run, call, number);
      const known = causes.filter(({ since }) => atLeast(run.advertised.version, since ?? '2012'));
      const cause = known[number % known.length];
      if (cause === undefined) return;
      await run.arm(planOf(cause.fault));
      const reply = await run.clone(call);
      const fired = await firings(run);
      await run.heal();
      if (fired > 0)
        run.verdicts.demand(
          'CAUSE-COMPLETE',
          !isNoReply(reply) && cause.codes.includes(reply.ReturnValue),
          () => `${JSON.stringify(cause.fault)} struck, and the answer is ${shapeOf(reply)}`,
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
      await run.clone({ on: 'no such volume' });
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
  {
    property: 'TRANSPARENT',
    level: 'faults',
    calls: 1,
    needs: [member('twin'), virtualTime, faults('refuse')],
    act: async (run, { calls: [call], number }) => {
      if (run.lenient || call === undefined) return;
      const never = planOf({ at: 'service', arm: { p: 0 }, do: { return: 51000 } });
      const plan: SuitePlan = number % 2 === 0 ? { version: 1, faults: [] } : never;
      const [armed, bare] = [await outcome(run, call, plan), await outcome(run, call, null)];
      run.verdicts.demand(
        'TRANSPARENT',
        armed === bare,
        () => `a plan that does nothing changes the call: ${difference(armed, bare)}`,
      );
    },
  },
  {
    property: 'SHRINK-STABLE',
    level: 'faults',
    calls: 1,
    needs: [member('twin'), virtualTime, faults('refuse')],
    act: async (run, { calls: [call], number }) => {
      if (run.lenient || call === undefined) return;
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
    needs: [member('twin'), virtualTime, faults('degrade')],
    act: async (run, { calls: [call], number }) => {
      if (run.lenient || call === undefined) return;
      await settle(run);
      const at = (['service', 'connect', 'invoke', 'serviceReply'] as const)[number % 4] ?? 'invoke';
      const replies: string[] = [];
      for (const plan of [planOf({ at, do: { delay: '1 s' } }), null]) {
        const twin = await run.driver.twin?.('fork');
        await twin?.arm?.(plan);
        const reply = await twin?.call('CreateClone', run.symbols.call(call), deadlineMs);
        if (reply !== undefined) replies.push(shapeOf(reply));
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
      if (run.lenient || call === undefined || source === undefined) return;
      await settle(run);
      const pool = call.TargetPool ?? source.pool;
      const other = Object.keys(run.state.pools).find((name) => name !== pool && name !== source.pool);
      if (other === undefined) return;
      const on = { pool: run.state.pools[other]?.name ?? other };
      const effect: FaultInput['do'] =
        number % 2 === 0
          ? { poolState: { ...on, state: 'offline' } }
          : { stealCapacity: { ...on, size: run.advertised.allocation.extent } };
      const seen: string[] = [];
      for (const plan of [planOf({ at: 'service', do: effect }), null]) {
        const twin = await run.driver.twin?.('fork');
        if (twin === undefined) return;
        await twin.arm?.(plan);
        const reply = await twin.call('CreateClone', run.symbols.call(call), deadlineMs);
        const mine = (await picture(twin)).split('\n').filter((line) => !line.includes(`"name":"${on.pool}"`));
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

/** Causes that only a fault can set up, and what they are answered with. */
const causes: readonly {
  readonly fault: Omit<FaultInput, 'id'>;
  readonly codes: readonly number[];
  readonly since?: Version;
}[] = [
  { fault: { at: 'tls', do: { tls: 'expired' } }, codes: [51010] },
  { fault: { at: 'tls', do: { tls: 'untrusted' } }, codes: [51010] },
  { fault: { at: 'authenticate', do: 'badCredential' }, codes: [51005] },
  { fault: { at: 'authenticate', do: 'deny' }, codes: [43002] },
  // Before 2016 the provider alone knows roles.
  { fault: { at: 'service', do: 'deny' }, codes: [40001], since: '2016' },
];

/** A cache that misses a change of what a call is about: from 2016 on that is a code, before that nobody notices. */
async function stale(run: Rehearsal, call: CloneArguments, number: number): Promise<void> {
  const source = run.state.volumes[call.on];
  if (source === undefined || !run.advertised.actions.includes('setState')) return;
  await run.arm(planOf({ at: 'service', do: { staleCache: 4 } }));
  await run.clone({ on: 'no such volume' });
  const element = number % 2 === 0 ? call.on : (call.TargetPool ?? source.pool);
  const [away, back] = number % 2 === 0 ? ['offline', 'online'] : ['degraded', 'online'];
  if (
    !(await run.act({ do: 'setState', element, state: away })) ||
    !(await run.act({ do: 'setState', element, state: back }))
  ) {
    await run.heal();
    return;
  }
  const reply = await run.clone(call);
  const fired = await firings(run);
  await run.heal();
  if (fired === 0 || isNoReply(reply)) return;
  if (run.advertised.version === '2016')
    run.verdicts.demand(
      'CAUSE-COMPLETE',
      reply.ReturnValue === 40003,
      () => `the cache has missed that ${element} was changed, and the answer is ${shapeOf(reply)}`,
    );
  else
    run.verdicts.demand(
      'CAUSE-SOUND',
      reply.ReturnValue !== 40003,
      () => `40003 does not exist before 2016, and ${element} was changed without the cache`,
    );
}

const deadlineMs = 5_000;

function none(name: 'replicationTypes' | 'cloneLocal' | 'cloneRemote') {
  return { setCapability: { name, to: name === 'replicationTypes' ? [] : false } };
}

async function poolSeen(run: Rehearsal, name: string | undefined): Promise<PoolSeen | undefined> {
  const pools = await run.driver.observe({ kind: 'pools' });
  return pools.find(({ id }) => run.symbols.name(id) === name);
}

async function firings(run: Rehearsal): Promise<number> {
  return (await run.driver.fired?.())?.fault ?? 0;
}

/** Loses what the fault says on the way of a call that nothing stands against.
 * @returns how many volumes the first look showed; undefined when nothing was lost
 */
async function lost(
  run: Rehearsal,
  call: CloneArguments | undefined,
  fault: Omit<FaultInput, 'id'>,
  property: string,
  fits: (made: number) => boolean,
): Promise<number | undefined> {
  if (run.lenient || call === undefined) return undefined;
  await settle(run);
  const due = await madeDue(run, call);
  const before = (await run.driver.observe({ kind: 'volumes' })).length;
  await run.arm(planOf(fault));
  const reply = await run.clone(call);
  const after = (await run.driver.observe({ kind: 'volumes' })).length;
  const fired = await firings(run);
  await run.heal();
  if (!due || fired === 0) return undefined;
  run.verdicts.demand(
    property,
    fits(after - before) && !succeeded(reply),
    () => `${shapeOf(reply)} came, and ${after - before} clones were made`,
  );
  return after;
}

/** That a job has come to one of these ends, where it is still known. */
async function ended(
  run: Rehearsal,
  job: string,
  property: string,
  ends: readonly number[],
  although: string,
): Promise<void> {
  const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
  if (seen === null) return;
  run.verdicts.demand(
    property,
    isOver(seen.jobState) && ends.includes(seen.jobState),
    () => `${although} while ${job} was under way, and its state is ${seen.jobState}`,
  );
}

/** What a twin answers and becomes under a plan. */
async function outcome(run: Rehearsal, call: CloneArguments, plan: SuitePlan | null): Promise<string> {
  const twin = await run.driver.twin?.('fork');
  if (twin === undefined) return '';
  if (plan !== null) await twin.arm?.(plan);
  const reply = await twin.call('CreateClone', run.symbols.call(call), deadlineMs);
  await twin.advance?.(700);
  if (plan !== null) await twin.arm?.(null);
  // A fingerprint would tell the plans themselves apart.
  return `${shapeOf(reply)}\n${JSON.stringify(await twin.observe({ kind: 'jobs' }))}\n${await picture(twin)}`;
}
