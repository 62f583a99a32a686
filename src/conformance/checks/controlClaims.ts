import type { JobControlName } from '../subject/action.js';
import type { JobSeen } from '../subject/observations.js';
import { nameOf } from './jobStates.js';
import type { Verdicts } from './verdicts.js';

/** That a job has gone where a control that was acknowledged leads, before any time has passed.
 * @see the CIM schema, CIM_ConcreteJob, RequestStateChange
 */
export function judgeControl(verdicts: Verdicts, job: string, control: JobControlName, seen: JobSeen | null): void {
  if (seen === null) return;
  verdicts.demand(
    'JOB-CONTROL',
    leadsTo[control].includes(seen.jobState),
    () => `${job} took the control ${control}, and is ${nameOf(seen.jobState)} at once`,
  );
}

const onItsWay = [3, 4];
const leadsTo: Readonly<Record<JobControlName, readonly number[]>> = {
  suspend: [5],
  resume: onItsWay,
  terminate: [6, 8],
  kill: [6, 9],
  enterService: [11],
  leaveService: onItsWay,
  query: [12],
  answer: onItsWay,
};
