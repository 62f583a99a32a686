import type { FaultInput } from '../../../faults/planSchema.js';
import { asTaken } from '../../generate/plans.js';
import type { SuitePlan } from '../../generate/suitePlan.js';
import { cloneOf, usualPool } from '../../model/methods/createClone.js';
import { modelOf } from '../../model/methods/index.js';
import { idle } from '../../model/situation.js';
import { isOver, openJobs } from '../../model/state.js';
import type { Run } from '../../run/run.js';
import { type Call, isNoReply, type NoReply, type Reply } from '../../subject/call.js';
import type { Driver } from '../../subject/driver.js';
import type { JobSeen, PoolSeen } from '../../subject/observations.js';
import {
  armed,
  called,
  clientView,
  difference,
  isGranted,
  isOk,
  madeDue,
  settle,
  shapeOf,
  waited,
} from '../clientViews.js';
import { type EffectTrial, minute, ofJobs } from './effectTrial.js';
import type { Struck } from './struck.js';

/** Clones under a fault, waits for the job, heals, and demands of all that what the effect and its class say. */
export async function showsEffect(run: Run, trial: EffectTrial): Promise<void> {
  await settle(run);
  // What stands aside keeps others from their turn.
  if (openJobs(run.state).length > 0) return;
  const call = await dueCall(run);
  if (call === undefined) return;
  const { driver, advertised, verdicts } = run;
  const before = await clientView(driver);
  const volumesBefore = await driver.observe({ kind: 'volumes' });
  const poolBefore = await poolOf(run, call);
  // What is stolen, or delivered several times, wants room.
  if (poolBefore === undefined || poolBefore.free < 4 * sizeOf(run, call.on)) return;
  const bare = await withoutFault(run, call, trial.callsAgain ?? 0);
  const nowMs = (await driver.observe({ kind: 'now' })) ?? 0;
  const about = { nowMs, pool: poolBefore.name, source: run.state.volumes[call.on]?.name ?? '' };
  const fault: FaultInput = { id: 'fault', ...trial.fault, ...trial.more?.(about) };
  const plan: SuitePlan = { version: 1, faults: [...(trial.others?.(about) ?? []), fault] };
  if (!(await run.arm(asTaken(plan, advertised)))) return;

  const reply = await run.call(call);
  const tookMs = await since(driver, nowMs);
  const job = isGranted(reply) ? reply.Job : null;
  // A twin can't be told of a first healing.
  const restored = isRestored(fault) && trial.healsFirst === undefined ? await driver.twin?.('restore') : undefined;
  const repliedMs = await since(driver, nowMs);
  const looks = await watched(run, job, trial.healAfterMs, durationOf(bare?.job ?? null));
  if (trial.healsFirst !== undefined) {
    await driver.heal?.(trial.healsFirst);
    await run.advance(minute);
  }
  const seen = job === null ? null : await driver.observe({ kind: 'job', id: job });
  const [pool, volumes] = [await poolOf(run, call), await driver.observe({ kind: 'volumes' })];
  const waitedMs = (await since(driver, nowMs)) ?? 0;
  const next: string[] = [];
  let lastTookMs: number | null = null;
  for (let more = 0; more < (trial.callsAgain ?? 0); more++) {
    const beganMs = (await since(driver, 0)) ?? 0;
    next.push(shapeOf(await run.call(call)));
    lastTookMs = await since(driver, beganMs);
  }
  const poolLast = await poolOf(run, call);
  const ledger = (await driver.fired?.()) ?? {};
  const fired = ledger.fault ?? 0;
  const untilHealedMs = (await since(driver, nowMs)) ?? 0;
  await run.heal();
  const healed = job === null ? null : await driver.observe({ kind: 'job', id: job });
  await settle(run);
  const ended = job === null ? null : await driver.observe({ kind: 'job', id: job });
  const after = await clientView(driver);
  const struck: Struck = {
    code: isNoReply(reply) ? null : reply.ReturnValue,
    message: messageOf(reply),
    tookMs,
    bareTookMs: bare?.tookMs ?? null,
    job: seen,
    bareJob: bare?.job ?? null,
    bareAtReply: bare?.atReply ?? null,
    bareJobMs: durationOf(bare?.job ?? null),
    bareStartupMs: startupOf(bare?.job ?? null),
    looks,
    pool,
    poolLast,
    poolBefore,
    volumes,
    volumesBefore,
    next,
    bareNext: bare?.next ?? [],
    lastTookMs,
    untilHealedMs,
    healed,
    ended: ended !== null && isOver(ended.jobState) ? ended : null,
    endedMs: durationOf(ended),
    made: (await driver.observe({ kind: 'volumes' })).length - volumesBefore.length,
  };
  const text = () => JSON.stringify(fault);
  if (trial.mayMiss && fired === 0) return;
  const isRight = trial.isFrequent ? fired > 0 : fired === (trial.isNever ? 0 : 1);
  verdicts.demand('FIRED', isRight, () => `${text()} fired ${fired} times`);
  const wrong = trial.wrong(struck, advertised);
  verdicts.demand('FIRED', !wrong, () => `under ${text()} ${wrong}`);
  if (job !== null)
    verdicts.demand(
      'JOB-LIVE',
      ended === null || isOver(ended.jobState),
      () => `${text()} was healed, and the job is in state ${ended?.jobState}`,
    );
  judgeLeft(run, trial, struck, { before, after, without: bare?.view ?? null }, text);
  if (restored === undefined || repliedMs === null) return;
  const settledMs = ((await since(driver, nowMs)) ?? 0) - untilHealedMs;
  const other = await likewise(run, restored, { call, waitMs: waitedMs - repliedMs, calls: next.length, settledMs });
  const [mine, theirs] = [`${JSON.stringify(ledger)}\n${after}`, other];
  verdicts.demand(
    'RESTORE',
    mine === theirs,
    () => `saved and restored under ${text()}, it goes on otherwise: ${difference(mine, theirs)}`,
  );
}

