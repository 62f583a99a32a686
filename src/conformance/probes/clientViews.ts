import type { PlanInput } from '../../faults/planSchema.js';
import { isSuccess } from '../checks/replyClaims.js';
import { modelOf } from '../model/methods/index.js';
import { wholeExtents } from '../model/room.js';
import { isOver, openJobs } from '../model/state.js';
import { changeIn } from '../run/changeIn.js';
import { answerText } from '../run/judging.js';
import { longestWaitFor } from '../run/probe.js';
import type { Run } from '../run/run.js';
import { type Call, isNoReply, type NoReply, type Reply } from '../subject/call.js';
import type { Driver } from '../subject/driver.js';
import { lackOf, virtualTime } from '../subject/needs.js';

/** Everything that a client sees of a subject but its jobs, as text: equal subjects, equal texts. Elements go by their names and
 * not by ids, which two subjects may mint differently.
 */
export async function clientView(driver: Driver, without: readonly string[] = []): Promise<string> {
  const pools = await driver.observe({ kind: 'pools' });
  const volumes = await driver.observe({ kind: 'volumes' });
  const poolNames = new Map(pools.map(({ id, name }) => [id, name]));
  const names = new Map(volumes.map(({ id, name }) => [id, name]));
  const drives = (await driver.drives?.()) ?? [];
  const known = volumes.filter(({ id }) => !without.includes(id));
  return [
    ...pools.map(({ id: _, ...pool }) => JSON.stringify(pool)),
    ...drives.map(({ name, pool }) => JSON.stringify({ name, pool: poolNames.get(pool ?? '') ?? null })),
    ...known.map(({ id: _, pool, source, ...volume }) =>
      JSON.stringify({ ...volume, pool: poolNames.get(pool), source: names.get(source ?? '') ?? null }),
    ),
  ]
    .sort()
    .join('\n');
}

/** The first line in which two views differ. */
export function difference(one: string, other: string): string {
  const [lines, others] = [one.split('\n'), other.split('\n')];
  const [left] = lines.filter((line) => !others.includes(line));
  const [right] = others.filter((line) => !lines.includes(line));
  const [before, after] = [objectIn(left), objectIn(right)];
  // Of what is there twice the members that differ say more.
  if (before !== undefined && after !== undefined && before.name === after.name)
    return `${before.name}: ${changeIn(before, after)}`;
  return `${left ?? 'nothing'} against ${right ?? 'nothing'}`;
}

/** What a line is the JSON of. */
function objectIn(line: string | undefined): { readonly name?: unknown } | undefined {
  return line?.startsWith('{') ? JSON.parse(line) : undefined;
}

/** The part of a reply that does not depend on ids. */
export function shapeOf(reply: Reply | NoReply): string {
  if (isNoReply(reply)) return `no reply (${reply.noReply})`;
  const { ReturnValue: code, ExtendedStatus: _, ...outs } = reply;
  const named = Object.entries(outs).flatMap(([name, value]) => (value === null ? [] : [name]));
  return [code, ...named].join(' with ');
}

/** Whether a shape is that of a success. */
export function isOk(shape: string): boolean {
  return /^(0|4096)\b/.test(shape);
}

/** A success, of whatever method. */
export function isGranted(reply: Reply | NoReply): reply is Reply {
  return !isNoReply(reply) && isSuccess(reply);
}

/** What a reply has made, by its symbol: that of a job may be unknown until it has ended. */
export function targetOf(
  run: Run,
  { CreatedStorageVolume: created, TargetStorageVolume: target = created, Job: job }: Reply,
): string | undefined {
  if (target != null) return run.symbols.name(target);
  return job === null ? undefined : (run.state.jobs[run.symbols.name(job)]?.target ?? undefined);
}

/** Whether nothing stands against a call, once there is room for it.
 * @param mayFail whether it does not matter that a limit may, of which the subject says nothing
 */
