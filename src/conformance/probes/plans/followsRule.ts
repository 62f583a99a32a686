import type { FaultInput } from '../../../faults/planSchema.js';
import { asTaken } from '../../generate/plans.js';
import type { SuitePlan } from '../../generate/suitePlan.js';
import { modelsFor } from '../../model/methods/index.js';
import { idle } from '../../model/situation.js';
import type { Run } from '../../run/run.js';
import { type Call, isNoReply, type NoReply, type Reply } from '../../subject/call.js';
import type { Driver } from '../../subject/driver.js';
import { copyingByJob, lackOf, virtualTime } from '../../subject/needs.js';
import { called, isGranted, madeDue, settle, shapeOf } from '../clientViews.js';
import { startedJob, untilRunning } from '../jobs.js';
import { poolNameOf, poolSeenOf, usualClone } from './clones.js';
import {
  type About,
  codeOfRest,
  codesOfFaults,
  type FiringRule,
  type Letter,
  letters,
  usualCaller,
} from './firingRules.js';

/** Does the calls of a rule under its plan, and demands that those are struck that the plan says, and the ledger tells so. */
export async function followsRule(run: Run, rule: FiringRule): Promise<void> {
  const made = rule.calls.split('').map((letter) => letters[letter as keyof typeof letters] as Letter); // the rules have no other
  const { driver, advertised } = run;
  if (made.some(({ waitMs }) => waitMs !== undefined) && lackOf([virtualTime], driver, advertised) !== null) return;
  if (made.some(({ edit }) => edit !== undefined && driver[edit] === undefined)) return;
  await settle(run);
  const sources = await twoSources(run);
  const about = sources && (await aboutOf(run, sources));
  if (sources === undefined || about === undefined) return;
  if (rule.duringJob && !(await hasJob(run, sources[1]))) return;
  const calls = made.map((letter) => callOf(run, letter, sources));
  if (calls.includes(undefined)) return;
  const [first, added] = [rule.faults(about), rule.added ?? []];
  const faults = [...first, ...added].map((fault, at) => faultOf(fault, at, rule));
  const rest: FaultInput = { id: 'rest', at: 'service', do: { return: codeOfRest } };
  const later: SuitePlan = { version: 1, faults: [...faults.slice(first.length), rest] };
  const atOnce = [...faults.slice(0, first.length), ...(rule.added === undefined ? [rest] : [])];
  const plan: SuitePlan = { version: 1, ...rule.plan?.(about), faults: atOnce };
  if (!(await run.arm(asTaken(plan, advertised)))) return;
  const struck: string[] = [];
  const half = Math.floor(calls.length / 2);
  let restored: Driver | undefined;
  for (const [at, call] of calls.entries()) {
    if (at === half) restored = await driver.twin?.('restore');
    const { waitMs = 0, edit } = made[at] ?? {};
    if (edit === 'add') await driver.add?.(asTaken(later, advertised));
    else if (edit === 'heal') await driver.heal?.(['fault-1']);
    else if (waitMs > 0) await run.advance(waitMs);
    struck.push(call === undefined || call === 'none' ? '.' : strikeOf(await run.call(call)));
    // An error may come after an effect: a look tells.
    await run.look();
  }
  const ledger = (await driver.fired?.()) ?? {};
  if (restored !== undefined && made.every(({ waitMs, edit }) => waitMs === undefined && edit === undefined))
    await judgeRestored(run, restored, { calls: calls.slice(half), struck: struck.slice(half), ledger });
  await run.heal();
  const fits = struck.every((one, at) => rule.struck[at] === one || rule.struck[at] === '?');
  run.verdicts.demand(
    'FIRED',
    fits,
    () =>
      `'${rule.says}': of these calls the faults decide ${struck.join(' ')}, expected ${[...rule.struck].join(' ')}`,
  );
  if (rule.firedAbout !== undefined) {
    const [least, most] = rule.firedAbout;
    const times = ledger['fault-1'] ?? 0;
    const isAbout = times >= least && times <= most && times === struck.filter((one) => one === '1').length;
    run.verdicts.demand(
      'FIRED',
      isAbout,
      () => `'${rule.says}': of ${calls.length} calls the fault struck ${times} by the ledger, and ${struck.join(' ')}`,
    );
    return;
  }
  const due = rule.fired ?? faults.map((_, at) => rule.struck.split(`${at + 1}`).length - 1);
  const told = faults.map(({ id }) => ledger[id] ?? 0);
  run.verdicts.demand(
    'FIRED',
    told.join() === due.join(),
    () => `'${rule.says}': the faults fired ${told.join(', ')} times by the ledger, expected ${due.join(', ')}`,
  );
}