/** Points at which the subject is saved and restored in the middle of a trial, too. Reads are left out: their number counts. */
function isRestored({ at }: FaultInput): boolean {
  return ['service', 'array', 'serviceReply', 'time', ...ofJobs].some((one) => one === at);
}

/** Goes on with a twin as with the subject itself.
 * @returns what its faults have done, and what is left
 */
async function likewise(
  run: Run,
  twin: Driver,
  { call, waitMs, calls, settledMs }: { call: Call; waitMs: number; calls: number; settledMs: number },
): Promise<string> {
  await waited(twin, waitMs, run);
  for (let more = 0; more < calls; more++) await called(twin, call, run);
  const ledger = (await twin.fired?.()) ?? {};
  await armed(twin, null, run);
  await waited(twin, settledMs, run);
  return `${JSON.stringify(ledger)}\n${await clientView(twin)}`;
}

/** A clone of the largest source that nothing stands against. */
async function dueCall(run: Run): Promise<Call | undefined> {
  const names = idle(run.state).toSorted((one, other) => sizeOf(run, other) - sizeOf(run, one));
  for (const name of names) {
    const call = cloneOf(name, usualPool(run, 0));
    // There is to be room for two.
    if ((await madeDue(run, call)) && name !== undefined) return call;
  }
  return undefined;
}

function sizeOf(run: Run, name: string): number {
  return run.state.volumes[name]?.size ?? 0;
}

interface Views {
  readonly before: string;
  readonly after: string;
  /** Null where there was no twin to see it on. */
  readonly without: string | null;
}

/** Holds what is left in the end against what the class of the effect allows. */
function judgeLeft(run: Run, { leaves }: EffectTrial, struck: Struck, views: Views, text: () => string): void {
  const { verdicts } = run;
  // One more clone is nothing that there was before.
  if (leaves === 'anything' || struck.next.some(isOk)) return;
  const { afterFailedCall, afterFailedJob } = run.advertised.leaves;
  if (leaves === 'residue' || afterFailedCall || afterFailedJob) {
    if (leaves === 'residue')
      verdicts.demand(
        'FIRED',
        struck.made === 1,
        () => `under ${text()} ${struck.made} volumes are left behind, expected 1`,
      );
    return;
  }
  const isDone = struck.code === 0 || (struck.code === 4096 && struck.ended?.jobState !== 10);
  const isOpen = leaves === 'either' || (leaves === 'asAnswered' && struck.code === null);
  const asBefore = leaves === 'before' || (isOpen ? struck.made === 0 : leaves === 'asAnswered' && !isDone);
  const expected = asBefore ? views.before : views.without;
  if (expected !== null)
    verdicts.demand(
      'HEAL',
      views.after === expected,
      () => `${text()} was healed, and what is left is not what was to be left: ${difference(expected, views.after)}`,
    );
}

