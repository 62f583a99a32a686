import { LostTrack } from '../checks/verdicts.js';
import { modelOf } from '../model/methods/index.js';
import { poolsWhere } from '../model/situation.js';
import { readAll } from '../run/observer.js';
import { performStep } from '../run/performStep.js';
import type { Probe } from '../run/probe.js';
import type { Run } from '../run/run.js';
import { type Call, isNoReply } from '../subject/call.js';
import type { Driver } from '../subject/driver.js';
import { cloning, deleting, member, tier, virtualTime } from '../subject/needs.js';
import { called, clientView, difference, isGranted, isOk, settle, shapeOf, targetOf, waited } from './clientViews.js';
import { deleted } from './deleting.js';

/** What two runs have in common, and what a run leaves as it was. */
export const relationProbes: readonly Probe[] = [
  {
    property: 'UNDO',
    level: 'capacity',
    calls: 1,
    ofMethods: 'creations',
    waits: true,
    needs: [cloning, deleting],
    act: async (run, { calls: [first], number }) => {
      if (first === undefined || run.underFaults) return;
      const call = number % 2 === 0 ? first : named(first, 'undone');
      await settle(run);
      const before = await clientView(run.driver);
      const reply = await run.call(call);
      if (!isGranted(reply)) return;
      await settle(run);
      const made = targetOf(run, reply);
      if (made === undefined || !(await deleted(run, made))) return;
      const after = await clientView(run.driver);
      run.verdicts.demand('UNDO', before === after, () => `not as it was: ${difference(before, after)}`);
      // Its name is free again, as everything else.
      await run.call(call);
    },
  },
  {
    property: 'NO-LEAK',
    level: 'capacity',
    calls: 2,
    ofMethods: 'creations',
    waits: true,
    needs: [cloning, deleting],
    act: async (run, { calls, number }) => {
      if (run.underFaults) return;
      await settle(run);
      const before = await rooms(run.driver);
      const made: string[] = [];
      for (const call of calls) {
        const reply = await run.call(call);
        // What a call without an answer has left stays.
        if (isNoReply(reply)) return;
        const target = isGranted(reply) ? targetOf(run, reply) : undefined;
        if (target !== undefined) made.push(target);
      }
      await settle(run);
      if (made.length === 0) return;
      for (const volume of number % 2 === 0 ? made : made.reverse()) if (!(await deleted(run, volume))) return;
      const after = await rooms(run.driver);
      run.verdicts.demand('NO-LEAK', before === after, () => `free room was ${before}, and is ${after}`);
    },
  },
  {
    property: 'SCALE',
    level: 'capacity',
    underFaults: true,
    calls: 3,
    needs: [virtualTime, tier('tight'), tier('doubled')],
    act: async (run, { calls, number }) => {
      const codesByTier: string[] = [];
      for (const tier of ['tight', 'doubled'] as const) {
        const other = await run.again(tier, `tier ${tier}`);
        const there = Object.keys(other.state.volumes);
        const codes: string[] = [];
        for (const [at, call] of calls.entries()) {
          const on = there[(number >> (2 * at)) % there.length] ?? '';
          codes.push(shapeOf(await other.call({ ...call, on })));
        }
        codesByTier.push(codes.join(', '));
      }
      await repeated(run);
      const [one, twice] = codesByTier;
      run.verdicts.demand('SCALE', one === twice, () => `${one}; with everything twice as large ${twice}`);
    },
  },
  {
    property: 'READ-PURE',
    level: 'jobs',
    calls: 0,
    needs: [member('fingerprint')],
    act: async (run) => {
      // Faults fire at reads, too.
      if (run.underFaults) return;
      const before = await run.driver.fingerprint?.();
      await readAll(run.driver);
      const after = await run.driver.fingerprint?.();
      run.verdicts.demand('READ-PURE', before === after, () => 'the subject is not what it was before it was read');
    },
  },
  {
    property: 'READ-INSERT',
    level: 'jobs',
    calls: 1,
    ofMethods: 'any',
    needs: [member('twin'), member('fingerprint')],
    act: async (run, { calls: [call] }) => {
      if (call === undefined || run.underFaults) return;
      const [one, other] = await twins(run);
      await readAll(one);
      const read = await later(one, call, run);
      const unread = await later(other, call, run);
      run.verdicts.demand('READ-INSERT', read === unread, () => `with reads ${read}, without ${unread}`);
    },
  },
  {
    property: 'RENAME',
    level: 'jobs',
    calls: 1,
    needs: [cloning, member('twin')],
    act: async (run, { calls: [call] }) => {
      if (call === undefined || run.lied) return;
      const [one, other] = await twins(run);
      const replies = [
        shapeOf(await called(one, named(call, 'renamed-1'), run)),
        shapeOf(await called(other, named(call, 'renamed-2'), run)),
      ];
      const clientViews = [
        await clientView(one),
        (await clientView(other)).replaceAll('"renamed-2"', '"renamed-1"').split('\n').sort().join('\n'),
      ];
      run.verdicts.demand(
        'RENAME',
        replies[0] === replies[1] && clientViews[0] === clientViews[1],
        () =>
          `'renamed-1' leads to ${replies[0]}, 'renamed-2' to ${replies[1]}: ${difference(clientViews[0] ?? '', clientViews[1] ?? '')}`,
      );
    },
  },
  {
    property: 'COMMUTE',
    level: 'jobs',
    calls: 2,
    needs: [cloning, member('twin')],
    act: async (run, { calls: [first, second] }) => {
      if (first === undefined || second === undefined || run.underFaults) return;
      if (poolsOfClones(run).size < 2) run.verdicts.giveUp('COMMUTE', 'all its clones take room from one pool');
      // Footprints that have nothing in common: sources, targets' pools and names.
      const other = elsewhere(run, first, second);
      if (other === undefined) return;
      const calls = [named(first, 'one'), named(other, 'two')] as const;
      const [straight, swapped] = await twins(run);
      const shape = async (driver: Driver, call: Call) => shapeOf(await called(driver, call, run));
      const replies = [await shape(straight, calls[0]), await shape(straight, calls[1])];
      const others = [await shape(swapped, calls[1]), await shape(swapped, calls[0])].reverse();
      // Where a limit is met, it matters which call comes first.
      if (!replies.every(isOk) && !others.every(isOk)) return;
      const clientViews = [await clientView(straight), await clientView(swapped)] as const;
      run.verdicts.demand(
        'COMMUTE',
        `${replies}` === `${others}` && clientViews[0] === clientViews[1],
        () => `${replies.join(', ')} in one order, ${others.join(', ')} in the other: ${difference(...clientViews)}`,
      );
    },
  },
  {
    property: 'FORK',
    level: 'jobs',
    calls: 1,
    ofMethods: 'any',
    needs: [member('twin'), member('fingerprint')],
    act: async (run, step) => goesOn(run, 'FORK', 'fork', step.calls[0], step.number),
  },
  {
    property: 'RESTORE',
    level: 'jobs',
    calls: 1,
    ofMethods: 'any',
    needs: [member('twin'), member('fingerprint')],
    act: async (run, step) => goesOn(run, 'RESTORE', 'restore', step.calls[0], step.number),
  },
  {
    property: 'DETERMINISM',
    level: 'jobs',
    underFaults: true,
    calls: 0,
    needs: [virtualTime, member('fingerprint')],
    act: async (run) => {
      const before = [...run.notes.answers, (await run.driver.fingerprint?.()) ?? ''];
      const again = await repeated(run);
      const after = [...again.notes.answers, (await run.driver.fingerprint?.()) ?? ''];
      const at = before.findIndex((answer, index) => answer !== after[index]);
      run.verdicts.insist('DETERMINISM', at === -1, () => `step ${at + 1} gave '${before[at]}', then '${after[at]}'`);
    },
  },
  {
    property: 'REPLAY',
    level: 'jobs',
    underFaults: true,
    calls: 0,
    needs: [virtualTime],
    act: async (run) => {
      const before = [...run.notes.answers];
      const again = await repeated(run, JSON.parse(JSON.stringify(run.notes.steps.slice(0, -1))));
      const at = before.findIndex((answer, index) => answer !== again.notes.answers[index]);
      run.verdicts.insist(
        'REPLAY',
        at === -1,
        () => `step ${at + 1} gave '${before[at]}', then '${again.notes.answers[at]}'`,
      );
    },
  },
];

