import { BadInputError, type JobControl, type StorageArray } from '../../src/index.js';

/** An array of three pools and forty volumes. */
export const options = {
  seed: 9,
  profile: { base: 'full-copy' as const, limits: { runningJobs: 3, queuedJobs: 8 }, jobs: { removedAfter: '20 s' } },
  pools: [
    { name: 'gold', size: '400 GiB' },
    { name: 'silver', size: '100 GiB' },
    { name: 'bronze', size: '10 GiB' },
  ],
  // More than a leaf of the store holds, so that a fork shares some leaves and not others.
  volumes: Array.from({ length: 40 }, (_, at) => ({
    name: `v${at}`,
    pool: at % 3 === 0 ? 'silver' : 'gold',
    size: `${1 + (at % 5)} GiB`,
  })),
};

/** Something to do to both of a pair; chosen by looking at one of them. */
export type Act = (array: StorageArray) => unknown;
type Choice = (chosen: (among: number) => number, array: StorageArray) => Act;

const controls: readonly JobControl[] = ['suspend', 'resume', 'terminate', 'kill', 'enterService', 'leaveService'];
const pools = [{}, { TargetPool: 'gold' }, { TargetPool: 'silver' }, { TargetPool: 'bronze' }];
const states = ['online', 'degraded', 'offline', 'resizing', 'failed'] as const;
const steps = ['invokeReply', 'array', 'jobEnd'] as const;

/** What can be done to an array, drawn. */
export const choices: readonly Choice[] = [
  ...Array<Choice>(5).fill((chosen, array) => {
    const on = volumeOf(chosen, array);
    const named = chosen(3) === 0 ? { ElementName: `copy-${chosen(50)}` } : {};
    const pool = pools[chosen(pools.length)];
    return (one) => one.createClone(on, { ...named, ...pool });
  }),
  ...Array<Choice>(3).fill((chosen) => {
    const ms = [0, 1, 150, 700, 3_000, 30_000][chosen(6)] ?? 0;
    return (one) => one.advance(ms);
  }),
  (chosen, array) => {
    const volume = volumeOf(chosen, array);
    const state = states[chosen(states.length)] ?? 'online';
    return (one) => one.set({ volume, state });
  },
  (chosen, array) => {
    const volume = volumeOf(chosen, array);
    return (one) => one.outOfBand.delete(volume);
  },
  (chosen) => {
    const name = `found-${chosen(1_000)}`;
    return (one) => one.outOfBand.create({ name, pool: 'gold', size: '1 GiB' });
  },
  () => (one) => one.discover(),
  (chosen, array) => {
    const jobs = array.jobs();
    const job = jobs[chosen(Math.max(1, jobs.length))]?.id ?? 'none';
    const control = controls[chosen(controls.length)] ?? 'kill';
    return (one) => one.jobs[control](job);
  },
  (chosen, array) => {
    const on = volumeOf(chosen, array);
    const far = chosen(12);
    return (one) => {
      const call = one.begin(on, 'CreateClone');
      for (let times = 0; times < far; times++) one.step(call);
      return call;
    };
  },
  (chosen) => {
    const at = steps[chosen(steps.length)] ?? 'array';
    const code = { invokeReply: 3, array: 2, jobEnd: 2 }[at];
    return (one) => one.provider.failAt(at, code);
  },
];

function volumeOf(chosen: (among: number) => number, array: StorageArray): string {
  const volumes = array.volumes();
  return volumes[chosen(volumes.length)]?.id ?? 'v0';
}

/** What came of it, so that both of a pair can be compared; bad input and refused controls are answers like others. */
export function outcome(act: Act, array: StorageArray): unknown {
  try {
    return act(array);
  } catch (error) {
    if (error instanceof BadInputError) return error.message;
    throw error;
  }
}

/** What tells one array from another. */
export const everything = (array: StorageArray) => ({
  identity: array.digest('identity'),
  observable: array.digest('observable'),
  canonical: array.digest('canonical'),
  volumes: array.volumes(),
  pools: array.pools(),
  jobs: array.jobs(),
});