interface Bare {
  readonly tookMs: number | null;
  readonly job: JobSeen | null;
  readonly atReply: JobSeen | null;
  readonly view: string;
  readonly next: readonly string[];
}

/** The same clone without a fault, on a twin. */
async function withoutFault(run: Run, call: Call, callsAgain: number): Promise<Bare | undefined> {
  const twin = await run.driver.twin?.('fork');
  if (twin === undefined) return undefined;
  const nowMs = (await twin.observe({ kind: 'now' })) ?? 0;
  const reply = await called(twin, call, run);
  const tookMs = await since(twin, nowMs);
  let job = isGranted(reply) && reply.Job !== null ? await twin.observe({ kind: 'job', id: reply.Job }) : null;
  const atReply = job;
  const { jobsEndWithinMs } = run.advertised.time;
  if (isGranted(reply) && reply.Job !== null) {
    for (let waits = 0; waits < 2 * looksAtJob && (job === null || !isOver(job.jobState)); waits++) {
      await waited(twin, Math.ceil(jobsEndWithinMs / looksAtJob), run);
      job = await twin.observe({ kind: 'job', id: reply.Job });
      if (job === null) break;
    }
  }
  const view = await clientView(twin);
  const next: string[] = [];
  while (next.length < callsAgain) next.push(shapeOf(await called(twin, call, run)));
  return { tookMs, job, atReply, view, next };
}

const looksAtJob = 20;
const longestWaitMs = 10 * minute;

/** Lets time pass until a job is over, or for so long, and looks at it on its way. */
async function watched(
  run: Run,
  job: string | null,
  healAfterMs: number | undefined,
  bareJobMs: number | null,
): Promise<Struck['looks']> {
  const looks: { afterMs: number; job: JobSeen }[] = [];
  const whole = healAfterMs ?? longestWaitMs;
  if (job === null) {
    if (healAfterMs !== undefined) await run.advance(healAfterMs);
    return looks;
  }
  // As long as it takes without a fault, and once more, at short intervals; what stands still after that need not be looked at so often.
  const shortMs = Math.min(whole, 2 * (bareJobMs ?? run.advertised.time.jobsEndWithinMs));
  const stepAt = (afterMs: number) => Math.ceil((afterMs < shortMs ? shortMs : whole) / (2 * looksAtJob));
  for (let afterMs = 0, step = 0; ; afterMs += step) {
    step = stepAt(afterMs);
    const seen = await run.driver.observe({ kind: 'job', id: job });
    if (seen === null || (isOver(seen.jobState) && healAfterMs === undefined) || afterMs >= whole) {
      if (seen !== null) looks.push({ afterMs, job: seen });
      return looks;
    }
    looks.push({ afterMs, job: seen });
    await run.advance(step);
  }
}

async function since(driver: Driver, ms: number): Promise<number | null> {
  const now = await driver.observe({ kind: 'now' });
  return now === null ? null : now - ms;
}

function durationOf(job: JobSeen | null): number | null {
  return job?.changedMs == null || job.submittedMs == null ? null : job.changedMs - job.submittedMs;
}

function startupOf(job: JobSeen | null): number | null {
  return job?.startedMs == null || job.submittedMs == null ? null : job.startedMs - job.submittedMs;
}

function messageOf(reply: Reply | NoReply): string {
  const message = isNoReply(reply) ? undefined : reply.ExtendedStatus?.SMMessage;
  return typeof message === 'string' ? message : '';
}

async function poolOf(run: Run, call: Call): Promise<PoolSeen | undefined> {
  const name = modelOf(call.method).poolOf(call, run.state.volumes[call.on]);
  const pools = await run.driver.observe({ kind: 'pools' });
  return pools.find(({ id }) => run.symbols.name(id) === name);
}
