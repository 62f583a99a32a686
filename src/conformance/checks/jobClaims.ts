import type { MethodName } from '../../vocabulary/methods/index.js';
import { isOver, jobCompleted } from '../model/state.js';
import { type Advertised, methodsOf } from '../subject/advertised.js';
import type { JobSeen } from '../subject/observations.js';
import type { CoverageCounts } from './coverage.js';
import { nameOf, stateWord } from './jobStates.js';
import { judgeTimes } from './jobTimes.js';
import { documented } from './replyClaims.js';
import type { Verdicts } from './verdicts.js';

interface Seen {
  readonly seen: JobSeen;
  /** Not after it was seen so. */
  readonly atMs: number | null;
  /** Not after its end; null where that can't be told. */
  readonly overSinceMs: number | null;
}

/** What holds of each job whenever it is looked at, whoever started it. */
export class JobClaims {
  private readonly last = new Map<string, Seen>();

  constructor(
    private readonly verdicts: Verdicts,
    private readonly advertised: Advertised,
    private readonly coverageCounts: CoverageCounts,
  ) {}

  /** @param method what started it; null where nobody knows
   * @param nowMs not before it was seen so
   * @param beganMs not after that
   */
  see(name: string, seen: JobSeen, method: MethodName | null, nowMs: number | null, beganMs = nowMs): void {
    const before = this.last.get(name);
    this.judge(name, before, seen, method, nowMs);
    if (before !== undefined && before.seen.jobState !== seen.jobState)
      this.coverageCounts.move('job', name, stateWord(before.seen.jobState), stateWord(seen.jobState));
    this.last.set(name, {
      seen,
      atMs: beganMs,
      overSinceMs: isOver(seen.jobState) ? overSince(before, seen) : null,
    });
  }

  /** The subject has done all of it again: its clock may not be what it was, and neither may the times of its jobs. */
  forgetTimes(): void {
    for (const [name, last] of this.last) {
      const seen = { ...last.seen, submittedMs: null, startedMs: null, changedMs: null };
      this.last.set(name, { ...last, seen, atMs: null });
    }
  }

  /** That a job is not in the list any more. */
  miss(name: string, nowMs: number | null): void {
    const last = this.last.get(name);
    const stays = this.advertised.time.finishedJobsStayMs;
    this.last.delete(name);
    if (last === undefined) return;
    // It can't have been over before it was last seen not to be.
    const since = isOver(last.seen.jobState) ? last.overSinceMs : last.atMs;
    if (since === null || stays === null || nowMs === null) return;
    this.verdicts.demand(
      'JOB-FINAL',
      nowMs - since >= stays,
      () =>
        `${name} is gone at ${nowMs} ms, ${nowMs - since} ms after it was last at work; finished jobs stay for ${stays} ms`,
    );
  }

  /** Whether the documents list it for what started the job, or for anything that may have. */
  private isCodeOf(method: MethodName | null, code: number): boolean {
    const { version } = this.advertised;
    const methods = method === null ? methodsOf(this.advertised) : [method];
    return methods.some((one) => documented(one, version).has(code));
  }

  private judge(
    name: string,
    last: Seen | undefined,
    seen: JobSeen,
    method: MethodName | null,
    nowMs: number | null,
  ): void {
    const { verdicts } = this;
    const { jobState, percentComplete: percent, errorCode } = seen;
    const before = last?.seen;
    verdicts.demand(
      'JOB-100',
      (percent === 100) === (jobState === jobCompleted) && percent >= 0 && percent <= 100,
      () => `${name} is ${nameOf(jobState)} at ${percent} percent`,
    );
    judgeTimes(verdicts, name, last, seen, nowMs, this.advertised.time.virtual);
    const failed = jobState === 10;
    // A job that goes well has no code to judge.
    if (errorCode !== undefined && (failed || (errorCode ?? 0) !== 0))
      verdicts.demand(
        'CODE-DOMAIN',
        failed && errorCode !== 0 && this.isCodeOf(method, errorCode ?? -1),
        () => `${name} is ${nameOf(jobState)} with the error code ${errorCode}`,
      );
    if (before === undefined) return;
    verdicts.demand(
      'JOB-MONOTONE',
      percent >= before.percentComplete,
      () => `${name} went from ${before.percentComplete} back to ${percent} percent`,
    );
    if (isOver(before.jobState)) {
      const same =
        jobState === before.jobState &&
        percent === before.percentComplete &&
        (before.changedMs ?? seen.changedMs) === seen.changedMs;
      verdicts.demand(
        'JOB-FINAL',
        same && (errorCode ?? 0) === (before.errorCode ?? 0),
        () =>
          `${name} was ${nameOf(before.jobState)} at ${before.percentComplete} percent and is ${nameOf(jobState)} at ${percent}`,
      );
    } else if (jobState !== before.jobState)
      verdicts.demand(
        'JOB-CHART',
        (reachable[before.jobState] ?? []).includes(jobState),
        () => `${name} went from ${nameOf(before.jobState)} to ${nameOf(jobState)}`,
      );
  }
}

/** That a look shows a job to be over does not say since when: it itself does, or the look before. */
function overSince(before: Seen | undefined, { changedMs }: JobSeen): number | null {
  if (before !== undefined && isOver(before.seen.jobState)) return before.overSinceMs;
  return changedMs ?? before?.atMs ?? null;
}

const aside = [5, 11, 12];
const out = [6, 7, 8, 9, 10];
/** Where a job can be some time later; several transitions may lie between two looks. */
const reachable: Readonly<Record<number, readonly number[]>> = {
  2: [3, 4, ...aside, ...out],
  3: [4, ...aside, ...out],
  4: [...aside, ...out],
  // What stood still goes on through Starting.
  5: [3, 4, 11, 12, ...out],
  11: [3, 4, 5, 12, ...out],
  12: [3, 4, 5, 11, ...out],
  6: [8, 9, 10],
};