export async function madeDue(run: Run, call: Call, mayFail = false): Promise<boolean> {
  if (await run.isDue(call, mayFail)) return true;
  const model = modelOf(call.method);
  const source = run.state.volumes[call.on];
  const pool = model.poolOf(call, source);
  const { actions, allocation } = run.advertised;
  // Only what makes something wants room.
  if (model.makes?.kind !== 'volume' || source === undefined || pool === null || !actions.includes('leaveFree'))
    return false;
  const bytes = 4 * wholeExtents(source.size, allocation.extent);
  const made = await run.act({ do: 'leaveFree', pool, bytes });
  return made && (await run.isDue(call, mayFail));
}

/** Lets all jobs come to their end, or wait for longer than they may take; in steps that show each of them when it is over. */
export async function settle(run: Run): Promise<void> {
  const { virtual, jobsEndWithinMs, finishedJobsStayMs } = run.advertised.time;
  const shown = Math.min(jobsEndWithinMs, finishedJobsStayMs ?? jobsEndWithinMs);
  let step = virtual ? Math.max(1, Math.floor(shown / 2)) : firstWaitMs;
  let left = jobsEndWithinMs * (1 + openJobs(run.state).length);
  if (!virtual) left -= await waitedFor(run, left);
  while (left > 0) {
    const ms = Math.min(step, left);
    await run.advance(ms);
    left -= ms;
    const jobs = await run.driver.observe({ kind: 'jobs' });
    if (jobs.every(({ jobState }) => isOver(jobState) || aside.includes(jobState))) break;
    if (!virtual) step = Math.min(longestWaitMs, longestWaitFor(run.advertised), Math.ceil(step * 1.3));
  }
  await run.look();
}

/** Has a driver that can do so wait for the jobs that go on.
 * @returns how long that took
 */
async function waitedFor(run: Run, deadlineMs: number): Promise<number> {
  if (run.driver.waitFor === undefined) return 0;
  let waitedMs = 0;
  for (const { id, jobState } of await run.driver.observe({ kind: 'jobs' }))
    if (!isOver(jobState) && !aside.includes(jobState))
      waitedMs += (await run.waitFor(run.symbols.name(id), Math.max(1, deadlineMs - waitedMs))) ?? 0;
  return Math.min(waitedMs, deadlineMs - 1);
}

/** As {@link settle}, where that takes no real time. */
export async function settleWhere(run: Run): Promise<void> {
  if (lackOf([virtualTime], run.driver, run.advertised) === null) await settle(run);
}

/** Suspended, in service, or asking: such a job goes on when somebody says so. */
const aside: readonly number[] = [5, 11, 12];

/** Real time between two looks at the jobs. */
const firstWaitMs = 1;
const longestWaitMs = 500;

/** A call of another subject than the run's own, by the run's symbols. */
export async function called(driver: Driver, call: Call, run: OtherRun): Promise<Reply | NoReply> {
  const { method, on, caller } = call;
  const { symbols } = run;
  const options = caller === undefined ? { deadlineMs } : { deadlineMs, caller };
  const reply = await driver.call(method, symbols.id(on), symbols.given(call), options);
  run.notes.aside(driver === run.driver ? '' : twin, { do: 'call', ...call }, answerText(reply));
  return reply;
}

/** Lets time pass for another subject. */
export async function waited(driver: Driver, ms: number, run: OtherRun): Promise<void> {
  await driver.advance?.(ms);
  run.notes.aside(twin, { do: 'advance', ms });
}

/** Takes a plan into use with another subject; null heals. */
export async function armed(driver: Driver, plan: PlanInput | null, run: OtherRun): Promise<void> {
  await driver.arm?.(plan);
  run.notes.aside(twin, plan === null ? { do: 'heal' } : { do: 'arm', plan });
}

type OtherRun = Pick<Run, 'symbols' | 'driver' | 'notes'>;
const twin = 'a twin';

const deadlineMs = 5_000;
