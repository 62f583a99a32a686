import type { FaultInput } from '../../../faults/planSchema.js';
import { asTaken } from '../../generate/plans.js';
import type { SuitePlan } from '../../generate/suitePlan.js';
import { idle } from '../../model/situation.js';
import { isOver, openJobs } from '../../model/state.js';
import type { Run } from '../../run/run.js';
import { type Call, isNoReply, type NoReply, type Reply } from '../../subject/call.js';
import type { Driver } from '../../subject/driver.js';
import type { JobSeen, VolumeSeen } from '../../subject/observations.js';
import { armed, called, clientView, isGranted, madeDue, settle, shapeOf, waited } from '../clientViews.js';
import { peerClone, poolSeenOf, usualClone } from './clones.js';
import { type Deletion, type EffectTrial, minute, ofJobs } from './effectTrial.js';
import { type Deleted, durationOf, type Struck } from './struck.js';

/** What came of a trial. */
export interface Strike {
  readonly fault: FaultInput;
  readonly struck: Struck;
  readonly fired: number;
  /** All that clients see: before, in the end, and in the end without the fault; null where there was no twin to see it on. */
  readonly before: string;
  readonly after: string;
  readonly without: string | null;
  /** What the faults had done, and the end: of the subject, and of one that was saved and restored in the middle. */
  readonly restored: { readonly mine: string; readonly theirs: string } | null;
}

/** Clones or deletes under a fault, waits for the job, and heals.
 * @returns undefined where there is nothing to clone or delete, or the subject does not take the plan
 */
export async function strike(run: Run, trial: EffectTrial): Promise<Strike | undefined> {
  await settle(run);
  // What stands aside keeps others from their turn.
  if (openJobs(run.state).length > 0) return undefined;
  const call = await (trial.method === undefined ? dueClone(run, trial.crossesLink) : dueDeletion(run, trial.method));
  if (call === undefined) return undefined;
  const { driver, advertised } = run;
  const before = await clientView(driver);
  const volumesBefore = await driver.observe({ kind: 'volumes' });
  const poolBefore = await poolSeenOf(run, call);
  // What is stolen, or delivered several times, wants room.
  if (trial.method === undefined && (poolBefore === undefined || poolBefore.free < 4 * sizeOf(run, call.on)))
    return undefined;
  const bare = await withoutFault(run, call, trial.callsAgain ?? 0);
  const nowMs = (await driver.observe({ kind: 'now' })) ?? 0;
  const about = { nowMs, pool: poolBefore?.name ?? '', source: run.state.volumes[call.on]?.name ?? '' };
  const fault: FaultInput = { id: 'fault', ...trial.fault, ...trial.more?.(about) };
  const plan: SuitePlan = { version: 1, faults: [...(trial.others?.(about) ?? []), fault] };
  if (!(await run.arm(asTaken(plan, advertised)))) return undefined;

  const reply = await run.call(call);
  const tookMs = await since(driver, nowMs);
  const job = isGranted(reply) ? reply.Job : null;
  const jobNow = async () => (job === null ? null : await driver.observe({ kind: 'job', id: job }));
  // A twin can't be told of a first healing, nor of a deletion.
  const twin =
    isRestored(fault) && trial.healsFirst === undefined && trial.deletes === undefined
      ? await driver.twin?.('restore')
      : undefined;
  const looks = await watched(run, job, trial.healAfterMs, durationOf(bare?.job ?? null));
  if (trial.healsFirst !== undefined) {
    await driver.heal?.(trial.healsFirst);
    await run.advance(minute);
  }
  const seen = await jobNow();
  const [pool, volumes] = [await poolSeenOf(run, call), await driver.observe({ kind: 'volumes' })];
  const held = trial.readsContents ? await heldBy(run, call, volumes, volumesBefore) : null;
  const waitedMs = (await since(driver, nowMs)) ?? 0;
  const next: string[] = [];
  let lastTookMs: number | null = null;
  for (let more = 0; more < (trial.callsAgain ?? 0); more++) {
    const beganMs = (await since(driver, 0)) ?? 0;
    next.push(shapeOf(await run.call(call)));
    lastTookMs = await since(driver, beganMs);
  }
  const doomed = trial.deletes === undefined ? undefined : await doomedBy(run, trial.deletes, call, volumesBefore);
  const deletion = doomed === undefined ? null : await deletedUnder(run, doomed);
  const poolLast = await poolSeenOf(run, call);
  const ledger = (await driver.fired?.()) ?? {};
  const untilHealedMs = (await since(driver, nowMs)) ?? 0;
  await run.heal();
  const healed = await jobNow();
  const isRefused = deletion !== null && deletion.code !== null && deletion.code !== 0 && deletion.code !== 4096;
  const again = doomed !== undefined && isRefused ? shapeOf(await run.call(deletionOf(doomed))) : null;
  await settle(run);
  const ended = await jobNow();
  const after = await clientView(driver);
  const struck: Struck = {
    code: isNoReply(reply) ? null : reply.ReturnValue,
    message: messageOf(reply),
    tookMs,
    bareTookMs: bare?.tookMs ?? null,
    job: seen,
    bareJob: bare?.job ?? null,
    bareAtReply: bare?.atReply ?? null,
    looks,
    pool,
    poolLast,
    poolBefore,
    volumes,
    volumesBefore,
    held,
    next,
    bareNext: bare?.next ?? [],
    lastTookMs,
    untilHealedMs,
    healed,
    ended,
    made: (await driver.observe({ kind: 'volumes' })).length - volumesBefore.length,
    deletion: deletion && { ...deletion, again },
  };
  const settledMs = ((await since(driver, nowMs)) ?? 0) - untilHealedMs;
  const restored =
    twin === undefined || tookMs === null
      ? null
      : {
          mine: endText(ledger, after),
          theirs: await likewise(run, twin, { call, waitMs: waitedMs - tookMs, calls: next.length, settledMs }),
        };
  return { fault, struck, fired: ledger.fault ?? 0, before, after, without: bare?.view ?? null, restored };
}

