import type { Profile } from '../../src/index.js';
import type { ArrayKind } from './arrayKind.js';
import { bytesOf } from './transition.js';

/** The same array with another profile. */
export function withProfile(arrayKind: ArrayKind, profile: Profile): ArrayKind {
  return { ...arrayKind, profile, options: { ...arrayKind.options, profile: { ...profile, base: 'full-copy' } } };
}

/** The same array with a copy rate that its jobs can share without a remainder, which else goes to the oldest: only then
 * is half the size done in half the time, to the millisecond.
 */
export function withEvenRate(arrayKind: ArrayKind): ArrayKind {
  const { profile } = arrayKind;
  // Runs set up to 4 running jobs, whatever the profile has.
  const parts = leastMultiple(Math.max(4, profile.limits.runningJobs));
  const blocksPerMs = Number(bytesOf(profile.jobs.copyRatePerSecond)) / 512 / 1000;
  const even = Math.max(1, Math.round(blocksPerMs / parts)) * parts;
  return withProfile(arrayKind, { ...profile, jobs: { ...profile.jobs, copyRatePerSecond: `${even * 512 * 1000} B` } });
}

/** The same array with a provider that answers at once: for what is about order, not about time. */
export function withoutLatency(arrayKind: ArrayKind): ArrayKind {
  const { profile } = arrayKind;
  return withProfile(arrayKind, { ...profile, provider: { ...profile.provider, latency: {} } });
}

/** The same array, where whatever may take a job takes one, and volumes may become smaller. */
export function withJobs(arrayKind: ArrayKind): ArrayKind {
  const { profile } = arrayKind;
  const byJob = { by: 'job', takes: '10 s' } as const;
  return withProfile(arrayKind, {
    ...profile,
    capabilities: { ...profile.capabilities, reducesVolumes: true },
    creation: { ...profile.creation, ...byJob },
    poolCreation: { ...profile.poolCreation, ...byJob },
    resizing: { ...profile.resizing, ...byJob },
    deletion: { ...profile.deletion, ...byJob },
  });
}

/** The least number that 1 to n divide. */
function leastMultiple(n: number): number {
  let multiple = 1;
  for (let part = 2; part <= n; part++) {
    let [one, other] = [multiple, part];
    while (other > 0) [one, other] = [other, one % other];
    multiple *= part / one;
  }
  return multiple;
}
