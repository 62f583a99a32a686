import { endings } from '../endings.js';
import { demand, type Property, type Transition } from '../transition.js';

/** Between the end of a job and its cause there is a way in both directions. */
export const jobs: readonly Property[] = [
  {
    name: 'JOB-CAUSE',
    statement:
      'for all jobs that end in Exception, the cause that they name held, or the failure was forced, or a fault that fired led to it',
    watch: () => {
      let forces = false;
      return (transition, seen) => {
        const { before, after, command, array } = transition;
        forces ||= command.do === 'failAt' && command.at === 'jobEnd';
        for (const job of after.jobs.values()) {
          if (job.state !== 'exception' || before.jobs.get(job.id)?.state === 'exception') continue;
          seen();
          const text = job.errorDescription ?? '';
          if (text.endsWith('(forced)')) {
            demand(forces, () => `${job.id} says that it was forced, and it was not`);
            continue;
          }
          const name = / \(fault '(.*)'\)$/.exec(text)?.[1];
          if (name !== undefined) {
            const fired = array.faults.ledger().some(({ fault, fired: times }) => fault === name && times > 0);
            demand(fired, () => `'${text}', and that fault has not fired`);
            continue;
          }
          const ending = endings.find(({ method, says }) => method === job.method && says.test(text));
          // A source that is a copy itself goes when its own copy fails: in between, or as far as the eye can see after it.
          const held =
            [before, after].some((view) => ending?.holds(job, view, transition)) || isRobbed(transition, text);
          demand(held, () => `${job.id} of ${job.method} ended because '${text}', which did not hold`);
        }
      };
    },
  },
];

/** Whether a job may have failed because a fault has stolen what was promised to it. */
function isRobbed({ after }: Transition, sentence: string): boolean {
  const stolen = [...after.pools.values()].some((pool) => pool.stolen > 0n);
  return stolen && sentence === 'the array runs out of resources while the copy runs';
}
