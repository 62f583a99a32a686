import type { JobSeen } from '../subject/observations.js';
import type { Verdicts } from './verdicts.js';

/** A job as it was seen before. */
interface SeenBefore {
  readonly seen: JobSeen;
  /** Not after it was seen so; null where that can't be told. */
  readonly atMs: number | null;
}

/** What a job says of its times, held against each other and against what it said before; what it does not tell is left out. */
export function judgeTimes(
  verdicts: Verdicts,
  name: string,
  before: SeenBefore | undefined,
  seen: JobSeen,
  nowMs: number | null,
  isVirtual: boolean,
): void {
  const { jobState, submittedMs, startedMs, changedMs } = seen;
  // Every look comes by each job, and mostly it is as it was.
  if (before !== undefined && isAsBefore(before.seen, seen)) return;
  const told = () => `${name}: submitted ${submittedMs}, started ${startedMs}, changed ${changedMs}, now ${nowMs}`;
  const times = [submittedMs, startedMs, changedMs, nowMs].filter((one) => one !== null && one !== undefined);
  const inOrder = times.every((time, index) => index === 0 || (times[index - 1] ?? 0) <= time);
  verdicts.demand('JOB-TIMES', inOrder, told);
  if (startedMs !== undefined) {
    verdicts.demand('JOB-TIMES', jobState !== isNew || startedMs === null, () => `${told()}, and it is New`);
    const began = jobState !== isRunning || startedMs !== null;
    verdicts.demand('JOB-TIMES', began, () => `${told()}, and it is Running`);
  }
  if (before === undefined) return;
  const { seen: then, atMs } = before;
  const stays = (then.submittedMs ?? submittedMs) === submittedMs && (then.startedMs ?? startedMs) === startedMs;
  const was = () => `${told()}; before, submitted ${then.submittedMs}, started ${then.startedMs}`;
  verdicts.demand('JOB-TIMES', stays, was);
  if (changedMs == null || then.changedMs == null) return;
  const changed = () => `${told()}; before, changed ${then.changedMs}`;
  verdicts.demand('JOB-TIMES', changedMs >= then.changedMs, changed);
  // Times of a subject that goes by its own clock may be rounded.
  if (!isVirtual) return;
  if (jobState !== then.jobState) verdicts.demand('JOB-TIMES', atMs === null || changedMs >= atMs, changed);
  else if (changedMs === then.changedMs && aside.includes(jobState))
    verdicts.demand(
      'JOB-CONTROL',
      seen.percentComplete === then.percentComplete,
      () =>
        `${name} stands still since ${changedMs} ms, and went from ${then.percentComplete} to ${seen.percentComplete}`,
    );
}

function isAsBefore(then: JobSeen, now: JobSeen): boolean {
  return (
    then.jobState === now.jobState &&
    then.percentComplete === now.percentComplete &&
    then.submittedMs === now.submittedMs &&
    then.startedMs === now.startedMs &&
    then.changedMs === now.changedMs
  );
}

const isNew = 2;
const isRunning = 4;
/** Suspended, in service, or asking. */
const aside: readonly number[] = [5, 11, 12];