/** The pools that clones may be made in. */
function poolsOfClones({ state, advertised: { clones, targetPool } }: Run): ReadonlySet<string> {
  if (!clones.local) return new Set(Object.keys(state.pools).filter((name) => state.pools[name]?.isRemote));
  if (targetPool.given !== 'forbidden' && !targetPool.ofSourceOnly) return new Set(poolsWhere(state, true));
  return new Set(Object.values(state.volumes).map(({ pool }) => pool));
}

/** A call like the second one, of another volume and into another pool than the first one's: as it is, where it is so already. */
function elsewhere(run: Run, first: Call, second: Call): Call | undefined {
  const { volumes } = run.state;
  const { given, ofSourceOnly } = run.advertised.clones.local
    ? run.advertised.targetPool
    : { given: 'forbidden', ofSourceOnly: true };
  const poolOf = (call: Call) => modelOf(call.method).poolOf(call, volumes[call.on]);
  const taken = poolOf(first);
  const mayChoose = second.method === 'CreateClone' && given !== 'forbidden' && !ofSourceOnly;
  const pools = mayChoose ? [...poolsOfClones(run)].filter((pool) => pool !== taken) : [];
  const sources = [second.on, ...Object.keys(volumes)].filter((on) => on !== first.on && volumes[on]?.usable === true);
  return sources
    .flatMap((on) => [
      { ...second, on },
      ...pools.map((pool) => ({ ...second, on, with: { ...second.with, TargetPool: pool } })),
    ])
    .find((call) => poolOf(call) !== taken);
}

