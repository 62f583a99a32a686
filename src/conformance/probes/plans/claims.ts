import { codeFor } from '../../model/rule.js';
import type { JobSeen } from '../../subject/observations.js';
import { isOk } from '../clientViews.js';
import { type Claim, minute, second } from './effectTrial.js';
import { durationOf, type Struck, startupOf } from './struck.js';

/** What is rounded, in milliseconds. */
const slackMs = 2;
const completed = 7;
const exception = 10;
/** New, Starting, Running */
const underWay: readonly number[] = [2, 3, 4];

export const isRefused: Claim = ({ code }) =>
  (code === null || isGranted(code)) && `the answer is ${code ?? 'none'}, expected an error`;
export const isGrantedYet: Claim = ({ code }) =>
  (code === null || !isGranted(code)) && `the answer is ${code ?? 'none'}, expected a success`;
export const isSilent: Claim = ({ code }) => code !== null && `the answer is ${code}, expected none`;
export const isNotGranted: Claim = ({ code }) =>
  code !== null && isGranted(code) && `the answer is ${code}, expected an error, or none`;

function isGranted(code: number): boolean {
  return code === 0 || code === 4096;
}

export function isAnswered(expected: number): Claim {
  return ({ code }) => code !== expected && `the answer is ${code ?? 'none'}, expected ${expected}`;
}

export function says(text: string): Claim {
  return ({ message }) => !message.includes(text) && `it says '${message}', expected '${text}'`;
}

/** How many more volumes there are in the end, but for those of further clones. */
export function makes(count: number): Claim {
  return ({ made, next }) => {
    const own = made - next.filter(isOk).length;
    // Something may stand against all of them: then one more is refused, too.
    const isShort = next.some((answer) => !isOk(answer)) && own > 0 && own < count;
    return own !== count && !isShort && `${own} volumes were made, expected ${count}`;
  };
}

/** What more clones are answered before the healing: refused, or granted, where they are without a fault. */
export function thenAnswers(...granted: readonly boolean[]): Claim {
  return ({ next, bareNext }) => {
    const fits = granted.every((one, at) => isOk(next[at] ?? '') === one || (one && !isOk(bareNext[at] ?? '')));
    return !fits && `further clones are answered ${next.join(', then ')}`;
  };
}

/** That the call takes so much longer. */
export function callTakes(leastMs: number, mostMs = leastMs): Claim {
  return ({ tookMs, bareTookMs }) => {
    if (tookMs === null || bareTookMs === null) return undefined;
    const more = tookMs - bareTookMs;
    return (
      (more < leastMs || more > mostMs) && `the call took ${more} ms longer, expected ${spanText(leastMs, mostMs)}`
    );
  };
}

/** That the last further clone takes what the first one takes without a fault. */
export const thenTakesAsBefore: Claim = ({ lastTookMs, bareTookMs }) =>
  lastTookMs !== null &&
  bareTookMs !== null &&
  lastTookMs !== bareTookMs &&
  `the last of further clones took ${lastTookMs} ms, expected ${bareTookMs}`;

/** That the job is completed, and takes so much longer in the end. */
export function jobTakes(ms: number): Claim {
  return jobTakesSpan(() => [ms, ms]);
}

/** That the job is completed once the fault that has stopped it somewhere is healed. */
export const jobTakesUntilHealed: Claim = jobTakesSpan(({ untilHealedMs, tookMs, bareJob }) => [
  untilHealedMs - (tookMs ?? 0) - (durationOf(bareJob) ?? 0),
  untilHealedMs,
]);

/** The same, where it is released at that time after the call was made. */
export function jobTakesUntil(ms: number): Claim {
  return jobTakesSpan(({ tookMs, bareJob }) => [ms - (tookMs ?? 0) - (durationOf(bareJob) ?? 0), ms]);
}

/** That the job copies at a part of its speed, from one part of the copy on. */
export function jobCopiesAt(speed: number, from = 0): Claim {
  return jobTakesSpan(({ bareJob }) => {
    const more = (ms: number) => (1 - from) * ms * (1 / speed - 1);
    return [more(copyOf(bareJob)) - second, more(durationOf(bareJob) ?? 0)];
  });
}

function jobTakesSpan(span: (struck: Struck) => readonly [number, number]): Claim {
  return (struck) => {
    const { ended } = struck;
    const [endedMs, bareJobMs] = [durationOf(ended), durationOf(struck.bareJob)];
    if (ended === null) return undefined;
    if (ended.jobState !== completed) return `the job ends in state ${ended.jobState}, expected ${completed}`;
    if (endedMs === null || bareJobMs === null) return undefined;
    const more = endedMs - bareJobMs;
    const [from, to] = span(struck);
    return (
      (more < from - slackMs || more > to + slackMs) && `the job took ${more} ms longer, expected ${spanText(from, to)}`
    );
  };
}

/** That the job comes to its end as without the fault, in whatever time. */
export const jobCompletes: Claim = ({ ended }) =>
  ended !== null && ended.jobState !== completed && `the job ends in state ${ended.jobState}, expected ${completed}`;

/** That the job is over, and complete, before the healing of all. */
export const jobIsCompleted: Claim = ({ job }) =>
  job !== null && job.jobState !== completed && `the job is in state ${job.jobState}, expected ${completed}`;

export const isUnderWay: Claim = ({ job }) =>
  job !== null && !underWay.includes(job.jobState) && `the job is in state ${job.jobState}, expected one under way`;

