import { isSuccess } from '../checks/replyClaims.js';
import { wholeExtents } from '../model/state.js';
import type { Run } from '../run/run.js';
import { type CloneArguments, type Driver, isNoReply, type NoReply, type Reply } from '../subject/driver.js';

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
  const { ReturnValue: code, TargetStorageVolume: target, Job: job } = reply;
  return `${code}${target === null ? '' : ' with a target'}${job === null ? '' : ' and a job'}`;
}

export function succeeded(reply: Reply | NoReply): reply is Reply & { TargetStorageVolume: string } {
  return !isNoReply(reply) && isSuccess(reply) && reply.TargetStorageVolume !== null;
}

/** Whether nothing stands against a call, once there is room for it.
 * @param mayFail whether it does not matter that a limit may, of which the subject says nothing
 */
export async function madeDue(run: Run, call: CloneArguments, mayFail = false): Promise<boolean> {
  if (await run.isDue(call, mayFail)) return true;
  const source = run.state.volumes[call.on];
  const { actions, allocation } = run.advertised;
  if (source === undefined || !actions.includes('leaveFree')) return false;
  const bytes = 4 * wholeExtents(source.size, allocation.extent);
  const made = await run.act({ do: 'leaveFree', pool: call.TargetPool ?? source.pool, bytes });
  return made && (await run.isDue(call, mayFail));
}

/** Lets all jobs come to their end. */
export async function settle(run: Run): Promise<void> {
  const { jobsEndWithinMs } = run.advertised.time;
  const open = 1 + Object.keys(run.state.jobs).length;
  await run.advance(jobsEndWithinMs * open);
  await run.look();
}
