/** Why a property can't be tried often enough on a kind of array; where it comes up, after a change of the array's
 * capabilities, it is held against it all the same.
 */
export function whyUnreachable(property: string, kind: string): string | undefined {
  return unreachable[kind]?.[property];
}

const never = (properties: readonly string[], reason: string) =>
  Object.fromEntries(properties.map((property) => [property, reason]));

const aboutJobs = ['JOB-CAUSE', 'JOBFAIL-ATOMIC'];

export const unreachable: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'snapshot-only': never(aboutJobs, 'it makes no clones'),
  'sync-only': never(aboutJobs, 'its copies are made within the call: it has no jobs'),
};
