import type { Advertised } from '../subject/advertised.js';
import type { JobSeen } from '../subject/observations.js';
import type { Verdicts } from './verdicts.js';

/** That no more jobs run at once than there may, and that those that wait for others begin in their order.
 * @param jobs as one look shows them, at one time
 * @param before how many of them had begun at the last look: where no other has, there is no new order
 * @returns how many have begun
 */
export function judgeQueue(
  verdicts: Verdicts,
  { limits: { runningJobs: most }, declares }: Advertised,
  jobs: ReadonlyMap<string, JobSeen>,
  before: number,
): number {
  let [running, begun] = [0, 0];
  for (const { jobState, startedMs } of jobs.values()) {
    if (jobState === 4) running++;
    if (startedMs != null) begun++;
  }
  if (most !== null && running > most)
    verdicts.demand('CAP-LIMIT', false, () => `${running} jobs run at once, and there may be ${most}`);
  if (declares.queue === 'any' || begun === before) return begun;
  const began = [...jobs].flatMap(([name, { submittedMs, startedMs }]) =>
    submittedMs == null || startedMs == null ? [] : [{ name, submittedMs, startedMs }],
  );
  began.sort((one, other) => one.submittedMs - other.submittedMs);
  const inOrder = { property: 'JOB-TIMES', settledBy: 'declares.queue', declared: declares.queue === 'firstIn' };
  for (const [at, job] of began.entries()) {
    const last = began[at - 1];
    if (last === undefined || last.submittedMs === job.submittedMs || last.startedMs <= job.startedMs) continue;
    verdicts.expect(
      inOrder,
      false,
      () =>
        `${job.name} began at ${job.startedMs} ms, ${last.name} was accepted before it and began at ${last.startedMs} ms`,
    );
  }
  return begun;
}

/** That jobs which have failed since an element changed its state failed with that change.
 * @param changes when something was done to elements in this run
 */
export function judgeTroubled(
  verdicts: Verdicts,
  name: string,
  { jobState, changedMs, errorCode }: JobSeen,
  changes: ReadonlySet<number>,
): void {
  if (jobState !== 10 || changedMs == null) return;
  const declared = { property: 'JOB-RESULT', settledBy: 'declares.troubledJobs', declared: true };
  verdicts.expect(
    declared,
    changes.has(changedMs),
    () => `${name} failed with ${errorCode} at ${changedMs} ms, when nothing was done to what it works on`,
  );
}