/** That a subject which was saved and restored between two calls counts on from there. */
async function judgeRestored(
  run: Run,
  twin: Driver,
  {
    calls,
    struck,
    ledger,
  }: { calls: readonly (Call | 'none' | undefined)[]; struck: readonly string[]; ledger: object },
): Promise<void> {
  const theirs: string[] = [];
  for (const call of calls)
    if (call !== undefined && call !== 'none') theirs.push(strikeOf(await called(twin, call, run)));
  const told = JSON.stringify((await twin.fired?.()) ?? {});
  run.verdicts.demand(
    'RESTORE',
    theirs.join() === struck.join() && told === JSON.stringify(ledger),
    () =>
      `saved and restored, the faults decide ${theirs.join(' ')} and tell ${told}; else ${struck.join(' ')} and ${JSON.stringify(ledger)}`,
  );
}

function faultOf(fault: Partial<FaultInput>, at: number, rule: FiringRule): FaultInput {
  const code = (at === 0 ? rule.with : undefined) ?? codesOfFaults[at] ?? codeOfRest;
  return { id: `fault-${at + 1}`, at: 'service', do: { return: code }, mode: 'first', ...fault };
}

/** Two volumes of different sizes that nothing stands against cloning, the smaller one first. */
async function twoSources(run: Run): Promise<readonly [string, string] | undefined> {
  const due: string[] = [];
  for (const name of idle(run.state)) if (await madeDue(run, usualClone(run, name))) due.push(name);
  const sizeOf = (name: string) => run.state.volumes[name]?.size ?? 0;
  const [one, ...others] = due.toSorted((left, right) => sizeOf(left) - sizeOf(right));
  const two = others.at(-1);
  return one === undefined || two === undefined || sizeOf(one) === sizeOf(two) ? undefined : [one, two];
}

async function aboutOf(run: Run, names: readonly [string, string]): Promise<About | undefined> {
  const { volumes } = run.state;
  const [one, two] = names.map((name) => ({ ...volumes[name], id: run.symbols.id(name) }));
  const pool = await poolSeenOf(run, usualClone(run, names[0]));
  if (pool === undefined || one?.name == null || two?.name == null) return undefined;
  return {
    one: { name: one.name, id: one.id, size: one.size ?? 0 },
    two: { name: two.name, id: two.id, size: two.size ?? 0 },
    pool,
    volumes: (await run.driver.observe({ kind: 'volumes' })).length,
    nowMs: (await run.driver.observe({ kind: 'now' })) ?? 0,
  };
}

/** The call that a letter stands for; undefined where the subject has none like it. */
function callOf(run: Run, letter: Letter, [one, two]: readonly [string, string]): Call | 'none' | undefined {
  if (letter.waitMs !== undefined || letter.edit !== undefined) return 'none';
  const usual = { ...usualClone(run, letter.on === 'two' ? two : one), caller: letter.caller ?? usualCaller };
  if (letter.isOther) {
    const others = modelsFor(run.advertised).filter(({ method }) => method !== 'CreateClone');
    const [call] = others.flatMap((model) => model.careful(run, 0, 0) ?? model.careful(run, 1, 1) ?? []);
    return call && { ...call, caller: usualCaller };
  }
  if (letter.named !== undefined) return { ...usual, with: { ...usual.with, ElementName: letter.named } };
  if (letter.toPool === undefined) return usual;
  // Where it has to be given anyway, a call without it is none.
  const pool = poolNameOf(run, usual);
  if (usual.with.TargetPool !== undefined) return undefined;
  if (run.advertised.targetPool.given !== 'optional' || pool === null) return undefined;
  return { ...usual, with: { ...usual.with, TargetPool: pool } };
}

async function hasJob(run: Run, name: string): Promise<boolean> {
  if (lackOf([copyingByJob, virtualTime], run.driver, run.advertised) !== null) return false;
  const job = await startedJob(run, usualClone(run, name));
  return job !== undefined && (await untilRunning(run, job));
}

/** By its number the fault that has decided a call; '.' where none has. */
function strikeOf(reply: Reply | NoReply): string {
  if (isNoReply(reply)) return shapeOf(reply);
  const { ReturnValue: code } = reply;
  const fault = codesOfFaults.indexOf(code as (typeof codesOfFaults)[number]);
  if (fault >= 0) return `${fault + 1}`;
  return code === codeOfRest ? '.' : isGranted(reply) ? '+' : shapeOf(reply);
}