/** A subject and its twin go on alike, and apart. */
async function goesOn(
  run: Run,
  property: 'FORK' | 'RESTORE',
  how: 'fork' | 'restore',
  call: Call | undefined,
  number: number,
): Promise<void> {
  if (call === undefined) return;
  const before = await run.driver.fingerprint?.();
  const twin = await run.driver.twin?.(how);
  const control = await run.driver.twin?.('fork');
  if (twin === undefined || control === undefined) return;
  const ms = number % 2000;
  const one = await later(twin, call, run, ms);
  const untouched = await run.driver.fingerprint?.();
  run.verdicts.insist(property, before === untouched, () => 'what was done to the twin shows in the subject itself');
  const other = await later(control, call, run, ms);
  run.verdicts.demand(property, one === other, () => `the twin goes on with ${one}, the subject with ${other}`);
}

/** Does the run's steps anew; the subject is then what it was, if it repeats itself. */
async function repeated(run: Run, steps = run.notes.steps.slice(0, -1)): Promise<Run> {
  const again = await run.again();
  for (const step of steps) await performStep(again, step);
  return again;
}

function named(call: Call, name: string): Call {
  return { ...call, with: { ...call.with, ElementName: name } };
}

async function twins(run: Run): Promise<[Driver, Driver]> {
  const [one, other] = [await run.driver.twin?.('fork'), await run.driver.twin?.('fork')];
  if (one === undefined || other === undefined) throw new LostTrack('twin');
  return [one, other];
}

/** What a subject answers, and what it is some time afterwards. */
async function later(driver: Driver, call: Call, run: Run, ms = 500): Promise<string> {
  const reply = shapeOf(await called(driver, call, run));
  await waited(driver, ms, run);
  return `${reply} (${await driver.fingerprint?.()})`;
}

/** The free room of each pool. */
async function rooms(driver: Driver): Promise<string> {
  const pools = await driver.observe({ kind: 'pools' });
  return pools.map(({ name, free }) => `${name} ${free}`).join(', ');
}
