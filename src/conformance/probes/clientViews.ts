import type { PlanInput } from '../../faults/planSchema.js';
import { isSuccess } from '../checks/replyClaims.js';
import { modelOf } from '../model/methods/index.js';
import { wholeExtents } from '../model/room.js';
import { answerText } from '../run/judging.js';
import type { Run } from '../run/run.js';
import { type Call, isNoReply, type NoReply, type Reply } from '../subject/call.js';
import type { Driver } from '../subject/driver.js';

/** Everything that a client sees of a subject but its jobs, as text: equal subjects, equal texts. Elements go by their names and
 * not by ids, which two subjects may mint differently.
 */
export async function clientView(driver: Driver, without: readonly string[] = []): Promise<string> {
  const pools = await driver.observe({ kind: 'pools' });
  const volumes = await driver.observe({ kind: 'volumes' });
  const poolNames = new Map(pools.map(({ id, name }) => [id, name]));
  const names = new Map(volumes.map(({ id, name }) => [id, name]));
  const known = volumes.filter(({ id }) => !without.includes(id));
  return [
    ...pools.map(({ id: _, ...pool }) => JSON.stringify(pool)),
    ...known.map(({ id: _, pool, source, usage: __, ...volume }) =>
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
  return `${left ?? 'nothing'} against ${right ?? 'nothing'}`;
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

/** A success that has made a volume. */
export function succeeded(reply: Reply | NoReply): reply is Reply & { TargetStorageVolume: string } {
  return !isNoReply(reply) && isSuccess(reply) && reply.TargetStorageVolume != null;
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
  if (model.makes === null || source === undefined || pool === null || !actions.includes('leaveFree')) return false;
  const bytes = 4 * wholeExtents(source.size, allocation.extent);
  const made = await run.act({ do: 'leaveFree', pool, bytes });
  return made && (await run.isDue(call, mayFail));
}

/** Lets all jobs come to their end. */
export async function settle(run: Run): Promise<void> {
  const { jobsEndWithinMs } = run.advertised.time;
  const open = 1 + Object.keys(run.state.jobs).length;
  await run.advance(jobsEndWithinMs * open);
  await run.look();
}

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