/** That the job has failed before the healing: with a code, at a percent or soon after it. */
export function jobFails(asked: number | 'notEnoughResources' | null, percent = 0): Claim {
  return (struck, { version }) => {
    const code = typeof asked === 'string' ? codeFor('CreateClone', asked, version) : asked;
    const { job, code: answer } = struck;
    if (job === null) return answer === 4096 && 'there is no job';
    const { jobState, errorCode, percentComplete } = job;
    if (jobState !== exception) return `the job is in state ${jobState}, expected ${exception}`;
    if (code !== null && errorCode != null && errorCode !== code)
      return `the job failed with ${errorCode}, expected ${code}`;
    return isOff(struck, percentComplete, percent) && `it failed at ${percentComplete} percent, expected ${percent}`;
  };
}

/** That nobody finds the job any more, neither failed nor under way. */
export const jobForgotten: Claim = ({ job, code }) =>
  code === 4096 && job !== null && `the job is known, in state ${job.jobState}; it was forgotten`;

/** That the job stays where it is from a percent on, as long as it is looked at. */
export function standsStill(percent: number): Claim {
  return (struck) => {
    const { job, looks } = struck;
    if (job === null) return undefined;
    if (!underWay.includes(job.jobState)) return `the job is in state ${job.jobState}, expected one under way`;
    const late = looks.filter(({ afterMs }) => afterMs > minute).map((one) => one.job.percentComplete);
    const [first = percent] = late;
    if (late.some((one) => one !== first)) return `the job goes on, at ${late.join(', ')} percent`;
    return isOff(struck, first, percent) && `the job stands at ${first} percent, expected ${percent}`;
  };
}

/** A percent is seen when a job has come to it, and it may have come some further: of a copy that takes no time, by much. */
function isOff({ bareJob }: Struck, seen: number, percent: number): boolean {
  const isLong = copyOf(bareJob) >= leastCopyMs;
  return percent > 0 && isLong && (seen < percent || seen > percent + 10);
}

const leastCopyMs = 20;

/** What the copy itself takes. */
function copyOf(job: JobSeen | null): number {
  return (durationOf(job) ?? 0) - (startupOf(job) ?? 0);
}

/** For what holds only where a clone takes room of its own at once. */
export function unlessShared(claim: Claim): Claim {
  return (struck, advertised) => advertised.allocation.kind !== 'instant' && claim(struck, advertised);
}

/** That so much more of the pool is stolen; where it tells. */
export function steals(bytes: number): Claim {
  return ({ pool, poolBefore }) => {
    if (pool?.stolen === undefined || poolBefore?.stolen === undefined) return undefined;
    const more = pool.stolen - poolBefore.stolen;
    return more !== bytes && `${more} bytes are stolen, expected ${bytes}`;
  };
}

/** The same after further clones. */
export function stealsThen(bytes: number): Claim {
  return (struck, advertised) => steals(bytes)({ ...struck, pool: struck.poolLast }, advertised);
}

export const nothingFree: Claim = ({ pool }) => pool !== undefined && pool.free !== 0 && `${pool.free} bytes are free`;

export function poolIs(state: string): Claim {
  return ({ pool }) =>
    pool?.state !== undefined && pool.state !== state && `the pool is '${pool.state}', expected '${state}'`;
}

/** The same after further clones. */
export function poolIsThen(state: string): Claim {
  return (struck, advertised) => poolIs(state)({ ...struck, pool: struck.poolLast }, advertised);
}

/** That the clock of the job is so far ahead, and is right again when that is healed. */
export function skews(ms: number): Claim {
  return ({ job, bareJob, ended }) => {
    const [shown, right, healed] = [job?.submittedMs, bareJob?.submittedMs, ended?.submittedMs];
    if (shown == null || right == null || healed == null) return undefined;
    if (shown - right !== ms) return `the job was submitted at ${shown}, expected ${right + ms}`;
    return healed !== right && `after the healing, the job was submitted at ${healed}, expected ${right}`;
  };
}

/** That the clone is still associated with its source before the healing. */
export const staysAssociated: Claim = ({ volumes, volumesBefore }) => {
  const before = new Set(volumesBefore.map(({ id }) => id));
  const made = volumes.filter(({ id }) => !before.has(id));
  const free = made.find(({ source }) => source === null);
  if (made.length === 0) return 'no clone is there';
  return free && `'${free.name}' is detached from its source, expected it to stay`;
};

/** That it is not. */
export const isDetached: Claim = (struck, advertised) =>
  staysAssociated(struck, advertised) === undefined && 'the clone is associated with its source, expected none';

/** That the deletion is refused since nothing could be detached, that the relation stays, and that it is granted after the healing. */
export const deletionWaitsForHealing: Claim = ({ deletion }, { version }) => {
  if (deletion === null) return undefined;
  const { code, clone, again } = deletion;
  const expected = codeFor('StorageVolume.Delete', 'detachFailed', version);
  if (code !== expected) return `the deletion is answered ${code ?? 'nothing'}, expected ${expected}`;
  if (clone === undefined || clone.source === null) return 'the refused deletion has ended the relation';
  return !isOk(again ?? '') && `after the healing the deletion is answered ${again}, expected a success`;
};

/** That the deletion is granted under the fault. */
export const isDeleted: Claim = ({ deletion }) =>
  deletion !== null &&
  (deletion.code === null || !isGranted(deletion.code)) &&
  `the deletion is answered ${deletion.code ?? 'nothing'}, expected a success`;

export function deletionTakes(leastMs: number, mostMs: number): Claim {
  return ({ deletion }) => {
    const ms = deletion?.tookMs ?? null;
    return (
      ms !== null &&
      (ms < leastMs || ms > mostMs) &&
      `the deletion took ${ms} ms, expected ${spanText(leastMs, mostMs)}`
    );
  };
}

function spanText(from: number, to: number): string {
  return from === to ? `${from}` : `${from} to ${to}`;
}
