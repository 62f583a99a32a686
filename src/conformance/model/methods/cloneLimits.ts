import { textGiven } from '../../subject/call.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { goesOnUnseen, isOpen, jobCompleted, type ModelState, type ModelVolume } from '../state.js';
import { isWithinCall } from './cloneEffect.js';
import { isTooLong, nameKept } from './names.js';
import { isSnapshotMade } from './replicaKinds.js';

/** What there may be only so many of. */
export const limits: readonly Rule[] = [
  limit('replicas', 'replicasPerSource', ({ call, state, volumes, advertised }) =>
    countOf(volumes, (one) =>
      one.source !== call.on || isSnapshotMade(one)
        ? false
        : isCertain(state, one) && stays(one, advertised, state)
          ? true
          : undefined,
    ),
  ),
  volumesLimit('notEnoughResources', ({ volume }) => volume !== undefined),
  limit('metadata', 'synchronizations', ({ state, volumes, advertised }) =>
    countOf(volumes, (one) =>
      one.source === null ? false : isCertain(state, one) && stays(one, advertised, state) ? true : undefined,
    ),
  ),
  queueLimit('notEnoughResources', isWithinCall),
];

/** Of the whole array, whatever makes them.
 * @param isAbout whether the call is about something that there is
 */
export function volumesLimit(outcome: string, isAbout: (input: RuleInput) => boolean): Rule {
  return limit(
    'volumes',
    'volumes',
    ({ state, volumes }) => countOf(volumes, (one) => (isCertain(state, one) ? true : undefined)),
    outcome,
    isAbout,
  );
}

/** Jobs that run or wait.
 * @param isWithinCall whether the call needs none; undefined where that is not known
 */
export function queueLimit(outcome: string, isWithinCall: (input: RuleInput) => Holds): Rule {
  return {
    step: 'array',
    because: 'queue',
    outcome,
    property: 'CAP-LIMIT',
    holds: (input) => {
      const { runningJobs, queuedJobs } = input.advertised.limits;
      if (isWithinCall(input) === true) return false;
      if (runningJobs === null || queuedJobs === null) return undefined;
      const { jobs, volumes } = input.state;
      const open = countOf(Object.values(jobs), (job) => {
        if (goesOnUnseen(job)) return undefined;
        if (!isOpen(job)) return false;
        // A copy whose source went fails when it comes to that.
        const source = volumes[job.target ?? '']?.madeOf;
        // One that works on neither a volume nor a pool discovers; one that makes a volume of nothing has no source.
        const discovers = job.method !== null && job.target === null;
        const isDeletion = job.pool !== null || volumes[job.target ?? '']?.deletion != null;
        const stays = isDeletion || discovers || source === null;
        return job.fresh && (stays || (source != null && source in volumes)) ? true : undefined;
      });
      // What a call has left that failed may have a job, too.
      open.most += input.state.unobserved.length;
      const most = runningJobs + queuedJobs;
      if (open.least >= most) return isWithinCall(input) === undefined ? undefined : true;
      return open.most >= most ? undefined : false;
    },
    isUnpredictable: ({ limits: { runningJobs, queuedJobs } }) => runningJobs === null || queuedJobs === null,
  };
}

export function isNameTaken({ call, volumes, advertised }: RuleInput): Holds {
  const given = textGiven(call, 'ElementName');
  if (advertised.names.unique === false || given === undefined) return false;
  const name = nameKept(given, advertised);
  // What a subject supplies it sees to itself.
  if (name === null) return isTooLong(given, advertised) === undefined ? undefined : false;
  const alike = name.toLowerCase();
  const { least, most } = countOf(volumes, (volume) => {
    // What the subject has called it, a look has to tell.
    if (volume.name === null) return undefined;
    // Whether names that differ by case alone are two, the documents leave open.
    if (volume.name !== name) return volume.name?.toLowerCase() === alike ? undefined : false;
    return volume.usable === null ? undefined : true;
  });
  if (least > 0) return advertised.names.unique ?? undefined;
  return most > 0 ? undefined : false;
}

/** Whether what jobs work on it is known for now: else they may be over, and it gone or detached. */
export function isCertain({ jobs }: ModelState, { job, deletion }: ModelVolume): boolean {
  const making = job === null ? undefined : jobs[job];
  if (making !== undefined && making.jobState !== jobCompleted && (!making.fresh || goesOnUnseen(making))) return false;
  return deletion === null || (deletion.job !== null && jobs[deletion.job]?.fresh === true);
}

/** Whether it stays associated for now: what is complete and not detached yet is late, and may be so any moment. */
function stays(
  { madeOf, job, madeBy, mirror, isSnapshot }: ModelVolume,
  { clones }: RuleInput['advertised'],
  { jobs }: ModelState,
): boolean {
  if (madeOf === null || mirror !== null || isSnapshotMade({ isSnapshot, madeBy }) || clones.detaches === false)
    return true;
  const making = job === null ? undefined : jobs[job];
  return making !== undefined && isOpen(making);
}

function limit(
  because: string,
  which: 'replicasPerSource' | 'volumes' | 'synchronizations',
  count: (input: RuleInput) => { readonly least: number; readonly most: number },
  outcome = 'notEnoughResources',
  isAbout: (input: RuleInput) => boolean = ({ volume }) => volume !== undefined,
): Rule {
  return {
    step: 'array',
    because,
    outcome,
    property: 'CAP-LIMIT',
    holds: (input) => {
      const most = input.advertised.limits[which];
      if (!isAbout(input)) return false;
      // A subject that does not say how many there may be may have a limit.
      if (most === null) return undefined;
      const unobserved = input.state.unobserved.length;
      // Whatever is counted belongs to a volume.
      if (input.volumes.length + unobserved < most) return false;
      const there = count(input);
      return there.least >= most ? true : there.most + unobserved >= most ? undefined : false;
    },
    isUnpredictable: ({ limits: known }) => known[which] === null,
  };
}

/** How many of them certainly count, and how many may. */
export function countOf<Item>(items: readonly Item[], counts: (item: Item) => Holds): { least: number; most: number } {
  let [least, most] = [0, 0];
  for (const item of items) {
    const holds = counts(item);
    if (holds !== false) most++;
    if (holds === true) least++;
  }
  return { least, most };
}