function endText(ledger: Readonly<Record<string, number>>, view: string): string {
  return `${JSON.stringify(ledger)}\n${view}`;
}

/** Points at which the subject is saved and restored in the middle of a trial, too. Reads are left out: their number counts. */
function isRestored({ at }: FaultInput): boolean {
  return ['service', 'array', 'serviceReply', 'detach', 'time', ...ofJobs].some((one) => one === at);
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
  return endText(ledger, await clientView(twin));
}

/** What hosts find on a clone, and on its source. */
async function heldBy(
  { driver, symbols }: Run,
  { on }: Call,
  volumes: readonly VolumeSeen[],
  volumesBefore: readonly VolumeSeen[],
): Promise<Struck['held']> {
  const made = volumes.find(({ id }) => volumesBefore.every((one) => one.id !== id));
  if (made === undefined) return null;
  const clone = await driver.observe({ kind: 'contents', id: made.id });
  const source = await driver.observe({ kind: 'contents', id: symbols.id(on) });
  return clone === null || source === null ? null : { clone, source };
}

interface Doomed {
  /** The volume that is to be deleted, and the clone. */
  readonly volume: string;
  readonly clone: string;
}

/** What is to be deleted of a clone and its source; undefined where there is none, or hosts are to use it. */
async function doomedBy(
  run: Run,
  which: NonNullable<EffectTrial['deletes']>,
  call: Call,
  volumesBefore: readonly VolumeSeen[],
): Promise<Doomed | undefined> {
  await run.look();
  const seen = await run.driver.observe({ kind: 'volumes' });
  const made = seen.find(({ id }) => volumesBefore.every((one) => one.id !== id));
  if (made === undefined) return undefined;
  const clone = run.symbols.name(made.id);
  const volume = which === 'clone' ? clone : call.on;
  return run.state.volumes[volume]?.isExposed === true ? undefined : { volume, clone };
}

function deletionOf({ volume }: Doomed): Call {
  return { method: 'StorageVolume.Delete', on: volume, with: {} };
}

async function deletedUnder(run: Run, doomed: Doomed): Promise<Omit<Deleted, 'again'>> {
  const { driver, symbols } = run;
  const beganMs = (await since(driver, 0)) ?? 0;
  const reply = await run.call(deletionOf(doomed));
  const tookMs = await since(driver, beganMs);
  const clone = (await driver.observe({ kind: 'volume', id: symbols.id(doomed.clone) })) ?? undefined;
  return { code: isNoReply(reply) ? null : reply.ReturnValue, tookMs, clone };
}

/** A deletion that nothing stands against. */
async function dueDeletion(run: Run, method: Deletion): Promise<Call | undefined> {
  const names = method === 'Pool.Delete' ? Object.keys(run.state.pools) : idle(run.state);
  for (const on of names) {
    const call: Call = { method, on, with: {} };
    if (await madeDue(run, call)) return call;
  }
  return undefined;
}

/** A clone of the largest source that nothing stands against. */
async function dueClone(run: Run, crossesLink = false): Promise<Call | undefined> {
  const names = idle(run.state).toSorted((one, other) => sizeOf(run, other) - sizeOf(run, one));
  for (const name of names) {
    const call = crossesLink ? peerClone(run, name) : usualClone(run, name);
    if (await madeDue(run, call)) return call;
  }
  return undefined;
}

function sizeOf(run: Run, name: string): number {
  return run.state.volumes[name]?.size ?? 0;
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
  // As long as it takes without a fault, and once more, at short intervals; what stands still after that, more rarely.
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

function messageOf(reply: Reply | NoReply): string {
  const message = isNoReply(reply) ? undefined : reply.ExtendedStatus?.SMMessage;
  return typeof message === 'string' ? message : '';
}
