/** Why a property can't be tried often enough on a kind of array; where it comes up, after a change of the array's
 * capabilities, it is held against it all the same.
 */
export function whyUnreachable(property: string, kind: string): string | undefined {
  return unreachable[kind]?.[property];
}

const jobs = ['JOB-CAUSE', 'JOBFAIL-ATOMIC', 'NO-HALF-CLONE', 'RESERVE'];
const aboutJobs = ['OUT-4096', ...jobs, 'JOB-MONOTONE', 'JOB-CHART', 'JOB-FINAL', 'JOB-100', 'JOB-RESULT', 'JOB-TIMES'];
const aboutClones = ['CAP-MODE', 'CAP-YES', 'CAP-LIMIT', 'WITHIN-LIMITS', 'SHORTAGE-TIGHT', 'CLONE-CHAIN', 'UNDO'];

const never = (properties: readonly string[], reason: string) =>
  Object.fromEntries(properties.map((property) => [property, reason]));
const onlyJobs = never(['OUT-0'], 'its copies are made by jobs: the answer is 4096');

export const unreachable: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'full-copy': onlyJobs,
  'thin-provisioned': onlyJobs,
  'instant-clone': onlyJobs,
  'snapshot-only': never(['OUT-0', ...aboutJobs, ...aboutClones], 'it makes no clones'),
  'remote-only': onlyJobs,
  'sync-only': never(aboutJobs, 'its copies are made within the call: it has no jobs'),
  'strict-names': onlyJobs,
  'legacy-2012': onlyJobs,
  'slow-provider': onlyJobs,
};
