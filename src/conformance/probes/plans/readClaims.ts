import type { Claim } from './effectTrial.js';

// What reads have to show under a fault that lets them lie, and what hosts have to read.

const running = 4;
const completed = 7;
/** New, Starting, Running */
const underWay: readonly number[] = [2, 3, 4];

/** That all volumes are read with so many times their sizes. */
export function sizesAre(factor: number): Claim {
  return ({ volumes, volumesBefore }) => {
    const before = new Map(volumesBefore.map(({ id, size }) => [id, size]));
    const honest = volumes.find(({ id, size }) => before.has(id) && size !== factor * (before.get(id) ?? 0));
    return (
      honest && `'${honest.name}' is read with ${honest.size} bytes, expected ${factor * (before.get(honest.id) ?? 0)}`
    );
  };
}

/** That the running job is read at a percent. */
export function progressIs(percent: number): Claim {
  return ({ looks }) => {
    const honest = looks.find(({ job }) => job.jobState === running && job.percentComplete !== percent);
    return honest && `the running job is read at ${honest.job.percentComplete} percent, expected ${percent}`;
  };
}

/** That the job is read as completed at once, and is not. */
export const readsCompleted: Claim = ({ looks: [look], healed, bareAtReply }) => {
  if (look === undefined || !underWay.includes(bareAtReply?.jobState ?? completed)) return undefined;
  const { jobState, percentComplete } = look.job;
  if (jobState !== completed || percentComplete !== 100)
    return `the job is read in state ${jobState} at ${percentComplete} percent, expected ${completed} at 100`;
  return healed?.jobState === completed && 'the job is completed, although no time has passed';
};

/** That the job is read in a state, as long as it is there. */
export function jobReadsIn(state: number): Claim {
  return ({ looks }) => {
    const honest = looks.find(({ job }) => job.jobState !== state);
    return honest && `the job is read in state ${honest.job.jobState}, expected ${state}`;
  };
}

/** That the volumes of before are read as unusable. */
export const noneReadsUsable: Claim = ({ volumes, volumesBefore }) => {
  const before = new Set(volumesBefore.map(({ id }) => id));
  const honest = volumes.find(({ id, usable }) => before.has(id) && usable);
  return honest && `'${honest.name}' is read as usable, expected not to be`;
};

/** That the job is read as it was at first, while time passes; and is completed all the same. One that was over long ago may be gone
 * soon after the healing, and where jobs stay for less than that time, at once.
 */
export const readsStayTheSame: Claim = ({ looks: [first, ...others], healed, ended, untilHealedMs }, { time }) => {
  if (first === undefined) return undefined;
  const later = others.find(({ job }) => JSON.stringify(job) !== JSON.stringify(first.job));
  if (later !== undefined)
    return `the job is read in state ${later.job.jobState} at ${later.job.percentComplete} percent, expected what was read first`;
  const last = healed?.jobState === completed ? healed : ended;
  const isGone = last === null && time.finishedJobsStayMs !== null && time.finishedJobsStayMs < untilHealedMs;
  return (
    !isGone && last?.jobState !== completed && `the job is in state ${last?.jobState ?? 'none'}, expected ${completed}`
  );
};

/** That hosts read something else from the clone than from its source, where anything was written to that. */
export const contentsDiffer: Claim = ({ held }) =>
  held !== null &&
  held.source.length > 0 &&
  JSON.stringify(held.clone) === JSON.stringify(held.source) &&
  'the clone holds what its source holds, expected something else';
